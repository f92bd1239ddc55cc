"""Which kinds of products are missing: out of stock, or with fewer pieces there than were paid for."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import BooleanField, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from guitai.common.rows import among
from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Sku
from guitai.domains.followups.models import Listing
from guitai.domains.trade.models import OrderLine, OrderStatus, Refund, RefundStatus
from guitai.engines.worklists import Numbers

# A kind by its product's key and its own code, with its name.
Kinds = Mapping[tuple[int, str], str]
LEFT = (OrderStatus.CLOSED, OrderStatus.SHIPPED, OrderStatus.SIGNED, OrderStatus.FINISHED)
_MADE_BEFORE = timedelta(days=30)  # the longest from order to payment
_TO_SEND = (OrderStatus.PAID, OrderStatus.PART_SHIPPED)
# With parameters in their places a database does not see that the index of running orders has them all.
IS_RUNNING = "trade_order.status IN ('unpaid', 'paid', 'part_shipped')"


def out_of_stock(shop: Shop, numbers: Numbers) -> Kinds:
    """Give the kinds of which nothing is left."""
    figures = numbers.lists.get(Listing.OUT_OF_STOCK)
    if figures is None:
        return {}
    short = Sku.objects.filter(product__shop=shop, stock__lte=figures["stock_at_most"])
    return {(sku.product_id, sku.code): str(sku) for sku in short.only("product_id", "code", "properties")}


def oversold(shop: Shop, numbers: Numbers, *, at: datetime) -> dict[int, dict[str, int]]:
    """Give the orders for which not enough is there, by key: of which kinds, and how many pieces they lack.

    Goods go to who paid first. Orders asked back need none, and those that were paid longer ago than the
    list looks back are none that anybody still sends.
    """
    figures = numbers.lists.get(Listing.OVERSOLD)
    if figures is None:
        return {}
    since = at - timedelta(days=figures["oldest_days"])
    asked = _asked_for(shop, since)
    stocks = _too_few(shop, numbers, asked)
    return _lacking(shop, since, stocks) if stocks else {}


def _asked_for(shop: Shop, since: datetime) -> dict[tuple[int, str], int]:
    """Give how many pieces of each kind are paid for and not sent; those asked back are in yet."""
    sums = _waiting(shop, since).order_by().values_list("product_id", "sku_code").annotate(Sum("quantity"))
    return {(product, code): many for product, code, many in sums}


def _waiting(shop: Shop, since: datetime) -> QuerySet[OrderLine, OrderLine]:
    return OrderLine.objects.filter(
        ~Q(status__in=LEFT),
        RawSQL(IS_RUNNING, [], output_field=BooleanField()),  # noqa: S611 - own names
        order__shop=shop,
        order__status__in=_TO_SEND,
        order__created_at__gt=since - _MADE_BEFORE,
        order__paid_at__gt=since,
        product__isnull=False,
    )


def _too_few(
    shop: Shop, numbers: Numbers, asked: Mapping[tuple[int, str], int]
) -> dict[tuple[int, str], tuple[int, str]]:
    """Give the kinds with fewer pieces than were asked for, with their stock and name; none out of stock."""
    none_left = numbers.lists.get(Listing.OUT_OF_STOCK, {}).get("stock_at_most", 0)
    most = max(asked.values(), default=0)
    low = Sku.objects.filter(product__shop=shop, stock__gt=max(none_left, 0), stock__lt=most)
    return {
        (sku.product_id, sku.code): (sku.stock, str(sku))
        for sku in low.only("product_id", "code", "properties", "stock")
        if asked.get((sku.product_id, sku.code), 0) > sku.stock
    }


def _lacking(
    shop: Shop, since: datetime, stocks: Mapping[tuple[int, str], tuple[int, str]]
) -> dict[int, dict[str, int]]:
    asked_back = Refund.objects.filter(order=OuterRef("order"), status=RefundStatus.ASKED)
    products = {product for product, _code in stocks}
    lines = _waiting(shop, since).filter(among(OrderLine, "product", products), ~Exists(asked_back))
    taken: dict[tuple[int, str], int] = defaultdict(int)
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    in_turn = lines.order_by(F("order__paid_at"), "order_id", "position")
    for order, product, code, many in in_turn.values_list("order_id", "product_id", "sku_code", "quantity"):
        kind = (product or 0, code)
        if kind not in stocks:
            continue
        stock, name = stocks[kind]
        taken[kind] += many
        if taken[kind] > stock:
            found[order][name] += min(many, taken[kind] - stock)
    return {order: dict(kinds) for order, kinds in found.items()}
