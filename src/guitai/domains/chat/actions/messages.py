"""What buyers send and agents answer, notes and cards; each stored once whatever happens to the sender."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from guitai.common.models import Picture
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog import queries as catalog
from guitai.domains.chat.actions import candidates, finding
from guitai.domains.chat.actions.guarding import check_reply
from guitai.domains.chat.actions.handing import route
from guitai.domains.chat.actions.lines import Content, Stored, write
from guitai.domains.chat.actions.sending import cleaned, reply, send
from guitai.domains.chat.errors import UnknownCardError
from guitai.domains.chat.learning import learn
from guitai.domains.chat.models import Author, Channel, Conversation, Kind, State
from guitai.domains.chat.models import ChangeKind as Change
from guitai.domains.chat.turns import turn
from guitai.domains.chat.understanding import read_talk
from guitai.domains.guard import actions as guard_actions
from guitai.domains.guard import queries as guard
from guitai.domains.knowledge import actions as knowledge_actions
from guitai.domains.knowledge.outcomes import Offered
from guitai.domains.trade import actions as trade_actions
from guitai.domains.trade import queries as trade


def receive_message(
    *,
    shop: Shop,
    account: str,
    name: str,
    local_id: str,
    text: str,
    at: datetime,
    page_url: str = "",
    product_code: str = "",
) -> Stored:
    """Take what a buyer wrote; opens a conversation and finds an agent for it where none is open.

    :raises EmptyMessageError: if nothing that can be seen is in it.
    :raises MessageTooLongError: if it has more than 4,000 characters.
    """
    content = Content(text=cleaned(text))
    return _receive(shop, account, name, local_id, content, at, page_url=page_url, product_code=product_code)


def receive_picture(
    *, shop: Shop, account: str, name: str, local_id: str, picture: Picture, at: datetime
) -> Stored:
    """Take a picture a buyer sent; it was checked and encoded anew already."""
    return _receive(shop, account, name, local_id, Content(kind=Kind.PICTURE, picture=picture), at)


def receive_card(
    *, shop: Shop, account: str, name: str, local_id: str, card: str, key: str, at: datetime
) -> Stored:
    """Take a card a buyer sent: a product by the shop's code, or one of the buyer's own orders by its number.

    :raises UnknownCardError: if there is none such.
    """
    if card == "product":
        content = Content(kind=Kind.PRODUCT, card=catalog.card_by_code(shop_id=shop.pk, code=key))
    else:
        content = Content(
            kind=Kind.ORDER, card=trade.card_by_number(shop_id=shop.pk, account=account, number=key)
        )
    if not content.card:
        raise UnknownCardError(_("This product or order was not found in the shop."))
    return _receive(shop, account, name, local_id, content, at)


def send_message(
    *,
    conversation_id: int,
    by: Membership,
    local_id: str,
    text: str,
    at: datetime,
    phrase_ids: Sequence[int] = (),
    confirmed: Collection[str] = (),
    offered: Sequence[Offered] = (),
) -> Stored:
    """Send an agent's reply. A waiting conversation becomes the agent's by it.

    :param confirmed: the guard's rules that the agent has looked at twice.
    :param offered: the suggestions it was made with, or the first of those that were passed over.
    :raises HeldError: if the guard does not let it leave; ``facts["verdict"]`` says why.
    :raises UnfilledSlotError: if ``***`` or ``{…}`` is left in it.
    :raises NotYoursError: if another agent has the conversation.
    :raises ConversationClosedError: if it is closed.
    """
    content = reply(text)
    checked = check_reply(
        conversation_id=conversation_id,
        by=by,
        local_id=local_id,
        text=content.text,
        at=at,
        confirmed=confirmed,
    )
    stored = send(conversation_id, by, local_id, content, at, also=checked.left)
    if phrase_ids and not stored.again:
        knowledge_actions.record_use(membership=by, phrase_ids=phrase_ids, at=at)
    if offered and not stored.again:
        learn(
            by=by,
            offered=offered,
            text=content.text,
            facts=checked.facts,
            buyer=checked.conversation.buyer,
            product=checked.conversation.product,
            conversation=conversation_id,
            at=at,
        )
    return stored


def send_picture(
    *, conversation_id: int, by: Membership, local_id: str, picture: Picture, at: datetime
) -> Stored:
    """Send a picture that was checked and encoded anew already; refusals as :func:`send_message`."""
    return send(conversation_id, by, local_id, Content(kind=Kind.PICTURE, picture=picture), at)


def send_card(
    *, conversation_id: int, by: Membership, local_id: str, card: str, key: int, at: datetime
) -> Stored:
    """Send a product or order card; an order only to the buyer who placed it (G3).

    :raises UnknownCardError: if it isn't this shop's, or not this buyer's.
    """
    if card == "product":
        content = Content(kind=Kind.PRODUCT, card=catalog.card_by_id(shop_id=by.shop_id, product_id=key))
    else:
        buyer_id = Conversation.objects.values_list("buyer_id", flat=True).get(
            pk=conversation_id, shop_id=by.shop_id
        )
        content = Content(kind=Kind.ORDER, card=trade.card_by_id(buyer_id=buyer_id, order_id=key))
    if not content.card:
        raise UnknownCardError(
            _("This product or order does not belong to this shop or buyer; nothing was sent.")
        )
    return send(conversation_id, by, local_id, content, at)


def add_note(*, conversation_id: int, by: Membership, local_id: str, text: str, at: datetime) -> Stored:
    """Keep a note that agents alone see; who answers in the shop may, whoever has the conversation."""
    content = Content(kind=Kind.NOTE, text=cleaned(text))
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        conversation = finding.by_key(conversation_id, shop_id=by.shop_id)
        known = finding.answered_before(conversation, local_id=local_id)
        if known:
            return known
        message = write(conversation, Author.AGENT, content, local_id, at, agent=by)
        return Stored(
            message=message, seq=writing.change(Change.MESSAGE, conversation, at=at, message=message)
        )


def _receive(
    shop: Shop,
    account: str,
    name: str,
    local_id: str,
    content: Content,
    at: datetime,
    *,
    page_url: str = "",
    product_code: str = "",
) -> Stored:
    with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
        conversation = finding.under_way(shop_id=shop.pk, account=account)
        # In any of the buyer's conversations: the first may have been closed before the repeat came.
        known = finding.sent_before(shop_id=shop.pk, account=account, local_id=local_id)
        if known:
            return known
        opened = conversation is None
        if conversation is None:
            conversation = _open(shop, account, name, at, page_url=page_url, product_code=product_code)
            conversation.group = candidates.wanted_group(conversation, text=content.text, at=at)
            writing.change(Change.OPENED, conversation, at=at)
        begins_wait = conversation.waiting_since is None
        message = write(conversation, Author.BUYER, content, local_id, at)
        if begins_wait:
            conversation.waiting_since = at
        conversation.unread += 1
        conversation.buyer_read_id = message.pk
        # Before it is routed, and before anybody is told of it; a picture or a card says nothing.
        looks_otherwise = content.kind == Kind.TEXT and read_talk(conversation, at=at)
        seq = writing.change(
            Change.MESSAGE, conversation, at=at, message=message, wait_moved=begins_wait or looks_otherwise
        )
        if opened:
            route(writing, conversation, at=at)
        if guard.asks_to_stop(content.text):
            guard_actions.mark_no_contact(shop=shop, account=account, by=None, said=content.text, at=at)
        return Stored(message=message, seq=seq)


def _open(
    shop: Shop, account: str, name: str, at: datetime, *, page_url: str, product_code: str
) -> Conversation:
    buyer = trade_actions.meet_buyer(shop_id=shop.pk, account=account, name=name, at=at)
    return Conversation.objects.create(
        shop=shop,
        buyer=buyer,
        channel=Channel.WIDGET,
        state=State.WAITING,
        opened_at=at,
        last_at=at,
        page_url=_page(page_url),
        product=catalog.by_code(shop_id=shop.pk, code=product_code) if product_code else None,
    )


def _page(url: str) -> str:
    # Without what follows the address: sessions and campaigns stand there, which are nobody's business.
    return url.partition("#")[0].partition("?")[0][:300]
