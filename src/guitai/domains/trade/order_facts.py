"""Orders as drafts are checked against them: the buyer's own, and those nobody else may hear of."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, DateTimeField, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from guitai.common.statements import Question, given
from guitai.domains.trade.models import RUNNING, Buyer, GivenAmount, Order, OrderLine
from guitai.domains.trade.phones import phone_key
from guitai.engines.rulebook.facts import OrderFacts
from guitai.kernel.money import Money

OWN_ORDERS = 10
NEAR_ORDERS = 200
# What was given to a buyer without an order counts so long for whatever they order.
UNBOUND_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What in a text may be the number of an order, a waybill, or a phone (its digits)."""

    numbers: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.phones)


NO_TOKENS = Tokens()


class _Row(NamedTuple):
    """An order with one of its waybills; of several there are several rows."""

    key: int
    number: str
    buyer_id: int | None
    account: str | None
    receiver: str
    phone: str
    address: str
    paid_fen: int
    total_fen: int
    status: str
    waybill: str | None


def name_in_facts(buyer: Buyer) -> str:
    """Give what facts call a buyer: their account, or a sign with their key if they have none."""
    return buyer_name(buyer.pk, buyer.account)


def orders_for_check(
    *, shop_id: int, buyer_id: int | None, near_buyer_ids: Collection[int], tokens: Tokens, at: datetime
) -> list[OrderFacts]:
    """Give the buyer's latest orders, the newest of buyers that are near, and those the tokens name.

    The buyer's running ones come first, and of several parcels an order is there once for each. What the
    buyer got without an order lately counts for each of theirs; if they have none, it stands in one without
    a number. Orders whose buyer the platform does not tell (Pinduoduo) are left out: nobody knows whose
    they are.
    """
    own = [] if buyer_id is None else _read(_own.all(shop=shop_id, buyer=buyer_id))
    own.sort(key=lambda row: row.status not in RUNNING)
    near = _near.all(shop=shop_id, buyers=_listed(near_buyer_ids)) if near_buyer_ids else []
    orders = _with_given([*own, *_read(near), *_named_by(shop_id, tokens)], buyer_id, at)
    return orders if own or buyer_id is None else orders + _without_order(buyer_id, at)


def orders_named(*, shop_id: int, buyer_id: int | None, tokens: Tokens, at: datetime) -> list[OrderFacts]:
    """Give those orders alone that the tokens name, as :func:`orders_for_check` does."""
    return _with_given(_named_by(shop_id, tokens), buyer_id, at)


def order_facts(order: Order, *, at: datetime) -> list[OrderFacts]:
    """Give one order; if the platform does not tell whose it is, its number stands for the buyer."""
    return _with_given(_read(_one.all(order=order.pk)), order.buyer_id, at)


def product_spoken_of(*, shop_id: int, buyer_id: int) -> int | None:
    """Give the key of the product of the order a talk is likely about; none if there are several in it."""
    lines = _lines.all(shop=shop_id, buyer=buyer_id)
    orders = [order for order, status, _product in lines if status in RUNNING]
    orders += [order for order, _status, _product in lines]
    products = {product for order, _status, product in lines if order == orders[0]}
    return products.pop() if len(products) == 1 else None


def _named_by(shop_id: int, tokens: Tokens) -> list[_Row]:
    if not tokens:
        return []
    phones = [key for phone in tokens.phones if (key := phone_key(phone))]
    return _read(_named.all(shop=shop_id, numbers=_listed(tokens.numbers), phones=_listed(phones)))


def _read(rows: Iterable[tuple[Any, ...]]) -> list[_Row]:
    return [_Row._make(row) for row in rows]


def _with_given(rows: Iterable[_Row], buyer_id: int | None, at: datetime) -> list[OrderFacts]:
    """Give each order once, those of the buyer with what was given to them."""
    once = dict.fromkeys(rows)
    is_own = buyer_id is not None and any(row.buyer_id == buyer_id for row in once)
    amounts = _given_to(buyer_id, at) if is_own else {}
    unbound = amounts.get(None, 0)
    return [_facts(row, amounts.get(row.key, 0) + unbound if row.buyer_id == buyer_id else 0) for row in once]


def _without_order(buyer_id: int, at: datetime) -> list[OrderFacts]:
    unbound = _given_to(buyer_id, at).get(None)
    if not unbound:
        return []
    account = Buyer.objects.values_list("account", flat=True).get(pk=buyer_id)
    return [OrderFacts(buyer=buyer_name(buyer_id, account), given=Money(unbound))]


def _given_to(buyer_id: int | None, at: datetime) -> dict[int | None, int]:
    """Give what a buyer was given, in fen by the key of the order; None is without one."""
    return dict(_given.all(buyer=buyer_id, since=at - UNBOUND_FOR))


def _facts(row: _Row, given_fen: int) -> OrderFacts:
    return OrderFacts(
        id=row.number,
        buyer=buyer_name(row.buyer_id, row.account) or f"#{row.number}",
        receiver=row.receiver,
        phone=row.phone,
        address=row.address,
        tracking=row.waybill or "",
        amount=Money(row.paid_fen or row.total_fen),
        given=Money(given_fen),
    )


def buyer_name(buyer_id: int | None, account: str | None) -> str:
    """Give what facts call a buyer with this key and account; nothing where there is none."""
    return account or (f"#{buyer_id}" if buyer_id else "")


def _rows(orders: QuerySet[Order]) -> QuerySet[Order, tuple[Any, ...]]:
    return orders.order_by("-created_at", "-pk", "parcels__pk").values_list(
        "pk",
        "number",
        "buyer_id",
        "buyer__account",
        "receiver",
        "phone",
        "address",
        "paid_fen",
        "total_fen",
        "status",
        "parcels__waybill",
    )


def _listed(values: Iterable[Any]) -> Any:
    """Give many values as the one a statement takes (:func:`_among`)."""
    listed = list(values)
    return json.dumps(listed) if connection.vendor == "sqlite" else listed


def _among(column: str) -> str:
    """Say for a statement that a column holds one of many values."""
    every = "SELECT value FROM json_each(%s)"
    return f"{column} IN ({every})" if connection.vendor == "sqlite" else f"{column} = ANY(%s)"


def _where(condition: str, *names: str) -> RawSQL:
    return RawSQL(condition, [given(name) for name in names], output_field=BooleanField())  # noqa: S611 - own names


def _named_orders() -> QuerySet[Order]:
    # Each by an index of its own. A shop with a plus before it is no reason to walk through all its orders.
    condition = f"""+trade_order.shop_id = %s AND trade_order.id IN (
        SELECT id FROM trade_order WHERE shop_id = %s AND {_among("number")}
        UNION SELECT id FROM trade_order WHERE {_among("phone_key")} AND NOT (phone_key = '')
        UNION SELECT order_id FROM trade_parcel WHERE {_among("waybill")})"""  # noqa: S608 - own names
    named = _where(condition, "shop", "shop", "numbers", "phones", "numbers")
    return Order.objects.filter(named, buyer__isnull=False)


def _latest_own() -> QuerySet[Order]:
    own = Order.objects.filter(shop=given("shop"), buyer=given("buyer")).order_by("-created_at", "-pk")
    return Order.objects.filter(pk__in=own.values("pk")[:OWN_ORDERS])


def _of_near() -> QuerySet[Order]:
    condition = f"+trade_order.shop_id = %s AND {_among('trade_order.buyer_id')}"
    return Order.objects.filter(_where(condition, "shop", "buyers"))


_own = Question(lambda: _rows(_latest_own()))
_near = Question(lambda: _rows(_of_near())[:NEAR_ORDERS])
_named = Question(lambda: _rows(_named_orders()))
_one = Question(lambda: _rows(Order.objects.filter(pk=given("order"))))
_given = Question(
    lambda: (
        GivenAmount.objects.filter(
            Q(order__isnull=False) | Q(at__gte=given("since", DateTimeField())), buyer=given("buyer")
        )
        .values_list("order")
        .annotate(Sum("amount_fen"))
        .order_by()
    )
)
_lines = Question(
    lambda: (
        OrderLine.objects.filter(order__shop=given("shop"), order__buyer=given("buyer"))
        .order_by("-order__created_at", "-order__pk")
        .values_list("order", "order__status", "product")[:60]
    )
)
