"""Order lists of every year are read by their headings."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import (
    FENXIAO,
    ORDER,
    V2011,
    V2013,
    V2017,
    V2018,
    V2019,
    order_csv,
    saved,
    told,
    workbook,
)
from tests.unit.engines.tabular.made_lists import REPORTS

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.types import Order, OrderStatus
from guitai.kernel.days import SHANGHAI
from guitai.kernel.money import Money

LATER = {
    "发票抬头": "示例公司",
    "修改后的收货地址": "浙江省 杭州市 余杭区 某某路2号(311100)",
    "退款金额": "9.90",
    "确认收货时间": "2017-07-09 09:00:00",
    "主订单编号": "35153131400000009",
}
SAID = {
    "order_id": "35153131400000001",
    "buyer": "tb_demo01",
    "alipay": "demo@example.com",
    "goods": Money(15800),
    "postage": Money(0),
    "total": Money(15800),
    "paid": Money(15800),
    "status": OrderStatus.PAID,
    "status_text": "买家已付款，等待卖家发货",
    "close_reason": "订单未关闭",
    "buyer_message": "请尽快发货",
    "receiver": "张三",
    "address": "浙江省 杭州市 西湖区 某某街道某某路1号(310000)",
    "shipping": "快递",
    "mobile": "13800000000",
    "created_at": datetime(2017, 7, 2, 10, 11, 12, tzinfo=SHANGHAI),
    "paid_at": datetime(2017, 7, 2, 10, 12, 30, tzinfo=SHANGHAI),
    "title_text": "测试宝贝A ，测试宝贝B",
    "kinds": 2,
    "quantity": 2,
    "remark": "改发顺丰",
    "shop": "示例旗舰店",
}
SAID_LATER = {
    "invoice_title": "示例公司",
    "changed_address": "浙江省 杭州市 余杭区 某某路2号(311100)",
    "refunded": Money(990),
    "confirmed_at": datetime(2017, 7, 9, 9, tzinfo=SHANGHAI),
}


def orders_of(path):
    (reading,) = open_export(path)
    assert reading.kind == "taobao_orders"
    return list(reading)


def test_headings_have_the_lengths_the_platform_wrote():
    versions = (V2011, V2013, FENXIAO, V2017, V2018, V2019)
    assert [len(headings) for headings in versions] == [30, 37, 42, 46, 56, 61]


@pytest.mark.parametrize(
    ("headings", "more"),
    [
        (V2011, set()),
        (V2013, {"changed_address", "invoice_title"}),
        (FENXIAO, {"changed_address", "invoice_title"}),
        (V2017, {"changed_address", "invoice_title", "refunded"}),
        (V2018, {"changed_address", "invoice_title", "refunded", "confirmed_at"}),
        (V2019, {"changed_address", "invoice_title", "refunded", "confirmed_at"}),
    ],
    ids=["2011", "2013", "fenxiao", "2017", "2018", "2019"],
)
def test_every_version_says_the_same_of_an_order_and_later_ones_more(tmp_path, headings, more):
    (order,) = orders_of(saved(tmp_path, order_csv(headings, LATER)))

    assert isinstance(order, Order)
    assert (order.line, order.titles) == (2, ("测试宝贝A", "测试宝贝B"))
    assert told(order) == SAID | {name: SAID_LATER[name] for name in more}


def test_columns_may_stand_in_any_order(tmp_path):
    turned = [V2017[0], *reversed(V2017[1:])]

    assert orders_of(saved(tmp_path, order_csv(turned, {}))) == orders_of(
        saved(tmp_path, order_csv(V2017, {}), name="other.csv")
    )


def test_a_workbook_of_2019_is_read_with_excel_dates_and_numbers(tmp_path):
    order = ORDER | {
        "总金额": 158.1,
        "订单创建时间": datetime.fromisoformat("2020-02-21"),
        "订单付款时间": "2020/2/21 0:05",
    }
    rows = [["订单报表"], [], V2019, [order.get(name.strip(), "") for name in V2019]]

    (order,) = orders_of(workbook(tmp_path, {"Sheet1": rows}))

    assert (order.line, order.total) == (4, Money(15810))
    assert order.created_at == datetime(2020, 2, 21, tzinfo=SHANGHAI)
    assert order.paid_at == datetime(2020, 2, 21, 0, 5, tzinfo=SHANGHAI)


def test_a_cut_down_list_has_nothing_where_it_says_nothing(tmp_path):
    text = (
        "订单编号,总金额,买家实际支付金额,收货地址,订单创建时间,订单付款时间,退款金额\r\n"
        "1,178.8,0,上海,2020/2/21 0:00,,0\r\n2,21,0,内蒙古自治区,2020/2/20 23:59,2020/2/21 0:00,21\r\n"
    )

    unpaid, refunded = orders_of(saved(tmp_path, text, "utf-8"))

    nothing, created = Money(0), datetime(2020, 2, 21, tzinfo=SHANGHAI)
    assert told(unpaid) == {
        "order_id": "1",
        "total": Money(17880),
        "paid": nothing,
        "refunded": nothing,
        "address": "上海",
        "created_at": created,
    }
    assert (refunded.paid, refunded.refunded, refunded.paid_at) == (nothing, Money(2100), created)


def test_a_list_of_2026_in_any_order_says_by_when_an_order_has_to_leave(tmp_path):
    headings = ["备注标签", "买家留言", "商家备注", "应发货时间", "订单付款时间", "买家实付金额", "订单编号"]
    cell = (
        "子订单3300000000000000002： 2026-06-12 09:00前 ; 子订单3300000000000000003： 2026-06-11 22:17前 ; "
    )
    row = ["加急单", "", "改地址", cell, "2026-06-09 22:17:00", "99", "3300000000000000001"]

    (order,) = orders_of(workbook(tmp_path, {"订单": [headings, row]}))

    assert told(order) == {
        "order_id": "3300000000000000001",
        "paid": Money(9900),
        "paid_at": datetime(2026, 6, 9, 22, 17, tzinfo=SHANGHAI),
        "dispatch_by": datetime(2026, 6, 11, 22, 17, tzinfo=SHANGHAI),
        "remark": "改地址",
        "tags": "加急单",
    }


def test_a_workbook_of_three_reports_gives_orders_items_and_receivers(tmp_path):
    orders, items = open_export(workbook(tmp_path, REPORTS))

    assert (orders.kind, items.kind) == ("taobao_orders", "taobao_order_items")
    order, receiver = orders
    assert told(order) == {
        "order_id": "3300000000000000001",
        "buyer": "tb_demo01",
        "goods": Money(23700),
        "status": OrderStatus.SHIPPED,
        "status_text": "卖家已发货，等待买家确认",
        "created_at": datetime(2022, 3, 1, 10, tzinfo=SHANGHAI),
        "paid_at": datetime(2022, 3, 1, 10, 1, tzinfo=SHANGHAI),
        "courier": "圆通速递",
        "waybill": "YT2210000000001",
        "address": "浙江省 杭州市",
    }
    assert told(receiver) == {
        "order_id": "3300000000000000001",
        "receiver": "张三",
        "mobile": "13800000000",
        "address": "浙江省 杭州市 西湖区 某某路1号",
    }
    assert [(item.sub_order_id, item.paid, item.sku) for item in items] == [
        ("3300000000000000002", Money(15800), (("颜色分类", "米白"), ("尺码", "M"))),
        ("3300000000000000003", Money(7900), (("颜色分类", "黑"),)),
    ]


def test_one_product_with_a_comma_in_its_title_stays_one(tmp_path):
    line = {"宝贝标题": "锅，送锅铲", "宝贝种类": "1"}

    (order,) = orders_of(saved(tmp_path, order_csv(V2017, line)))

    assert order.titles == ("锅，送锅铲",)


def test_a_list_of_refunds_is_not_taken_for_orders(tmp_path):
    text = "订单编号,退款编号,订单付款时间,买家会员名称,买家实际支付金额,宝贝标题\r\n1,2,,x,1.00,y\r\n"

    assert [reading.kind for reading in open_export(saved(tmp_path, text))] == ["taobao_refunds"]
