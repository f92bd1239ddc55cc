"""Commands that answer line by line."""

import json

import pytest
import typer
from typer.testing import CliRunner

from guitai.cli.lines import LineError, answer_lines, as_json, read_json, whole


@pytest.fixture
def run():
    app = typer.Typer(pretty_exceptions_enable=False)

    @app.command()
    def count() -> None:
        answer_lines(lambda asked: {"length": len(whole(asked.get("text")))})

    return lambda feed: CliRunner().invoke(app, [], input=feed)


def test_every_line_is_answered_in_its_order(run):
    result = run('{"id": 1, "text": "一"}\n\n{"id": "b", "text": "二二"}')

    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": 1, "length": 1},
        {"id": "b", "length": 2},
    ]
    assert result.exit_code == 0


def test_a_bad_line_is_answered_in_its_place_and_said_at_the_end(run):
    result = run('{\n[]\n{"id": 3}\n' + "[" * 100_000 + '\n{"id": 5, "text": "x"}\n')

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [answer.get("id") for answer in answers] == [None, None, 3, None, 5]
    for answer, words in zip(
        answers, ("line 1: this is no JSON", "an object", "text is None", "no JSON", ""), strict=True
    ):
        assert words in answer.get("error", "")
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("guitai: 4 of the lines could not be answered; line 1: ")


@pytest.mark.parametrize(
    ("content", "words"),
    [("{", "told.json is no JSON"), (None, "told.json can't be read"), ("\xff", "no JSON")],
)
def test_a_file_that_is_no_json_is_refused(tmp_path, content, words):
    path = tmp_path / "told.json"
    if content is not None:
        path.write_bytes(content.encode("latin-1"))

    with pytest.raises(LineError, match=words):
        read_json(path)


def test_a_file_may_begin_with_a_mark_of_its_encoding(tmp_path):
    path = tmp_path / "told.json"
    path.write_text("[1]", encoding="utf-8-sig")

    assert read_json(path) == [1]


@pytest.mark.parametrize(("text", "words"), [(5, "text is 5"), ("x" * 10_001, "10,001 characters")])
def test_what_is_no_text_is_refused(text, words):
    with pytest.raises(LineError, match=words):
        whole(text)


def test_halves_of_characters_become_question_marks():
    assert whole("\ud800好") == "?好"
    assert as_json({"id": "\ud800"}) == b'{"id": "?"}'
