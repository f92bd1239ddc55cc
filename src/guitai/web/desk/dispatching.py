"""What a buyer is told of their order: on its card, and first among the suggestions when they ask for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from guitai.domains.chat import reading_queries, suggesting
from guitai.domains.chat.queries import Conversation
from guitai.domains.followups import dispatching
from guitai.domains.followups.dispatching import DispatchAnswer, Dispatches, DispatchState, ParcelTold
from guitai.domains.trade import queries as trade
from guitai.domains.trade.queries import Order

_SHOWN = 3
STATES: dict[DispatchState, str | Promise] = {
    DispatchState.UNPAID: pgettext_lazy("dispatch", "not paid yet"),
    DispatchState.TO_SEND: pgettext_lazy("dispatch", "to be sent in time"),
    DispatchState.LATE: pgettext_lazy("dispatch", "should have left"),
    DispatchState.OUT_OF_STOCK: pgettext_lazy("dispatch", "out of stock"),
    DispatchState.OVERSOLD: pgettext_lazy("dispatch", "oversold"),
    DispatchState.PART_SENT: pgettext_lazy("dispatch", "partly sent"),
    DispatchState.SENT: pgettext_lazy("dispatch", "on its way"),
    DispatchState.SLOW: pgettext_lazy("dispatch", "slower than usual: ask the courier"),
    DispatchState.SIGNED: pgettext_lazy("dispatch", "signed for"),
    DispatchState.CLOSED: pgettext_lazy("dispatch", "closed"),
    DispatchState.REFUNDING: pgettext_lazy("dispatch", "being refunded"),
}


@dataclass(frozen=True, slots=True)
class DispatchShown:
    """What is told of an order, with its state in words, the days it should come, and its parcels."""

    answer: DispatchAnswer
    state: str
    days: str
    parcels: list[ParcelTold]

    @classmethod
    def of(cls, order: Order, known: Dispatches) -> "DispatchShown":
        """Put the answer of one of the orders into words."""
        answer = known.answer(order)
        days = _days(*answer.expected) if answer.expected else ""
        return cls(answer, str(STATES[answer.state]), days, known.parcels(order))


def asked_at_desk(
    talk: Conversation, *, typed: str, at: datetime
) -> tuple[Order | None, DispatchAnswer | None]:
    """Give the order and what is told of it, if their last lines ask for it, or what was typed."""
    if typed.strip():
        intents: Iterable[str] = dispatching.intents_in(typed)
    else:
        asked = reading_queries.reading_of(talk, language="zh").asked
        intents = [intent.key for line in asked for intent in line.intents]
    order = trade.order_spoken_of(talk.buyer, product=talk.product) if dispatching.may_ask(intents) else None
    return order, answer_for(order, intents, at=at)


def answer_for(order: Order | None, intents: Iterable[str], *, at: datetime) -> DispatchAnswer | None:
    """Give what is told of an order, if what is asked is about how far it is."""
    if order is None or not dispatching.is_asked(intents, order):
        return None
    return dispatching.dispatch_answer(order, at=at)


def with_order_first(
    suggested: suggesting.Suggested, order: Order | None, answer: DispatchAnswer | None
) -> dict[str, Any]:
    """Give suggestions as pages show them, before all what is told of the order."""
    shape = suggesting.shape(suggested)
    if order is None or answer is None:
        return shape
    first = {
        "kind": "order",
        "id": order.pk,
        "title": _("This order: %(state)s") % {"state": STATES[answer.state]},
        "text": answer.text,
        "missing": [],
        "product": order.number,
        "is_weakness": False,
    }
    return shape | {"preparing": False, "suggestions": [first, *shape["suggestions"]][:_SHOWN]}


def _days(first: date, last: date) -> str:
    return f"{first:%m-%d}" if first == last else f"{first:%m-%d} – {last:%m-%d}"
