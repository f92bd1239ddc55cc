"""Orders, their products and refunds as rows for the figures, by the time the orders were made."""

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Max, Min, Q, QuerySet, Sum

from guitai.common.rows import as_stored, stored
from guitai.domains.accounts.models import Platform, Shop
from guitai.domains.trade.models import Order, OrderLine, OrderStatus, Refund, RefundStatus
from guitai.domains.trade.order_facts import buyer_name
from guitai.domains.trade.remarks import own_flags

# JD lists the order that was split as well as its parts, marked so.
_DELETED = "删除"
# Where tags are marks of the platform; elsewhere they are the flag the shop gave the order there. One that
# was given here counts before either.
_MARKED = frozenset({Platform.JD, Platform.PDD})
_PAID = frozenset(
    {
        OrderStatus.PAID,
        OrderStatus.PART_SHIPPED,
        OrderStatus.SHIPPED,
        OrderStatus.SIGNED,
        OrderStatus.FINISHED,
    }
)


_ORDER_OF_LINE = (
    "order_id",
    "order__number",
    "order__status",
    "order__total_fen",
    "order__paid_fen",
    "order__postage_fen",
    "order__tags",
    "order__created_at",
    "order__paid_at",
)
_LINE = ("product__code", "sku_code", "title", "quantity", "price_fen")


class Made(NamedTuple):
    """The orders made in a period, its end left out; with ``alive_since`` only those made or paid since."""

    since: datetime
    until: datetime
    alive_since: datetime | None = None


class OrderRow(NamedTuple):
    """One order in the columns of facts; moments are as stored, ``paid_at`` None where it is not paid."""

    number: str
    buyer: str
    created_at: str
    paid_at: str | None
    paid_fen: int
    postage_fen: int
    refund_fen: int
    items: int
    flag: str


class ItemRow(NamedTuple):
    """One product of an order: what it is known by, how many, and what was paid for them."""

    order: str
    product: str
    title: str
    quantity: int
    amount_fen: int


class RefundRow(NamedTuple):
    """One refund of an order."""

    order: str
    amount_fen: int
    completed: bool


def first_and_last(shop: Shop) -> tuple[datetime, datetime] | None:
    """Give when the first and the last order were made; None in a shop without any."""
    found = Order.objects.filter(shop=shop).aggregate(first=Min("created_at"), last=Max("created_at"))
    return (found["first"], found["last"]) if found["first"] else None


def orders_made(shop: Shop, period: Made) -> list[OrderRow]:
    """Give some orders; those JD split into others are left out."""
    made = _made(shop, period)
    pieces = dict(
        OrderLine.objects.filter(order__in=made.filter(item_count=0))
        .order_by()
        .values_list("order")
        .annotate(Sum("quantity"))
    )
    rows = made.order_by("pk").values_list(
        "pk",
        "number",
        "buyer_id",
        "buyer__account",
        "status",
        "total_fen",
        "paid_fen",
        "postage_fen",
        "refund_fen",
        "item_count",
        "tags",
        as_stored("created_at"),
        as_stored("paid_at"),
    )
    flags = own_flags(made)
    return [
        _order(shop, row, pieces.get(row[0], 0), flags.get(row[0], ""))
        for row in rows
        if _DELETED not in row[10].split("，")
    ]


def items_of_orders_made(shop: Shop, period: Made) -> list[ItemRow]:
    """Give the products of some orders."""
    rows = OrderLine.objects.filter(order__in=_made(shop, period)).order_by("order_id", "position")
    found: list[ItemRow] = []
    for _order_id, lines in groupby(rows.values_list(*_ORDER_OF_LINE, *_LINE), key=itemgetter(0)):
        found += _items(list(lines))
    return found


def refunds_of_orders_made(shop: Shop, period: Made) -> list[RefundRow]:
    """Give the refunds of some orders."""
    rows = Refund.objects.filter(order__in=_made(shop, period)).order_by("pk")
    return [
        RefundRow(order, fen, status == RefundStatus.DONE)
        for order, fen, status in rows.values_list("order_number", "amount_fen", "status")
    ]


def has_refunds(shop: Shop) -> bool:
    """Say whether the shop ever took in a list of refunds; without one the orders' own word counts."""
    return Refund.objects.filter(shop=shop).exists()


def _made(shop: Shop, period: Made) -> QuerySet[Order]:
    made = Order.objects.filter(shop=shop, created_at__gte=period.since, created_at__lt=period.until)
    if period.alive_since and period.alive_since > period.since:
        made = made.filter(Q(created_at__gte=period.alive_since) | Q(paid_at__gte=period.alive_since))
    return made


def _items(lines: Sequence[tuple[Any, ...]]) -> list[ItemRow]:
    """Give the products of one order; what was paid, less the postage, is shared as their prices are."""
    _key, number, status, total, paid, postage, tags, made, paid_at = lines[0][: len(_ORDER_OF_LINE)]
    if _DELETED in tags.split("，"):
        return []
    paid_at, paid = _payment(status, made, paid_at, paid, total)
    items = [line[len(_ORDER_OF_LINE) :] for line in lines]
    weights = [price * quantity for _code, _sku, _title, quantity, price in items]
    if not any(weights):
        weights = [max(quantity, 1) for _code, _sku, _title, quantity, _price in items]
    shares = _shared(max(paid - postage, 0) if paid_at else 0, weights)
    return [
        ItemRow(number, code or sku or title, title, quantity, share)
        for (code, sku, title, quantity, _price), share in zip(items, shares, strict=True)
    ]


def _shared(fen: int, weights: Sequence[int]) -> list[int]:
    upto = list(accumulate(weights, initial=0))
    return [fen * after // upto[-1] - fen * before // upto[-1] for before, after in pairwise(upto)]


def _payment(status: str, made: Any, paid_at: Any, paid_fen: int, total_fen: int) -> tuple[Any, int]:
    """Give when and how much was paid; a list may say that it was and not when, nor perhaps how much."""
    if paid_at is None and status in _PAID:
        return made, paid_fen or total_fen
    return paid_at, paid_fen if paid_at else 0


def _order(shop: Shop, row: tuple, pieces: int, own_flag: str) -> OrderRow:  # type: ignore[type-arg]
    _key, number, buyer_id, account, status, total, paid, postage, refund, items, tags, made, paid_at = row
    paid_at, paid = _payment(status, made, paid_at, paid, total)
    return OrderRow(
        number,
        buyer_name(buyer_id, account),
        stored(made),
        stored(paid_at) if paid_at else None,
        paid,
        postage,
        refund,
        items or pieces,
        own_flag or ("" if shop.platform in _MARKED else tags),
    )
