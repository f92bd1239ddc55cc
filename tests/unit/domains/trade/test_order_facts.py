"""The orders a draft is checked against: the buyer's own, those near, those named; none of another shop."""

from datetime import datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.trade import (
    BuyerFactory,
    GivenAmountFactory,
    OrderFactory,
    OrderLineFactory,
    ParcelFactory,
)

from guitai.domains.accounts.models import Shop
from guitai.domains.trade import queries
from guitai.domains.trade.models import Buyer, OrderStatus
from guitai.domains.trade.queries import NO_TOKENS, Tokens
from guitai.engines.rulebook.facts import OrderFacts
from guitai.kernel.money import Money


@pytest.fixture
def other(shop: Shop) -> Buyer:
    return BuyerFactory(shop=shop, account="tb_other")


def ask(
    buyer: Buyer, now: datetime, *, near: tuple[Buyer, ...] = (), tokens: Tokens = NO_TOKENS
) -> list[OrderFacts]:
    return queries.orders_for_check(
        shop_id=buyer.shop_id,
        buyer_id=buyer.pk,
        near_buyer_ids=[one.pk for one in near],
        tokens=tokens,
        at=now,
    )


def numbers(orders: list[OrderFacts]) -> list[str]:
    return [order.id for order in orders]


def test_an_order_tells_whose_it_is_and_where_it_goes(buyer: Buyer, now: datetime) -> None:
    order = OrderFactory(buyer=buyer, paid_fen=0, total_fen=9900)
    ParcelFactory(order=order, waybill="YT1")

    assert ask(buyer, now) == [
        OrderFacts(
            id=order.number,
            buyer="tb_demo01",
            receiver="张三丰",
            phone="13800000001",
            address="浙江省 杭州市 西湖区 某某街道某某路1号",
            tracking="YT1",
            amount=Money(9900),
        )
    ]


def test_of_two_parcels_the_order_is_there_twice(buyer: Buyer, now: datetime) -> None:
    order = OrderFactory(buyer=buyer)
    ParcelFactory(order=order, waybill="YT1")
    ParcelFactory(order=order, waybill="YT2")

    assert [(one.id, one.tracking) for one in ask(buyer, now)] == [
        (order.number, "YT1"),
        (order.number, "YT2"),
    ]


def test_a_buyer_has_their_ten_latest_orders_the_running_ones_first(buyer: Buyer, now: datetime) -> None:
    orders = [
        OrderFactory(buyer=buyer, created_at=now - timedelta(days=day), status=OrderStatus.FINISHED)
        for day in range(12)
    ]
    orders[5].status = OrderStatus.SHIPPED
    orders[5].save()

    found = numbers(ask(buyer, now))

    assert found[:2] == [orders[5].number, orders[0].number]
    assert len(found) == 10
    assert orders[11].number not in found


def test_orders_of_buyers_that_are_near_are_there_and_no_others(
    buyer: Buyer, other: Buyer, shop: Shop, now: datetime
) -> None:
    near, far = OrderFactory(buyer=other), OrderFactory(buyer=BuyerFactory(shop=shop))

    found = ask(buyer, now, near=(other,))

    assert [(order.id, order.buyer) for order in found] == [(near.number, "tb_other")]
    assert far.number not in numbers(found)


@pytest.mark.parametrize(
    "tokens",
    [
        Tokens(numbers=frozenset({"3515313140000000001"})),
        Tokens(numbers=frozenset({"SF1234567890123"})),
        Tokens(phones=frozenset({"13900000009"})),
    ],
)
def test_any_order_of_the_shop_is_found_by_number_waybill_or_phone(
    buyer: Buyer, other: Buyer, other_shop: Shop, now: datetime, tokens: Tokens
) -> None:
    known = {"number": "3515313140000000001", "phone": "13900000009"}
    ParcelFactory(order=OrderFactory(buyer=other, **known), waybill="SF1234567890123")
    next_door = OrderFactory(buyer=BuyerFactory(shop=other_shop), **known)
    ParcelFactory(order=next_door, waybill="SF1234567890123")

    found = ask(buyer, now, tokens=tokens)

    assert [(order.id, order.buyer) for order in found] == [("3515313140000000001", "tb_other")]
    assert queries.orders_named(shop_id=buyer.shop_id, buyer_id=buyer.pk, tokens=tokens, at=now) == found


def test_an_order_that_is_named_and_near_is_there_once(buyer: Buyer, other: Buyer, now: datetime) -> None:
    order = OrderFactory(buyer=other)

    found = ask(buyer, now, near=(other,), tokens=Tokens(numbers=frozenset({order.number})))

    assert numbers(found) == [order.number]


def test_a_token_that_is_nothing_of_ours_finds_nothing(buyer: Buyer, now: datetime) -> None:
    OrderFactory(buyer=BuyerFactory(shop=buyer.shop), phone="138****0001")

    nothing = Tokens(numbers=frozenset({"11112222"}), phones=frozenset({"1234567"}))
    assert ask(buyer, now, tokens=nothing) == []


def test_an_order_whose_buyer_nobody_knows_is_not_taken_for_another_buyers(
    buyer: Buyer, shop: Shop, now: datetime
) -> None:
    order = OrderFactory(buyer=None, shop=shop, number="240101-123456789012345")

    assert ask(buyer, now, tokens=Tokens(numbers=frozenset({order.number}))) == []
    (own,) = queries.order_facts(order, at=now)
    assert (own.id, own.buyer) == (order.number, f"#{order.number}")


def test_a_buyer_without_an_account_has_a_name_in_facts(shop: Shop, now: datetime) -> None:
    visitor = BuyerFactory(shop=shop, account="", display_name="访客")
    OrderFactory(buyer=visitor)

    assert ask(visitor, now)[0].buyer == queries.name_in_facts(visitor) == f"#{visitor.pk}"


def test_what_was_given_stands_with_its_order_and_what_had_none_counts_for_all(
    buyer: Buyer, now: datetime
) -> None:
    got, plain = OrderFactory(buyer=buyer), OrderFactory(buyer=buyer)
    GivenAmountFactory(buyer=buyer, order=got, amount_fen=500, at=now - timedelta(days=60))
    GivenAmountFactory(buyer=buyer, order=got, amount_fen=300, at=now)
    GivenAmountFactory(buyer=buyer, amount_fen=1000, at=now - timedelta(days=6))
    GivenAmountFactory(buyer=buyer, amount_fen=9900, at=now - timedelta(days=8))

    assert {order.id: order.given for order in ask(buyer, now)} == {
        got.number: Money(1800),
        plain.number: Money(1000),
    }


def test_what_another_buyer_got_is_not_told(buyer: Buyer, other: Buyer, now: datetime) -> None:
    GivenAmountFactory(buyer=other, order=OrderFactory(buyer=other))

    assert [order.given for order in ask(buyer, now, near=(other,))] == [Money(0)]


def test_what_was_given_before_the_first_order_counts_too(buyer: Buyer, now: datetime) -> None:
    assert ask(buyer, now) == []

    GivenAmountFactory(buyer=buyer, at=now)

    assert ask(buyer, now) == [OrderFacts(buyer="tb_demo01", given=Money(1000))]


def test_with_no_buyer_all_orders_are_somebody_elses(shop: Shop, other: Buyer, now: datetime) -> None:
    order = OrderFactory(buyer=other)

    found = queries.orders_for_check(
        shop_id=shop.pk, buyer_id=None, near_buyer_ids=[other.pk], tokens=NO_TOKENS, at=now
    )

    assert numbers(found) == [order.number]


def test_the_product_spoken_of_is_the_only_one_of_the_running_order(buyer: Buyer, now: datetime) -> None:
    shirt, skirt = ProductFactory(shop=buyer.shop), ProductFactory(shop=buyer.shop)
    old = OrderFactory(buyer=buyer, status=OrderStatus.SHIPPED, created_at=now - timedelta(days=3))
    new = OrderFactory(buyer=buyer, status=OrderStatus.FINISHED, created_at=now)
    OrderLineFactory(order=old, product=shirt, position=0)
    OrderLineFactory(order=new, product=skirt, position=0)
    ask_product = {"shop_id": buyer.shop_id, "buyer_id": buyer.pk}

    assert queries.product_spoken_of(**ask_product) == shirt.pk

    OrderLineFactory(order=old, product=skirt, position=1)
    assert queries.product_spoken_of(**ask_product) is None


def test_without_orders_no_product_is_spoken_of(buyer: Buyer) -> None:
    assert queries.product_spoken_of(shop_id=buyer.shop_id, buyer_id=buyer.pk) is None
