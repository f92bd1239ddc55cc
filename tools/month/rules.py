"""The rules of the lists, written anew from docs/reference/followups.md: what fits an order, talk or buyer.

Nothing of ``engines/worklists`` is used, and none of its figures is read: both must come to the same.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from guitai.kernel.days import SHANGHAI
from tools.month.books import ARRIVED, TO_SEND, Books, Order, Talk

GOODS = ("out_of_stock", "oversold", "late", "soon_late")
CARE = ("after_dispatch", "after_signing")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ASKED_AFTER, ASKED_OVER = HOUR, 72 * HOUR
UNPAID_OVER = 72 * HOUR
LOW, LARGE_FEN, LARGE_PIECES = 480, 50_000, 3


def by_day(moment: datetime) -> datetime:
    """Give a moment, or the next 09:00 if it lies between 22:00 and 09:00."""
    local = moment.astimezone(SHANGHAI)
    if time(9) <= local.time() < time(22):
        return moment
    day = local.date() + DAY if local.hour >= 22 else local.date()
    return datetime.combine(day, time(9), SHANGHAI)


def month(moment: datetime) -> str:
    """Give the calendar month of a moment in Shanghai."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m}"


def unpaid_due(books: Books, order: Order, at: datetime) -> tuple[str, datetime]:
    """Give the list of an order that is not paid, and from when on it stands there."""
    if talked(books, order, at):
        return "unpaid", order.created_at + 30 * MINUTE
    return "silent_unpaid", order.created_at + HOUR


def talked(books: Books, order: Order, at: datetime) -> bool:
    """Say whether the buyer talked to a person after ordering, or in the seven days before."""
    since = order.created_at - 7 * DAY
    return any(
        talk.by_person and talk.opened_at <= at and talk.last_at >= since
        for talk in books.talks_of(order.buyer)
    )


def dispatch_by(order: Order) -> datetime | None:
    """Give by when an order must leave: as its list says, else 48 hours after the payment."""
    return order.dispatch_by or (order.paid_at and order.paid_at + 48 * HOUR)


def lacking(books: Books, orders: Iterable[Order], at: datetime) -> set[str]:
    """Give the orders for which a kind is not there: its pieces go to others in the turn of their payment.

    ``books.turn`` tells whose turn it is where two were paid at the same moment.
    """
    left, found = dict(books.stock), set()
    paid = [
        each for each in orders if each.status in TO_SEND and each.paid_at and at - each.paid_at < 30 * DAY
    ]
    paid = [each for each in paid if not books.asked_back(each.number)]
    for order in sorted(paid, key=lambda each: (each.paid_at or at, books.turn[each.number])):
        for kind, many in order.pieces.items():
            if books.stock[kind] > 0 and left[kind] < many:
                found.add(order.number)
            left[kind] -= many
    return found


def missing_or_late(
    books: Books, order: Order, at: datetime, lacks: set[str]
) -> Iterator[tuple[str, datetime]]:
    """Give the lists of late and missing goods an order fits, the winner first, with when each is due."""
    paid_at, by = order.paid_at, dispatch_by(order)
    if order.status not in TO_SEND or books.asked_back(order.number) or paid_at is None or by is None:
        return
    if any(books.stock[kind] <= 0 for kind in order.pieces) and at >= paid_at + 30 * MINUTE:
        yield "out_of_stock", by_day(paid_at + 30 * MINUTE)
    if order.number in lacks and at >= paid_at + 30 * MINUTE:
        yield "oversold", by_day(paid_at + 30 * MINUTE)
    if at >= by:
        yield "late", by_day(by)
    elif at >= by - 6 * HOUR:
        yield "soon_late", min(by_day(by - 6 * HOUR), by)


def alone_since(books: Books, listing: str, order: Order, at: datetime) -> datetime | None:
    """Give when an order became due on a list that stands alone, if it fits now."""
    if listing == "silent_paid":
        return _silent_paid(books, order, at)
    if min((books.rating[kind] for kind in order.pieces), default=500) >= LOW:
        return None
    if listing == "after_dispatch":
        begun, after, over, fits = order.shipped_at, 2 * HOUR, 5 * DAY, order.status == "shipped"
    else:
        begun, after, over, fits = order.finished_at, DAY, 7 * DAY, order.status in ARRIVED
    return begun + after if begun and fits and begun + after <= at < begun + over else None


def _silent_paid(books: Books, order: Order, at: datetime) -> datetime | None:
    paid_at, by = order.paid_at, dispatch_by(order)
    if paid_at is None or by is None or order.status not in TO_SEND or at >= by:
        return None
    large = sum(order.pieces.values()) >= LARGE_PIECES or order.paid_fen >= LARGE_FEN
    due = paid_at + 10 * MINUTE
    return due if large and at >= due and not talked(books, order, at) else None


def alone_is_over(listing: str, order: Order, at: datetime) -> bool:
    """Say whether an order leaves such a list by itself."""
    if listing == "silent_paid":
        return order.status not in TO_SEND
    if listing == "after_dispatch":
        return order.status != "shipped" or (
            order.shipped_at is not None and at >= order.shipped_at + 5 * DAY
        )
    return order.status == "closed" or (order.finished_at is not None and at >= order.finished_at + 7 * DAY)


def is_over(order: Order, at: datetime) -> bool:
    """Say whether nothing can come of an order any more."""
    return order.status == "closed" or (order.finished_at is not None and at >= order.finished_at + 8 * DAY)


def last_talks(books: Books, at: datetime) -> Iterator[Talk]:
    """Give the last talk of each buyer, if its last word was said within 72 hours."""
    for talk in books.talks.values():
        if talk.last_at > at - ASKED_OVER and talk is max(
            books.talks_of(talk.buyer), key=lambda each: each.last_at
        ):
            yield talk


def ordered_since(books: Books, talk: Talk) -> bool:
    """Say whether the buyer ordered something since a talk began."""
    return any(order.created_at >= talk.opened_at for order in books.orders_of(talk.buyer))


def last_order(books: Books, buyer: str) -> datetime | None:
    """Give when a buyer ordered last; what was closed is no order."""
    placed = [each.created_at for each in books.orders_of(buyer) if each.status != "closed"]
    return max(placed, default=None)


def asleep(books: Books, buyer: str, at: datetime) -> tuple[datetime, int] | None:
    """Give the last order of somebody to wake, and what they spent in fen."""
    last = last_order(books, buyer)
    if last is None or not 90 * DAY <= at - last < 365 * DAY:
        return None
    paid = [each for each in books.orders_of(buyer) if each.paid_at and each.status != "closed"]
    spent = sum(order.paid_fen - order.refund_fen for order in paid)
    lately = (at - last).days <= 180
    fits = paid if lately else (len(paid) >= 3 and spent >= 50_000) or (len(paid) >= 2 and spent >= 10_000)
    return (last, spent) if fits else None
