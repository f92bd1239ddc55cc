"""What buyers of a shop bought together in a year: counted at night, asked while a buyer waits (S4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from django.db import transaction

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import OrderLine
from guitai.domains.trade.together_models import BoughtTogether
from guitai.engines.recommending.pairs import pairs

LOOKED_BACK = timedelta(days=365)
# Fewer orders than this with both is chance.
LEAST_ORDERS = 3
KEPT_EACH = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Two goods on sale that were bought together in so many orders.

    ``confidence`` is the share of the orders with the first that hold the second too, ``lift`` how many
    times more often than by chance.
    """

    product: Product
    other: Product
    orders: int
    confidence: float
    lift: float


def bought_with(product: Product, *, limit: int) -> list[Pair]:
    """Give what was bought with a product and is on sale, the most usual first."""
    found = BoughtTogether.objects.filter(shop=product.shop_id, product=product.pk)
    return _pairs(product.shop_id, found)[:limit]


def not_paired_yet(shop: Shop, *, limit: int) -> list[Pair]:
    """Give what was bought together most usually, as far as no lead paired the two."""
    paired = set(catalog.pairings_in(shop).values_list("product_id", "goes_with_id"))
    found = _pairs(shop.pk, BoughtTogether.objects.filter(shop=shop)[: limit + 4 * len(paired)])
    return [pair for pair in found if (pair.product.pk, pair.other.pk) not in paired][:limit]


def count_together(*, shop: Shop, at: datetime) -> int:
    """Count anew what was bought together in paid orders of a year; give how many pairs are kept.

    Of each product the usual ones are kept that go together more often than by chance.
    """
    kept: dict[int, list[BoughtTogether]] = {}
    for each in pairs(_baskets(shop, at - LOOKED_BACK), least=LEAST_ORDERS):
        if each.lift > 1 and len(kept.setdefault(int(each.product), [])) < KEPT_EACH:
            kept[int(each.product)].append(
                BoughtTogether(
                    shop=shop,
                    product=int(each.product),
                    other=int(each.other),
                    orders=each.count,
                    support=each.support,
                    confidence=each.confidence,
                    lift=each.lift,
                    found_at=at,
                )
            )
    rows = [row for some in kept.values() for row in some]
    with transaction.atomic():
        BoughtTogether.objects.filter(shop=shop).delete()
        BoughtTogether.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _pairs(shop_id: int, rows: Iterable[BoughtTogether]) -> list[Pair]:
    rows = list(rows)
    keys = {key for row in rows for key in (row.product, row.other)}
    known = {product.pk: product for product in catalog.by_ids(shop_id, keys)}
    return [
        Pair(known[row.product], known[row.other], row.orders, row.confidence, row.lift)
        for row in rows
        if row.product in known and row.other in known and known[row.other].on_sale
    ]


def _baskets(shop: Shop, since: datetime) -> Iterator[frozenset[str]]:
    lines = (
        OrderLine.objects.filter(order__shop=shop, order__paid_at__gte=since, product__isnull=False)
        .order_by("order_id")
        .values_list("order_id", "product_id")
    )
    for _order, some in groupby(lines.iterator(chunk_size=5000), key=itemgetter(0)):
        yield frozenset(str(product) for _order, product in some)
