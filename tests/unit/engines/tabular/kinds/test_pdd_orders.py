"""Pinduoduo's order lists: an order of one product a line, paid amounts only where something was paid."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import saved, told
from tests.unit.engines.tabular.made_lists import PDD27, PDD_LINE, list_of

from guitai.engines.tabular.kinds.pdd_orders import after_sale
from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.types import OrderStatus
from guitai.kernel.days import SHANGHAI
from guitai.kernel.money import Money

AGREED = datetime(2026, 5, 21, 20, 15, 9, tzinfo=SHANGHAI)
ORDER = {
    "order_id": "260521-123456789012345",
    "goods": Money(3980),
    "postage": Money(0),
    "total": Money(3630),
    "paid": Money(3630),
    "status": OrderStatus.SHIPPED,
    "status_text": "已发货，待签收",
    "created_at": AGREED,
    "paid_at": AGREED,
    "shipped_at": datetime(2026, 5, 22, 9, tzinfo=SHANGHAI),
    "remark": "小何5.21",
    "waybill": "YT2210000000001",
    "courier": "圆通快递",
}
ITEM = {
    "order_id": "260521-123456789012345",
    "title": "示例保温杯",
    "quantity": 2,
    "sku_id": "9900000001",
    "sku_text": "米白 500ml",
    "external_code": "BW-500-W",
    "merchant_code": "BW-500",
    "status": OrderStatus.SHIPPED,
    "status_text": "已发货，待签收",
    "created_at": AGREED,
}


def read(tmp_path, change=None, headings=PDD27, **manner):
    text = list_of(headings, PDD_LINE | (change or {}), **manner)
    (reading,) = open_export(saved(tmp_path, text, "utf-8-sig"))
    assert reading.kind == "pdd_orders"
    (line,) = reading
    return line


@pytest.mark.parametrize(
    ("headings", "manner"),
    [
        (PDD27, {}),
        (PDD27, {"quote": '"', "suffix": "\t"}),
        ([name.replace("(", "（").replace(")", "）") for name in PDD27], {}),
        ([PDD27[-5], *PDD27[:-5], *PDD27[-4:]], {}),
    ],
    ids=["27", "tabs", "full-width brackets", "another order"],
)
def test_every_spelling_says_the_same_of_an_order_and_its_product(tmp_path, headings, manner):
    line = read(tmp_path, headings=headings, **manner)

    assert (told(line.order), told(line.item)) == (ORDER, ITEM)


def test_a_moment_of_payment_of_its_own_comes_before_that_of_the_bargain(tmp_path):
    headings = [*PDD27, "支付时间", "承诺发货时间"]
    change = {"支付时间": "2026-05-21 20:10:00", "承诺发货时间": "2026-05-23 20:10:00"}

    order = read(tmp_path, change, headings).order

    assert order.paid_at == datetime(2026, 5, 21, 20, 10, tzinfo=SHANGHAI)
    assert (order.created_at, order.dispatch_by) == (AGREED, datetime(2026, 5, 23, 20, 10, tzinfo=SHANGHAI))


@pytest.mark.parametrize(
    ("words", "status", "paid", "refunded"),
    [
        ("待支付", OrderStatus.UNPAID, 0, None),
        ("待发货", OrderStatus.PAID, 3630, None),
        ("已发货,待签收", OrderStatus.SHIPPED, 3630, None),
        ("已签收", OrderStatus.SIGNED, 3630, None),
        ("已收货", OrderStatus.FINISHED, 3630, None),
        ("已取消", OrderStatus.CLOSED, 0, None),
        # Nothing was sent, so all went back; of what was sent a part may have been kept.
        ("未发货，退款成功", OrderStatus.CLOSED, 3630, 3630),
        ("已取消，退款成功", OrderStatus.CLOSED, 3630, 3630),
        ("已发货，退款成功", OrderStatus.CLOSED, 3630, None),
        ("新状态", OrderStatus.OTHER, 3630, None),
    ],
)
def test_a_status_says_what_was_paid_and_given_back(tmp_path, words, status, paid, refunded):
    order = read(tmp_path, {"订单状态": f'"{words}"'}).order

    assert (order.status, order.paid, order.total) == (status, Money(paid), Money(3630))
    assert order.refunded == (None if refunded is None else Money(refunded))
    assert (order.paid_at is None) == (paid == 0)


def test_what_a_column_says_was_given_back_comes_before_what_the_status_implies(tmp_path):
    change = {"订单状态": "未发货，退款成功", "退款金额(元)": "30.00"}

    assert read(tmp_path, change, [*PDD27, "退款金额(元)"]).order.refunded == Money(3000)


@pytest.mark.parametrize(
    ("cell", "mark"),
    [("无售后或售后取消", ""), ("", ""), ("-", ""), ("退款成功", "退款成功"), ("待商家处理\t", "待商家处理")],
)
def test_a_running_refund_is_a_mark(cell, mark):
    assert after_sale(cell) == mark
