"""Order lists of every year are read by their headings."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import (
    ORDER,
    V2011,
    V2013,
    V2017,
    V2018,
    V2019,
    order_csv,
    saved,
    workbook,
)

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.types import Order, OrderStatus
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import UnreadableFileError
from guitai.kernel.money import Money


def orders_of(path):
    (reading,) = open_export(path)
    assert reading.kind == "taobao_orders"
    return list(reading)


def test_headings_have_the_lengths_the_platform_wrote():
    assert [len(V2011), len(V2013), len(V2017), len(V2018)] == [30, 37, 46, 56]


@pytest.mark.parametrize("headings", [V2011, V2013, V2017, V2018], ids=["2011", "2013", "2017", "2018"])
def test_every_version_says_the_same_of_an_order(tmp_path, headings):
    (order,) = orders_of(saved(tmp_path, order_csv(headings, {})))

    assert isinstance(order, Order)
    assert (order.line, order.order_id, order.buyer) == (2, "35153131400000001", "tb_demo01")
    assert (order.goods, order.postage, order.paid) == (Money(15800), Money(0), Money(15800))
    assert (order.status, order.status_text) == (OrderStatus.PAID, "买家已付款，等待卖家发货")
    assert order.created_at == datetime(2017, 7, 2, 10, 11, 12, tzinfo=SHANGHAI)
    assert order.mobile == "13800000000"
    assert order.titles == ("测试宝贝A", "测试宝贝B")
    assert (order.kinds, order.quantity, order.shop) == (2, 2, "示例旗舰店")


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

    assert (unpaid.paid_at, unpaid.status, unpaid.buyer, unpaid.goods) == (None, None, "", None)
    assert (refunded.paid, refunded.refunded) == (Money(0), Money(2100))


def test_a_list_of_2026_with_three_headings_we_know_is_an_order_list(tmp_path):
    headings = ["备注标签", "买家留言", "商家备注", "应发货时间", "订单付款时间", "买家实付金额", "订单编号"]
    row = ["加急单", "", "改地址", "", "2026-06-11 22:17:00", "99", "3300000000000000001"]

    (order,) = orders_of(workbook(tmp_path, {"订单": [headings, row]}))

    assert (order.order_id, order.tags, order.remark) == ("3300000000000000001", "加急单", "改地址")


def test_one_product_with_a_comma_in_its_title_stays_one(tmp_path):
    line = {"宝贝标题": "锅，送锅铲", "宝贝种类": "1"}

    (order,) = orders_of(saved(tmp_path, order_csv(V2017, line)))

    assert order.titles == ("锅，送锅铲",)


def test_a_list_of_refunds_is_not_taken_for_orders(tmp_path):
    text = "订单编号,退款编号,订单付款时间,买家会员名称,买家实际支付金额,宝贝标题\r\n1,2,,x,1.00,y\r\n"

    with pytest.raises(UnreadableFileError):
        open_export(saved(tmp_path, text))
