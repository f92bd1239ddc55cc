"""What computes figures: DuckDB in this process, or Spark on this machine or on a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from guitai.kernel.errors import GuitaiError

_MOST_GIB = 5  # of memory; what is more goes to disk
_SPARK = {
    # Facts are in the shop's own time without saying so; no clock may be put forward or back.
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    # What lies past a list's end is null, as with DuckDB.
    "spark.sql.ansi.enabled": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
# On one machine: some memory, and not two hundred tasks for every step.
_ALONE = {"spark.driver.memory": "4g", "spark.sql.shuffle.partitions": "8"}


class Engine(StrEnum):
    """What computes the figures."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class NoSparkError(GuitaiError):
    """Spark is not installed, or does not start."""

    code = "facts.no_spark"


@contextmanager
def connected(engine: Engine, *, scratch: Path, master: str = "") -> Iterator[Any]:
    """Open what computes, an Ibis backend, and end it.

    :param scratch: a folder for what does not fit into memory.
    :param master: where Spark is, such as ``spark://10.0.0.5:7077``; on this machine where empty.
    :raises NoSparkError: if Spark is asked for and is not there.
    """
    ibis = import_module("ibis")  # takes a second, which commands that compute nothing are spared
    if engine is Engine.DUCKDB:
        backend = _duckdb(ibis, scratch)
    elif find_spec("pyspark") is None:
        raise NoSparkError("Spark is not installed; install it with: pip install 'guitai[spark]'.")
    else:
        backend = ibis.pyspark.connect(_session(scratch, master))
    yield backend
    backend.disconnect()  # where something failed, its tables are still named, and go when the program does


def read_parquet(backend: Any, place: Path, name: str) -> Any:
    """Open a Parquet file, or all those below a folder, as a table of that name.

    Days stand in folders' names too, which are not looked at.
    """
    if backend.name == "pyspark":
        return backend.read_parquet(str(place.absolute()), table_name=name, recursiveFileLookup=True)
    files = sorted(place.rglob("*.parquet")) if place.is_dir() else [place]
    return backend.read_parquet([str(file) for file in files], table_name=name, hive_partitioning=False)


def _duckdb(ibis: Any, scratch: Path) -> Any:
    # Nothing asks in which order rows come, and keeping it takes memory.
    backend = ibis.duckdb.connect(temp_directory=str(scratch / "spill"), preserve_insertion_order=False)
    (limit,) = backend.con.execute("SELECT current_setting('memory_limit')").fetchone()
    size, unit = limit.split()
    if unit == "GiB" and float(size) > _MOST_GIB:
        backend.con.execute(f"SET memory_limit = '{_MOST_GIB}GiB'")
    return backend


def _session(scratch: Path, master: str) -> Any:
    sparks = import_module("pyspark.sql")
    builder = sparks.SparkSession.builder.appName("guitai").master(master or "local[*]")
    for name, value in {**_SPARK, **({} if master else _ALONE)}.items():
        builder = builder.config(name, value)
    for name in ("warehouse.dir", "artifacts.dir"):
        builder = builder.config(f"spark.sql.{name}", str(scratch / "spark"))
    try:
        return builder.config("spark.local.dir", str(scratch / "spill")).getOrCreate()
    except Exception as error:
        where = master or "this machine"
        raise NoSparkError(f"Spark does not start on {where}: {str(error).splitlines()[0]}") from error
