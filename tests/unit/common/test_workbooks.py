import io
import zipfile

import pytest
from python_calamine import load_workbook

from guitai.common.workbooks import SheetToWrite, write_workbook

FORMULAS = ['=cmd|"/c calc"!A1', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']


def book(*rows: list[str], name: str = "表") -> bytes:
    return write_workbook([SheetToWrite(name=name, headings=["甲", "乙"], widths=[8], rows=rows)])


def test_rows_come_back_as_they_were():
    read = load_workbook(io.BytesIO(book(["1", "张三"], ["007", ""]))).get_sheet_by_name("表").to_python()

    assert read == [["甲", "乙"], ["1", "张三"], ["007", ""]]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_looks_like_a_formula_is_text_for_good(cell: str):
    data = book([cell, "x"])

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        styles = package.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    rows = load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[1][0].strip() == cell.strip()


def test_plain_text_is_not_marked():
    with zipfile.ZipFile(io.BytesIO(book(["a=b", "1-2"]))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()

    assert 's="2"' in sheet and 's="3"' not in sheet


def test_names_of_sheets_are_made_fit_and_different():
    sheets = [
        SheetToWrite(name=name, headings=[], widths=[], rows=[])
        for name in ("a/b:c*[d]?", "A B C D", "", "很长" * 40, "很长" * 40)
    ]

    names = load_workbook(io.BytesIO(write_workbook(sheets))).sheet_names

    assert names[:3] == ["a b c d", "A B C D 2", "1"]
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 for name in names)


def test_a_cell_is_cut_where_a_program_would_call_it_damage():
    rows = load_workbook(io.BytesIO(book(["字" * 40_000, ""]))).get_sheet_by_index(0).to_python()

    assert len(rows[1][0]) == 32_767
