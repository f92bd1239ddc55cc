"""Headings are recognised whatever was put around them."""

from dataclasses import fields, replace

import pytest

from guitai.engines.tabular.columns import Column, Table, heading, lay_out
from guitai.engines.tabular.converters import text
from guitai.engines.tabular.kinds import TABLES, products
from guitai.engines.tabular.service_types import ServiceSession, SheetMessage
from guitai.engines.tabular.sheet_types import Fact, Product, Sku
from guitai.engines.tabular.types import Order, OrderItem, Refund


@pytest.mark.parametrize(
    "written", ["身高(cm)", "身高（CM） ", "\t身高(cm)", '="身高(cm)"', "\ufeff身高 (cm)"]
)
def test_spellings_of_one_heading_are_the_same(written):
    assert heading(written) == "身高(cm)"


def test_of_two_columns_with_one_name_the_first_counts():
    layout = lay_out(["商品编号", "属性名", "属性值", "属性值"], 1, TABLES)

    assert layout.table is products.FACTS
    assert layout.places == (0, 1, 2)


def test_the_best_spelling_wins_over_the_first_in_the_file():
    table = Table("k", (Column("a", ("甲", "乙"), text), Column("b", ("丙",), text)), Fact, at_least=2)

    assert lay_out(["乙", "丙", "甲"], 1, [table]).places == (2, 1)


def test_a_row_without_a_required_heading_is_of_no_table():
    assert lay_out(["买家会员名", "总金额", "订单状态"], 1, TABLES) is None


def test_a_table_may_be_made_out_of_the_headings_of_one_file():
    def adapted(row):
        return replace(
            table, columns=tuple(Column(cell, (cell,), text) for cell in row if cell), adapted=None
        )

    table = Table("k", (Column("甲", ("甲",), text, required=True),), Fact, at_least=1, adapted=adapted)

    layout = lay_out(["乙", "", "甲"], 3, [table])

    assert ([column.key for column in layout.table.columns], layout.places) == (["乙", "甲"], (0, 2))
    assert lay_out(["乙", "丙"], 3, [table]) is None


def test_a_column_described_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        Table("k", (Column("a", ("甲",), text), Column("a", ("乙",), text)), Fact, at_least=1)


@pytest.mark.parametrize(
    "record", [Order, OrderItem, Refund, Product, Sku, Fact, ServiceSession, SheetMessage]
)
def test_columns_stand_in_the_order_of_the_record(record):
    (table,) = [table for table in TABLES if table.record is record]

    assert [column.key for column in table.columns] == [name.name for name in fields(record)][1:]
