"""A first look into an exported file: what it is, its first records, what is wrong so far, how long it is."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from guitai.connectors.files.importing import Reading, open_file
from guitai.connectors.files.keeping import KINDS
from guitai.engines.tabular.columns import Table
from guitai.engines.tabular.reading import Reading as TableReading
from guitai.kernel.decoding import Rejection

FIRST = 5
REJECTED_SHOWN = 20
_MOST_LINES = 20_000
_MOST_SECONDS = 1.5
_CHUNK = 1 << 20
# Which headings came with which version of a platform's list, newest first; all of a set must be there.
_VERSIONS: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "taobao_orders": (
        ("2026", frozenset({"应发货时间"})),
        ("2019–2021", frozenset({"是否信用购"})),
        ("2018", frozenset({"新零售交易类型"})),
        ("2017", frozenset({"天猫卡券抵扣"})),
        ("2013–2015", frozenset({"发票抬头", "修改后的sku"})),
        ("2011", frozenset({"买家服务费", "返点积分"})),
    ),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """One kind in a file: the first records of each sort, and the version of the platform's list."""

    kind: str
    encoding: str
    version: str
    first: tuple[tuple[Any, ...], ...]


@dataclass(slots=True)
class Look:
    """What a first look told; ``lines`` is an estimate unless ``is_counted``."""

    sights: list[Sight] = field(default_factory=list)
    lines: int = 0
    is_counted: bool = True
    rejected: list[Rejection] = field(default_factory=list)
    rejected_count: int = 0

    @property
    def place(self) -> int:
        """Where the file stands in the order in which files build on one another."""
        return min(list(KINDS).index(sight.kind) for sight in self.sights)


def look_into(path: Path, *, extra: Sequence[Table] = ()) -> Look:
    """Read the first lines of a file; a short one is read to its end.

    :param extra: foreign tables that are known too.
    :raises GuitaiError: as :func:`~guitai.connectors.files.importing.open_file`, or if the file turns out to
        be damaged further on.
    """
    look = Look()
    give_up = time.monotonic() + _MOST_SECONDS
    for reading in open_file(path, extra=extra):
        _read(reading, path, look, give_up)
    return look


def _read(reading: Reading, path: Path, look: Look, give_up: float) -> None:
    first: dict[type, list[Any]] = {}
    lines = last = 0
    for item in reading:
        lines, last = lines + 1, item.line
        if isinstance(item, Rejection):
            look.rejected_count += 1
            if len(look.rejected) < REJECTED_SHOWN:
                look.rejected.append(item)
        elif len(alike := first.setdefault(type(item), [])) < FIRST:
            alike.append(item)
        if lines >= _MOST_LINES or (lines % 100 == 0 and time.monotonic() > give_up):
            look.is_counted = False
            lines = _estimate(reading, path, lines, last)
            break
    look.lines += lines
    look.sights.append(
        Sight(reading.kind, reading.encoding, _version(reading), tuple(map(tuple, first.values())))
    )


def _estimate(reading: Reading, path: Path, lines: int, last: int) -> int:
    """Say how many data lines a long file has: those read so far, by how far one came in it."""
    if isinstance(reading, TableReading) and not reading.parts[0][0].even:
        return sum(1 for sheet, _layout in reading.parts for _row in sheet.rows(0))
    with path.open("rb") as file:
        ends = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK), b""))
    return max(lines, ends * lines // max(last, 1))


def _version(reading: Reading) -> str:
    if not isinstance(reading, TableReading):
        return ""
    sheet, layout = reading.parts[0]
    rows: Iterable[Any] = (row for line, row in sheet.rows(0) if line == layout.line)
    named = {cell.strip() for row in islice(rows, 1) if isinstance(row, list) for cell in row}
    return next((name for name, marks in _VERSIONS.get(reading.kind, ()) if marks <= named), "")
