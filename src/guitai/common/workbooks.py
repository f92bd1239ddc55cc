"""Workbooks we write: every cell is text, and none is ever taken for a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_LETTERS = 32_767  # of a cell; a spreadsheet program calls more than that damage
_LONGEST_NAME = 31
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\'", "        ")
# A cell that begins so is a formula to a spreadsheet program, once somebody edits it or saves it as CSV.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetToWrite:
    """One sheet: its name, its headings with their widths in letters, its rows."""

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[str]]


def write_workbook(sheets: Iterable[SheetToWrite]) -> bytes:
    """Give a workbook with these sheets. Cells that look like formulas are marked as text for good."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        top = {"text_wrap": True, "valign": "top"}
        plain, quoted = book.add_format(top), book.add_format(top | {"quote_prefix": True})
        names: set[str] = set()
        for each in sheets:
            sheet = book.add_worksheet(_name(each.name, names))
            for column, heading in enumerate(each.headings):
                width = each.widths[column] if column < len(each.widths) else 16
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, heading, bold)
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(each.rows, start=1):
                for column, value in enumerate(row):
                    look = quoted if value.startswith(_FORMULA) else plain
                    sheet.write_string(line, column, value[:_MOST_LETTERS], look)
    return written.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """Give a name a workbook takes: short, without signs, and no two alike."""
    bare = " ".join(wanted.translate(_FORBIDDEN_IN_NAMES).split()) or "1"
    name, number = bare[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = bare[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name
