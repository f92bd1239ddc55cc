import pytest

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import money, text
from guitai.engines.tabular.mapped import mappable
from guitai.web.imports.suggesting import choices_of, suggested

TABLE = Table(
    kind="taobao_orders",
    record=lambda *_values: None,
    at_least=1,
    columns=(
        Column("courier", ("物流公司",), text),
        Column("buyer", ("买家会员名", "买家昵称"), text),
        Column("status", ("订单状态",), text),
        Column("status_text", ("订单状态",), text),
        Column("waybill", ("物流单号", "运单号"), text),
        Column("paid", ("实付款",), money),
        Column("order_id", ("订单编号",), text, required=True),
    ),
)


def test_columns_of_one_heading_are_chosen_together_and_what_is_needed_comes_first():
    choices = choices_of(TABLE)

    assert [(choice.label, choice.keys) for choice in choices] == [
        ("订单编号", ("order_id",)),
        ("买家会员名", ("buyer",)),
        ("物流公司", ("courier",)),
        ("订单状态", ("status", "status_text")),
        ("物流单号", ("waybill",)),
        ("实付款", ("paid",)),
    ]
    assert [choice.required for choice in choices] == [True, False, False, False, False, False]
    assert [choice.is_asked_for for choice in choices] == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["订单编号", "买家昵称"], {"订单编号": "订单编号", "买家会员名": "买家昵称"}),
        # More like a waybill, but an order's number is needed.
        (["系统单号"], {"订单编号": "系统单号"}),
        # A name that is known is never given to what is merely needed.
        (["物流单号"], {"物流单号": "物流单号"}),
        (["状态", "客户昵称"], {"订单状态": "状态", "买家会员名": "客户昵称"}),
        (["＝实付款　", "颜色"], {"实付款": "＝实付款　"}),
        (["颜色", "重量"], {}),
        ([], {}),
    ],
    ids=["known", "needed", "taken", "alike", "folded", "none", "empty"],
)
def test_what_is_most_alike_is_suggested(headings: list[str], found: dict[str, str]):
    assert suggested(choices_of(TABLE), headings) == found


@pytest.mark.parametrize("table", mappable(), ids=lambda table: table.kind)
def test_every_kind_that_can_be_mapped_is_suggested_its_own_headings(table: Table):
    choices = choices_of(table)
    own = [choice.label for choice in choices]

    assert suggested(choices, own) == dict(zip(own, own, strict=True))
