"""The example exports, read as files and imported into a shop: the same figures, to the last row."""

import json
from datetime import UTC, datetime
from pathlib import Path

import ibis
import pytest
from time_machine import TimeMachineFixture
from typer.testing import CliRunner

from guitai.cli.main import app
from guitai.connectors.files.facts import open_facts
from guitai.connectors.files.importing import import_file, in_order
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.reading_in_bulk import read_some

EXAMPLES = Path(__file__).parents[2] / "examples" / "youmu"
CHATS = [str(path) for path in sorted(EXAMPLES.glob("chats-*.txt"))]
ORDERS = [str(path) for path in sorted(EXAMPLES.glob("Export*.csv"))]
AS_OF = "2026-11-20T00:00:00+08:00"
# What no exported file tells of.
OF_THE_DESK = {"satisfaction", "lost_reasons", "recommended"}
CUTS = ["agent,day", "shop"]


def _run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture
def imported(shop: Shop) -> Shop:
    """The shop with everything the examples hold, its talks read."""
    for path in in_order([Path(each) for each in [*CHATS, *ORDERS, EXAMPLES / "products.xlsx"]]):
        import_file(path, shop=shop, at=datetime(2026, 11, 20, tzinfo=UTC))
    read_some(shop, most=9_999, at=datetime(2026, 11, 20, tzinfo=UTC))
    return shop


def _rows(folder: Path, cut: str) -> list[dict[str, object]]:
    """Give the figures of a folder of facts."""
    told = json.loads(_run("kpi", "--facts", folder, "--by", cut, "--as-of", AS_OF, "--json"))
    return [
        {name: value for name, value in row.items() if name not in {"shop", *OF_THE_DESK}}
        for row in told["rows"]
    ]


def _facts(folder: Path, name: str) -> list[tuple[object, ...]]:
    backend = ibis.duckdb.connect()
    table = getattr(open_facts(folder, backend), name)
    rows = table.drop("shop").to_pyarrow().to_pylist()
    backend.disconnect()
    return sorted(tuple(row.values()) for row in rows)


def test_files_and_the_desk_give_the_same_figures(
    imported: Shop, tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    of_files, of_desk = tmp_path / "files", tmp_path / "desk"
    time_machine.move_to(AS_OF)
    _run("facts", "--chats", *CHATS, "--orders", *ORDERS, "--out", of_files)
    _run("facts", "--shop", imported.key, "--out", of_desk)

    for cut in CUTS:
        assert _rows(of_desk, cut) == _rows(of_files, cut)
    for name in ("items", "asked", "moods"):
        assert _facts(of_desk, name) == _facts(of_files, name)
        assert len(_facts(of_desk, name)) > 100
    assert len(_rows(of_desk, "agent,day")) > 100
