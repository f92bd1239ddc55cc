"""``guitai facts --shop``: the facts of the days that are over."""

from datetime import UTC, datetime

import pytest
import time_machine
from tests.factories.chat import MessageFactory
from typer.testing import CliRunner

from guitai.cli.importing import UnknownShopError
from guitai.cli.main import app
from guitai.cli.shop_facts import NoClosedDaysError
from guitai.connectors.files.facts import FactsExistError

TUESDAY_NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)


@pytest.fixture
def talk(conversation, now):
    """A talk from Monday 09:30 to Tuesday noon."""
    MessageFactory(conversation=conversation)
    MessageFactory(conversation=conversation, sent_at=TUESDAY_NOON)
    conversation.last_at = TUESDAY_NOON
    conversation.save()


def run(*arguments, at=TUESDAY_NOON):
    with time_machine.travel(at, tick=False):
        return CliRunner().invoke(app, ["facts", *map(str, arguments)])


def days(folder):
    return sorted(path.name for path in (folder / "messages").iterdir())


def test_days_that_are_over_are_written(talk, tmp_path):
    out = tmp_path / "facts"

    result = run("--shop", "云裳女装", "--out", out)

    assert (result.exit_code, result.stdout) == (0, f"Wrote the facts to {out}.\n")
    assert days(out) == ["day=2026-03-02"]


def test_it_is_said_that_the_days_asked_for_are_not_over(talk, tmp_path):
    result = run("--shop", "yunshang", "--out", tmp_path / "facts", "--to", "2026-03-03")

    assert "• Days that are not over are left out." in result.stderr
    assert days(tmp_path / "facts") == ["day=2026-03-02"]


def test_it_is_said_that_talks_were_not_read_yet(talk, tmp_path):
    result = run("--shop", "yunshang", "--out", tmp_path / "facts")

    assert "in asked and moods: 1; “guitai understand --shop yunshang” reads them." in result.stderr
    assert not (tmp_path / "facts" / "moods").exists()


@pytest.mark.parametrize("asked", [("--from", "2026-03-03"), ("--to", "2026-03-01")])
def test_days_without_facts_are_refused(talk, tmp_path, asked):
    result = run("--shop", "yunshang", "--out", tmp_path / "facts", *asked)

    assert isinstance(result.exception, NoClosedDaysError)
    assert "from 2026-03-02 to 2026-03-03" in result.exception.sentence
    assert not (tmp_path / "facts").exists()


def test_a_shop_nobody_knows_a_new_one_and_a_full_folder_are_refused(talk, other_shop, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()

    unknown = run("--shop", "nope", "--out", tmp_path / "facts")
    new = run("--shop", "nanshan", "--out", tmp_path / "facts")
    full = run("--shop", "yunshang", "--out", tmp_path / "full")

    assert isinstance(unknown.exception, UnknownShopError)
    known = "yunshang (云裳女装); nanshan (南山户外)"
    assert unknown.exception.sentence == f"There is no shop “nope”; the shops here: {known}."
    assert isinstance(new.exception, NoClosedDaysError)
    assert isinstance(full.exception, FactsExistError)
