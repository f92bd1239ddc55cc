"""``guitai import``: exported files into a shop's tables, from the shell."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from rich.progress import Progress
from tests.unit.connectors.files import exports
from typer.testing import CliRunner

from guitai.cli import importing
from guitai.cli.main import app
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.models import Order, OrderLine
from guitai.kernel.errors import GuitaiError


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return exports.orders(tmp_path / "orders.csv", exports.order(1), exports.order(2, buyer=""))


@pytest.fixture
def items(tmp_path: Path) -> Path:
    return exports.items(tmp_path / "items.csv", exports.item(1))


def test_files_are_imported_in_the_order_in_which_they_build_on_another(
    shop: Shop, orders: Path, items: Path
) -> None:
    result = run(items, orders, "--shop", "yunshang", "--json")

    told = json.loads(result.stdout)["files"]
    assert result.exit_code == 0
    assert [(file["kind"], file["read"], file["added"]) for file in told] == [
        ("taobao_order_items", 1, 1),
        ("taobao_orders", 2, 1),
    ]
    assert told[1]["rejected"] == [
        {
            "line": 3,
            "column": "买家会员名",
            "reason": told[1]["rejected"][0]["reason"],
        }
    ]
    assert set(told[0]) == {
        "file", "kind", "encoding", "read", "added", "updated", "unchanged", "rejected"
    }  # fmt: skip


def test_a_dry_run_says_what_would_happen_and_stores_nothing(shop: Shop, orders: Path, items: Path) -> None:
    result = run(orders, items, "--shop", "云裳女装", "--dry-run", "--json")

    assert [file["added"] for file in json.loads(result.stdout)["files"]] == [1, 1]
    assert not Order.objects.exists()
    assert not OrderLine.objects.exists()


def test_people_get_counts_and_reasons(shop: Shop, orders: Path) -> None:
    result = run(orders, "--shop", "yunshang")

    assert "2 read, 1 added, 0 updated, 0 unchanged, 1 rejected" in result.stdout
    assert "买家会员名" in result.stdout


def test_one_bad_file_keeps_none_of_the_others_out(shop: Shop, orders: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00\xff" * 900)

    result = run(bad, orders, tmp_path / "missing.csv", "--shop", "yunshang", "--json")

    assert result.exit_code == 1
    assert "bad.csv" in result.stderr and "missing.csv" in result.stderr
    assert [file["added"] for file in json.loads(result.stdout)["files"]] == [1]
    assert Order.objects.count() == 1


@pytest.mark.django_db
def test_an_unknown_shop_is_refused_with_those_that_exist(shop: Shop, orders: Path) -> None:
    result = run(orders, "--shop", "nobody")

    assert isinstance(result.exception, GuitaiError)
    assert "yunshang (云裳女装)" in result.exception.sentence
    assert not Order.objects.exists()


def test_a_stop_in_the_middle_leaves_nothing_half_done_and_says_so(
    shop: Shop, orders: Path, items: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_arguments: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("guitai.connectors.files.keeping.orders.put_lines", stopped)

    result = run(orders, items, "--shop", "yunshang", "--json")

    assert result.exit_code == 1
    assert result.stderr.strip() == "guitai: Stopped; nothing of items.csv was stored."
    assert [file["kind"] for file in json.loads(result.stdout)["files"]] == ["taobao_orders"]
    assert (Order.objects.count(), OrderLine.objects.count()) == (1, 0)


def test_how_far_it_is_is_told_by_lines_where_they_can_be_counted(orders: Path, tmp_path: Path) -> None:
    book = exports.products(tmp_path / "p.xlsx", exports.SHEETS)

    assert (importing._lines_in(orders), importing._lines_in(book)) == (3, None)


def test_reading_has_an_end_and_storing_none_that_is_known(orders: Path) -> None:
    progress = Progress()
    told = importing._Told(progress, orders)

    told.lines(2)
    assert [(task.description, task.completed, task.total) for task in progress.tasks] == [
        ("reading orders.csv", 2, 3)
    ]
    told.lines(0)
    told.lines(0)
    assert [(task.description, task.total) for task in progress.tasks] == [("storing orders.csv", None)]
