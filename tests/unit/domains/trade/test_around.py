from datetime import timedelta

from tests.factories.trade import ORDERED, BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.trade.around import Placed, average_order_value_fen, placed_within

DAY = timedelta(days=1)


def test_orders_made_or_paid_within_the_time_are_given_by_buyer(shop: Shop, other_shop: Shop):
    buyer, other = BuyerFactory(shop=shop), BuyerFactory(shop=shop)
    OrderFactory(buyer=buyer, created_at=ORDERED - 9 * DAY, paid_at=ORDERED)
    OrderFactory(buyer=buyer, created_at=ORDERED, paid_at=None)
    OrderFactory(buyer=buyer, created_at=ORDERED + DAY, paid_at=ORDERED + DAY)  # the end is outside
    OrderFactory(buyer=other)
    OrderFactory(buyer=BuyerFactory(shop=other_shop))

    found = placed_within(shop, [buyer.pk], since=ORDERED, until=ORDERED + DAY)

    assert found == {buyer.pk: [Placed(ORDERED - 9 * DAY, ORDERED), Placed(ORDERED, None)]}


def test_what_a_buyer_paid_on_average(shop: Shop):
    buyer = BuyerFactory(shop=shop)
    period = {"since": ORDERED, "until": ORDERED + DAY}
    assert average_order_value_fen(shop, **period) is None
    OrderFactory(buyer=buyer, paid_fen=10000)
    OrderFactory(buyer=buyer, paid_fen=5000)
    OrderFactory(buyer=BuyerFactory(shop=shop), paid_fen=5001)
    OrderFactory(buyer=BuyerFactory(shop=shop), paid_fen=90000, paid_at=None)
    OrderFactory(buyer=None, shop=shop, paid_fen=90000)

    # 20001 fen of two buyers
    assert average_order_value_fen(shop, **period) == 10000
