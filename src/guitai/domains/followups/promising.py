"""What agents promise in a talk, put on the list of promises (docs/reference/followups.md)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet

from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import Author, Change, ChangeKind, Kind, Message
from guitai.domains.chat.shapes import moment
from guitai.domains.followups import lists
from guitai.domains.followups.actions.promises import give_way
from guitai.domains.followups.actions.todos import open_todo
from guitai.domains.followups.answers import ANSWERED
from guitai.domains.followups.models import Listing, State, Todo
from guitai.domains.followups.processes import too_early
from guitai.domains.followups.queries import of_conversation
from guitai.domains.trade import queries as trade
from guitai.domains.trade.models import Order, OrderStatus
from guitai.engines.promises.finding import find_promises
from guitai.engines.promises.types import About, Promise, Unit, Within
from guitai.kernel.text import shorten

# How far back the clock looks for what nobody looked at.
CAUGHT_UP = timedelta(minutes=15)
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 24 * 60}
# Of these a second word about the same replaces the first; of gifts and the rest each is a deed of its own.
_SAME_DEED = frozenset({About.REPLY, About.CHECK, About.DISPATCH, About.ARRIVAL, About.REFUND})
_NOT_SENT = frozenset({OrderStatus.UNPAID, OrderStatus.PAID, OrderStatus.PART_SHIPPED})
_LONGEST_WORDS = 200


@transaction.atomic
def look_for_promises(*, message_id: int, at: datetime) -> list[Todo]:
    """Put what an agent's message promises on the list; give what is new there.

    Done twice it adds nothing. What is not an agent's text, or came with an import, promises nothing.
    """
    message = _by_agents().filter(pk=message_id).first()
    if message is None:
        return []
    found = (_put(message, each, at) for each in find_promises(message.text, message.sent_at))
    return [todo for todo in found if todo is not None]


def catch_up(*, shop: Shop, at: datetime) -> int:
    """Look at what was said while nobody listened: a process may end between the commit and its listener.

    Each line is looked at once, those of the last 15 minutes where it is not known what was looked at;
    gives how many promises were found.
    """
    place = f"followups.looked.{shop.pk}"
    said = Change.objects.filter(
        shop=shop,
        kind=ChangeKind.MESSAGE,
        at__gt=at - CAUGHT_UP,
        seq__gt=cache.get(place, 0),
        message__author=Author.AGENT,
        message__kind=Kind.TEXT,
    )
    found = 0
    for seq, message_id in said.order_by("seq").values_list("seq", "message_id"):
        found += len(look_for_promises(message_id=message_id, at=at))
        cache.set(place, seq, CAUGHT_UP.total_seconds())
    return found


def suggested_for(conversation_id: int) -> QuerySet[Todo]:
    """Give what an agent may have promised in a talk, which waits for their word."""
    return of_conversation(conversation_id).filter(listing=Listing.PROMISE, state=State.PROPOSED)


def _by_agents() -> QuerySet[Message]:
    said = Message.objects.filter(author=Author.AGENT, kind=Kind.TEXT, agent__isnull=False, external_key="")
    return said.select_related("agent", "conversation__shop", "conversation__buyer", "conversation__product")


def _put(message: Message, promise: Promise, at: datetime) -> Todo | None:
    talk, is_sure = message.conversation, promise.firm and promise.due is not None
    earlier = _earlier(message, promise)
    if promise.due is None and not promise.after and earlier:
        return None  # 马上查 beside 10分钟后回复您 says nothing new
    order = _order(message, promise.about)
    todo = open_todo(
        shop=talk.shop,
        listing=Listing.PROMISE,
        key=f"{message.pk}:{promise.start}",
        at=at,
        opened_at=message.sent_at,
        state=State.OPEN if is_sure else State.PROPOSED,
        owner=message.agent,
        made_by=message.agent,
        buyer=talk.buyer,
        order=order,
        value_fen=order.total_fen if order else 0,
        conversation=talk,
        message=message.pk,
        due_at=promise.due,
        ring_at=lists.ring_at(message.sent_at, promise.due) if promise.due else None,
        why=_why(promise) | _early(message, promise, order),
    )
    if todo and todo.due_at and is_sure:
        replaced = [one for one in earlier if one.due_at is None or one.due_at <= todo.due_at]
        give_way(replaced, at=message.sent_at)
    return todo


def _earlier(message: Message, promise: Promise) -> list[Todo]:
    """Give what runs of the same deed, promised in earlier lines of the talk."""
    if promise.about not in _SAME_DEED:
        return []
    same = ANSWERED if promise.about in ANSWERED else {promise.about}
    running = of_conversation(message.conversation_id).filter(listing=Listing.PROMISE, message__lt=message.pk)
    return [todo for todo in running if todo.why.get("about") in same]


def _order(message: Message, about: About) -> Order | None:
    """Give the order a promise is likely about: to be sent only what has not left, to arrive what has not."""
    if about not in {About.DISPATCH, About.ARRIVAL, About.REFUND}:
        return None
    talk = message.conversation
    orders: Iterable[Order] = trade.orders_of(talk.buyer)[:20]
    if about is About.DISPATCH:
        orders = (one for one in orders if one.status in _NOT_SENT and one.shipped_at is None)
    elif about is About.ARRIVAL:
        orders = (one for one in orders if one.status in {*_NOT_SENT, OrderStatus.SHIPPED})
    return trade.spoken_of(list(orders), product=talk.product)


def _why(promise: Promise) -> dict[str, Any]:
    told: dict[str, Any] = {
        "said": shorten(promise.matched, _LONGEST_WORDS),
        "about": promise.about.value,
        "kind": promise.kind.value,
        "firm": promise.firm,
        "start": promise.start,
        "end": promise.end,
    }
    if promise.after:
        told["after"] = promise.after
    if promise.within:
        told |= _within(promise.within)
    return told | {name: True for name in ("phone", "assumed") if getattr(promise, name)}


def _early(message: Message, promise: Promise, order: Order | None) -> dict[str, Any]:
    """Tell what of the shop's process table takes longer than was promised."""
    if promise.due is None:
        return {}
    shop = message.conversation.shop
    found = too_early(shop, promise.about, promise.due, order=order, at=message.sent_at)
    if found is None:
        return {}
    return {"early": {"process": found.title, "soonest": moment(found.soonest), "answer": found.answer}}


def _within(within: Within) -> dict[str, Any]:
    told: dict[str, Any] = {"within": {"amount": float(within.amount), "unit": within.unit.value}}
    if within.unit in _MINUTES and within.amount > 0:
        told["within_minutes"] = int(within.amount * _MINUTES[within.unit])
    return told
