"""Phrases go out to a workbook and come back the same."""

import io

import pytest
import xlsxwriter
from python_calamine import load_workbook

from guitai.connectors.files import phrases
from guitai.connectors.files.phrases import SheetRefusedError, read_phrases, write_phrases
from guitai.domains.knowledge.drafts import PhraseRow

ROWS = [
    PhraseRow(
        scope="个人", group="", folder="开场", code="hy", title="欢迎", text="您好{买家}，\n欢迎光临", line=2
    ),
    PhraseRow(scope="小组", group="售前", folder="", code="12", title="-", text="+1", line=3),
]


def workbook(*rows: list[object]) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return written.getvalue()


def test_what_is_written_is_read_back() -> None:
    assert read_phrases(write_phrases(ROWS)) == ROWS


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", '=HYPERLINK("https://x.example")', "\t=1"])
def test_a_cell_that_looks_like_a_formula_is_written_as_text(text: str) -> None:
    written = write_phrases([PhraseRow(title=text, text=text)])

    cells = load_workbook(io.BytesIO(written)).get_sheet_by_index(0).to_python()[1]
    assert cells[4:] == [text, text]
    assert b"<f>" not in written


def test_columns_are_found_by_their_headings_in_any_order() -> None:
    read = read_phrases(
        workbook(["Text", "标题", "无关"], ["您好", "问候", "x"], ["", "", ""], ["再见", 12.0, ""])
    )

    assert [(row.line, row.title, row.text, row.scope) for row in read] == [
        (2, "问候", "您好", "shop"),
        (4, "12", "再见", "shop"),
    ]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", "标题,内容".encode()])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(SheetRefusedError):
        read_phrases(data)


def test_a_sheet_without_texts_is_refused() -> None:
    with pytest.raises(SheetRefusedError):
        read_phrases(workbook(["标题"], ["问候"]))
    with pytest.raises(SheetRefusedError):
        read_phrases(workbook())


def test_a_sheet_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SheetRefusedError):
        read_phrases(b"x" * (phrases.MAX_BYTES + 1))
    monkeypatch.setattr(phrases, "MAX_ROWS", 1)
    with pytest.raises(SheetRefusedError):
        read_phrases(write_phrases(ROWS))
