"""Tables of no known platform, once a person has said which heading is which column of a known kind."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from guitai.engines.tabular.columns import Table, heading
from guitai.engines.tabular.converters import CellError, moment, money
from guitai.engines.tabular.csvs import DELIMITERS, csv_sheet
from guitai.engines.tabular.kinds import (
    jd_orders,
    pdd_orders,
    products,
    reviews,
    taobao_order_items,
    taobao_orders,
    taobao_refunds,
)
from guitai.engines.tabular.sheets import Sheet
from guitai.engines.tabular.workbooks import is_workbook, workbook_sheets
from guitai.kernel.decoding import file_head, text_encoding

_MAPPABLE = (
    taobao_orders.TABLE,
    taobao_order_items.TABLE,
    taobao_refunds.TABLE,
    jd_orders.TABLE,
    pdd_orders.TABLE,
    products.PRODUCTS,
    reviews.TABLE,
)
_HEADINGS_WITHIN = 30  # rows, as far as headings of known tables are looked for
_SAMPLES = 5


def mappable() -> tuple[Table, ...]:
    """Give the kinds whose columns may be pointed at: each column's key, usual headings, and if it is needed.

    Columns with the same headings (a status and its wording) are read from one cell and mapped together. The
    kinds of JD and Pinduoduo are for any list that names an order and one product of it on a line.
    """
    return _MAPPABLE


def mapped(kind: str, columns: Mapping[str, str]) -> Table:
    """Make the table of a kind that goes by other headings; ``open_export`` takes it as ``extra``.

    A file is of this table if it has all the headings; columns that are not named are not read.

    :param columns: heading by the key of the kind's column.
    :raises KeyError: if the kind can't be mapped, or has no such column.
    :raises ValueError: if a needed column is not named, or a heading is empty.
    """
    tables = {table.kind: table for table in _MAPPABLE}
    if kind not in tables:
        raise KeyError(kind)
    table = tables[kind]
    if unknown := columns.keys() - {column.key for column in table.columns}:
        raise KeyError(", ".join(sorted(unknown)))
    if absent := [column.key for column in table.columns if column.required and column.key not in columns]:
        raise ValueError(f"{kind} needs {', '.join(absent)}")
    if not all(map(heading, columns.values())):
        raise ValueError("a heading is empty")
    return replace(
        table,
        columns=tuple(
            replace(column, headings=(columns[column.key],) if column.key in columns else ())
            for column in table.columns
        ),
        at_least=len(set(map(heading, columns.values()))),
        unless=frozenset(),
    )


def headings_of(path: Path) -> tuple[list[str], list[list[str]]]:
    """Give the first row of an unknown table that looks like headings, and the next rows under them.

    Both are empty if no row does. Columns without a heading are left out; so are those of a name met before,
    of which only the first can be read.

    :raises UnreadableFileError: if the file is damaged, or no table.
    """
    head = file_head(path)
    if is_workbook(head):
        found = (_plausible(sheet) for sheet in workbook_sheets(path, head))
        return next((table for table in found if table[0]), ([], []))
    encoding = text_encoding(head, path.name)
    found = (_plausible(csv_sheet(path, encoding, delimiter)) for delimiter in DELIMITERS)
    return max(found, key=lambda table: len(table[0]))


def _plausible(sheet: Sheet) -> tuple[list[str], list[list[str]]]:
    rows = list(islice(_rows(sheet), _HEADINGS_WITHIN + _SAMPLES))
    widest = max((len(_places(row)) for row in rows), default=0)
    for number, row in enumerate(rows[:_HEADINGS_WITHIN]):
        places = _places(row)
        # A title or a note above has fewer cells, a row of data numbers and times among them.
        if (
            len(places) > 1
            and len(places) * 2 > widest
            and not any(_is_value(row[place]) for place in places)
        ):
            samples = rows[number + 1 : number + 1 + _SAMPLES]
            return (
                [row[place] for place in places],
                [[sample[place] if place < len(sample) else "" for place in places] for sample in samples],
            )
    return [], []


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    for _line, row in sheet.rows(0):
        if isinstance(row, list) and any(cells := [cell.strip() for cell in row]):
            yield cells


def _places(row: list[str]) -> list[int]:
    """Give where cells with something in them stand, of equal ones the first."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        places.setdefault(heading(cell), place)
    return [place for name, place in places.items() if name]


def _is_value(cell: str) -> bool:
    for convert in (money, moment):
        with suppress(CellError):
            return convert(cell) is not None
    return False
