"""A list with a line a product counts orders, wherever their lines stand."""

from datetime import datetime

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.trade import RefundFactory
from tests.unit.connectors.files.keeping.records import keep, order_line

from guitai.connectors.files.keeping import chunks
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.models import Order, OrderLine, Refund
from guitai.engines.tabular.types import OrderStatus

THREE = [order_line(2, "1", "甲"), order_line(3, "1", "乙"), order_line(4, "1", "丙")]


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, len(report.rejected)


def test_an_order_on_three_lines_is_one_record(shop: Shop, now: datetime) -> None:
    product = ProductFactory(shop=shop, code="HH001")

    assert counts(keep("jd_orders", THREE, shop, now)) == (1, 0, 0, 0)

    order = Order.objects.get()
    assert (order.buyer and order.buyer.account, order.total_fen, order.phone) == (
        "jd_demo",
        75800,
        "13900000000",
    )
    assert [(line.title, line.product) for line in order.lines.all()] == [
        ("甲", product),
        ("乙", product),
        ("丙", product),
    ]
    assert counts(keep("jd_orders", THREE, shop, now)) == (0, 0, 1, 0)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_lines_may_be_apart_and_repeated(
    shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(chunks, "CHUNK", size)
    lines = [THREE[0], order_line(3, "2"), THREE[1], order_line(5, "2"), order_line(6, "1", "甲"), THREE[2]]

    assert counts(keep("jd_orders", lines, shop, now)) == (2, 0, 2, 0)
    assert counts(keep("jd_orders", lines, shop, now)) == (0, 0, 4, 0)
    assert (Order.objects.count(), OrderLine.objects.count()) == (2, 4)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([order_line(2, "1", "甲", status=OrderStatus.SHIPPED), *THREE[1:]], (0, 1, 0, 0)),
        ([*THREE, order_line(5, "1", "丁")], (0, 1, 0, 0)),
        ([order_line(2, "1", "甲", quantity=2), *THREE[1:]], (0, 1, 0, 0)),
        ([*THREE, order_line(5, "2")], (1, 0, 1, 0)),
        (THREE[:1], (0, 0, 1, 0)),
        ([order_line(2, "1", "甲", status=OrderStatus.UNPAID)], (0, 0, 1, 0)),
    ],
    ids=["sent", "one product more", "two of one", "another order", "part of the lines", "an older list"],
)
def test_a_later_list_counts_what_became_of_the_orders(
    shop: Shop, now: datetime, later: list[object], expected: tuple[int, int, int, int]
) -> None:
    keep("jd_orders", THREE, shop, now)

    assert counts(keep("jd_orders", later, shop, now)) == expected


def test_a_flag_that_is_gone_from_the_list_is_gone(shop: Shop, now: datetime) -> None:
    keep("jd_orders", [order_line(2, "1", tags="锁定")], shop, now)
    assert Order.objects.get().tags == "锁定"

    assert counts(keep("jd_orders", [order_line(2, "1")], shop, now)) == (0, 1, 0, 0)
    assert Order.objects.get().tags == ""


def test_every_line_of_an_order_without_buyer_or_time_is_rejected(shop: Shop, now: datetime) -> None:
    lines = [
        order_line(2, "1", "甲", buyer=""),
        order_line(3, "1", "乙", buyer=""),
        order_line(4, "2", created_at=None),
        order_line(5, "3"),
    ]

    report = keep("jd_orders", lines, shop, now)

    assert counts(report) == (1, 0, 0, 3)
    assert [(told["line"], told["column"]) for told in report.rejected] == [
        (2, "下单帐号"),
        (3, "下单帐号"),
        (4, "下单时间"),
    ]


def test_a_platform_that_names_no_buyers_has_orders_without(shop: Shop, now: datetime) -> None:
    lines = [order_line(2, "260301-1", buyer=""), order_line(3, "260301-2", buyer="", created_at=None)]

    report = keep("pdd_orders", lines, shop, now)

    assert counts(report) == (1, 0, 0, 1)
    assert report.rejected[0]["column"] == "订单成交时间"
    assert Order.objects.get().buyer is None


def test_a_refund_that_came_first_joins_its_order(shop: Shop, now: datetime) -> None:
    RefundFactory(order=None, shop=shop, order_number="1", amount_fen=500)

    keep("jd_orders", THREE, shop, now)

    order = Order.objects.get()
    assert (Refund.objects.get().order, order.refund_fen) == (order, 500)
