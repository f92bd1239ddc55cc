"""What was asked and sold of each product, from a shop's own orders."""

from datetime import date, datetime

from django.core.cache import cache
from tests.factories.catalog import ProductFactory
from tests.factories.trade import OrderLineFactory
from tests.unit.domains.performance.desk_cases import put_case
from tests.unit.engines.metrics.made import AGENTS

from guitai.domains.performance.queries.products import products_between
from guitai.domains.trade.models import Order
from guitai.kernel.days import SHANGHAI

DAY = date(2026, 11, 11)
NOON = datetime(2026, 11, 20, 12, tzinfo=SHANGHAI)
CASE = {
    "name": "两件商品",
    "talk": ["11 11:00 y>乙", "11 11:01 乙>y"],
    "orders": ["1 y 11 12:00 paid 11 12:01 50", "2 w 11 13:00 paid 11 13:01 80"],
}


def test_each_product_is_told_by_its_title_the_best_sold_first(db: None):
    cache.clear()
    shop = put_case(CASE, 1)
    for number, code, title in (("1", "A1", "衬衫"), ("2", "B2", "长裤")):
        order = Order.objects.get(shop=shop, number__endswith=number)
        product = ProductFactory(shop=shop, code=code, title=title)
        OrderLineFactory(order=order, product=product, price_fen=order.paid_fen, quantity=1)

    rows = products_between(shop, first=DAY, last=DAY, at=NOON)
    of_agent = products_between(shop, first=DAY, last=DAY, at=NOON, agent=AGENTS["乙"])

    assert rows is not None and of_agent is not None
    assert [(row.title, row.code, row.values["sales"].value) for row in rows] == [
        ("长裤", "B2", 80),
        ("衬衫", "A1", 50),
    ]
    # Only y asked before buying.
    assert [row.values["inquiries"].value for row in rows] == [0, 1]
    assert [row.title for row in of_agent] == ["衬衫"]
