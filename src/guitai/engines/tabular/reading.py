"""Opens an exported table: what kind it is, and its lines one after another as records or rejections."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from guitai.engines.tabular.columns import Column, Layout, lay_out
from guitai.engines.tabular.converters import CellError
from guitai.engines.tabular.csvs import DELIMITERS, csv_sheet, fits
from guitai.engines.tabular.kinds import TABLES
from guitai.engines.tabular.records import Record
from guitai.engines.tabular.sheets import Sheet
from guitai.engines.tabular.workbooks import is_workbook, workbook_sheets
from guitai.kernel.decoding import Rejection, UnreadableFileError, file_head, text_encoding
from guitai.kernel.text import shorten

_HEADINGS_WITHIN = 30  # rows: a title, a note and the time of the export may stand above them
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


def open_export(path: Path) -> tuple[Reading, ...]:
    """Recognise a csv or workbook by its headings; a workbook may hold several kinds, a reading each.

    :raises UnreadableFileError: if it is no table, or none that is known.
    """
    head = file_head(path)
    if is_workbook(head):
        return _readings(path, workbook_sheets(path, head))
    encoding = text_encoding(head, path.name)
    for delimiter in DELIMITERS:
        sheet = csv_sheet(path, encoding, delimiter)
        if _layout(sheet):
            return _readings(path, (sheet,))
    raise _unknown(path, (csv_sheet(path, encoding, DELIMITERS[0]),))


def _readings(path: Path, sheets: tuple[Sheet, ...]) -> tuple[Reading, ...]:
    kinds: dict[str, list[tuple[Sheet, Layout]]] = {}
    for sheet in sheets:
        if layout := _layout(sheet):
            kinds.setdefault(layout.table.kind, []).append((sheet, layout))
    if not kinds:
        raise _unknown(path, sheets)
    return tuple(Reading(kind, parts[0][0].encoding, tuple(parts)) for kind, parts in kinds.items())


def _layout(sheet: Sheet) -> Layout | None:
    for line, row in islice(sheet.rows(0), _HEADINGS_WITHIN):
        if row and (layout := lay_out(row, line, TABLES)):
            return layout
    return None


def _unknown(path: Path, sheets: tuple[Sheet, ...]) -> UnreadableFileError:
    rows = (row for sheet in sheets for _, row in islice(sheet.rows(0), _HEADINGS_WITHIN))
    first = next((line for row in rows if (line := " ".join(filter(None, row or ())).strip())), "")
    found = shorten(first, 60)
    return UnreadableFileError(
        f"{path.name} has no row of headings of an export that is known; it begins with “{found}”. "
        "Known are order and item lists of Taobao and Tmall, chats of 千牛, and Guitai's product sheet."
        if found
        else f"{path.name} is a workbook with nothing in it.",
        problem="unknown" if found else "empty",
        found=found,
    )


def _lines(sheet: Sheet, layout: Layout) -> Iterator[Record | Rejection]:
    record, width = layout.table.record, layout.width
    plan = [
        (place, column.convert) for place, column in zip(layout.places, layout.table.columns, strict=True)
    ]
    for line, row in sheet.rows(width):
        if line <= layout.line or (row is not None and _says_nothing(row)):
            continue
        if row is None:
            yield _open_quote(line)
        elif len(row) != width and sheet.even and not fits(row, width):
            yield _uneven(line, len(row), width)
        else:
            del row[width:]
            row.extend([""] * (width + 1 - len(row)))  # an absent column reads the last cell
            try:
                yield record(line, *[convert(row[place]) for place, convert in plan])
            except CellError:
                if not lay_out(row, line, (layout.table,)):  # headings again, where exports were put together
                    yield _rejected(sheet, layout, line, row)


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


def _open_quote(line: int) -> Rejection:
    return Rejection(
        line,
        "",
        "open_quote",
        "A quotation mark on this line is never closed, so its cells can't be told apart.",
    )


def _uneven(line: int, found: int, meant: int) -> Rejection:
    reason = f"The line has {found} cells for {meant} headings; it is cut off, or a comma stands unquoted."
    return Rejection(line, "", "uneven", reason, {"found": str(found), "meant": str(meant)})
