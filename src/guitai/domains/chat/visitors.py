"""Visitors nobody knows yet, and what becomes of their talk once the shop says who they are."""

from datetime import datetime

from django.db.models import QuerySet

from guitai.domains.accounts.models import Shop
from guitai.domains.chat import queries
from guitai.domains.chat.actions.lines import write_event
from guitai.domains.chat.models import ChangeKind, Conversation, State
from guitai.domains.chat.passes import BuyerPass, PassRefusedError, new_visitor, read_visitor
from guitai.domains.chat.turns import turn
from guitai.domains.trade import actions as trade


def known_or_new(*, shop: Shop, token: str, at: datetime) -> BuyerPass:
    """Give the visitor a browser's token stands for; somebody new where there is none that is good."""
    if token:
        try:
            return read_visitor(token, shop_id=shop.pk, at=at)
        except PassRefusedError:
            pass
    return new_visitor(shop_id=shop.pk)


def adopt(*, shop: Shop, visitor: BuyerPass, buyer: BuyerPass, at: datetime) -> Conversation | None:
    """Pass a visitor's open conversation to the buyer they turned out to be; gives it if one moved.

    A buyer with an open conversation of their own keeps that one, and the visitor's stays as it is.
    """
    if not _open(shop, visitor).exists():
        return None
    with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
        conversation = _open(shop, visitor).select_related("buyer", "agent", "group").first()
        if conversation is None or _open(shop, buyer).exists():
            return None
        before = conversation.buyer_id
        conversation.buyer = trade.meet_buyer(shop_id=shop.pk, account=buyer.account, name=buyer.name, at=at)
        trade.pass_on_given(from_id=before, to_id=conversation.buyer.pk)
        event = write_event(conversation, at, event="adopted", **{"from": visitor.name, "to": buyer.name})
        writing.change(ChangeKind.MESSAGE, conversation, at=at, message=event, wait_moved=True)
        return conversation


def _open(shop: Shop, holder: BuyerPass) -> QuerySet[Conversation]:
    return queries.of_buyer(shop=shop, account=holder.account).exclude(state=State.CLOSED)
