"""How a kind of table is described: its columns, the headings they go by, and the record a line becomes."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from guitai.engines.tabular.records import Record

Converter = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a record: the headings it may stand under, best first, and what turns a cell into it."""

    key: str
    headings: tuple[str, ...]
    convert: Converter
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table. ``record`` takes the line number and then one value a column, in this order.

    Headings are this table's if they name all required columns, ``at_least`` in all and none of ``unless``.
    A line with one of the words of ``summaries`` in a cell is no data. Where columns differ from file to
    file, ``adapted`` makes the table of one file out of its headings, with the same required columns.
    """

    kind: str
    columns: tuple[Column, ...]
    record: Callable[..., Record]
    at_least: int
    unless: frozenset[str] = frozenset()
    summaries: frozenset[str] = frozenset()
    adapted: Callable[[Sequence[str]], "Table"] | None = None

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise ValueError(f"a column of {self.kind} is described twice")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a table stand in one file; -1 means the file does not have the column."""

    table: Table
    line: int
    width: int
    places: tuple[int, ...]
    headings: tuple[str, ...]


def heading(cell: str) -> str:
    """Give a heading as it is compared: half width, lower case, no blanks and none of the signs around it."""
    folded = unicodedata.normalize("NFKC", cell).casefold()
    return "".join(letter for letter in folded if not letter.isspace() and letter not in "=\"'*\ufeff\u200b")


def lay_out(row: Sequence[str], line: int, tables: Iterable[Table]) -> Layout | None:
    """Find the table this row of headings belongs to, or nothing; of several the best fit."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        places.setdefault(heading(cell), place)
    places.pop("", None)
    if len(places) < 2:
        return None
    found = [layout for table in tables if (layout := _fit(table, row, line, places))]
    best = max(found, key=_columns_found, default=None)
    if best and best.table.adapted:
        return _fit(best.table.adapted(row), row, line, places)
    return best


def _fit(table: Table, row: Sequence[str], line: int, places: dict[str, int]) -> Layout | None:
    if any(heading(name) in places for name in table.unless):
        return None
    where = tuple(
        next((places[name] for name in map(heading, column.headings) if name in places), -1)
        for column in table.columns
    )
    layout = Layout(
        table=table,
        line=line,
        width=max(places.values()) + 1,
        places=where,
        headings=tuple(
            row[place].strip() if place >= 0 else column.key
            for place, column in zip(where, table.columns, strict=True)
        ),
    )
    if any(column.required and place < 0 for column, place in zip(table.columns, where, strict=True)):
        return None
    return layout if _columns_found(layout) >= table.at_least else None


def _columns_found(layout: Layout) -> int:
    return len(set(layout.places) - {-1})
