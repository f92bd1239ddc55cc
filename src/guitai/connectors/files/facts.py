"""Exported files as fact tables: read line by line into Parquet, and opened again.

Works in any folder and needs no database. docs/reference/facts.md says what the tables hold.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from guitai.connectors.files.backends import read_parquet
from guitai.connectors.files.fact_readings import write_readings
from guitai.connectors.files.fact_rows import (
    LINES,
    Row,
    item_rows,
    message_rows,
    order_rows,
    refund_rows,
    reminder_rows,
    sheet_messages,
)
from guitai.connectors.files.fact_settling import settle
from guitai.engines.metrics import facts as tables
from guitai.engines.metrics.facts import Facts
from guitai.engines.tabular.kinds import (
    chat_sheets,
    jd_orders,
    pdd_orders,
    reminders,
    taobao_order_items,
    taobao_orders,
    taobao_refunds,
)
from guitai.engines.tabular.reading import Reading, open_export
from guitai.engines.tabular.service_types import SheetMessage
from guitai.engines.transcripts.reading import is_transcript, open_transcript
from guitai.kernel.decoding import Rejection
from guitai.kernel.errors import GuitaiError

OnLines = Callable[[str, int], None]

_ROWS_AT_ONCE = 20_000
_SCHEMAS: dict[str, ibis.Schema] = {each.name: getattr(tables, each.name.upper()) for each in fields(Facts)}
_NEEDED = ("messages", "orders")


class WrongFileError(GuitaiError):
    """A file is something else than what it was given as."""

    code = "facts.wrong_file"


class NoFactsError(GuitaiError):
    """A folder holds no fact tables, or some that can't be read."""

    code = "facts.missing"


class FactsExistError(GuitaiError):
    """Facts are to be written where there is something already."""

    code = "facts.exists"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The exported files, by what they are; among ``orders`` may be lists of what was in them."""

    chats: Sequence[Path] = ()
    orders: Sequence[Path] = ()
    refunds: Sequence[Path] = ()
    reminders: Sequence[Path] = ()


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of fact is read: the tables it may come from, and what makes rows of their lines."""

    tables: frozenset[str]
    rows: Callable[[Iterable[Any], int], Iterator[Row]]


_KINDS = {
    "messages": _Kind(frozenset({chat_sheets.KIND}), message_rows),
    "orders": _Kind(frozenset({taobao_orders.KIND, jd_orders.KIND, pdd_orders.KIND}), order_rows),
    "items": _Kind(frozenset({taobao_order_items.KIND}), item_rows),
    "refunds": _Kind(frozenset({taobao_refunds.KIND}), refund_rows),
    "reminders": _Kind(frozenset({reminders.KIND}), reminder_rows),
}


def write_facts(sources: Sources, folder: Path, *, on_lines: OnLines) -> list[str]:
    """Read the files into a new folder, the whole or nothing; gives what was noticed, a sentence each.

    :raises FactsExistError: if there is something in the folder.
    :raises GuitaiError: as :func:`gather`.
    """
    with new_folder(folder) as made:
        noticed = gather(sources, made, on_lines=on_lines, by_day=True)
        write_readings(made, on_lines=on_lines)
        return noticed


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, which becomes the wanted one once all is well, and else is gone.

    :raises FactsExistError: if there is something in the wanted one.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FactsExistError(f"{folder.name} is not empty; name a new folder for the facts.")
    parent = folder.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix=f".{folder.name}-") as made:
        yield Path(made)
        folder.mkdir(exist_ok=True)
        for each in sorted(Path(made).iterdir()):
            shutil.move(each, folder / each.name)


def gather(sources: Sources, folder: Path, *, on_lines: OnLines, by_day: bool = False) -> list[str]:
    """Read the files into ``folder``: a Parquet file for each kind of fact, or one for each of its days.

    Gives what was noticed, a sentence each.

    :param on_lines: told now and then how many lines of a file were read so far.
    :raises UnreadableFileError: if a file is unknown or damaged as a whole.
    :raises WrongFileError: if it is something else than what it was given as.
    """
    of_items = [path for path in sources.orders if _lists_items(path)]
    given = {
        "messages": sources.chats,
        "orders": [path for path in sources.orders if path not in of_items],
        "items": of_items,
        "refunds": sources.refunds,
        "reminders": sources.reminders,
    }
    rejected: dict[Path, list[Rejection]] = {}
    with tempfile.TemporaryDirectory(dir=folder, prefix=".lines-") as made:
        lines = Path(made)
        for name, paths in given.items():
            if paths or name in {*_NEEDED, "items"}:
                _stage(name, paths, lines, rejected, on_lines)
        noticed = settle(lines, folder, by_day=by_day)
    return [_rejections(path, found) for path, found in rejected.items()] + noticed


def open_facts(folder: Path, backend: ibis.BaseBackend) -> Facts:
    """Give the fact tables of a folder: ``messages.parquet``, or files by day below ``messages/``.

    :raises NoFactsError: if messages or orders are missing, or what is there is nothing of the kind.
    """
    found: dict[str, Any] = {}
    for name, schema in _SCHEMAS.items():
        single = folder / f"{name}.parquet"
        place = single if single.exists() else folder / name
        if place.is_file() or any(place.rglob("*.parquet")):
            found[name] = _opened(backend, name, place, schema)
    if missing := [name for name in _NEEDED if name not in found]:
        raise NoFactsError(
            f"There are no facts of {' and '.join(missing)} in {folder.name}; “guitai facts” writes them."
        )
    return Facts(**found)


def _opened(backend: ibis.BaseBackend, name: str, place: Path, schema: ibis.Schema) -> Any:
    try:
        table = read_parquet(backend, place, name)
    except duckdb.Error as error:
        raise NoFactsError(
            f"The {name} in {place.parent.name} can't be read; write them anew with “guitai facts”."
        ) from error
    if missing := [column for column in schema if column not in table.columns]:
        raise NoFactsError(f"The {name} lack the column {missing[0]}; write them anew with “guitai facts”.")
    return table


def _stage(
    name: str, paths: Sequence[Path], lines: Path, rejected: dict[Path, list[Rejection]], on_lines: OnLines
) -> None:
    with _Writer(lines / f"{name}.parquet", LINES[name].to_pyarrow()) as writer:
        for number, path in enumerate(dict.fromkeys(paths)):
            told = _Counting(path, rejected, on_lines)
            for row in _KINDS[name].rows(told.lines(_opened_file(name, path)), number):
                writer.add(row)


def _lists_items(path: Path) -> bool:
    """Say whether a file lists what was in orders, and says nothing else of them."""
    return not is_transcript(path) and {reading.kind for reading in open_export(path)} == {
        taobao_order_items.KIND
    }


def _opened_file(name: str, path: Path) -> Iterator[Any]:
    """Open a file as what it was given as.

    :raises GuitaiError: as :func:`gather`.
    """
    if is_transcript(path):
        if name != "messages":
            raise WrongFileError(f"{path.name} is a chat; give it with --chats.")
        return iter(open_transcript(path))
    readings = open_export(path, (reminders.TABLE,) if name == "reminders" else ())
    fitting = [reading for reading in readings if reading.kind in _KINDS[name].tables]
    if not fitting:
        kinds = ", ".join(reading.kind for reading in readings)
        wanted = "chats" if name == "messages" else f"a list of {name}"
        raise WrongFileError(f"{path.name} holds {kinds}, where {wanted} should be.")
    return (line for reading in fitting for line in (_of_sheet(reading) if name == "messages" else reading))


def _of_sheet(reading: Reading) -> Iterator[Any]:
    """Give the messages of a talk saved as a sheet, after the lines of it that can't be read."""
    rejected = [line for line in reading if isinstance(line, Rejection)]
    yield from rejected
    yield from sheet_messages(line for line in reading if isinstance(line, SheetMessage))


class _Counting:
    """Counts the lines of a file, tells of them now and then, and puts by those that can't be read."""

    def __init__(self, path: Path, rejected: dict[Path, list[Rejection]], on_lines: OnLines) -> None:
        self._path, self._rejected, self._on_lines = path, rejected, on_lines

    def lines(self, read: Iterable[Any]) -> Iterator[Any]:
        """Give the lines that can be read."""
        count = 0
        for count, line in enumerate(read, start=1):
            if count % _ROWS_AT_ONCE == 0:
                self._on_lines(self._path.name, count)
            if isinstance(line, Rejection):
                self._rejected.setdefault(self._path, []).append(line)
            else:
                yield line
        self._on_lines(self._path.name, count)


class _Writer:
    """Rows into a Parquet file, some thousands at a time; one without rows has its columns all the same."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path, self._schema = path, schema
        self._rows: list[Row] = []
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        self._file = self._closing.enter_context(pq.ParquetWriter(self._path, self._schema))
        return self

    def __exit__(self, *problem: object) -> None:
        self._flush()
        self._closing.close()

    def add(self, row: Row) -> None:
        """Keep a row."""
        self._rows.append(row)
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._file.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


def _rejections(path: Path, found: Sequence[Rejection]) -> str:
    first = found[0]
    lines = "1 line" if len(found) == 1 else f"{len(found):,} lines"
    return f"{path.name}: {lines} can't be read and are left out; line {first.line}: {first.reason}"
