"""``guitai size`` answers for people, for programs, and line by line."""

import json

import pytest
import typer
from typer.testing import CliRunner

from guitai.cli.sizing import size

CHART = {
    "sizes": [
        {"size": "S", "height": [150, 160], "weight": [40, 50]},
        {"size": "M", "height": [160, 170], "weight": [50, 60]},
        {"size": "L", "height": [168, 178], "weight": [60, 70]},
    ]
}


@pytest.fixture
def run(tmp_path):
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(size)
    chart = tmp_path / "chart.json"
    chart.write_text(json.dumps(CHART), encoding="utf-8")
    return lambda *args, feed=None: CliRunner().invoke(
        app, ["--chart", str(chart), *map(str, args)], input=feed
    )


def _lines(run, *rows, given=()):
    feed = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    result = run("--jsonl", *given, feed=feed)
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_document_has_the_size_and_why(run):
    assert json.loads(run("--json", "165 52公斤 喜欢宽松").stdout) == {
        "size": "M",
        "confidence": 0.9,
        "missing": [],
        "why": "身高165厘米和体重52公斤在M码的范围内。喜欢宽松的话，也可以考虑L码。",
        "alternatives": ["L"],
        "unsure": False,
    }


def test_people_see_the_size_and_why_and_what_to_ask(run):
    sure, unsure = run("165 55公斤"), run("--language", "en", "身高165")

    assert sure.stdout.startswith("M 90%\n")
    assert unsure.stdout.splitlines()[0] == "? 0%"
    assert "missing: weight" in unsure.stdout
    assert "also: M" in unsure.stdout


def test_lines_are_answered_out_of_figures_or_words(run):
    result, answers = _lines(
        run,
        {"id": "a", "height": 165, "weight": 55},
        {"id": "b", "text": "身高165，108斤"},
        {"id": "c", "height": 165},
        {"id": "d", "height": 190, "weight": 95},
        {"id": "e", "height": 169, "weight": 60, "fit": "loose"},
        {"id": "f", "height": "1米65", "weight": "108斤", "shoe": 38},
        {"id": "g", "text": "165 喜欢宽松", "weight": 60, "fit": "tight"},
        {"id": "h"},
    )

    assert result.exit_code == 0
    assert [(one["id"], one["size"]) for one in answers] == [
        ("a", "M"),
        ("b", "M"),
        ("c", None),
        ("d", None),
        ("e", "L"),
        ("f", "M"),
        ("g", "M"),
        ("h", None),
    ]
    assert [one["missing"] for one in answers[2:4]] == [["weight"], []]


def test_a_bad_line_is_answered_in_its_place(run):
    result, answers = _lines(
        run,
        {"id": 1, "height": 165, "weight": 55},
        {"id": 2, "height": "tall"},
        {"id": 3, "height": 165, "weight": 55, "fit": "wide"},
        {"id": 4, "text": ["165"]},
    )

    assert result.exit_code == 1
    assert [one.get("size") for one in answers] == ["M", None, None, None]
    assert answers[1]["error"] == (
        "line 2: height is 'tall'; write a number in cm or kg, or one with its unit: 108斤."
    )
    assert "write one of loose, regular, tight" in answers[2]["error"]
    assert "text is ['165']" in answers[3]["error"]
    assert "3 of the lines could not be answered; line 2: height" in result.stderr


def test_what_came_back_counts(run, tmp_path):
    history = tmp_path / "history.json"
    history.write_text('[{"size": "M", "kept": 50, "too_small": 50}]', encoding="utf-8")

    assert json.loads(run("--json", "--history", history, "165 55公斤").stdout)["size"] == "L"


@pytest.mark.parametrize(
    ("content", "words"),
    [("{", "chart.json is no JSON"), ('{"sizes": []}', "no sizes"), (None, "can't be read")],
)
def test_a_chart_that_cannot_be_used_is_refused(run, tmp_path, content, words):
    path = tmp_path / "chart.json"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")

    assert words in run("165 55公斤").exception.sentence


@pytest.mark.parametrize("args", [(), ("--jsonl", "165"), ("--language", "fr", "165")])
def test_wrong_use_is_said(run, args):
    assert run(*args).exit_code == 2
