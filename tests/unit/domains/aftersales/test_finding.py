import pytest
from tests.factories.trade import BuyerFactory, OrderFactory, ParcelFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.finding import orders_named
from guitai.domains.trade.models import Buyer, Order


@pytest.fixture
def order(buyer: Buyer) -> Order:
    order = OrderFactory(buyer=buyer, number="35153131408888")
    ParcelFactory(order=order, waybill="YT8800112233445")
    return order


@pytest.mark.parametrize(
    "text", ["35153131408888", "8888", "#8888", "８８８８", " 40 8888", "YT8800112233445", "tb_demo01"]
)
def test_an_order_is_found_by_what_people_say_of_it(shop: Shop, order: Order, text: str):
    OrderFactory(buyer=BuyerFactory(shop=shop, account="other"), number="900000000001111")

    assert orders_named(shop, text) == [order]


@pytest.mark.parametrize("text", ["", "  ", "888", "7777", "nobody"])
def test_what_names_none_or_too_many_gives_nothing(shop: Shop, order: Order, text: str):
    assert orders_named(shop, text) == []


def test_a_whole_number_stands_before_those_that_end_so(shop: Shop, order: Order):
    longer = OrderFactory(buyer=order.buyer, number="1135153131408888")

    assert orders_named(shop, order.number) == [order, longer]


def test_another_shops_order_is_not_found(other_shop: Shop, order: Order):
    for text in ("8888", "YT8800112233445", "tb_demo01"):
        assert orders_named(other_shop, text) == []


def test_no_more_than_asked_for(shop: Shop, buyer: Buyer):
    for number in range(5):
        OrderFactory(buyer=buyer, number=f"90000{number}8888")

    assert len(orders_named(shop, "8888", limit=3)) == 3
