"""Workbooks we write: cells are text, numbers or days, and none is ever taken for a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_LETTERS = 32_767  # of a cell; a spreadsheet program calls more than that damage
_LONGEST_NAME = 31
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\'", "        ")
# A cell that begins so is a formula to a spreadsheet program, once somebody edits it or saves it as CSV.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the form it is shown in, as spreadsheet programs write forms (``0.0%``)."""

    value: Decimal | float
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetToWrite:
    """One sheet: its name, its headings with their widths in letters, its rows."""

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[str | Numeral | date]]


def write_workbook(sheets: Iterable[SheetToWrite]) -> bytes:
    """Give a workbook with these sheets. Cells that look like formulas are marked as text for good."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        looks = _Looks(book)
        names: set[str] = set()
        for each in sheets:
            sheet = book.add_worksheet(_name(each.name, names))
            for column, heading in enumerate(each.headings):
                width = each.widths[column] if column < len(each.widths) else 16
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, heading, looks.of(bold=True))
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(each.rows, start=1):
                for column, value in enumerate(row):
                    _write(sheet, line, column, value, looks)
    return written.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **wanted: object) -> Any:
        key = tuple(wanted.items())
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


def _write(sheet: Any, line: int, column: int, value: str | Numeral | date, looks: _Looks) -> None:
    if isinstance(value, Numeral):
        sheet.write_number(line, column, float(value.value), looks.of(num_format=value.form, valign="top"))
    elif isinstance(value, date):
        sheet.write_datetime(line, column, value, looks.of(num_format="yyyy-mm-dd", valign="top"))
    else:
        quoted = {"quote_prefix": True} if value.startswith(_FORMULA) else {}
        look = looks.of(text_wrap=True, valign="top", **quoted)
        sheet.write_string(line, column, value[:_MOST_LETTERS], look)


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
