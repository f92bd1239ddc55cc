"""``guitai kpi`` and ``guitai facts`` on exported files: what is printed, and what is refused."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from tests.unit.connectors.files.made_facts import MEI, RAIN, SHOP, chats, order, orders
from tests.unit.engines.tabular.made import saved
from typer.testing import CliRunner

from guitai.cli import figures
from guitai.cli.main import app
from guitai.connectors.files import facts
from guitai.kernel.errors import GuitaiError

AS_OF = ("--as-of", "2026-11-30T00:00:00+08:00")


def run(*arguments: object, wide: bool = True) -> Result:
    return CliRunner().invoke(
        app, list(map(str, arguments)), terminal_width=200, env={"COLUMNS": "200" if wide else "60"}
    )


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return chats(tmp_path)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    old = order(
        "1000", 买家会员名="tb_z", 订单创建时间="2026-10-01 11:00:00", 订单付款时间="2026-10-01 11:01:00"
    )
    return orders(tmp_path, old, order())


@pytest.fixture
def given(talk: Path, listed: Path) -> tuple[object, ...]:
    return ("--chats", talk, "--orders", listed, *AS_OF)


def test_one_document_holds_the_figures_of_every_agent(given):
    result = run("kpi", *given, "--from", "2026-11-09", "--to", "2026-11-09", "--json")

    told = json.loads(result.stdout)
    (row,) = told["rows"]
    assert result.exit_code == 0
    assert told["as_of"] == "2026-11-30T00:00:00+08:00"
    assert told["notices"] == []
    assert (row["shop"], row["agent"], row["received"]) == (SHOP, MEI, {"value": 1})
    assert row["reply_rate"] == {"value": 1.0, "part": 1, "whole": 1}
    assert row["sales"] == {"value": "158.00"}
    assert row["average_order_value"] == {"value": "158.00", "part": "158.00", "whole": 1}
    assert row["reminded"] == {"value": None}  # no list tells of reminders


def test_what_is_not_known_yet_is_late_and_empty(given):
    early = [*given[:-1], "2026-11-10T00:00:00+08:00"]

    (row,) = json.loads(run("kpi", *early, "--json").stdout)["rows"]

    assert row["conversion"] == {"value": None, "part": 1, "whole": 1, "late": True}


def test_people_get_tables_that_fit_and_the_notices_beneath(given, tmp_path):
    more = orders(tmp_path, order("1002", 订单付款时间="2026-11-09 10:00:00"), name="b.csv")

    for wide in (True, False):
        result = run("kpi", *given, "--orders", more, wide=wide)
        lines = result.stdout.splitlines()
        assert result.exit_code == 0
        assert max(len(line) for line in lines) <= (200 if wide else 60)
        assert "Inquiries and conversion" in result.stdout
        assert "• Orders paid before they were made: 1, such as 1002," in result.stdout


def test_days_hours_and_agents_are_told_apart(given):
    (row,) = json.loads(run("kpi", *given, "--by", "agent,day", "--json").stdout)["rows"]
    hours = json.loads(run("kpi", *given, "--by", "hour", "--json").stdout)["rows"]

    assert (row["agent"], row["day"]) == (MEI, "2026-11-09")
    assert [each["hour"] for each in hours] == [10, 11]


def test_a_workbook_is_written_and_the_notices_said(given, tmp_path):
    book = tmp_path / "kpi.xlsx"

    result = run("kpi", "--chats", given[1], *AS_OF, "--xlsx", book)

    assert result.exit_code == 0
    assert book.read_bytes()[:2] == b"PK"
    assert result.stdout == f"Wrote 1 rows to {book}.\n"
    assert "There are no orders" in result.stderr


def test_settings_and_the_rule_decide(given, tmp_path):
    toml = tmp_path / "shop.toml"
    toml.write_text("fast_seconds = 10\n", encoding="utf-8")

    (row,) = json.loads(run("kpi", *given, "--settings", toml, "--rule", "payment", "--json").stdout)["rows"]

    assert (row["rate_30s"]["value"], row["orders"]["value"]) == (0.0, 1)


def test_facts_that_were_written_give_the_same_as_the_files(given, tmp_path):
    out = tmp_path / "facts"

    written = run("facts", *given[:-2], "--out", out)
    again = run("facts", *given[:-2], "--out", out)

    assert (written.exit_code, written.stdout) == (0, f"Wrote the facts to {out}.\n")
    assert {path.parent.name for path in out.rglob("*.parquet")} >= {"day=2026-11-09", "day=2026-10-01"}
    assert run("kpi", "--facts", out, *AS_OF, "--json").stdout == run("kpi", *given, "--json").stdout
    assert isinstance(again.exception, facts.FactsExistError)
    assert list(tmp_path.glob(".facts-*")) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Give exported files with --chats and --orders."),
        (["--facts", "here", "--chats", "a.txt"], "Give files or a folder of --facts, not both."),
        (["--chats", "a.txt", "--json", "--xlsx", "b.xlsx"], "Ask for --json or for --xlsx."),
        (["--chats", "a.txt", "--from", "2026-11-09", "--to", "2026-11-08"], "--from is later than --to."),
        (["--chats", "a.txt", "--from", "昨天"], "--from 昨天: write a day as 2026-11-09."),
        (["--chats", "a.txt", "--as-of", "soon"], "--as-of soon: write a time as"),
        (["--chats", "a.txt", "--by", "moon"], "--by moon: one of shop agent group"),
    ],
)
def test_a_wrong_use_is_told(arguments, sentence):
    result = run("kpi", *arguments)

    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())


def test_what_cannot_be_read_or_written_is_refused_in_a_sentence(talk, listed, tmp_path):
    toml = tmp_path / "bad.toml"
    toml.write_text("fast seconds\n", encoding="utf-8")
    refused = {
        ("--chats", listed): "orders.csv holds taobao_orders, where chats should be.",
        ("--orders", talk): "小美.txt is a chat; give it with --chats.",
        ("--chats", tmp_path / "none.txt"): "none.txt can't be opened",
        ("--facts", tmp_path / "none"): "There are no facts of messages and orders in none",
        ("--chats", talk, "--settings", toml): "bad.toml is no TOML file",
        ("--chats", talk, "--settings", tmp_path / "none.toml"): "none.toml can't be opened",
        ("--chats", talk, "--xlsx", tmp_path / "none" / "a.xlsx"): "a.xlsx can't be written",
    }

    for arguments, sentence in refused.items():
        result = run("kpi", *arguments)
        assert isinstance(result.exception, GuitaiError), arguments
        assert sentence in result.exception.sentence


def test_groups_are_asked_of_facts_that_know_them(talk):
    result = run("kpi", "--chats", talk, "--by", "group")

    assert result.exit_code == 2
    assert "these facts do not say who is of which group" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--shop", "yunshang", "--chats", "a.txt"], "Give files or a --shop, not both."),
        (["--chats", "a.txt", "--from", "2026-11-09"], "--from and --to go with --shop"),
    ],
)
def test_facts_are_of_files_or_of_a_shop(arguments, sentence, tmp_path):
    result = run("facts", *arguments, "--out", tmp_path / "out")

    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())


def test_a_folder_that_cannot_be_made_is_refused(talk, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    result = run("facts", "--chats", talk, "--out", tmp_path / "file" / "out")

    assert isinstance(result.exception, figures.FileRefusedError)


def test_stopping_leaves_nothing_behind(talk, tmp_path, monkeypatch):
    def stop(*_arguments, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(facts, "settle", stop)

    result = run("facts", "--chats", talk, "--out", tmp_path / "out")

    assert str(result.exception) == "Stopped; nothing was written."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["小美.txt"]


def test_every_odd_thing_about_files_is_said_in_a_line(tmp_path):
    """The files of two shops mixed, twice the same, a clock ahead, a day missing."""
    talks = {
        "tb_a": [
            ("tb_a", "2026-11-09 10:00:00", "订单 35153131400000009 几时发"),
            (MEI, "2026-11-09 10:00:20", "在的"),
            (MEI, "2026-11-11 10:00:20", "在的"),
        ]
    }
    first, again = chats(tmp_path, talks), chats(tmp_path, talks, name="again.txt")
    other = chats(tmp_path, agent="另一旗舰店:小雨", name="other.txt")
    listed = orders(tmp_path, order("35153131400000009", 订单创建时间="2026-11-09 12:00:00", 店铺名称=SHOP))
    reminded = saved(tmp_path, "订单编号,催付时间,客服\n9999,2026-11-09 11:00:30,小红\n", name="r.csv")

    result = run(
        "kpi", "--chats", first, again, other, "--orders", listed, "--reminders", reminded, *AS_OF, "--json"
    )

    told = "\n".join(json.loads(result.stdout)["notices"])
    for words in (
        "The files name 2 shops",
        "Lines about the same count once: 3 of messages",
        "There are no chats on 2026-11-10",
        "There are chats and no orders on 2026-11-11",
        "the clocks of chats and orders differ",
        "Orders paid before they were made: 1",
        "Reminders of orders that no list holds are left out: 1.",
        "Who reminded and stands in no chat: 小红",
    ):
        assert words in told
    assert RAIN not in told
