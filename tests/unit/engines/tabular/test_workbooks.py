"""Workbooks are read as text, and what makes one unreadable is said."""

import zipfile
from datetime import date, datetime, time, timedelta
from unittest.mock import Mock

import pytest
from tests.unit.engines.tabular.made import workbook

from guitai.engines.tabular import workbooks
from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.workbooks import as_text
from guitai.kernel.decoding import Rejection, UnreadableFileError

ROWS = [["订单编号", "总金额", "订单状态"], ["35153131400000001", 158, "交易成功"]]


def read_all(path):
    return [line for reading in open_export(path) for line in reading]


def refusal(path):
    with pytest.raises(UnreadableFileError) as caught:
        read_all(path)
    assert path.name in str(caught.value)
    return caught.value.facts["problem"]


def rewritten(path, change):
    """Write the package again with some parts changed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, change(name, content))
    return path


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (158.0, "158"),
        (158.1, "158.1"),
        (0.1 + 0.2, "0.3"),
        (12300000001, "12300000001"),
        (3.51531314e17, "3.5153131400E+17"),
        (True, "是"),
        (datetime.fromisoformat("2020-02-21 09:05"), "2020-02-21 09:05:00"),
        (date(2020, 2, 21), "2020-02-21"),
        (time(9, 5), "09:05:00"),
        (timedelta(hours=25, seconds=80), "25:01:20"),
    ],
)
def test_cells_become_the_text_a_csv_would_hold(cell, meant):
    assert as_text(cell) == meant


def test_an_order_number_kept_as_a_number_is_rejected_not_guessed(tmp_path):
    rows = [ROWS[0], [35153131400000001, 158, "交易成功"]]

    (reading,) = open_export(workbook(tmp_path, {"订单": rows}))
    (rejection,) = reading

    assert isinstance(rejection, Rejection)
    assert (rejection.line, rejection.column, rejection.code) == (2, "订单编号", "damaged_number")


def test_a_workbook_with_orders_and_items_gives_a_reading_of_each(tmp_path):
    items = [["主订单编号", "商品标题", "购买数量", "商品价格"], ["35153131400000001", "锅", 1, 158]]
    path = workbook(tmp_path, {"订单报表": ROWS, "销售明细": items, "说明": [["…"]]})

    assert [(reading.kind, len(list(reading))) for reading in open_export(path)] == [
        ("taobao_orders", 1),
        ("taobao_order_items", 1),
    ]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_half_a_workbook_is_refused(tmp_path, share):
    path = workbook(tmp_path, {"订单": ROWS * 50})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    assert refusal(path) in {"cut_off", "damaged_workbook"}


def test_a_workbook_with_a_broken_sheet_is_refused(tmp_path):
    path = workbook(tmp_path, {"订单": ROWS})
    rewritten(path, lambda name, content: content[:80] if "sheet1" in name else content)

    assert refusal(path) == "damaged_workbook"


def test_a_sheet_said_to_be_longer_than_the_file_is_refused(tmp_path):
    path = workbook(tmp_path, {"订单": ROWS})
    data = bytearray(path.read_bytes())
    # What the directory at the end says of the sheet; its name stands 46 bytes after the entry begins.
    entry = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    data[entry + 10 : entry + 12] = b"\0\0"  # not compressed
    data[entry + 20 : entry + 28] = b"\xff\xff\x0f\0" * 2  # a megabyte
    path.write_bytes(data)

    assert refusal(path) == "cut_off"


def test_a_sheet_packed_in_another_way_and_broken_is_refused(tmp_path):
    path = workbook(tmp_path, {"订单": ROWS})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as package:
        package.writestr("xl/worksheets/sheet2.xml", "<worksheet/>")
    data = bytearray(path.read_bytes())
    data[data.index(b"xl/worksheets/sheet2.xml") + 24 + 4] = 0xFF  # the first of its properties

    path.write_bytes(data)

    assert refusal(path) == "cut_off"


def test_a_workbook_behind_a_password_is_refused_as_such(tmp_path):
    path = tmp_path / "locked.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    )

    assert refusal(path) == "locked"


def test_an_old_workbook_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)

    assert refusal(path) == "old_format"


def test_an_archive_is_told_from_a_workbook(tmp_path):
    path = tmp_path / "orders.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("orders.csv", "1")

    assert refusal(path) == "archive"


@pytest.mark.parametrize("cell", ["XFD1", "A1048576"])
def test_a_cell_far_away_does_not_fill_the_memory(tmp_path, cell):
    path = workbook(tmp_path, {"订单": ROWS})
    far = f'<c r="{cell}"><v>1</v></c>'.encode()
    rewritten(
        path,
        lambda name, content: content.replace(b"</row>", far + b"</row>", 1) if "sheet1" in name else content,
    )

    assert refusal(path) == "too_large"


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "_MOST_BYTES", 1000)

    assert refusal(workbook(tmp_path, {"订单": ROWS})) == "too_large"


def test_an_empty_workbook_says_so(tmp_path):
    assert refusal(workbook(tmp_path, {"空": []})) == "empty"


def test_a_date_beyond_the_calendar_rejects_its_line(tmp_path):
    headings = ["订单编号", "总金额", "订单创建时间"]
    path = workbook(tmp_path, {"订单": [headings, ["1", 2, datetime.fromisoformat("2020-01-01")]]})
    rewritten(path, lambda name, content: content.replace(b"<v>43831</v>", b"<v>9999999</v>"))

    assert [(line.line, line.code) for line in read_all(path)] == [(2, "bad_time")]


def test_a_panic_of_the_reader_is_a_refusal_and_an_interrupt_is_not(tmp_path, monkeypatch):
    class PanicException(BaseException): ...

    path = workbook(tmp_path, {"订单": ROWS})
    for raised, seen in [(PanicException, UnreadableFileError), (KeyboardInterrupt, KeyboardInterrupt)]:
        monkeypatch.setattr(workbooks, "CalamineWorkbook", Mock(from_path=Mock(side_effect=raised)))
        with pytest.raises(seen):
            open_export(path)
