"""The knowledge goes out to a workbook and comes back the same; other shops' sheets are read too."""

from datetime import date
from pathlib import Path

import pytest

from guitai.common.workbooks import SheetToWrite, write_workbook
from guitai.connectors.files.entries import EntrySheetRefusedError, read_entries, write_entries
from guitai.domains.knowledge.drafts import EntryRow

FULL = EntryRow(
    questions=("会起球吗", "=起毛球不"),
    answer="会一点\n可以用毛球器",
    product="C100",
    category="衬衫",
    is_weakness=True,
    validity=(date(2026, 3, 1), date(2026, 3, 31)),
)
PLAIN = EntryRow(questions=("包邮吗",), answer="包邮", is_weakness=False, validity=(None, None))


def written(folder: Path, headings: tuple[str, ...], *rows: tuple[str, ...], name: str = "q.xlsx") -> Path:
    path = folder / name
    if name.endswith(".csv"):
        path.write_text("\n".join(",".join(row) for row in (headings, *rows)), encoding="gb18030")
    else:
        path.write_bytes(write_workbook([SheetToWrite(name="一", headings=headings, widths=(), rows=rows)]))
    return path


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "knowledge.xlsx"
    path.write_bytes(write_entries([FULL, PLAIN]))

    sheet = read_entries(path)

    assert sheet.rows == [FULL, PLAIN]
    assert [row.line for row in sheet.rows] == [2, 3]
    assert sheet.rejected == []


@pytest.mark.parametrize("name", ["q.xlsx", "q.csv"])
@pytest.mark.parametrize(
    "headings", [("标准问", "相似问", "标准答案"), ("question", "similar questions", "answer")]
)
def test_other_headings_and_bars_between_wordings_are_understood(
    name: str, headings: tuple[str, ...], tmp_path: Path
) -> None:
    path = written(tmp_path, headings, ("包邮吗", "要邮费吗|运费多少", "包邮"), name=name)

    [row] = read_entries(path).rows

    assert row == EntryRow(questions=("包邮吗", "要邮费吗", "运费多少"), answer="包邮")


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_kept(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("问题", "答案", "有效期至", "诚实的不足"),
        ("包邮吗", "包邮", "2026/3/31", "否"),
        ("几天到", "", "", ""),
        ("会褪色吗", "会", "下周", "是"),
        ("会起球吗", "会", "", "也许"),
    )

    sheet = read_entries(path)

    assert [row.validity for row in sheet.rows] == [(None, date(2026, 3, 31))]
    assert [line for line, _reason in sheet.rejected] == [3, 4, 5]
    assert "也许" in sheet.rejected[2][1]


def test_a_file_that_is_no_sheet_of_the_knowledge_is_refused(tmp_path: Path) -> None:
    noise = tmp_path / "noise.xlsx"
    noise.write_bytes(b"PK\x03\x04 nothing")
    other = written(tmp_path, ("姓名", "电话"), ("甲", "乙"))

    for path in (noise, other):
        with pytest.raises(EntrySheetRefusedError):
            read_entries(path)


def test_a_sheet_of_too_many_lines_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guitai.connectors.files.entries.MAX_ROWS", 1)
    path = written(tmp_path, ("问题", "答案"), ("一", "一"), ("二", "二"))

    with pytest.raises(EntrySheetRefusedError, match="1"):
        read_entries(path)
