"""The ways to all figures by agent and day: ``python -m bench.metrics_ways WAY FACTS SUMS``.

``ours`` does what ``guitai kpi --by agent,day`` does. ``sql`` is written by hand for DuckDB, ``sqlite`` for
SQLite, whose tables are filled and indexed before; both are scripts beside this file. ``pandas`` is
bench/metrics_pandas.py. Each writes the sums its figures are made of to SUMS, so that they can be compared.
"""

import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from guitai.connectors.files.backends import Engine, connected
from guitai.engines.metrics.keys import FIGURES, Unit

_HERE = Path(__file__).parent
_AS_OF = datetime(2100, 1, 1)  # noqa: DTZ001 - facts are in local time
_AT_ONCE = 5_000_000  # messages the script for DuckDB works on at once, as ours does
_KINDS = ("messages", "orders", "refunds", "reminders")
_SQLITE = {
    "messages": 'shop, agent, buyer, author, epoch_ms("at") AS moment, seq, characters, event, text',
    "orders": """
        shop, number, buyer, epoch_ms(created_at) AS created_at, epoch_ms(paid_at) AS paid_at, paid_fen, items
    """,
    "refunds": 'shop, "order" AS number, amount_fen, completed',
    "reminders": 'shop, agent, "order" AS number, epoch_ms("at") AS moment',
}
_INDEXES = {
    "messages": "(shop, agent, buyer, moment, seq)",
    "orders": "(shop, buyer)",
    "refunds": "(shop, number)",
    "reminders": "(shop, number)",
}

_LOADED = {
    "ours": ("ibis.backends.duckdb", "guitai.connectors.files.facts", "guitai.engines.metrics.computing"),
    "pandas": ("bench.metrics_pandas",),
}

Sums = list[dict[str, Any]]


def ours(folder: Path) -> Any:
    """Give the figures, as ``guitai kpi`` shows them."""
    return _figures(folder, Engine.DUCKDB)


def spark(folder: Path) -> Any:
    """Give the same on Spark, on this machine."""
    return _figures(folder, Engine.SPARK)


def _figures(folder: Path, engine: Engine) -> Any:
    computing = import_module("guitai.engines.metrics.computing")
    grains = import_module("guitai.engines.metrics.grain")
    settings = import_module("guitai.engines.metrics.settings").Settings()
    with (
        tempfile.TemporaryDirectory(prefix="guitai-bench-") as scratch,
        connected(engine, scratch=Path(scratch)) as backend,
    ):
        facts = import_module("guitai.connectors.files.facts").open_facts(folder, backend)
        return computing.figures(facts, grains.GRAINS[grains.By.AGENT_DAY], settings, as_of=_AS_OF)


def taken_apart(rows: Any) -> Sums:
    """Give the sums that figures are made of."""
    named = {figure.key: figure for figure in FIGURES}
    found = []
    for row in rows:
        sums = dict(row.keys)
        for key, told in row.values.items():
            figure = named[key]
            hundred = 100 if figure.unit is Unit.YUAN else 1
            sums[figure.part] = float((told.part if figure.whole else told.value) * hundred)
            if figure.whole and figure.unit is not Unit.YUAN:
                sums[figure.whole] = float(told.whole)
        found.append(sums)
    return found


def sql(folder: Path) -> pa.Table:
    """Run the script for DuckDB."""
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as scratch, duckdb.connect() as connection:
        for setting in (
            f"temp_directory = '{scratch}'",
            "memory_limit = '5GiB'",
            "preserve_insertion_order = false",
        ):
            connection.execute(f"SET {setting}")
        _views(connection, folder)
        *statements, last = (_HERE / "metrics_duckdb.sql").read_text(encoding="utf-8").split(";\n\n")
        insert, *others = statements
        for number, (first, following) in enumerate(_stretches(connection)):
            query = insert if number else insert.replace("INSERT INTO chats", "CREATE TEMP TABLE chats AS", 1)
            query = query.replace("$first", f"TIMESTAMP '{first}'").replace(
                "$next", f"TIMESTAMP '{following}'"
            )
            connection.execute(query)
        for statement in others:
            connection.execute(statement)
        return connection.execute(last.strip().rstrip(";")).to_arrow_table()


def _views(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for kind in _KINDS:
        files = f"'{folder / kind}/**/*.parquet', hive_partitioning = false"
        connection.execute(f"CREATE VIEW {kind} AS FROM read_parquet({files})")


def _stretches(connection: duckdb.DuckDBPyConnection) -> list[tuple[datetime, datetime]]:
    count, first, last = connection.execute(
        'SELECT count(*), min(CAST("at" AS DATE)), max(CAST("at" AS DATE)) FROM messages'
    ).fetchall()[0]
    days = (last - first).days + 1
    step = timedelta(days=max(1, days * _AT_ONCE // count))
    beginning, found = datetime.combine(first, datetime.min.time()), []
    while beginning.date() <= last:
        found.append((beginning, beginning + step))
        beginning += step
    return found


def pandas(folder: Path) -> Any:
    """Compute with pandas."""
    return import_module("bench.metrics_pandas").sums(folder)


def sqlite(folder: Path) -> Sums:
    """Run the script for SQLite over the tables :func:`fill` made."""
    with sqlite3.connect(folder / "facts.sqlite3") as database:
        database.row_factory = sqlite3.Row
        for pragma in ("cache_size=-2000000", "temp_store=MEMORY", "mmap_size=4000000000"):
            database.execute(f"PRAGMA {pragma}")
        *statements, last = (_HERE / "metrics_sqlite.sql").read_text(encoding="utf-8").split(";\n\n")
        for statement in statements:
            database.execute(statement)
        return [dict(row) for row in database.execute(last)]


def fill(folder: Path) -> None:
    """Fill and index the tables for SQLite."""
    path = folder / "facts.sqlite3"
    path.unlink(missing_ok=True)
    with duckdb.connect() as source, sqlite3.connect(path) as database:
        _views(source, folder)
        for kind, columns in _SQLITE.items():
            rows = source.execute(f"SELECT {columns} FROM {kind}")
            names = [column[0] for column in rows.description or ()]
            database.execute(f"CREATE TABLE {kind} ({', '.join(names)})")
            places = ", ".join("?" * len(names))
            while some := rows.fetchmany(100_000):
                database.executemany(f"INSERT INTO {kind} VALUES ({places})", some)
            database.execute(f"CREATE INDEX {kind}_key ON {kind} {_INDEXES[kind]}")
        database.execute("ANALYZE")


def _peak() -> float:
    """Give the most memory the process ever held, in GB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e9 if sys.platform == "darwin" else most * 1024 / 1e9


def _as_table(found: Any) -> pa.Table:
    if isinstance(found, pa.Table):
        return found
    return pa.Table.from_pylist(found) if isinstance(found, list) else pa.Table.from_pandas(found)


def _measure(way: Callable[[Path], Any], folder: Path, sums: Path) -> dict[str, float]:
    for module in _LOADED.get(way.__name__, ()):  # not on the clock
        import_module(module)
    began, used = time.perf_counter(), time.process_time()
    found = way(folder)
    measured = {
        "seconds": time.perf_counter() - began,
        "processor": time.process_time() - used,
        "memory": _peak(),
    }
    pq.write_table(_as_table(taken_apart(found) if way in {ours, spark} else found), sums)
    return measured


WAYS = {"ours": ours, "spark": spark, "sql": sql, "pandas": pandas, "sqlite": sqlite}

if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(Path(sys.argv[2]))
    else:
        sys.stdout.write(json.dumps(_measure(WAYS[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3]))))
