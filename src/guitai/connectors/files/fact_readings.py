"""What buyers asked and how they felt: read out of the messages of exported files, once these are facts."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from guitai.connectors.files.fact_settling import MEMORY, write_out
from guitai.engines.metrics.facts import ASKED, MOODS
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.types import Turn

OnLines = Callable[[str, int], None]

_TOLD = "what buyers asked"  # beside the names of files: “reading what buyers asked”
_AT_ONCE = 20_000
_SCHEMAS = {"asked": ASKED.to_pyarrow(), "moods": MOODS.to_pyarrow()}
# As the desk keeps exported chats: a talk is an account's with a buyer on a day.
_LINES = """
SELECT shop, agent, buyer, CAST("at" AS DATE) AS day, author, "at", text
FROM messages WHERE author IN ('buyer', 'agent') ORDER BY shop, agent, buyer, day, "at", seq
"""
_whose = itemgetter(0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Talk:
    """What an agent's account and a buyer said to one another on a day; moments are the shop's clock's."""

    shop: str
    agent: str
    buyer: str
    day: date
    turns: tuple[Turn, ...]

    @property
    def last_said_at(self) -> datetime | None:
        """When the buyer said their last; None if they said nothing."""
        return next((turn.at for turn in reversed(self.turns) if turn.by == "buyer"), None)


def talks(folder: Path) -> Iterator[Talk]:
    """Give the talks of a folder of facts; robots and systems are left out."""
    single = folder / "messages.parquet"
    files = [single] if single.exists() else sorted((folder / "messages").rglob("*.parquet"))
    with _connected(folder) as connection:
        messages = connection.read_parquet([str(file) for file in files], hive_partitioning=False)
        messages.create_view("messages")
        lines = connection.execute(_LINES)
        rows = (row for some in iter(lambda: lines.fetchmany(_AT_ONCE), []) for row in some)
        for (shop, agent, buyer, day), said in groupby(rows, key=_whose):
            yield Talk(shop, agent, buyer, day, tuple(Turn(by, text, at) for *_, by, at, text in said))


def write_readings(folder: Path, *, on_lines: OnLines) -> None:
    """Write beside the messages of a folder what was asked in them, and in what mood each talk ended.

    Where no buyer said anything, nothing is written.

    :param on_lines: told now and then how many lines were read so far.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".readings-") as made:
        if not _stage(folder, Path(made), on_lines):
            return
        with _connected(Path(made)) as connection:
            for name in _SCHEMAS:
                write_out(connection.read_parquet(f"{made}/{name}"), name, folder, by_day=True)


def _stage(folder: Path, staged: Path, on_lines: OnLines) -> bool:
    """Write the rows as they come; say whether there are any moods."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _SCHEMAS}
    lines = told = moods = 0
    with ExitStack() as files:
        writers: dict[str, Any] = {
            name: files.enter_context(pq.ParquetWriter(staged / name, schema))
            for name, schema in _SCHEMAS.items()
        }
        for talk in talks(folder):
            lines += len(talk.turns)
            moods += _read(talk, rows)
            if lines - told >= _AT_ONCE:
                told = lines
                on_lines(_TOLD, lines)
                _flush(writers, rows)
        _flush(writers, rows)
    if lines:
        on_lines(_TOLD, lines)
    return moods > 0


def _read(talk: Talk, rows: dict[str, list[dict[str, Any]]]) -> bool:
    """Add what is read out of a talk; say whether the buyer said anything."""
    at = talk.last_said_at
    if at is None:
        return False
    reading = read(talk.turns)
    whose = {"shop": talk.shop, "agent": talk.agent, "buyer": talk.buyer}
    for turn, intent in dict.fromkeys((each.turn, each.intent) for each in reading.asked):
        rows["asked"].append({**whose, "at": talk.turns[turn].at, "intent": intent})
    felt = {
        "mood": reading.mood.value,
        "satisfaction": reading.satisfaction,
        "losing_interest": round(100 * reading.losing_interest),
    }
    rows["moods"].append({**whose, "at": at, **felt})
    return True


def _flush(writers: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
    for name, writer in writers.items():
        writer.write_table(pa.Table.from_pylist(rows[name], schema=_SCHEMAS[name]))
        rows[name].clear()


def _connected(scratch: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(scratch)})
