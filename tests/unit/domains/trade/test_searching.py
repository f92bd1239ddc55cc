"""Who is meant by what an agent pasted beside another program."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.trade import BuyerFactory, OrderFactory, ParcelFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.trade.models import Buyer, GivenAmount
from guitai.domains.trade.phones import phone_key
from guitai.domains.trade.searching import Found, buyer_by_id, find, given_by_order, order_by_id


def _found(shop: Shop, text: str, **more: int) -> list[tuple[str, object, object]]:
    return [
        (one.by, one.buyer and one.buyer.account, one.order and one.order.number)
        for one in find(shop_id=shop.pk, text=text, **more)
    ]


def test_a_number_of_an_order_is_found_inside_a_sentence(shop: Shop, buyer: Buyer):
    OrderFactory(buyer=buyer, number="3515313140000000009")

    assert _found(shop, "我的订单3515313140000000009什么时候发货") == [
        ("order", "tb_demo01", "3515313140000000009")
    ]


def test_a_number_of_pinduoduo_is_found_with_its_hyphen_and_may_have_no_buyer(shop: Shop):
    order = OrderFactory(buyer=None, shop=shop, number="240101-123456789012345")

    (found,) = find(shop_id=shop.pk, text="240101-123456789012345")

    assert found == Found("order", None, order)


@pytest.mark.parametrize("typed", ["YT0000000000077", "yt0000000000077", "单号YT0000000000077到哪了"])
def test_a_waybill_finds_its_order_however_it_is_written(shop: Shop, buyer: Buyer, typed: str):
    order = OrderFactory(buyer=buyer)
    ParcelFactory(order=order, waybill="YT0000000000077")

    assert _found(shop, typed) == [("waybill", "tb_demo01", order.number)]


@pytest.mark.parametrize("typed", ["13800000001", "138 0000 0001", "电话是138-0000-0001哦"])
def test_a_phone_finds_its_orders_newest_first(shop: Shop, buyer: Buyer, typed: str):
    key = phone_key("13800000001")
    first, second = (OrderFactory(buyer=buyer, phone_key=key) for _ in range(2))

    assert _found(shop, typed) == [
        ("phone", "tb_demo01", second.number),
        ("phone", "tb_demo01", first.number),
    ]


def test_digits_inside_a_longer_number_are_no_phone(shop: Shop, buyer: Buyer):
    OrderFactory(buyer=buyer, phone_key=phone_key("13800000001"))

    assert _found(shop, "9913800000001") == []


def test_a_whole_account_is_found_among_words(shop: Shop, buyer: Buyer):
    assert _found(shop, "tb_demo01：在吗，有货没") == [("account", "tb_demo01", None)]


def test_a_part_of_an_account_or_name_finds_those_seen_last_first(shop: Shop, buyer: Buyer, now):
    BuyerFactory(shop=shop, account="tb_demo02", last_seen_at=now)
    BuyerFactory(shop=shop, account="zz9", display_name="老客DEMO", last_seen_at=buyer.first_seen_at)

    assert _found(shop, "demo")[0] == ("name", "tb_demo02", None)
    assert {by for by, _account, _order in _found(shop, "demo")} == {"name"}
    assert len(_found(shop, "demo")) == 3
    assert len(_found(shop, "demo", limit=2)) == 2


@pytest.mark.parametrize("typed", ["", "  ", "x", "tb demo", "在吗，亲", "%", "_" * 60])
def test_what_names_nobody_finds_nobody(shop: Shop, buyer: Buyer, typed: str):
    assert _found(shop, typed) == []


def test_a_buyer_is_there_once_though_order_and_account_name_them(shop: Shop, buyer: Buyer):
    order = OrderFactory(buyer=buyer)

    assert _found(shop, f"tb_demo01 {order.number}") == [("order", "tb_demo01", order.number)]


def test_nothing_of_another_shop_is_found(shop: Shop, other_shop: Shop, buyer: Buyer):
    order = OrderFactory(buyer=buyer, phone_key=phone_key("13800000001"))
    ParcelFactory(order=order, waybill="YT0000000000077")
    text = f"tb_demo01 {order.number} YT0000000000077 13800000001"

    assert _found(other_shop, text) == []
    assert _found(other_shop, "tb_demo") == []
    assert buyer_by_id(shop_id=other_shop.pk, buyer_id=buyer.pk) is None
    assert order_by_id(shop_id=other_shop.pk, order_id=order.pk) is None


def test_a_long_text_costs_no_more_questions_than_a_short_one(shop: Shop, buyer: Buyer):
    order = OrderFactory(buyer=buyer)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert _found(shop, f"{order.number} " + " ".join(f"word{n:08d}" for n in range(3000)))

    assert len(asked) <= 5


def test_what_was_given_is_summed_by_order(shop: Shop, buyer: Buyer, agent, now):
    order, other = OrderFactory(buyer=buyer), OrderFactory(buyer=buyer)
    for place, fen in ((order, 500), (order, 700), (None, 100)):
        GivenAmount.objects.create(shop=shop, buyer=buyer, order=place, amount_fen=fen, by=agent, at=now)

    given = given_by_order(buyer)

    assert {pk: money.yuan for pk, money in given.items()} == {order.pk: "12.00"}
    assert other.pk not in given
