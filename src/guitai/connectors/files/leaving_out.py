"""The rejected lines of a file as they stand in it, to be put right and brought again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from guitai.connectors.files.foreign import foreign_tables
from guitai.connectors.files.importing import Reading, open_file
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop
from guitai.domains.intake.drafts import LeftOut
from guitai.engines.tabular.reading import Reading as TableReading
from guitai.kernel.decoding import text_lines

MOST_LINES = 10_000  # of one file; where more are wrong, it is the file that is wrong
_Rejected = dict[int, list[tuple[str, str]]]


def left_out(path: Path, shop: Shop, reports: Iterable[ImportReport]) -> list[LeftOut]:
    """Read the lines again that were rejected, sheet by sheet; at most ten thousand of them."""
    rejected = {report.kind: report.rejected for report in reports if report.rejected}
    if not rejected:
        return []
    sheets: list[LeftOut] = []
    room = MOST_LINES
    for reading in open_file(path, extra=foreign_tables(shop)):
        for sheet in _of(reading, rejected.get(reading.kind, ())):
            kept = sheet.lines[:room]
            room -= len(kept)
            if kept:
                sheets.append(LeftOut(kind=sheet.kind, name=sheet.name, headings=sheet.headings, lines=kept))
    return sheets


def _of(reading: Reading, rejected: Sequence[dict[str, Any]]) -> Iterator[LeftOut]:
    if not rejected:
        return
    if not isinstance(reading, TableReading):
        yield _of_text(reading, _by_line(rejected))
        return
    # Where a workbook has several sheets of a kind, a line whose sheet is not known is no line of any.
    alone = reading.parts[0][0].name if len(reading.parts) == 1 else ""
    lost = [one for one in rejected if not one.get("sheet", alone)]
    if lost:
        nowhere = [(one["line"], one["column"], one["reason"], ()) for one in lost]
        yield LeftOut(kind=reading.kind, name="", headings=(), lines=nowhere)
    for sheet, layout in reading.parts:
        wanted = _by_line(one for one in rejected if one.get("sheet", alone) == sheet.name)
        headings: list[str] = []
        lines = []
        for line, row in sheet.rows(layout.width):
            cells = row if isinstance(row, list) else []  # what can't be told apart into cells has none
            if line == layout.line:
                headings = [cell.strip() for cell in cells]
            for column, reason in wanted.get(line, ()):
                lines.append((line, column, reason, cells))
        yield LeftOut(kind=reading.kind, name=sheet.name, headings=headings, lines=lines)


def _of_text(reading: Any, wanted: _Rejected) -> LeftOut:
    lines = []
    for number, line in enumerate(text_lines(reading.path, reading.encoding), start=1):
        lines += [(number, column, reason, [line]) for column, reason in wanted.get(number, ())]
    return LeftOut(kind=reading.kind, name=reading.path.name, headings=[], lines=lines)


def _by_line(rejected: Iterable[dict[str, Any]]) -> _Rejected:
    by_line: _Rejected = defaultdict(list)
    for one in rejected:
        by_line[one["line"]].append((one["column"], one["reason"]))
    return by_line
