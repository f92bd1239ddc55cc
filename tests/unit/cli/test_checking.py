"""``guitai check`` answers for people, for programs, and line by line."""

import json

import pytest
import typer
from typer.testing import CliRunner

from guitai.cli.checking import check

PROMISE = "亲，明天肯定能到"


@pytest.fixture
def run():
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(check)
    return lambda *args, feed=None: CliRunner().invoke(app, [str(arg) for arg in args], input=feed)


def lines(run, *rows, given=()):
    feed = "".join(
        (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows
    )
    result = run("--jsonl", *given, feed=feed)
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_document_names_what_was_found_and_where(run):
    answer = json.loads(run("--json", "--platform", "tmall", PROMISE).stdout)

    (finding,) = answer["findings"]
    assert answer["verdict"] == "block"
    assert (finding["rule"], finding["category"], finding["severity"]) == (
        "promise-arrival",
        "promise",
        "block",
    )
    assert (finding["start"], finding["end"], finding["matched"]) == (2, 8, "明天肯定能到")
    assert all(finding[key] for key in ("why", "source", "penalty", "rewrite"))


def test_people_see_the_reply_the_reason_and_a_safe_wording(run):
    result = run(PROMISE)

    assert result.exit_code == 0
    assert PROMISE in result.stdout
    assert "promise-arrival" in result.stdout
    assert "→" in result.stdout


def test_a_clean_reply_passes(run):
    assert "pass" in run("您好").stdout
    assert json.loads(run("--json", "您好").stdout) == {"verdict": "pass", "findings": []}


def test_explanations_can_be_in_english(run):
    (finding,) = json.loads(run("--json", "--language", "en", PROMISE).stdout)["findings"]

    assert finding["title"] == "No certain day of arrival"


def test_facts_come_from_a_file(run, tmp_path):
    path = tmp_path / "facts.json"
    path.write_text('{"orders": [{"buyer": "tb_a", "receiver": "张三丰"}]}', encoding="utf-8")

    answer = json.loads(run("--json", "--context", path, "收件人张三丰").stdout)

    assert [finding["category"] for finding in answer["findings"]] == ["privacy"]


def test_lines_are_answered_in_order_with_their_facts(run):
    facts = {"agent": {"authority": "30.00"}}
    result, answers = lines(
        run,
        {"id": "1", "text": "便宜25元", "platform": "tmall"},
        "",
        {"id": "2", "text": "便宜25元", "platform": "tmall", "context": facts},
        {"id": 3, "text": "您好"},
    )

    assert result.exit_code == 0
    assert [(one["id"], one["verdict"]) for one in answers] == [("1", "approve"), ("2", "pass"), (3, "pass")]


def test_lines_share_the_facts_of_a_file_and_replace_them_by_key(run, tmp_path):
    path = tmp_path / "facts.json"
    path.write_text('{"agent": {"authority": "30.00"}}', encoding="utf-8")

    _, answers = lines(
        run,
        {"id": 1, "text": "便宜25元"},
        {"id": 2, "text": "便宜25元", "context": {"agent": {"authority": "10.00"}}},
        given=("--context", path),
    )

    assert [one["verdict"] for one in answers] == ["pass", "approve"]


def test_a_bad_line_is_answered_in_its_place_and_said_at_the_end(run):
    result, answers = lines(
        run,
        {"id": 1, "text": "您好"},
        "{",
        "[]",
        {"id": 4},
        {"id": 5, "text": "您好", "platform": "ebay"},
        {"id": 6, "text": "您好", "context": []},
        {"id": 7, "text": "您好", "context": {"now": "soon"}},
        {"id": 8, "text": "您好"},
    )

    assert result.exit_code == 1
    assert [one.get("id") for one in answers] == [1, None, None, 4, 5, 6, 7, 8]
    errors = [one.get("error", "") for one in answers]
    for error, words in zip(
        errors[1:7], ("no JSON", "an object", "text", "'ebay'", "context", "now"), strict=True
    ):
        assert words in error
    assert errors[6].startswith("line 7: ")
    assert "6 of the lines could not be answered; line 2: " in result.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("{", "facts.json is no JSON"), ("[]", "holds no object"), (None, "can't be read")],
)
def test_facts_that_cannot_be_read_are_refused(run, tmp_path, content, sentence):
    path = tmp_path / "facts.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    result = run("--context", path, "您好")

    assert sentence in result.exception.sentence


@pytest.mark.parametrize(
    "args", [(), ("--jsonl", "您好"), ("--language", "fr", "您好"), ("--platform", "ebay", "您好")]
)
def test_wrong_use_is_said(run, args):
    assert run(*args).exit_code == 2


def test_half_a_character_is_answered_in_its_place(run):
    result, (answer,) = lines(run, '{"id": "\\ud800", "text": "\\ud800加我微信"}')

    (finding,) = answer["findings"]
    assert result.exit_code == 0
    assert (answer["id"], finding["start"]) == ("?", 1)


def test_a_text_no_platform_takes_is_refused_with_its_length(run):
    result, (answer,) = lines(run, {"id": "1", "text": "加微信" * 4000})

    assert result.exit_code == 1
    assert answer["error"] == "line 1: text has 12,000 characters; write at most 10,000."
