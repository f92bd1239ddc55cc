"""Orders around a talk: whether a buyer had paid before it, or ordered after it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from guitai.domains.accounts.models import Shop
from guitai.domains.trade.models import Order


@dataclass(frozen=True, slots=True)
class Placed:
    """When an order was made and paid."""

    created_at: datetime
    paid_at: datetime | None


def placed_within(
    shop: Shop, buyer_ids: Iterable[int], *, since: datetime, until: datetime
) -> dict[int, list[Placed]]:
    """Give what buyers ordered or paid from one moment until before another, by buyer, the oldest first."""
    found: dict[int, list[Placed]] = defaultdict(list)
    orders = Order.objects.filter(
        Q(created_at__gte=since, created_at__lt=until) | Q(paid_at__gte=since, paid_at__lt=until),
        shop=shop,
        buyer__in=set(buyer_ids),
    ).order_by("created_at", "pk")
    for buyer_id, created_at, paid_at in orders.values_list("buyer_id", "created_at", "paid_at"):
        found[buyer_id or 0].append(Placed(created_at, paid_at))
    return found


def average_order_value_fen(shop: Shop, *, since: datetime, until: datetime) -> int | None:
    """Give what a buyer paid on average (客单价) for the orders of a period; None where nobody paid."""
    paid = Order.objects.filter(shop=shop, created_at__gte=since, created_at__lt=until, paid_at__isnull=False)
    told = paid.exclude(buyer=None).aggregate(
        fen=Sum("paid_fen", default=0), buyers=Count("buyer", distinct=True)
    )
    return round(told["fen"] / told["buyers"]) if told["buyers"] else None
