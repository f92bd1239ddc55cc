"""What was asked and sold of each product."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.unit.web.reports.cast import row
from tests.unit.web.reports.conftest import WEEK

from guitai.domains.performance.queries import products
from guitai.domains.performance.queries.products import ProductRow
from guitai.engines.metrics.computing import Value

HERE = "/s/yunshang/reports/products/"


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[ProductRow]:
    """A hundred and one shirts and trousers; nothing is kept yet."""
    rows = [_row(f"A{number}", f"衬衫{number}", sales=number, orders=2) for number in range(100)]
    rows.append(_row("B1", "长裤", sales=1, orders=9))

    def products_between(shop: Any, *, only_kept: bool, **_days: Any) -> list[ProductRow] | None:
        return None if only_kept else rows

    monkeypatch.setattr(products, "products_between", products_between)
    return rows


def _row(code: str, title: str, *, sales: int, orders: int) -> ProductRow:
    values = row({"sales": Value(Decimal(sales)), "orders": Value(orders)}).values
    return ProductRow(code=code, title=title, values=values)


def page(client: Client, **given: str) -> str:
    return client.get(HERE, WEEK | {"now": "1"} | given).content.decode()


def test_the_page_stands_at_once(leads: Client, computed: list[ProductRow]):
    assert 'hx-trigger="load"' in leads.get(HERE, WEEK).content.decode()


def test_the_best_are_first_in_the_order_that_is_chosen(leads: Client, computed: list[ProductRow]):
    by_sales, by_orders = page(leads), page(leads, by="orders")

    assert by_sales.index("衬衫99") < by_sales.index("衬衫98")
    assert by_orders.index("长裤") < by_orders.index("衬衫0")
    assert '<option value="orders" selected>' in by_orders
    assert 'figure=orders&amp;product=B1">9</a>' in by_orders


def test_a_long_list_comes_by_the_page_and_whole_as_a_workbook(leads: Client, computed: list[ProductRow]):
    second = page(leads, page="2")

    assert "by=sales&amp;now=1&amp;page=1" in second and second.count("衬衫") < 20
    assert leads.get(HERE, WEEK | {"format": "xlsx"}).content[:2] == b"PK"


def test_nothing_asked_and_nothing_sold_is_said(leads: Client, computed: list[ProductRow]):
    computed.clear()

    assert "这段时间没有商品" in page(leads)
