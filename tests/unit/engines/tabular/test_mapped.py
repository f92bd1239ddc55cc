"""A table of no known platform is read once a person has said what its headings mean."""

import pytest
from tests.unit.engines.tabular.made import saved, told, workbook

from guitai.engines.tabular.mapped import headings_of, mappable, mapped
from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.types import OrderStatus, RefundStatus
from guitai.kernel.decoding import Rejection, UnreadableFileError
from guitai.kernel.money import Money

DOUYIN = "主订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,商家备注,售后状态,订单状态"
FROM_DOUYIN = {
    "order_id": "主订单编号",
    "item.title": "选购商品",
    "item.quantity": "商品数量",
    "item.sku_text": "商品规格",
    "total": "订单应付金额",
    "status": "订单状态",
    "status_text": "订单状态",
    "tags": "售后状态",
}


def records(path, *tables):
    (reading,) = open_export(path, tables)
    return list(reading)


def test_an_erps_orders_are_read_under_its_own_headings(tmp_path):
    path = saved(tmp_path, 'ERP导出\n系统单号,客户,应收,状态,说明\nA-1,tb_demo01,"¥1,158.00",已发货,急\n')
    table = mapped(
        "taobao_orders",
        {"order_id": "系统单号", "buyer": "客户", "total": "应收", "status": "状态", "status_text": "状态"},
    )

    (order,) = records(path, table)

    assert told(order) == {
        "order_id": "A-1",
        "buyer": "tb_demo01",
        "total": Money(115800),
        "status": OrderStatus.SHIPPED,
        "status_text": "已发货",
    }


def test_a_list_of_douyin_gives_orders_and_their_products(tmp_path):
    path = saved(tmp_path, f"{DOUYIN}\n6900000000000000001,杯子,米白,2,BW-1,39.80,小何,-,已完成\n")

    with pytest.raises(UnreadableFileError):
        open_export(path)
    (line,) = records(path, mapped("pdd_orders", FROM_DOUYIN))

    assert (line.order.total, line.order.paid, line.order.tags) == (Money(3980), Money(3980), "")
    assert line.order.status is OrderStatus.FINISHED
    assert (line.item.title, line.item.quantity, line.item.sku_text) == ("杯子", 2, "米白")


def test_refunds_items_and_products_may_be_mapped_too(tmp_path):
    text = "甲,乙,丙,丁\n1,2,3,待商家处理\n"
    refund = mapped("taobao_refunds", {"refund_id": "甲", "order_id": "乙", "amount": "丙", "status": "丁"})
    item = mapped("taobao_order_items", {"order_id": "甲", "quantity": "乙", "title": "丁"})
    product = mapped("products", {"product_id": "甲", "title": "丁", "price": "丙"})

    (asked,), (ordered,), (sold,) = (
        records(saved(tmp_path, text), table) for table in (refund, item, product)
    )

    assert (asked.refund_id, asked.amount, asked.status) == ("1", Money(300), RefundStatus.ASKED)
    assert (ordered.order_id, ordered.quantity, ordered.title) == ("1", 2, "待商家处理")
    assert (sold.product_id, sold.price) == ("1", Money(300))


def test_a_file_that_lacks_a_heading_is_not_of_the_table(tmp_path):
    table = mapped("taobao_orders", {"order_id": "系统单号", "buyer": "客户", "total": "应收"})

    with pytest.raises(UnreadableFileError):
        open_export(saved(tmp_path, "系统单号,客户,实收\n1,2,3\n"), (table,))


def test_headings_are_compared_as_those_of_known_tables(tmp_path):
    table = mapped("taobao_orders", {"order_id": "系统单号", "total": "应收（元）"})

    (order,) = records(saved(tmp_path, '"系统单号 ","应收(元)\t"\n1,2\n'), table)

    assert order.total == Money(200)


def test_a_bad_cell_is_named_by_its_own_heading(tmp_path):
    table = mapped("taobao_orders", {"order_id": "系统单号", "total": "应收"})

    (rejection,) = records(saved(tmp_path, "系统单号,应收\n3.5E+17,2\n"), table)

    assert isinstance(rejection, Rejection)
    assert (rejection.column, rejection.code) == ("系统单号", "damaged_number")


@pytest.mark.parametrize(
    ("kind", "columns", "error"),
    [
        ("kpi_table", {}, KeyError),
        ("taobao_orders", {"order_id": "甲", "colour": "乙"}, KeyError),
        ("taobao_orders", {"total": "甲"}, ValueError),
        ("taobao_orders", {"order_id": " "}, ValueError),
    ],
)
def test_what_can_not_be_mapped_is_refused(kind, columns, error):
    with pytest.raises(error):
        mapped(kind, columns)


def test_kinds_that_may_be_mapped_are_named_once_with_a_heading_for_each_column():
    kinds = [table.kind for table in mappable()]

    assert len(set(kinds)) == len(kinds)
    assert {"taobao_orders", "taobao_order_items", "taobao_refunds", "products"} <= set(kinds)
    assert all(column.headings for table in mappable() for column in table.columns)
    assert all(any(column.required for column in table.columns) for table in mappable())


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_headings_of_an_unknown_table_are_found_below_its_title(tmp_path, delimiter):
    text = "ERP导出\n导出时间：,2026-11-20\n\n系统单号,客户,,应收,客户\nA-1,甲,x,2.00,乙\nA-2,丙,,3.00\n"

    headings, samples = headings_of(saved(tmp_path, text.replace(",", delimiter)))

    assert headings == ["系统单号", "客户", "应收"]
    assert samples == [["A-1", "甲", "2.00"], ["A-2", "丙", "3.00"]]


def test_headings_of_a_workbook_are_those_of_its_first_table(tmp_path):
    sheets = {"说明": [["由系统导出"]], "单据": [["系统单号", "应收"], ["A-1", 2.5], ["A-2", 3]]}

    assert headings_of(workbook(tmp_path, sheets)) == (["系统单号", "应收"], [["A-1", "2.5"], ["A-2", "3"]])


@pytest.mark.parametrize("text", ["你好，这里没有表格\n", "1,2,3\n4,5,6\n", "a\nb\n"])
def test_a_text_without_headings_has_none(tmp_path, text):
    assert headings_of(saved(tmp_path, text)) == ([], [])


def test_no_more_than_five_rows_are_shown(tmp_path):
    text = "单号,金额\n" + "甲,1\n" * 50

    assert len(headings_of(saved(tmp_path, text))[1]) == 5
