"""Tables of the reports: on the page, each figure a link to what is behind it, and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render

from guitai.common.workbooks import CONTENT_TYPE, Numeral, SheetToWrite, write_workbook
from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import Unit
from guitai.web.formats import NOTHING, Number, written
from guitai.web.members import MemberRequest
from guitai.web.reports.showing import BY_KEY, can_be_opened, shown

_FORMS = {
    Unit.COUNT: "#,##0",
    Unit.SHARE: "0.0%",
    Unit.RATIO: "0.00",
    Unit.SECONDS: "0.0",
    Unit.YUAN: "#,##0.00",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: ``text`` on the page, ``raw`` in the workbook, ``mark`` good or bad."""

    text: str
    raw: str | Numeral | date
    link: str = ""
    mark: str = ""
    late: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it stands on the right, as numbers do."""
        return isinstance(self.raw, Numeral) or self.late or self.text == NOTHING


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``numeric`` ones stand on the right, above their numbers."""

    title: str
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading; the first cell of a row names it. ``note`` stands beneath."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


def words(text: str, *, link: str = "", mark: str = "") -> Cell:
    """Give a cell of words."""
    return Cell(text, text, link, mark)


def day(value: date, *, link: str = "") -> Cell:
    """Give a cell of a day."""
    return Cell(value.isoformat(), value, link)


def number(value: Number | None, unit: Unit, *, link: str = "", mark: str = "") -> Cell:
    """Give a cell of a number in its unit, as in ``web/formats.py``."""
    raw = "" if value is None else Numeral(Decimal(str(value)), _FORMS[unit])
    return Cell(written(value, unit), raw, link, mark)


def money(fen: int) -> Cell:
    """Give a cell of an amount."""
    return number(Decimal(fen) / 100, Unit.YUAN)


def figure(key: str, value: Value | None, *, link: str = "", mark: str = "") -> Cell:
    """Give a cell of a figure; one that is late says so, in the workbook too."""
    unit = BY_KEY[key].unit
    if value is None:
        return number(None, unit)
    if value.late:
        text = shown(value, unit)
        return Cell(text, text, link, mark, late=True)
    return number(value.value, unit, link=link if can_be_opened(value) else "", mark=mark)


def answer(
    request: MemberRequest, template: str, context: dict[str, object], tables: Sequence[Table], *, name: str
) -> HttpResponse:
    """Show the page, or give its tables as a workbook where the address says ``format=xlsx``.

    :param name: what the workbook is called, before the shop's key.
    """
    if request.GET.get("format") == "xlsx":
        response = HttpResponse(workbook(tables), content_type=CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}-{request.shop.key}.xlsx"'
        return response
    query = request.GET.copy()
    query["format"] = "xlsx"
    return render(request, template, {**context, "tables": tables, "workbook": f"?{query.urlencode()}"})


def workbook(tables: Sequence[Table]) -> bytes:
    """Give a workbook with a sheet for each table."""
    return write_workbook(
        SheetToWrite(
            name=table.title,
            headings=[column.title for column in table.columns],
            widths=[18, *[14] * (len(table.columns) - 1)],
            rows=[[cell.raw for cell in row] for row in table.rows],
        )
        for table in tables
    )
