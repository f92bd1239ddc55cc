"""What a buyer is told who asks when their order leaves, where it is or when it comes (O5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from guitai.domains.accounts.models import Shop
from guitai.domains.delivery.queries import Courier, CourierBook, book_of, query_link
from guitai.domains.followups import processes
from guitai.domains.followups.models import Listing, Process, State, Todo
from guitai.domains.knowledge.filling import fill
from guitai.domains.trade.models import RUNNING, Order, OrderStatus, Refund, RefundStatus
from guitai.domains.trade.queries import DispatchPromise, dispatch_promise
from guitai.engines.promises.types import About
from guitai.engines.understanding.intents import asked_in
from guitai.kernel.days import SHANGHAI, business_day
from guitai.kernel.text import shorten
from guitai.kernel.yaml_data import parsed

_FILE = Path(__file__).with_name("dispatching.yaml")
# The lists of P4 an order stands on while it should have left (docs/reference/followups.md).
_LISTS = (Listing.OUT_OF_STOCK, Listing.OVERSOLD, Listing.LATE, Listing.SOON_LATE)
_SHORT = (Listing.OUT_OF_STOCK, Listing.OVERSOLD)
_GOES_BACK = (RefundStatus.ASKED, RefundStatus.TO_RETURN, RefundStatus.RETURNED)
_HERE = (OrderStatus.SIGNED, OrderStatus.FINISHED)
_FROM_ITS_START = frozenset({processes.Starts.PAID.value, processes.Starts.ORDERED.value})
_OF_ANY_ORDER = "tracking"
_ASKING = frozenset({_OF_ANY_ORDER, "dispatch", "delivery"})
_TITLE = 30


class DispatchState(StrEnum):
    """How far an order is, as a buyer asks about it."""

    UNPAID = "unpaid"
    TO_SEND = "to_send"
    LATE = "late"
    OUT_OF_STOCK = "out_of_stock"
    OVERSOLD = "oversold"
    PART_SENT = "part_sent"
    SENT = "sent"
    SLOW = "slow"
    SIGNED = "signed"
    CLOSED = "closed"
    REFUNDING = "refunding"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelTold:
    """A parcel with where its waybill is looked up and whom to call; empty where the shop does not know."""

    courier: str
    waybill: str
    query: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchAnswer:
    """What a buyer is told of an order.

    ``courier``, ``waybill`` and ``query`` are its first parcel's. ``expected`` are the days it should come,
    by how the couriers serve the province. ``late``: it should have left, or be there, by now. ``listed`` is
    the list it stands on (late, soon_late, out_of_stock, oversold), else empty.
    """

    state: DispatchState
    text: str
    courier: str = ""
    waybill: str = ""
    query: str = ""
    expected: tuple[date, date] | None = None
    late: bool = False
    listed: str = ""


@dataclass(frozen=True, slots=True)
class Dispatches:
    """All that is needed to answer for some orders of a shop, read at once."""

    shop: Shop
    at: datetime
    book: CourierBook
    lines: Sequence[Process]
    listed: dict[int, str]
    refunded: frozenset[int]

    def parcels(self, order: Order) -> list[ParcelTold]:
        """Give an order's parcels with what the shop knows of their couriers."""
        parcels = sorted(order.parcels.all(), key=lambda each: each.pk)
        return [_parcel(each.courier, each.waybill, self.book) for each in parcels]

    def answer(self, order: Order) -> DispatchAnswer:
        """Give what a buyer is told of one of the orders."""
        promise = dispatch_promise(order, self.shop, at=self.at)
        days = self._days(order)
        expected = days if order.shipped_at else None
        listed = self.listed.get(order.pk, "") if promise else ""
        state = self._state(order, promise, days, listed)
        first = next(iter(self.parcels(order)), ParcelTold(courier="", waybill=""))
        late = state == DispatchState.SLOW or bool(promise and promise.late)
        return DispatchAnswer(
            state=state,
            text=_worded(_wording_key(state, listed, late=late), self._facts(order, promise, expected)),
            courier=first.courier,
            waybill=first.waybill,
            query=first.query,
            expected=expected,
            late=late,
            listed=listed,
        )

    def _state(
        self,
        order: Order,
        promise: DispatchPromise | None,
        days: tuple[date, date] | None,
        listed: str,
    ) -> DispatchState:
        status = order.status
        if status == OrderStatus.CLOSED:
            return DispatchState.CLOSED
        if order.pk in self.refunded:
            return DispatchState.REFUNDING
        if status == OrderStatus.UNPAID:
            return DispatchState.UNPAID
        if status in _HERE:
            return DispatchState.SIGNED
        if status == OrderStatus.SHIPPED:
            is_slow = days is not None and business_day(self.at) > days[1]
            return DispatchState.SLOW if is_slow else DispatchState.SENT
        if status == OrderStatus.PART_SHIPPED:
            return DispatchState.PART_SENT
        if listed in _SHORT:
            return DispatchState(listed)
        return DispatchState.LATE if promise and promise.late else DispatchState.TO_SEND

    def _days(self, order: Order) -> tuple[date, date] | None:
        """Give the days an order should come: the first of its quickest parcel, the last of its slowest.

        Where a list does not tell when it left, counted from when it had to leave.
        """
        left_at = order.shipped_at or order.dispatch_by
        if left_at is None and order.paid_at is not None:
            left_at = order.paid_at + timedelta(hours=self.shop.dispatch_hours)
        if order.status != OrderStatus.SHIPPED or left_at is None:
            return None
        spans = [self._span(parcel.courier, parcel.waybill, order) for parcel in order.parcels.all()]
        known = [span for span in spans if span]
        if not known or len(known) < len(spans):
            return None
        sent = business_day(left_at)
        return sent + timedelta(min(known)[0]), sent + timedelta(max(most for _least, most in known))

    def _span(self, named: str, waybill: str, order: Order) -> tuple[int, int] | None:
        """Give the least and most days a courier takes to where an order goes."""
        courier = self.book.named(named, waybill)
        reach = self.book.reach(courier, order.region) if courier else None
        if reach is None or reach.days_most is None:
            return None
        return reach.days_most if reach.days_least is None else reach.days_least, reach.days_most

    def _facts(
        self, order: Order, promise: DispatchPromise | None, expected: tuple[date, date] | None
    ) -> dict[str, str]:
        """Give what is known for the slots of the wordings."""
        process = next((line for line in self.lines if line.starts in _FROM_ITS_START), None)
        usual = self._usual(order, promise)
        return {
            "商品": _goods(order),
            "包裹": _parcels(self.parcels(order)),
            "发货时间": _day(business_day(order.shipped_at)) if order.shipped_at else "",
            "预计发出": _moment(usual) if usual else "",
            "最晚": _moment(promise.by) if promise else "",
            "预计送达": _from_to(*expected) if expected else "",
            "发货说明": process.answer if process else "",
        }

    def _usual(self, order: Order, promise: DispatchPromise | None) -> datetime | None:
        """Give when the order usually has left, by the process table or the cut-off; None if that is over."""
        if promise is None:
            return None
        starts = {
            processes.Starts.PAID.value: order.paid_at,
            processes.Starts.ORDERED.value: order.created_at,
        }
        ends = [
            processes.when(line, start)
            for line in self.lines
            if (start := starts.get(line.starts)) is not None
        ]
        usual = min([*ends, promise.by]) if ends else promise.usual
        return usual if usual > self.at else None


@cache
def wordings() -> dict[str, list[str]]:
    """Give what may be said by key, with slots; of several the first whose slots are all known."""
    told: dict[str, list[str]] = parsed(_FILE.read_text(encoding="utf-8"))
    return told


def dispatches_of(shop: Shop, orders: Sequence[Order], *, at: datetime) -> Dispatches:
    """Read what is needed to answer for some orders of a shop; their lines and parcels are best at hand."""
    keys = [order.pk for order in orders]
    todos = Todo.objects.filter(order__in=keys, listing__in=_LISTS, state=State.OPEN)
    refunds = Refund.objects.filter(order__in=keys, status__in=_GOES_BACK)
    return Dispatches(
        shop=shop,
        at=at,
        book=book_of(shop, regions=[order.region for order in orders]),
        lines=list(processes.processes_of(shop).filter(about=About.DISPATCH.value)),
        listed={order or 0: listing for order, listing in todos.values_list("order_id", "listing")},
        refunded=frozenset(key for key in refunds.values_list("order_id", flat=True) if key),
    )


def dispatch_answer(order: Order, *, at: datetime) -> DispatchAnswer:
    """Give what a buyer is told of an order."""
    return dispatches_of(order.shop, [order], at=at).answer(order)


def may_ask(intents: Iterable[str]) -> bool:
    """Say whether what a buyer asks (keys of intents.yaml) may be answered by how far an order is."""
    return not _ASKING.isdisjoint(intents)


def is_asked(intents: Iterable[str], order: Order) -> bool:
    """Say whether what a buyer asks is answered by how far this order is.

    Somebody whose orders are all over asks about the next one when they ask for dispatch or delivery.
    """
    asked = _ASKING.intersection(intents)
    return bool(asked) and (_OF_ANY_ORDER in asked or order.status in RUNNING)


def intents_in(text: str) -> list[str]:
    """Give the keys of what is asked in a text."""
    return [found.intent for found in asked_in(text)]


def _wording_key(state: DispatchState, listed: str, *, late: bool) -> str:
    if state != DispatchState.PART_SENT:
        return state
    if listed in _SHORT:
        return f"{state}_short"
    return f"{state}_late" if late else state


def _worded(key: str, facts: Mapping[str, str]) -> str:
    filled = (fill(each, facts) for each in wordings()[key])
    return next(each.text for each in filled if not each.missing)


def _parcel(courier: str, waybill: str, book: CourierBook) -> ParcelTold:
    known: Courier | None = book.named(courier, waybill)
    return ParcelTold(
        courier=courier or (known.name if known else ""),
        waybill=waybill,
        query=query_link(known, waybill),
        phone=known.phone if known else "",
    )


def _parcels(parcels: Iterable[ParcelTold]) -> str:
    """Write parcels by courier: 圆通速递，单号YT1、YT2；邮政，单号99."""
    waybills: dict[str, list[str]] = {}
    for each in parcels:
        waybills.setdefault(each.courier, []).append(each.waybill)
    return "；".join(
        f"{courier}，单号{'、'.join(numbers)}".removeprefix("，") for courier, numbers in waybills.items()
    )


def _goods(order: Order) -> str:
    """Give what was ordered in a few words; of several products nobody knows here which is meant."""
    lines = list(order.lines.all())
    if len(lines) > 1:
        return "部分商品"
    return shorten(lines[0].title if lines else order.titles, _TITLE) or "商品"


def _moment(moment: datetime) -> str:
    """Write a moment as one says it to a buyer; midnight ends its day."""
    here = moment.astimezone(SHANGHAI)
    if here.time() == time(0):
        return f"{_day(here.date() - timedelta(days=1))}24:00"
    return f"{_day(here.date())}{here:%H:%M}"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _from_to(first: date, last: date) -> str:
    return _day(last) if first == last else f"{_day(first)}至{_day(last)}"
