"""The worked cases once more, on Spark on this machine: takes minutes; runs where the extra is there."""

import itertools
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.unit.engines.metrics import made, test_cases

from guitai.connectors.files.backends import Engine, connected, read_parquet

pytest.importorskip("pyspark", reason="Spark is not installed: pip install 'guitai[spark]'")
# Spark 4.0 asks pandas for what pandas 4 will not have any more.
pytestmark = pytest.mark.filterwarnings("ignore::Warning")

BATCHES = list({id(batch): batch for batch in test_cases.BATCHES.values()}.values())
_numbers = itertools.count()


class _Connection:
    """Makes tables as the command line does: from Parquet."""

    def __init__(self, backend, folder):
        self._backend, self._folder = backend, folder

    def create_table(self, name: str, rows: pa.Table):
        path = self._folder / f"{name}_{next(_numbers)}.parquet"
        pq.write_table(rows, path)
        return read_parquet(self._backend, path, path.stem)


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark")
    with connected(Engine.SPARK, scratch=folder) as backend:
        yield _Connection(backend, folder)


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: f"{batch.cut} {batch.cases[0]['name'][:40]}")
def test_spark_gives_the_sums_that_duckdb_gives(spark, batch):
    with patch.object(test_cases, "tables", lambda shops: made.tables(shops, spark)):
        found = test_cases.Batch.sums.func(batch)

    assert _exact(found) == _exact(batch.sums)


def _exact(found):
    """Give what says something, shares of a second to the thousandth."""
    return {
        (shop, *row): {
            name: round(float(value), 3) if isinstance(value, int | float) else value
            for name, value in sums.items()
            if value
        }
        for shop, rows in found.items()
        for row, sums in rows.items()
    }
