from pathlib import Path

import pytest
from tests.unit.connectors.files import exports
from tests.unit.engines.tabular import made

from guitai.connectors.files import looking
from guitai.connectors.files.foreign import foreign_table
from guitai.connectors.files.looking import look_into
from guitai.kernel.decoding import UnreadableFileError

VERSIONS = {
    "2011": made.V2011,
    "2013–2015": made.V2013,
    "2017": made.V2017,
    "2018": made.V2018,
    "2019–2021": made.V2019,
}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_version_of_an_order_list_is_told_by_its_headings(tmp_path: Path, version: str):
    path = made.saved(tmp_path, made.order_csv(VERSIONS[version], {}))

    [sight] = look_into(path).sights

    assert (sight.kind, sight.version) == ("taobao_orders", version)


def test_a_list_of_chosen_columns_is_of_no_version(tmp_path: Path):
    [sight] = look_into(exports.orders(tmp_path / "a.csv", exports.order(1))).sights

    assert sight.version == ""


def test_a_short_file_is_read_to_its_end(tmp_path: Path):
    lines = [exports.order(number) for number in range(8)]
    lines[2] = lines[2].replace("158.00", "viel", 1)

    look = look_into(exports.orders(tmp_path / "a.csv", *lines))

    assert (look.lines, look.is_counted, look.rejected_count) == (8, True, 1)
    assert [len(records) for records in look.sights[0].first] == [looking.FIRST]
    assert look.rejected[0].line == 4


def test_of_a_long_file_the_lines_are_estimated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(looking, "_MOST_LINES", 50)
    path = exports.orders(tmp_path / "a.csv", *map(exports.order, range(200)))

    look = look_into(path)

    assert not look.is_counted
    assert 190 <= look.lines <= 210


def test_the_first_look_ends_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(looking, "_MOST_SECONDS", -1.0)
    path = exports.orders(tmp_path / "a.csv", *map(exports.order, range(250)))

    look = look_into(path)

    assert not look.is_counted
    assert 240 <= look.lines <= 260


def test_of_a_long_workbook_the_rows_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(looking, "_MOST_LINES", 3)
    orders = [[f"3515313140000{number:04d}", "a", "交易成功"] for number in range(40)]
    rows = [["订单编号", "买家会员名", "订单状态"], *orders]

    look = look_into(made.workbook(tmp_path, {"订单报表": rows}))

    assert not look.is_counted
    assert 40 <= look.lines <= 41


def test_what_is_wrong_is_shown_only_so_far(tmp_path: Path):
    lines = [exports.order(number).replace("158.00", "viel", 1) for number in range(30)]

    look = look_into(exports.orders(tmp_path / "a.csv", *lines))

    assert (look.rejected_count, len(look.rejected)) == (30, looking.REJECTED_SHOWN)


def test_a_workbook_of_several_kinds_stands_where_its_first_kind_does(tmp_path: Path):
    look = look_into(exports.products(tmp_path / "p.xlsx", exports.SHEETS))
    orders = look_into(exports.orders(tmp_path / "a.csv", exports.order(1)))

    assert look.place < orders.place
    assert {type(records[0]).__name__ for records in look.sights[0].first} == {
        "Product",
        "Sku",
        "SizeRow",
        "Fact",
    }


def test_a_foreign_table_is_known_by_what_was_said_of_it(tmp_path: Path):
    path = tmp_path / "erp.csv"
    path.write_text("单号,客户,金额\n35153131499000001,tb_a,8.00\n", encoding="utf-8")
    table = foreign_table("taobao_orders", {"order_id": "单号", "buyer": "客户", "paid": "金额"})

    [sight] = look_into(path, extra=(table,)).sights

    assert (sight.kind, sight.first[0][0].order_id) == ("taobao_orders", "35153131499000001")
    with pytest.raises(UnreadableFileError):
        look_into(path)
