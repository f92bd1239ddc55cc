"""Opens an exported table: what kind it is, and its lines one after another as records or rejections."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from pathlib import Path
from typing import Any

from guitai.engines.tabular.columns import Column, Converter, Layout, Table, lay_out
from guitai.engines.tabular.converters import CellError
from guitai.engines.tabular.csvs import DELIMITERS, csv_sheet, fits
from guitai.engines.tabular.kinds import TABLES
from guitai.engines.tabular.records import Record
from guitai.engines.tabular.sheets import Row, Sheet, Unreadable
from guitai.engines.tabular.workbooks import is_workbook, workbook_sheets
from guitai.kernel.decoding import Rejection, UnreadableFileError, file_head, text_encoding
from guitai.kernel.text import shorten

_HEADINGS_WITHIN = 30  # rows: a title, a note and the time of the export may stand above them
_BATCH = 200  # lines read together
_SUMMARIES = ("合计", "总计", "汇总")


@dataclass(frozen=True, slots=True)
class Reading:
    """One kind of table found in a file. Each run over it opens the file anew and holds one line in memory.

    A data line is either a record or a rejection, so their number is the number of lines read.

    :raises UnreadableFileError: while it is run over, if the file turns out to be damaged further on.
    """

    kind: str
    encoding: str
    parts: tuple[tuple[Sheet, Layout], ...]

    def __iter__(self) -> Iterator[Record | Rejection]:
        for sheet, layout in self.parts:
            yield from _lines(sheet, layout)


@dataclass(frozen=True, slots=True)
class _Step:
    """Where a value stands, what reads it, and what an empty cell says, if it may be empty."""

    place: int
    convert: Converter
    empty: Any
    needed: bool

    def values(self, cells: tuple[str, ...]) -> Iterable[Any]:
        """Read a column's cells.

        :raises CellError: if one of them can't be read.
        """
        different = set(cells)
        if self.needed and "" in different:
            raise CellError("missing", "a cell is empty")
        if len(different) * 2 > len(cells):
            return [self.convert(cell) if cell else self.empty for cell in cells]
        return map({cell: self.convert(cell) for cell in different}.__getitem__, cells)


def open_export(path: Path, extra: Sequence[Table] = ()) -> tuple[Reading, ...]:
    """Recognise a csv or workbook by its headings; a workbook may hold several kinds, a reading each.

    :param extra: tables a person has mapped by hand; they come before those that are known.
    :raises UnreadableFileError: if it is no table, or none that is known.
    """
    head = file_head(path)
    if is_workbook(head):
        return _readings(path, workbook_sheets(path, head), extra)
    encoding = text_encoding(head, path.name)
    for delimiter in DELIMITERS:
        sheet = csv_sheet(path, encoding, delimiter)
        if _layout(sheet, extra):
            return _readings(path, (sheet,), extra)
    raise _unknown(path, (csv_sheet(path, encoding, DELIMITERS[0]),))


def _readings(path: Path, sheets: tuple[Sheet, ...], extra: Sequence[Table]) -> tuple[Reading, ...]:
    kinds: dict[str, list[tuple[Sheet, Layout]]] = {}
    for sheet in sheets:
        if layout := _layout(sheet, extra):
            kinds.setdefault(layout.table.kind, []).append((sheet, layout))
    if not kinds:
        raise _unknown(path, sheets)
    return tuple(Reading(kind, parts[0][0].encoding, tuple(parts)) for kind, parts in kinds.items())


def _layout(sheet: Sheet, extra: Sequence[Table]) -> Layout | None:
    for line, row in islice(sheet.rows(0), _HEADINGS_WITHIN):
        if isinstance(row, Unreadable):
            continue
        if layout := lay_out(row, line, extra) or lay_out(row, line, TABLES):
            return layout
    return None


def _unknown(path: Path, sheets: tuple[Sheet, ...]) -> UnreadableFileError:
    rows = (row for sheet in sheets for _, row in islice(sheet.rows(0), _HEADINGS_WITHIN))
    lines = (" ".join(filter(None, row)).strip() for row in rows if not isinstance(row, Unreadable))
    first = next(filter(None, lines), "")
    found = shorten(first, 60)
    return UnreadableFileError(
        f"{path.name} has no row of headings of an export that is known; it begins with “{found}”. "
        "Known are lists of orders, items, refunds and sessions, tables of agents' figures, chats, and "
        "Guitai's product sheet."
        if found
        else f"{path.name} is a workbook with nothing in it.",
        problem="unknown" if found else "empty",
        found=found,
    )


def _lines(sheet: Sheet, layout: Layout) -> Iterator[Record | Rejection]:
    plan = _plan(layout)
    rows = dropwhile(lambda numbered: numbered[0] <= layout.line, sheet.rows(layout.width))
    while batch := list(islice(rows, _BATCH)):
        if records := _records(batch, layout, plan):
            yield from records
        else:
            for line, row in batch:
                if found := _record(sheet, layout, plan, line, row):
                    yield found


def _plan(layout: Layout) -> list[_Step]:
    """Give what is done for each value of a record."""
    steps = []
    for place, column in zip(layout.places, layout.table.columns, strict=True):
        try:
            steps.append(_Step(place, column.convert, column.convert(""), needed=False))
        except CellError:
            steps.append(_Step(place, column.convert, None, needed=True))
    return steps


def _records(batch: list[tuple[int, Row]], layout: Layout, plan: list[_Step]) -> list[Record] | None:
    """Give the records of lines that are all as they should be; nothing if they must be looked at one by one.

    Column by column, which is quicker: cells say the same over and over, and half of them nothing.
    """
    lines, rows = zip(*batch, strict=True)
    if layout.table.summaries or any(isinstance(row, Unreadable) for row in rows):
        return None
    if len(set(map(len, rows))) > 1 or len(rows[0]) < layout.width:
        return None
    columns = list(zip(*rows, strict=True))
    if any(any(column) for column in columns[layout.width :]):
        return None
    try:
        values = [step.values(columns[step.place] if step.place >= 0 else ("",) * len(rows)) for step in plan]
    except CellError:
        return None
    return list(map(layout.table.record, lines, *values))


def _record(
    sheet: Sheet, layout: Layout, plan: list[_Step], line: int, row: Row
) -> Record | Rejection | None:
    """Give what a line says, or why it says nothing sensible; nothing for a line that is no data."""
    width, table = layout.width, layout.table
    if isinstance(row, Unreadable):
        return _unreadable(line, row)
    if not table.summaries.isdisjoint(cell.strip() for cell in row):
        return None
    if len(row) != width and sheet.even and not fits(row, width):
        return None if _says_nothing(row) else _uneven(line, len(row), width)
    cells = row[:width]
    cells += [""] * (width + 1 - len(cells))  # an absent column reads the last cell
    try:
        return table.record(line, *[step.convert(cells[step.place]) for step in plan])
    except CellError:
        # Or it is the headings again, where exports were put together.
        if _says_nothing(row) or lay_out(cells, line, (table,)):
            return None
        return _rejected(sheet, layout, line, cells)


def _says_nothing(row: list[str]) -> bool:
    first = row[0].strip() if row else ""
    return first.startswith(_SUMMARIES) if first else not any(cell.strip() for cell in row)


def _rejected(sheet: Sheet, layout: Layout, line: int, row: list[str]) -> Rejection:
    """Name the first cell of the line that says nothing sensible."""
    columns = zip(layout.headings, layout.table.columns, layout.places, strict=True)
    problems = ((name, _problem(column, row[place])) for name, column, place in columns)
    heading, error = next((name, error) for name, error in problems if error)
    where = "" if sheet.even else f" (sheet {sheet.name})"
    return Rejection(
        line, heading, error.code, f"{heading}{where}: {error}.", error.facts | {"sheet": sheet.name}
    )


def _problem(column: Column, cell: str) -> CellError | None:
    try:
        column.convert(cell)
    except CellError as error:
        return error
    return None


def _unreadable(line: int, why: Unreadable) -> Rejection:
    if why is Unreadable.QUOTE:
        reason = "A quotation mark on this line is never closed, so its cells can't be told apart."
        return Rejection(line, "", "open_quote", reason)
    reason = "Letters on this line are broken: cut in half, or of no encoding known; export it again."
    return Rejection(line, "", "broken_letters", reason)


def _uneven(line: int, found: int, meant: int) -> Rejection:
    reason = f"The line has {found} cells for {meant} headings; it is cut off, or a comma stands unquoted."
    return Rejection(line, "", "uneven", reason, {"found": str(found), "meant": str(meant)})
