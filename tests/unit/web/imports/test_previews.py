from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.integration import exported
from tests.integration.exported import Pieces
from tests.unit.connectors.files import exports

from guitai.connectors.files.keeping import KINDS
from guitai.connectors.files.looking import Look, Sight, look_into
from guitai.engines.tabular.service_types import AgentFigures, ServiceSession
from guitai.kernel.decoding import Rejection
from guitai.kernel.money import Money
from guitai.web.imports.previews import LABELS, _cell, labelled, masked_account, shown, without_phones

SECRETS = ("13800000001", "13900000000", "李四", "张三", "jd_demo", "北京朝阳区示例路2号")
PIECES = {
    "taobao_orders": (exports.order(1),),
    "taobao_order_items": (exports.item(1),),
    "taobao_refunds": (exported.refund(1),),
    "reviews": (exported.review(1),),
    "jd_orders": (exported.jd(1),),
    "pdd_orders": (exported.pdd(1),),
    "qianniu_chats": (exported.talk("tb_secret9", "我电话13800000001", "＞好的"),),
    "wangwang_chats": (exported.talk("tb_secret9", "我电话13800000001", "＞好的"),),
    "dongdong_chats": (exported.talk("j****db", "我电话13800000001", "＞好的"),),
    "dongdong_sessions": (exported.session(1),),
    "kpi_table": (exported.figures("云裳女装:小美", 1),),
    "products": (
        ("商品", "C1", "纯色衬衫", "上衣", 158, "在售", "百搭"),
        ("SKU", "C1", "C1-M", "颜色:米白;尺码:M", 158, 8),
        ("尺码表", "C1", "M", "155-165", "45-55"),
        ("属性", "C1", "材质", "棉"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_shown_with_personal_data_masked(tmp_path: Path, kind: str):
    look = look_into(Pieces(kind, PIECES[kind]).write(tmp_path / "a.csv"))

    kept = shown(look)

    tables = labelled(kept["tables"])
    assert [sight.kind for sight in look.sights] == [kind]
    assert tables and all(table["rows"] and len(table["labels"]) > 1 for table in tables)
    assert not [secret for secret in (*SECRETS, "tb_secret9") if secret in str(kept)]


def test_a_column_nothing_stands_in_is_left_out():
    at = datetime(2026, 3, 1, 2, tzinfo=UTC)
    session = ServiceSession(
        1, "", at, "t***1", "", "小何", "", "", "", "", 4.0, None, None, None, None, "", ""
    )

    [table] = shown(Look(sights=[Sight("dongdong_sessions", "xlsx", "", ((session,),))]))["tables"]

    assert table["columns"] == ["time", "buyer", "agent", "first_response"]
    assert table["rows"] == [["2026-03-01 10:00:00", "t***1", "小何", "4"]]


def test_figures_stand_in_one_cell_without_those_not_counted_yet():
    figures = AgentFigures(1, "chitu", "小美", date(2026, 3, 1), (("received", Decimal(12)), ("x", None)))

    [table] = shown(Look(sights=[Sight("kpi_table", "xlsx", "", ((figures,),))]))["tables"]

    assert table["rows"] == [["小美", "2026-03-01", "received 12"]]


def test_rejected_lines_say_their_sheet_where_there_are_several():
    def of(*sheets: str) -> Look:
        return Look(
            rejected=[
                Rejection(3, "价格", "bad_amount", "bad", {"cell": "x", "sheet": name}) for name in sheets
            ],
            rejected_count=9,
        )

    assert [shown(of(*sheets))["many_sheets"] for sheets in ((), ("a", "a"), ("a", "b"))] == [
        False,
        False,
        True,
    ]
    assert shown(of("a"))["rejected_count"] == 9


@pytest.mark.parametrize(
    ("account", "masked"),
    [("tb_demo01", "t***1"), ("t******7", "t******7"), ("鱼", "鱼***"), ("小鱼", "小***鱼"), ("", "")],
)
def test_an_account_is_masked_as_platforms_do(account: str, masked: str):
    assert masked_account(account) == masked


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "✓"),
        (False, "✗"),
        (Money(15800), "¥158.00"),
        (3, "3"),
        (4.5, "4.5"),
        (date(2026, 3, 1), "2026-03-01"),
        ("35153131400000001", "35153131400000001"),
        ("电话13800000001谢谢", "电话138****01谢谢"),
        ("字" * 60, "字" * 39 + "…"),
    ],
)
def test_a_cell_is_short_and_holds_no_number_somebody_wrote(value: object, cell: str):
    assert _cell(value) == cell


def test_phones_of_a_foreign_table_are_masked_and_orders_are_not():
    rows = [["13800000031", "35153131499000001", "138-0000"], ["手机13912345678", "", "x"]]

    assert without_phones(rows) == [
        ["138****0031", "35153131499000001", "138-0000"],
        ["手机139****5678", "", "x"],
    ]


def test_every_label_is_a_word():
    assert all(str(label) for label in LABELS.values())
