"""``guitai understand`` answers for people, for programs, and line by line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from tests.unit.engines.understanding.learnt import EXAMPLES, talks
from typer.testing import CliRunner

from guitai.cli.understanding import understand
from guitai.engines.understanding.learned import ModelError, write
from guitai.engines.understanding.learning import learn

ANGRY = {
    "id": "x",
    "turns": [
        {"from": "buyer", "text": "三天了还不发货，再不发我投诉了！！", "at": "2026-11-20T10:00:00+08:00"},
        {"from": "agent", "text": "非常抱歉，我马上帮您查", "at": "2026-11-20T10:01:00"},
        {"from": "buyer", "text": "快点", "at": "2026-11-20T02:02:00Z"},
    ],
}


@pytest.fixture
def run():
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(understand)
    return lambda *args, feed=None: CliRunner().invoke(app, list(map(str, args)), input=feed)


def _lines(run, *rows, given=()):
    feed = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    result = run("--jsonl", *given, feed=feed)
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_is_answered_with_intents_mood_and_evidence(run):
    _result, [found] = _lines(run, ANGRY)

    assert found["id"] == "x"
    assert "dispatch" in {each["intent"] for each in found["intents"]}
    assert found["mood"]["label"] == "angry"
    assert found["mood"]["satisfaction"] <= 2
    assert all({"turn", "why"} <= each.keys() for each in found["mood"]["evidence"])


def test_people_see_the_mood_what_to_do_and_what_is_asked(run):
    shown = run("--language", "en", "三天了还不发货，再不发我投诉了！！").stdout

    assert "angry" in shown
    assert "→" in shown
    assert "dispatch" in shown
    assert "Nothing is asked." in run("嗯").stdout


def test_a_document_for_programs(run):
    assert json.loads(run("--json", "有优惠券吗").stdout)["intents"][0]["intent"] == "discount"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": 1}, "turns must be"),
        ({"id": 1, "turns": ["好"]}, "turn 0"),
        ({"id": 1, "turns": [{"from": "robot", "text": "好"}]}, "robot"),
        ({"id": 1, "turns": [{"from": "buyer"}]}, "text is None"),
        ({"id": 1, "turns": [{"from": "buyer", "text": "好", "at": "gestern"}]}, "gestern"),
    ],
)
def test_a_line_that_is_no_talk_is_refused_and_the_next_is_answered(run, row, reason):
    result, [refused, answered] = _lines(run, row, ANGRY)

    assert result.exit_code == 1
    assert reason in refused["error"]
    assert answered["mood"]["label"] == "angry"


def test_a_model_answers_with_its_labels(run, tmp_path: Path):
    write(learn(EXAMPLES, talks()), tmp_path / "model")

    _result, [found] = _lines(run, ANGRY, given=["--model", tmp_path / "model"])

    assert found["intents"][0]["intent"] == "发货"
    assert [each["turn"] for each in found["intents"]] == [0, 0, 0, 2, 2, 2]
    assert [each["turn"] for each in found["turn_moods"]] == [0, 2]
    assert found["overall"] in {0, 1, 2}


def test_what_is_no_model_is_refused(run, tmp_path: Path):
    (tmp_path / "model").write_text("好", encoding="utf-8")

    assert isinstance(run("--model", tmp_path / "model", "好").exception, ModelError)


def test_a_model_of_an_encoder_that_is_not_here_is_refused(run, tmp_path: Path):
    write(replace(learn(EXAMPLES, []), encoder="another"), tmp_path / "model")

    refusal = run("--model", tmp_path / "model", "好").exception
    assert isinstance(refusal, ModelError)
    assert "another" in refusal.sentence


@pytest.mark.parametrize(
    "args",
    [[], ["好", "--jsonl"], ["--language", "fr", "好"], ["--shop", "x", "--model", "m"]],
)
def test_one_way_of_asking_at_a_time(run, args):
    assert run(*args).exit_code == 2
