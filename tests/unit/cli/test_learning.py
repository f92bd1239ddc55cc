"""``guitai learn`` reads labelled examples and writes a model."""

import json
from pathlib import Path

import pytest
import typer
from tests.unit.engines.understanding.learnt import EXAMPLES, talks
from typer.testing import CliRunner

from guitai.cli import learning
from guitai.cli.lines import LineError
from guitai.engines.understanding.learned import read_model
from guitai.kernel.errors import GuitaiError

INTENTS = [{"text": example.text, "intent": example.intent} for example in EXAMPLES]
MOODS = [
    {
        "id": str(number),
        "overall": talk.overall,
        "turns": [
            {"user": talk.turns[0].text, "reply": "好的", "sat": talk.judged[0]},
            {"user": talk.turns[2].text, "reply": "", "sat": talk.judged[2]},
        ],
    }
    for number, talk in enumerate(talks())
]


@pytest.fixture
def run(tmp_path: Path):
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(learning.learn_model)

    def invoke(*args, **files):
        given = []
        for name, rows in files.items():
            path = tmp_path / f"{name}.jsonl"
            lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
            path.write_text("\n".join(lines), encoding="utf-8")
            given += [f"--{name}", str(path)]
        return CliRunner().invoke(app, [*given, "--out", str(tmp_path / "model"), *args])

    return invoke


def test_a_model_of_both_is_written_and_told(run, tmp_path: Path):
    result = run("--lexical", intents=INTENTS, moods=MOODS)

    assert "18 examples of 3 intents; 30 judged turns of 15 talks" in result.stdout
    model = read_model(tmp_path / "model")
    assert model.intents is not None
    assert model.intents.names == tuple(sorted({row["intent"] for row in INTENTS}))
    assert model.moods is not None
    assert model.course is not None


def test_where_the_dense_model_is_missing_it_says_so_and_learns(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(learning, "averages", lambda: None)

    result = run(intents=INTENTS)

    assert "not installed" in result.stderr
    assert "3 intents" in result.stdout


def test_a_turn_without_a_judgement_is_left_open():
    talk = learning.judged_talk_in({"turns": [{"user": "在吗"}, {"user": "谢谢", "reply": "", "sat": 2}]})

    assert [turn.by for turn in talk.turns] == ["buyer", "buyer"]
    assert talk.judged == {1: 2}
    assert talk.overall is None


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (["{"], "line 1: this is no JSON"),
        ([INTENTS[0], "[]"], "line 2: write an object"),
        ([{"text": "好"}], "intent is None"),
        ([{"text": 3, "intent": "a"}], "text is 3"),
        ([{"text": "好", "intent": "a\nb"}], "intent is"),
        ([""], "is empty"),
    ],
)
def test_examples_that_are_none_are_refused_by_line(run, rows, reason, tmp_path: Path):
    refusal = run(intents=rows).exception

    assert isinstance(refusal, GuitaiError)
    assert reason in refusal.sentence
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"turns": "好"}, "turns must be"),
        ({"turns": [{"user": "好", "sat": 5}]}, "sat is 5"),
        ({"turns": [{"user": "好", "sat": True}]}, "sat is True"),
        ({"overall": "2", "turns": []}, "overall is '2'"),
        ({"turns": [{"reply": "好"}]}, "text is None"),
    ],
)
def test_talks_that_are_none_are_refused_by_line(run, row, reason):
    refusal = run(moods=[row]).exception

    assert isinstance(refusal, LineError)
    assert reason in refusal.sentence


def test_without_anything_to_learn_from_it_says_what_to_give(run):
    assert run().exit_code == 2
