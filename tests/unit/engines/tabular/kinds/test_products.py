"""The product sheet's four tables are read from one workbook."""

import pytest
from tests.unit.engines.tabular.made import workbook

from guitai.engines.tabular.converters import CellError
from guitai.engines.tabular.kinds.products import halved, on_sale, span
from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.sheet_types import Fact, Product, SizeRow, Sku
from guitai.kernel.decoding import Rejection
from guitai.kernel.money import Money

SHEETS = {
    "说明": [["这张表由店铺填写"]],
    "商品": [["商品编号", "标题", "类目", "价格", "状态"], ["C1001", "纯色衬衫", "女装/衬衫", 158, "在售"]],
    "SKU": [
        ["商品编号", "SKU编号", "规格", "价格", "库存"],
        ["C1001", "C1001-W-M", "颜色:米白;尺码:M", 158, 0],
    ],
    "尺码表": [
        ["商品编号", "尺码", "身高（cm）", "体重(斤)", "胸围"],
        ["C1001", "M", "160-165", "100-110", "84~88"],
    ],
    "属性": [["商品编号", "属性名", "属性值"], ["C1001", "成分", "棉95% 氨纶5%"]],
}


def test_a_workbook_gives_products_kinds_sizes_and_facts(tmp_path):
    (reading,) = open_export(workbook(tmp_path, SHEETS))

    assert (reading.kind, reading.encoding) == ("products", "xlsx")
    assert list(reading) == [
        Product(2, "C1001", "纯色衬衫", "女装/衬衫", Money(15800), True, "", "", "", ""),
        Sku(2, "C1001", "C1001-W-M", Money(15800), 0, "", (("颜色", "米白"), ("尺码", "M"))),
        SizeRow(2, "C1001", "M", (("height", (160, 165)), ("weight", (50, 55)), ("bust", (84, 88)))),
        Fact(2, "C1001", "成分", "棉95% 氨纶5%"),
    ]


def test_the_keys_of_the_four_tables_never_meet(tmp_path):
    (reading,) = open_export(workbook(tmp_path, SHEETS))

    assert len({record.key for record in reading}) == 4


def test_a_rejected_line_names_its_sheet(tmp_path):
    sheets = SHEETS | {"SKU": [*SHEETS["SKU"], ["C1001", "C1001-W-L", "尺码:L", 158, "很多"]]}

    (reading,) = open_export(workbook(tmp_path, sheets))

    (rejection,) = [line for line in reading if isinstance(line, Rejection)]
    assert (rejection.line, rejection.column, rejection.facts["sheet"]) == (3, "库存", "SKU")
    assert "SKU" in rejection.reason


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("160-165", (160, 165)),
        ("160～165cm", (160, 165)),
        ("88", (88, 88)),
        ("", None),
        ("52.5至60", (52.5, 60)),
    ],
)
def test_ranges_are_read_in_the_spellings_people_use(cell, meant):
    assert span(cell) == meant


@pytest.mark.parametrize("cell", ["均码", "165-160", "-5"])
def test_what_is_no_range_is_refused(cell):
    with pytest.raises(CellError):
        span(cell)


def test_jin_are_halved_and_off_sale_is_told_from_on_sale():
    assert halved("100-110") == (50, 55)
    assert halved("") is None
    assert [on_sale("下架"), on_sale("在售"), on_sale("")] == [False, True, True]
