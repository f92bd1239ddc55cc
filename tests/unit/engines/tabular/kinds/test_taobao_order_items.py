"""Item lists are read with their extra comma and without."""

from tests.unit.engines.tabular.made import ITEM_LIST, saved, workbook

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.types import OrderStatus
from guitai.kernel.money import Money


def items_of(path):
    (reading,) = open_export(path)
    assert reading.kind == "taobao_order_items"
    return list(reading)


def test_the_list_of_2017_ends_each_line_with_one_comma_more(tmp_path):
    (item,) = items_of(saved(tmp_path, ITEM_LIST))

    assert (item.order_id, item.title, item.price) == ("35153131400000001", "测试宝贝A", Money(7900))
    assert (item.quantity, item.status) == (1, OrderStatus.PAID)
    assert item.sku == (("颜色分类", "20厘米锅-不含盖"),)
    assert (item.external_code, item.merchant_code) == ("SKU001", "ITEM001")


def test_a_newer_list_has_a_number_of_its_own_for_each_item(tmp_path):
    headings = [
        "子订单编号",
        "主订单编号",
        "商品标题",
        "商品价格",
        "购买数量",
        "商品属性",
        "skuId",
        "订单状态",
    ]
    row = [
        "351531314000000011",
        "351531314000000010",
        "锅",
        79,
        2,
        "颜色分类:黑[大];安装方式:壁挂",
        12345,
        "交易成功",
    ]

    (item,) = items_of(workbook(tmp_path, {"销售明细": [headings, row]}))

    assert (item.order_id, item.sub_order_id) == ("351531314000000010", "351531314000000011")
    assert item.key == ("351531314000000011",)
    assert item.sku == (("颜色分类", "黑[大]"), ("安装方式", "壁挂"))
    assert (item.sku_id, item.quantity) == ("12345", 2)


def test_without_a_number_of_its_own_an_item_is_told_by_order_product_and_kind(tmp_path):
    twice = ITEM_LIST + ITEM_LIST.splitlines(keepends=True)[1]

    first, second = items_of(saved(tmp_path, twice))

    assert first == second
    assert (first.key, first.line) != (second.key, second.line)
    assert first.key == second.key


def test_an_item_without_a_quantity_is_rejected(tmp_path):
    (rejection,) = items_of(saved(tmp_path, ITEM_LIST.replace('"79.00","1"', '"79.00",""')))

    assert (rejection.line, rejection.column, rejection.code) == (2, "购买数量", "missing")
