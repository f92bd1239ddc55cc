"""JD's order lists: a line a product, marks apart from statuses, the whole order's amounts on each line."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import named, saved, told
from tests.unit.engines.tabular.made_lists import JD30, JD49, JD_LATER, JD_LINE, list_of

from guitai.engines.tabular.kinds.jd_orders import confirmed, marks, status, wording
from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.types import OrderStatus
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection
from guitai.kernel.money import Money

ORDER = {
    "order_id": "12300000001",
    "buyer": "jd_demo",
    "goods": Money(109700),
    "postage": Money(0),
    "total": Money(93245),  # 应付金额 and 余额支付
    "paid": Money(93245),
    "status": OrderStatus.PAID,
    "status_text": "等待出库",
    "tags": "删除",
    "receiver": "李四",
    "address": "北京朝阳区示例路2号",
    "phone": "13900000000",
    "created_at": datetime(2015, 12, 31, 23, 19, 56, tzinfo=SHANGHAI),
    "paid_at": datetime(2015, 12, 31, 23, 20, 30, tzinfo=SHANGHAI),
    "remark": "订单拆分为  12300000002    12300000003",
}
ITEM = {
    "order_id": "12300000001",
    "title": "示例商品",
    "price": Money(75800),
    "quantity": 1,
    "sku_id": "1000000001",
    "merchant_code": "HH001",
    "status": OrderStatus.PAID,
    "status_text": "等待出库",
    "created_at": datetime(2015, 12, 31, 23, 19, 56, tzinfo=SHANGHAI),
}


def lines_of(path):
    (reading,) = open_export(path)
    assert reading.kind == "jd_orders"
    return list(reading)


def read(tmp_path, *changes, headings=JD30, **manner):
    lines = [JD_LINE | change for change in changes or [{}]]
    return lines_of(saved(tmp_path, list_of(headings, *lines, **manner)))


def test_headings_have_the_lengths_the_platform_wrote():
    assert [len(JD30), len(JD_LATER), len(JD49)] == [30, 42, 49]


@pytest.mark.parametrize(
    ("headings", "manner"),
    [
        (JD30, {}),
        (JD30, {"quote": '"', "suffix": "\t"}),
        (JD49, {"quote": '"', "suffix": "\t"}),
        (JD49, {"quote": '"', "suffix": "\r\n"}),
        ([name.replace("帐号", "账号") for name in JD30], {}),
    ],
    ids=["30", "30 tabs", "49 tabs", "49 line ends", "other 账"],
)
def test_every_version_says_the_same_of_an_order_and_its_product(tmp_path, headings, manner):
    (line,) = read(tmp_path, {"下单账号": "jd_demo"}, headings=headings, **manner)

    assert (told(line.order), told(line.item)) == (ORDER, ITEM)
    assert (line.line, line.key) == (line.order.line, "12300000001")


def test_later_columns_name_the_shop_and_its_own_code(tmp_path):
    (line,) = read(tmp_path, {"商家SKUID": "HH001-W", "店铺名称": "示例店"}, headings=JD_LATER)

    assert (line.order.shop, line.item.external_code) == ("示例店", "HH001-W")


def test_lines_of_one_order_say_the_same_of_it_and_name_a_product_each(tmp_path):
    other = {"商品ID": "1000000002", "商品名称": "另一件", "订购数量": "3", "京东价": "113.00"}

    first, second = read(tmp_path, {}, other)

    assert first.order == second.order
    assert (second.item.title, second.item.quantity, second.item.price) == ("另一件", 3, Money(11300))


@pytest.mark.parametrize(
    ("cell", "tags", "meant", "words"),
    [
        ("等待付款", "", OrderStatus.UNPAID, "等待付款"),
        ("等待出库", "", OrderStatus.PAID, "等待出库"),
        ("等待确认收货", "", OrderStatus.SHIPPED, "等待确认收货"),
        ("完成", "", OrderStatus.FINISHED, "完成"),
        ("已取消", "", OrderStatus.CLOSED, "已取消"),
        ("(锁定)等待出库", "锁定", OrderStatus.PAID, "等待出库"),
        ("(删除)等待付款", "删除", OrderStatus.UNPAID, "等待付款"),
        ("(删除)等待确认收货\t", "删除", OrderStatus.SHIPPED, "等待确认收货"),
        ("（删除）(锁定) 等待出库", "删除，锁定", OrderStatus.PAID, "等待出库"),
        ("锁定", "锁定", OrderStatus.OTHER, "锁定"),
        ("", "", None, ""),
    ],
)
def test_a_mark_stands_apart_from_the_status(cell, tags, meant, words):
    assert (marks(cell), status(cell), wording(cell)) == (tags, meant, words)


@pytest.mark.parametrize(
    ("change", "paid_at", "paid"),
    [
        ({"订单状态": "等待付款", "付款确认时间": "0001-01-01 00:00:00"}, None, Money(0)),
        ({"订单状态": "等待付款", "付款确认时间": ""}, None, Money(0)),
        # Paid on delivery: nothing is known of a payment yet.
        ({"订单状态": "等待确认收货", "支付方式": "货到付款", "付款确认时间": ""}, None, None),
    ],
)
def test_without_a_moment_of_payment_nothing_is_paid(tmp_path, change, paid_at, paid):
    (line,) = read(tmp_path, change)

    assert (line.order.paid_at, line.order.paid, line.order.total) == (paid_at, paid, Money(93245))


def test_the_first_day_of_the_calendar_is_no_time_and_other_nonsense_is_refused(tmp_path):
    assert confirmed("0001-01-01 00:00:00\t") is None

    (rejection,) = read(tmp_path, {"付款确认时间": "昨天"})

    assert isinstance(rejection, Rejection)
    assert (rejection.column, rejection.code) == ("付款确认时间", "bad_time")


def test_a_cut_down_list_without_amounts_of_its_own_says_what_it_says(tmp_path):
    headings = named(
        "店铺ID,店铺名称,订单号,商品名称,订购数量,下单时间,结算金额,下单帐号,客户姓名,客户地址,联系电话"
    )

    (line,) = read(tmp_path, headings=headings)

    assert (line.order.total, line.order.paid, line.order.status) == (Money(93245), None, None)
    assert (line.order.buyer, line.order.tags, line.item.price) == ("jd_demo", "", None)
