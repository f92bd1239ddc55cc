"""What computes figures: how DuckDB is opened, and that Spark finds the same."""

from dataclasses import asdict, fields
from importlib.util import find_spec

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.unit.engines.metrics import random_shops
from tests.unit.engines.metrics.made import LATEST, cases, shop_of

from guitai.connectors.files import backends
from guitai.connectors.files.backends import Engine, NoSparkError, connected
from guitai.connectors.files.facts import open_facts
from guitai.engines.metrics import computing, facts
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import GRAINS, By
from guitai.engines.metrics.settings import Settings


def test_without_spark_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(backends, "find_spec", lambda _name: None)

    with (
        pytest.raises(NoSparkError, match=r"pip install 'guitai\[spark\]'"),
        connected(Engine.SPARK, scratch=tmp_path),
    ):
        pass


def test_duckdb_takes_no_more_than_some_memory(tmp_path):
    with connected(Engine.DUCKDB, scratch=tmp_path) as backend:
        ((limit, folder),) = backend.con.execute(
            "SELECT current_setting('memory_limit'), current_setting('temp_directory')"
        ).fetchall()

    assert float(limit.split()[0]) <= 5 or limit.split()[1] != "GiB"
    assert folder.startswith(str(tmp_path))


def test_days_in_folders_names_are_no_column(tmp_path):
    place = tmp_path / "messages" / "day=2026-11-09"
    place.mkdir(parents=True)
    pq.write_table(pa.table({"shop": ["s"]}), place / "facts.parquet")

    table = backends.read_parquet(ibis.duckdb.connect(), tmp_path / "messages", "messages")

    assert table.columns == ("shop",)


def _written(folder, shops):
    """Write the facts of shops; of what is optional there is a table if all bring one."""
    for name in (each.name for each in fields(Facts)):
        if all(getattr(shop, name) is not None for shop in shops):
            rows = [{"shop": shop.name, **asdict(row)} for shop in shops for row in getattr(shop, name)]
            schema = getattr(facts, name.upper()).to_pyarrow()
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{name}.parquet")
    return folder


def _told(row):
    return dict(row.keys), {
        key: (
            None if told.value is None else round(float(told.value), 9),
            None if told.part is None else round(float(told.part), 9),
            told.whole,
            told.late,
        )
        for key, told in row.values.items()
    }


@pytest.mark.skipif(not find_spec("pyspark"), reason="needs pip install 'guitai[spark]' and Java 17")
@pytest.mark.filterwarnings("ignore")  # Spark leaves sockets open
@pytest.mark.parametrize("seed", range(3))
def test_spark_finds_what_duckdb_finds(tmp_path, seed):
    """In all worked cases and in random shops, with the usual settings and with settings by chance."""
    shops = [shop_of(case) for case in cases()]
    shops += [random_shops.shop(number, refunds=True) for number in range(20 * seed, 20 * seed + 20)]
    folder, settings = _written(tmp_path, shops), random_shops.settings(seed)
    usual = Settings() if seed == 0 else settings

    def told(engine, by):
        with connected(engine, scratch=tmp_path) as backend:
            found = computing.figures(open_facts(folder, backend), GRAINS[by], usual, as_of=LATEST)
        return [_told(row) for row in found]

    for by in (By.AGENT_DAY, By.SHOP, By.HOUR):
        assert told(Engine.SPARK, by) == told(Engine.DUCKDB, by), by
