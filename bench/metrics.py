"""All figures by agent and day over made-up facts: seconds and memory.

Beside them hand-written SQL for DuckDB (the limit), pandas and SQLite. Every way runs in a process of its
own, and must find the same sums.
"""

import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq

from bench import figures, metrics_facts
from bench.figures import Figure
from bench.servers import TREE

GOAL_SQL, GOAL_PANDAS, GOAL_SECONDS, GOAL_MEMORY = 1.5, 3.0, 60.0, 8.0
_SIZES = (1, 10, 100)  # millions
# Where each peer's patience or memory ends, in millions.
_UP_TO = {"ours": 100, "sql": 100, "pandas": 10, "sqlite": 1}
_NAMES = {"sql": "hand-written DuckDB SQL", "pandas": "pandas", "sqlite": "SQLite, loaded and indexed before"}
_NEEDS = 2.5e9 / 100  # bytes of disk for a million messages, with what a way spills
_KEYS = ("shop", "agent", "day")
_MADE = {"met", "net_sales", "lost"}  # of other sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How many million messages at most: 1, 10 or 100; a flag, and GUITAI_BENCH_MILLIONS."""

    millions: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one way took: seconds, those of the processor, and at most how many GB."""

    seconds: float
    processor: float
    memory: float


def run(options: Options) -> bool:
    """Measure, show and keep; say whether every goal was reached, and every way found the same."""
    found: list[Figure] = []
    taken: dict[int, Found] = {}
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as name:
        for millions in (size for size in _SIZES if size <= options.millions):
            folder = Path(name) / str(millions)
            if shutil.disk_usage(name).free < millions * _NEEDS:
                sys.stderr.write(f"There is not enough room on disk for {millions} million messages.\n")
                return False
            written = metrics_facts.write_facts(folder, millions * 1_000_000)
            sys.stderr.write(f"{millions} million messages, {written.days} days: {dict(written.rows)}\n")
            ways = {way: _measured(way, folder) for way, most in _UP_TO.items() if millions <= most}
            taken[millions] = ways["ours"]
            found += _beside(millions, ways)
            shutil.rmtree(folder)
    found += _growth(taken)
    facts = {"place": "DuckDB", "processors": psutil.cpu_count(), **asdict(options)}
    figures.show("metrics: all figures by agent and day", found)
    figures.keep("metrics", at=datetime.now(UTC), facts=facts, figures=found)
    return all(figure.reached is not False for figure in found)


def _measured(way: str, folder: Path) -> Found:
    """Run a way, and compare what it found with what ours did."""
    if way == "sqlite":
        _child("fill", str(folder))
    sums = folder / f"{way}.parquet"
    found = Found(**json.loads(_child(way, str(folder), str(sums))))
    if way != "ours" and (differs := next(differences(folder / "ours.parquet", sums), "")):
        raise AssertionError(f"{way} and ours do not agree: {differs}")
    return found


def _child(*arguments: str) -> bytes:
    command = [sys.executable, "-m", "bench.metrics_ways", *arguments]
    return subprocess.run(command, cwd=TREE, stdout=subprocess.PIPE, check=True).stdout


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Give where two tables of sums are not the same; what is not there is nought."""
    expected, found = _read(ours), _read(theirs)
    for key in sorted(expected.keys() | found.keys()):
        mine, other = expected.get(key, {}), found.get(key, {})
        for name in mine.keys() - {*_KEYS, *_MADE}:
            one, two = _number(mine[name]), _number(other.get(name))
            if not math.isclose(one, two, rel_tol=1e-9, abs_tol=1e-6):
                yield f"{name} of {key}: {one} and {two}"


def _read(path: Path) -> dict[tuple[Any, ...], dict[str, Any]]:
    rows = pq.read_table(path).to_pylist()
    return {(row["shop"], row["agent"], _day(row["day"])): row for row in rows}


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date(1970, 1, 1) + timedelta(days=value)


def _number(value: Any) -> float:
    return 0.0 if value is None or math.isnan(value) else float(value)


def _beside(millions: int, ways: dict[str, Found]) -> Sequence[Figure]:
    ours, limit = ways["ours"], ways["sql"]
    found = [
        *_pair(
            f"{millions}m", f"{millions} M messages, beside SQL", ours, limit, goals=millions == max(_SIZES)
        ),
        Figure(
            key=f"processor_{millions}m",
            label=f"{millions} M messages, beside SQL: processor time",
            value=ours.processor,
            unit="s",
            beside=limit.processor,
        ),
        Figure(
            key=f"times_sql_{millions}m",
            label=f"{millions} M messages: times the seconds of SQL",
            value=ours.seconds / limit.seconds,
            unit="×",
            at_most=GOAL_SQL if millions > 1 else None,  # half a second goes into writing the SQL
        ),
    ]
    for way in ways.keys() & {"pandas", "sqlite"}:
        found += _peer(millions, way, ours, ways[way])
    return found


def _peer(millions: int, way: str, ours: Found, theirs: Found) -> Sequence[Figure]:
    key, label = f"{way}_{millions}m", f"{millions} M messages, beside {_NAMES[way]}"
    times = Figure(
        key=f"times_{key}",
        label=f"{label}: times faster",
        value=theirs.seconds / ours.seconds,
        unit="×",
        at_least=GOAL_PANDAS if way == "pandas" and millions == _UP_TO["pandas"] else None,
    )
    return [*_pair(key, label, ours, theirs), times]


def _pair(key: str, label: str, ours: Found, theirs: Found, *, goals: bool = False) -> Sequence[Figure]:
    """Give seconds and memory of two ways."""
    return [
        Figure(
            key=f"seconds_{key}",
            label=f"{label}: seconds",
            value=ours.seconds,
            unit="s",
            beside=theirs.seconds,
            at_most=GOAL_SECONDS if goals else None,
        ),
        Figure(
            key=f"memory_{key}",
            label=f"{label}: memory at its peak",
            value=ours.memory,
            unit="GB",
            beside=theirs.memory,
            at_most=GOAL_MEMORY if goals else None,
        ),
    ]


def _growth(taken: dict[int, Found]) -> Sequence[Figure]:
    """Say how much longer ten times as much takes."""
    return [
        Figure(
            key=f"growth_{more}m",
            label=f"{more} M messages take so many times as long as {less} M",
            value=taken[more].seconds / taken[less].seconds,
            unit="×",
        )
        for less, more in pairwise(_SIZES)
        if more in taken
    ]
