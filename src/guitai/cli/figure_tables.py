"""Figures as a person or a program reads them: tables that fit the terminal, JSON, a workbook."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

import xlsxwriter
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from guitai.engines.metrics.keys import FIGURES, Figure, Group, Unit
from guitai.kernel.days import SHANGHAI

_NOTHING, _LATE = "–", "late"
_PADDING = 2
_TITLES = {
    Group.RECEPTION: "Reception",
    Group.INQUIRIES: "Inquiries and conversion",
    Group.SALES: "Sales",
    Group.REMINDERS: "Reminders to pay",
    Group.SERVICE: "Service",
}
_KEYS_ZH = {
    "shop": "店铺",
    "agent": "客服",
    "group": "组",
    "month": "月",
    "day": "日期",
    "weekday": "星期",
    "hour": "小时",
}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NUMBERS = {
    Unit.COUNT: "#,##0",
    Unit.SHARE: "0.0%",
    Unit.SECONDS: "#,##0.0",
    Unit.RATIO: "0.00",
    Unit.YUAN: "#,##0.00",
}
_MONEY = frozenset(figure.part for figure in FIGURES if figure.unit is Unit.YUAN)
_FEN = Decimal("0.01")


class Value(Protocol):
    """A figure's value, as the engine gives it."""

    @property
    def value(self) -> Any: ...
    @property
    def part(self) -> Any: ...
    @property
    def whole(self) -> Any: ...
    @property
    def late(self) -> bool: ...


class Row(Protocol):
    """A row of figures, as the engine gives it."""

    @property
    def keys(self) -> Mapping[str, Any]: ...
    @property
    def values(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Figures with what was noticed; of the groups in ``lacking`` nothing is known."""

    rows: Sequence[Row]
    lacking: frozenset[Group]
    notices: Sequence[str]
    as_of: datetime

    def figures(self) -> list[Figure]:
        """Give the figures the rows hold."""
        return [figure for figure in FIGURES if any(figure.key in row.values for row in self.rows[:1])]


def document(shown: Shown) -> dict[str, Any]:
    """Give the JSON document of the command line contract."""
    figures = shown.figures()
    return {
        "as_of": shown.as_of.replace(tzinfo=SHANGHAI).isoformat(),
        "rows": [
            {name: _plain(key) for name, key in row.keys.items()}
            | {figure.key: _said(figure, row.values[figure.key], shown.lacking) for figure in figures}
            for row in shown.rows
        ],
        "notices": list(shown.notices),
    }


def _plain(key: Any) -> Any:
    return key.isoformat() if isinstance(key, date) else key


def _said(figure: Figure, value: Value, lacking: frozenset[Group]) -> dict[str, Any]:
    if figure.group in lacking:
        return {"value": None}
    said: dict[str, Any] = {"value": _number(value.value, is_money=figure.unit is Unit.YUAN)}
    if figure.whole:
        said["part"] = _number(value.part, is_money=figure.part in _MONEY)
        said["whole"] = _number(value.whole, is_money=figure.whole in _MONEY)
    return said | ({"late": True} if value.late else {})


def _number(value: Any, *, is_money: bool) -> Any:
    """Give money as a string of yuan, counts whole, the rest as far as it matters."""
    if value is None:
        return None
    if is_money:
        return str(_yuan(value))
    return int(value) if value == int(value) and not isinstance(value, float) else round(float(value), 6)


def _yuan(value: Any) -> Decimal:
    return Decimal(value).quantize(_FEN, ROUND_HALF_UP)


def show(console: Console, shown: Shown) -> None:
    """Print the figures by what they are about, as many columns beside another as fit."""
    if not shown.rows:
        console.print("Nothing to count on these days.")
    keys = _keys(shown.rows)
    for group, title in _TITLES.items():
        if group not in shown.lacking and shown.rows:
            figures = [figure for figure in shown.figures() if figure.group is group]
            for number, some in enumerate(_fitting(figures, shown.rows, keys, console.width)):
                console.print(_table(title if not number else None, keys, some, shown.rows))
                console.print()
    for sentence in shown.notices:
        console.print(f"• {escape(sentence)}", highlight=False)


def _keys(rows: Sequence[Row]) -> list[str]:
    """Give the columns that tell the rows apart; the shop only where that tells any."""
    names = list(rows[0].keys) if rows else []
    several = len({row.keys["shop"] for row in rows}) > 1
    return names if len(names) == 1 or several else [name for name in names if name != "shop"]


def _fitting(
    figures: Iterable[Figure], rows: Sequence[Row], keys: Sequence[str], width: int
) -> Iterator[dict[Figure, int]]:
    """Cut figures into tables no wider than the terminal; gives each with the width of its column."""
    of_keys = sum(
        max(cell_len(name), *(cell_len(_key(name, row.keys[name])) for row in rows)) + _PADDING
        for name in keys
    )
    some: dict[Figure, int] = {}
    free = width - of_keys
    for figure in figures:
        needed = max(
            *(len(word) for word in figure.en.split()),
            *(len(_cell(figure, row.values[figure.key])) for row in rows),
        )
        if some and needed + _PADDING > free:
            yield some
            some, free = {}, width - of_keys
        some[figure] = needed
        free -= needed + _PADDING
    if some:
        yield some


def _table(
    title: str | None, keys: Sequence[str], figures: Mapping[Figure, int], rows: Sequence[Row]
) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    for name in keys:
        table.add_column(name.capitalize(), no_wrap=True)
    for figure, width in figures.items():
        table.add_column(figure.en, justify="right", width=width)
    for row in rows:
        cells = (_cell(figure, row.values[figure.key]) for figure in figures)
        table.add_row(*(escape(_key(name, row.keys[name])) for name in keys), *cells)
    return table


def _key(name: str, key: Any) -> str:
    match name:
        case "hour":
            return f"{key:02}:00"
        case "weekday":
            return _WEEKDAYS[key]
        case "month":
            return f"{key:%Y-%m}"
    return str(key) or "all"


def _cell(figure: Figure, value: Value) -> str:
    if value.value is None:
        return _LATE if value.late else _NOTHING
    match figure.unit:
        case Unit.COUNT:
            return f"{value.value:,.0f}"
        case Unit.SHARE:
            return f"{value.value:.1%}"
        case Unit.SECONDS:
            return f"{value.value:,.1f}"
        case Unit.YUAN:
            return f"{_yuan(value.value):,}"
    return f"{value.value:,.2f}"


def workbook(shown: Shown) -> bytes:
    """Give a workbook with a sheet of the figures as numbers, and one of what was noticed."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        _write_figures(book, shown)
        notes = book.add_worksheet("提示")
        notes.set_column(0, 0, 120)
        for line, sentence in enumerate(shown.notices):
            notes.write_string(line, 0, sentence)
    return written.getvalue()


def _write_figures(book: xlsxwriter.Workbook, shown: Shown) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    looks = {unit: book.add_format({"num_format": form}) for unit, form in _NUMBERS.items()}
    keys = list(shown.rows[0].keys) if shown.rows else []
    figures = shown.figures()
    sheet = book.add_worksheet("绩效")
    sheet.set_column(0, max(len(keys) - 1, 0), 20)
    sheet.freeze_panes(1, len(keys))
    for column, name in enumerate([_KEYS_ZH[key] for key in keys] + [figure.zh for figure in figures]):
        sheet.write_string(0, column, name, bold)
    for line, row in enumerate(shown.rows, start=1):
        for column, key in enumerate(keys):
            sheet.write_string(line, column, _key(key, row.keys[key]))
        for column, figure in enumerate(figures, start=len(keys)):
            value = row.values[figure.key]
            if figure.group in shown.lacking:
                continue
            if value.value is not None:
                sheet.write_number(line, column, float(value.value), looks[figure.unit])
            elif value.late:
                sheet.write_string(line, column, "延迟统计")
