from pathlib import Path

import pytest
from tests.unit.connectors.files import exports

from guitai.common.workbooks import SheetToWrite, write_workbook
from guitai.connectors.files import leaving_out
from guitai.connectors.files.importing import import_file
from guitai.connectors.files.leaving_out import left_out
from guitai.connectors.files.looking import look_into
from guitai.domains.accounts.models import Shop


def test_nothing_rejected_is_nothing_left_out(tmp_path: Path, shop: Shop, now):
    path = exports.orders(tmp_path / "a.csv", exports.order(1))

    assert left_out(path, shop, import_file(path, shop=shop, at=now)) == []


def test_a_line_comes_with_all_its_cells_below_the_files_own_headings(tmp_path: Path, shop: Shop, now):
    broken = exports.order(2).replace("158.00", "viel", 1)
    path = exports.orders(tmp_path / "a.csv", exports.order(1), broken)

    [sheet] = left_out(path, shop, import_file(path, shop=shop, at=now))

    [(line, column, reason, cells)] = sheet.lines
    assert (line, column) == (3, "买家应付货款") and "viel" in reason
    said = dict(zip(sheet.headings, cells, strict=True))
    assert (said["买家应付货款"], said["收货人姓名"], said["收货地址"]) == (
        "viel",
        "张三",
        "浙江省 杭州市 西湖区 某某路2号(310000)",
    )


def test_what_was_put_right_in_the_download_can_be_imported(tmp_path: Path, shop: Shop, now):
    path = exports.orders(tmp_path / "a.csv", exports.order(1).replace("158.00", "viel", 1))
    [sheet] = left_out(path, shop, import_file(path, shop=shop, at=now))
    headings = ["行", "列", "原因", *sheet.headings]
    rows = [
        (str(line), column, reason, *(cell.replace("viel", "158.00") for cell in cells))
        for line, column, reason, cells in sheet.lines
    ]
    mended = tmp_path / "mended.xlsx"
    mended.write_bytes(write_workbook([SheetToWrite(name="a", headings=headings, widths=(), rows=rows)]))

    [report] = import_file(mended, shop=shop, at=now)

    assert (look_into(mended).sights[0].kind, report.added, report.rejected) == ("taobao_orders", 1, [])


def test_a_line_of_a_chat_comes_as_it_stands(tmp_path: Path, shop: Shop, now):
    said = [("小鱼", "2026-13-01 10:00:00", "在吗"), ("小鱼", "2026-03-01 10:00:00", "在吗")]
    path = exports.chats(tmp_path / "c.txt", "云裳女装:小美", {"小鱼": said})

    [sheet] = left_out(path, shop, import_file(path, shop=shop, at=now))

    assert [list(cells) for *_where, cells in sheet.lines] == [["小鱼(2026-13-01 10:00:00):  在吗"]]


def test_in_a_workbook_the_line_is_taken_from_the_sheet_it_stood_in(tmp_path: Path, shop: Shop, now):
    sheets = {
        "商品": [["商品编号", "标题", "价格"], ["C1", "纯色衬衫", "158"], ["C2", "长裙", "很多"]],
        "SKU": [["商品编号", "SKU编号", "规格"], ["C1", "C1-M", "尺码:M"], ["C1", "C1-L", "尺码:L"]],
        "属性": [["商品编号", "属性名", "属性值"], ["C9", "材质", "棉"]],
    }
    path = exports.products(tmp_path / "p.xlsx", sheets)

    found = left_out(path, shop, import_file(path, shop=shop, at=now))

    by_sheet = {sheet.name: [(line, list(cells)) for line, *_why, cells in sheet.lines] for sheet in found}
    assert by_sheet["商品"] == [(3, ["C2", "长裙", "很多"])]
    # The product a fact belongs to is missed only when it is stored, where nobody knows the sheet any more.
    assert by_sheet[""] == [(2, [])]
    assert "SKU" not in by_sheet


def test_there_is_a_most(tmp_path: Path, shop: Shop, now, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(leaving_out, "MOST_LINES", 3)
    path = exports.orders(
        tmp_path / "a.csv", *(exports.order(number).replace("158.00", "x", 1) for number in range(9))
    )

    [sheet] = left_out(path, shop, import_file(path, shop=shop, at=now))

    assert [line for line, *_rest in sheet.lines] == [2, 3, 4]
