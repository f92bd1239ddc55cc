"""Whom the goods are enough for: they go to who paid first."""

from datetime import timedelta

import pytest
from tests.factories.accounts import ShopFactory
from tests.factories.catalog import ProductFactory, SkuFactory
from tests.factories.trade import ORDERED, BuyerFactory, OrderFactory, OrderLineFactory, RefundFactory
from tests.unit.engines.worklists.worked import usual_numbers

from guitai.domains.followups.stock_facts import out_of_stock, oversold
from guitai.domains.trade.models import OrderStatus, RefundStatus

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = ORDERED + DAY


@pytest.fixture
def shop():
    return ShopFactory()


@pytest.fixture
def kind(shop):
    """Give a kind of which five pieces are there."""
    return SkuFactory(product=ProductFactory(shop=shop), stock=5)


@pytest.fixture
def wants(shop):
    buyer = BuyerFactory(shop=shop)

    def wants(kind, quantity, *, paid=0, order=None, line="", **more):
        """Make an order of a kind, or one more line of it, paid so many hours after the first."""
        order = order or OrderFactory(buyer=buyer, paid_at=ORDERED + paid * HOUR, **more)
        OrderLineFactory(
            order=order, product=kind.product, sku_code=kind.code, quantity=quantity, status=line
        )
        return order

    return wants


def test_the_last_to_pay_go_without(shop, kind, wants):
    last, first, middle = wants(kind, 1, paid=3), wants(kind, 3), wants(kind, 4, paid=1)

    assert oversold(shop, usual_numbers(), at=NOW) == {middle.pk: {"米白 M": 2}, last.pk: {"米白 M": 1}}
    assert first.pk not in oversold(shop, usual_numbers(), at=NOW)


def test_exactly_enough_is_enough(shop, kind, wants):
    wants(kind, 2), wants(kind, 3, paid=1)

    assert oversold(shop, usual_numbers(), at=NOW) == {}


def test_of_the_same_moment_the_first_order_goes_first(shop, kind, wants):
    wants(kind, 5)
    second = wants(kind, 1)

    assert oversold(shop, usual_numbers(), at=NOW) == {second.pk: {"米白 M": 1}}


def test_two_lines_of_one_kind_are_added_up(shop, kind, wants):
    order = wants(kind, 4)
    wants(kind, 3, order=order)

    assert oversold(shop, usual_numbers(), at=NOW) == {order.pk: {"米白 M": 2}}


def test_each_kind_counts_by_itself(shop, kind, wants):
    other = SkuFactory(product=kind.product, properties={"颜色": "红"}, stock=1)
    order = wants(kind, 5)
    wants(other, 3, order=order)

    assert oversold(shop, usual_numbers(), at=NOW) == {order.pk: {"红": 2}}


@pytest.mark.parametrize(
    "takes_none",
    [
        {"status": OrderStatus.UNPAID},
        {"status": OrderStatus.SHIPPED},
        {"status": OrderStatus.CLOSED},
        {"status": OrderStatus.PART_SHIPPED, "line": OrderStatus.SHIPPED},
        {"line": OrderStatus.CLOSED},
        {"paid": -29 * 24 - 1},
    ],
    ids=str,
)
def test_what_takes_no_goods_leaves_them_to_others(shop, kind, wants, takes_none):
    wants(kind, 5, **takes_none)
    order = wants(kind, 5, paid=1)
    short = wants(kind, 1, paid=2)

    assert oversold(shop, usual_numbers(), at=NOW) == {short.pk: {"米白 M": 1}}
    assert order.pk not in oversold(shop, usual_numbers(), at=NOW)


@pytest.mark.parametrize(("status", "lacking"), [(RefundStatus.ASKED, 0), (RefundStatus.CLOSED, 2)])
def test_who_asks_for_the_money_back_needs_no_goods(shop, kind, wants, status, lacking):
    RefundFactory(order=wants(kind, 5), status=status)
    order = wants(kind, 2, paid=1)

    assert oversold(shop, usual_numbers(), at=NOW).get(order.pk, {}) == ({"米白 M": 2} if lacking else {})


@pytest.mark.parametrize(("stock", "at_most"), [(0, 0), (-3, 0), (2, 2), (-3, -5)])
def test_what_is_out_of_stock_is_not_oversold(shop, kind, wants, stock, at_most):
    kind.stock = stock
    kind.save()
    wants(kind, 3)
    numbers = usual_numbers(out_of_stock={"stock_at_most": at_most})

    assert oversold(shop, numbers, at=NOW) == {}
    assert bool(out_of_stock(shop, numbers)) is (stock <= at_most)


def test_another_shop_or_a_list_that_is_off_knows_none(shop, kind, wants):
    wants(kind, 9)

    assert oversold(ShopFactory(), usual_numbers(), at=NOW) == {}
    assert oversold(shop, usual_numbers(oversold=None), at=NOW) == {}
