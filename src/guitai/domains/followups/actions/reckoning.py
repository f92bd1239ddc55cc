"""Write down what going to buyers brought: what they paid within three days of the first attempt."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, Q, QuerySet

from guitai.common.rows import among, overwrite_rows
from guitai.domains.accounts.models import Shop
from guitai.domains.followups.models import Listing, Todo
from guitai.domains.trade.models import Order
from guitai.kernel.days import business_day, day_period

# As metrics.md counts `reminded`: the day of the attempt is the first of them.
DAYS = 3
_OF_ORDERS = (Listing.UNPAID, Listing.SILENT_UNPAID)
_OF_BUYERS = (Listing.ASKED, Listing.WAKING, Listing.INVITE)
# An export may bring the payment days later.
_STILL_MOVING = timedelta(days=31)
# A to-do's key, what it brought up to now, when its days are over, what it brought.
_Found = tuple[int, int | None, datetime, int]


@transaction.atomic
def reckon(*, shop: Shop, at: datetime) -> int:
    """Bring ``brought_fen`` up to date; give how many to-dos it is another for now.

    It is empty until something was brought or the days are over, and counts again for a month, since payments
    may be imported late.
    """
    tried = Todo.objects.filter(
        Q(brought_fen=None) | Q(last_attempt_at__gt=at - _STILL_MOVING), shop=shop, attempts__gt=0
    )
    found = [*_of_orders(tried), *_of_buyers(shop, tried)]
    changed = [(now, key) for key, was, end, brought in found if (now := _now(brought, end, at)) != was]
    overwrite_rows(Todo, ["brought_fen"], changed)
    return len(changed)


def _now(brought: int, end: datetime, at: datetime) -> int | None:
    return brought if brought or at >= end else None


def _of_orders(tried: QuerySet[Todo]) -> Iterator[_Found]:
    rows = tried.filter(listing__in=_OF_ORDERS).order_by()
    for key, was, paid_at, paid_fen, first in rows.values_list(
        "pk", "brought_fen", "order__paid_at", "order__paid_fen", Min("tries__at")
    ):
        end = _end_of(first)
        yield key, was, end, paid_fen if paid_at and first <= paid_at < end else 0


def _of_buyers(shop: Shop, tried: QuerySet[Todo]) -> Iterator[_Found]:
    rows = tried.filter(listing__in=_OF_BUYERS, buyer__isnull=False).order_by()
    told = list(rows.values_list("pk", "brought_fen", "buyer_id", Min("tries__at")))
    if not told:
        return
    paid = Order.objects.filter(
        among(Order, "buyer", {row[2] for row in told}),
        shop=shop,
        created_at__gte=min(row[3] for row in told),
        paid_at__isnull=False,
    )
    orders: dict[int | None, list[tuple[datetime, datetime | None, int]]] = defaultdict(list)
    for buyer_id, made_at, paid_at, paid_fen in paid.values_list(
        "buyer_id", "created_at", "paid_at", "paid_fen"
    ):
        orders[buyer_id].append((made_at, paid_at, paid_fen))
    for key, was, buyer_id, first in told:
        end = _end_of(first)
        yield (
            key,
            was,
            end,
            sum(fen for made, at, fen in orders[buyer_id] if made >= first and at and at < end),
        )


def _end_of(first: datetime) -> datetime:
    return day_period(business_day(first) + timedelta(days=DAYS - 1)).end
