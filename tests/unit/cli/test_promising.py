"""``guitai promises`` answers for people, for programs, and line by line."""

import json

import pytest
import typer
from typer.testing import CliRunner

from guitai.cli.promising import promises

AT = "2026-11-20T10:00:00+08:00"


@pytest.fixture
def run():
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(promises)
    return lambda *args, feed=None: CliRunner().invoke(app, list(map(str, args)), input=feed)


def _lines(run, *rows):
    result = run("--jsonl", feed="".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_document_has_everything_of_a_promise(run):
    assert json.loads(run("--json", "--at", AT, "亲，大概10分钟给您回电话").stdout) == {
        "promises": [
            {
                "start": 4,
                "end": 13,
                "matched": "10分钟给您回电话",
                "about": "reply",
                "due": "2026-11-20T10:10:00+08:00",
                "firm": False,
                "kind": "exact",
                "after": "",
                "within": None,
                "phone": True,
                "assumed": False,
            }
        ]
    }


def test_lines_are_answered_in_order(run):
    result, answers = _lines(
        run,
        {"id": "a", "text": "5分钟后回复您", "at": AT},
        {"id": "b", "text": "您好，在的", "at": AT},
        {"id": "c", "text": "今天给您发货", "at": "2026-11-20T10:00:00"},
        {"id": "d", "text": "仓库收到后24小时内给您退款", "at": AT},
        {"id": "e", "text": "马上为您查询", "at": AT},
    )

    assert result.exit_code == 0
    assert [one["id"] for one in answers] == list("abcde")
    assert [[each["due"] for each in one["promises"]] for one in answers] == [
        ["2026-11-20T10:05:00+08:00"],
        [],
        ["2026-11-21T00:00:00+08:00"],
        [None],
        [None],
    ]
    (conditional,) = answers[3]["promises"]
    assert (conditional["kind"], conditional["after"]) == ("conditional", "仓库收到后")
    assert conditional["within"] == {"amount": 24, "unit": "hour"}
    assert answers[4]["promises"][0]["kind"] == "vague"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"text": "今天发货"}, "at is None"),
        ({"text": "今天发货", "at": "yesterday"}, "at is 'yesterday'"),
        ({"text": "今天发货", "at": "0001-01-01T00:00:00+08:00"}, "year 1"),
        ({"text": ["今天发货"], "at": AT}, "text is ['今天发货']"),
        ({"at": AT}, "text is None"),
    ],
)
def test_a_bad_line_is_answered_in_its_place(run, row, words):
    result, answers = _lines(run, {"id": 1, **row}, {"id": 2, "text": "今天发货", "at": AT})

    assert result.exit_code == 1
    assert words in answers[0]["error"]
    assert len(answers[1]["promises"]) == 1


def test_people_see_when_and_what(run):
    exact = run("--at", AT, "我尽量今晚给您答复，明天发出").stdout
    others = run("--at", AT, "收到退货后48小时内为您处理。马上查询！").stdout

    assert "2026-11-21 00:00 or so" in exact and "2026-11-22 00:00" in exact and "dispatch" in exact
    assert "within 48 hours after 收到退货后" in others and "no time said" in others
    assert run("--at", AT, "您好").stdout.splitlines()[1] == "no promise"


def test_without_a_moment_it_is_said_now(run):
    (promise,) = json.loads(run("--json", "10分钟后回复您").stdout)["promises"]

    assert promise["kind"] == "exact"


def test_a_shop_ends_its_day_when_it_does(run, tmp_path):
    path = tmp_path / "parts.json"
    path.write_text('{"ends": {"下班": "21:30"}}', encoding="utf-8")

    answer = json.loads(run("--json", "--at", AT, "--parts", path, "下班前回复您").stdout)

    assert answer["promises"][0]["due"] == "2026-11-20T21:30:00+08:00"


@pytest.mark.parametrize(
    ("content", "words"),
    [("[]", "holds no object"), ('{"ends": {"下班": "late"}}', "write a time"), ("{", "is no JSON")],
)
def test_parts_that_cannot_be_read_are_refused(run, tmp_path, content, words):
    path = tmp_path / "parts.json"
    path.write_text(content, encoding="utf-8")

    assert words in run("--parts", path, "今天发货").exception.sentence


@pytest.mark.parametrize("args", [(), ("--jsonl", "今天发货"), ("--jsonl", "--at", AT)])
def test_wrong_use_is_said(run, args):
    assert run(*args).exit_code == 2
