"""``guitai suggest`` answers for people, for programs, and line by line."""

import json

import pytest
import typer
from tests.unit.engines.retrieval.made import FakeEncoder
from typer.testing import CliRunner

from guitai.cli import suggesting
from guitai.kernel.errors import GuitaiError

KNOWLEDGE = [
    {"id": "0", "question": "什么时候发货", "answer": "16点前付款当天发出"},
    {"id": 1, "question": "可以开发票吗", "answer": "可以开电子发票"},
    {"id": "2", "question": "会起球吗", "answer": "不容易起球", "product": "coat"},
    {"id": "3", "question": "会起球吗", "answer": "会", "product": "shirt"},
    {"id": "0", "question": "多久寄出", "answer": "16点前付款当天发出"},
]


@pytest.fixture(autouse=True)
def without_the_extra(monkeypatch):
    monkeypatch.setattr(suggesting, "encoder", lambda: None)


@pytest.fixture
def run(tmp_path):
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(suggesting.suggest)
    path = tmp_path / "kb.jsonl"
    path.write_text(_lines(KNOWLEDGE), encoding="utf-8")
    return lambda *args, feed=None: CliRunner().invoke(
        app, ["--knowledge", str(path), *map(str, args)], input=feed
    )


def _lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _hits(result):
    return [hit["id"] for hit in json.loads(result.stdout)["hits"]]


def test_people_see_question_answer_and_how_likely_it_is(run):
    result = run("几时能发出呀")

    first = next(line for line in result.stdout.splitlines() if "%" in line)
    assert "什么时候发货" in first and "当天发出" in first
    assert run("？").stdout == "Nothing fits.\n"


def test_a_document_names_ids_as_they_were_given_and_scores(run):
    hits = json.loads(run("--json", "能给开个发票不").stdout)["hits"]

    assert hits[0]["id"] == 1
    assert all(0 <= hit["score"] <= 1 for hit in hits)


def test_lines_are_answered_in_order_and_the_product_in_view_counts(run):
    rows = [
        {"id": "a", "query": "会不会起球", "product": "shirt"},
        {"id": 7, "query": "几时寄出"},
        {"id": "c", "query": ""},
    ]

    result = run("--jsonl", "--top", 1, feed=_lines(rows))

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["id"], [hit["id"] for hit in one["hits"]]) for one in answers] == [
        ("a", ["3"]),
        (7, ["0"]),
        ("c", []),
    ]


def test_the_option_names_the_product_in_view(run):
    assert _hits(run("--json", "--product", "coat", "会起球吗"))[0] == "2"


def test_a_bad_line_is_answered_in_its_place(run):
    result = run(
        "--jsonl", feed='{"id": 1}\n{"id": 2, "query": "发票"}\n{"id": 3, "query": "x", "product": []}\n'
    )

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert answers[0]["error"].startswith("line 1: query is None; write what the buyer asks")
    assert answers[1]["hits"]
    assert "product is []" in answers[2]["error"]


def test_it_says_once_that_the_dense_model_is_missing(run):
    result = run("--jsonl", feed=_lines([{"id": 1, "query": "发货"}, {"id": 2, "query": "发票"}]))

    assert result.stderr.count("the dense model is not installed") == 1
    assert run("--lexical", "--json", "发货").stderr == ""


def test_vectors_of_a_large_file_are_kept(run, tmp_path, monkeypatch):
    model = FakeEncoder()
    monkeypatch.setattr(suggesting, "encoder", lambda: model)
    monkeypatch.setattr(suggesting, "_WORTH_KEEPING", 3)
    monkeypatch.setenv("GUITAI_DATA", str(tmp_path / "data"))

    run("--json", "哪天上路")
    model.encoded.clear()

    assert _hits(run("--json", "哪天上路"))[0] == "0"
    assert model.encoded == ["哪天上路"]


def test_vectors_that_cannot_be_kept_are_no_hindrance(run, tmp_path, monkeypatch):
    (tmp_path / "data").write_text("")
    monkeypatch.setattr(suggesting, "encoder", FakeEncoder)
    monkeypatch.setattr(suggesting, "_WORTH_KEEPING", 3)
    monkeypatch.setenv("GUITAI_DATA", str(tmp_path / "data"))

    result = run("--json", "哪天上路")

    assert _hits(result)[0] == "0"
    assert "could not be kept" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_knowledge_file_may_be_in_any_usual_encoding(run, tmp_path, encoding):
    (tmp_path / "kb.jsonl").write_bytes(_lines(KNOWLEDGE).encode(encoding))

    assert _hits(run("--json", "几时发货"))[0] == "0"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "kb.jsonl is empty"),
        ("\n \n", "kb.jsonl holds no"),
        ("{\n", "kb.jsonl, line 1: this is no JSON"),
        ('{"id": "1", "question": "发货", "answer": ""}\n[]\n', "kb.jsonl, line 2: write an object like"),
        ('{"question": "发货"}\n', "line 1: id is None"),
        ('{"id": true, "question": "发货"}\n', "line 1: id is True"),
        ('{"id": "1", "question": " "}\n', "line 1: question is ' '"),
        ('{"id": "1", "question": "发货", "answer": 3}\n', "line 1: answer is 3"),
        ('{"id": "1", "question": "发货", "product": ["a"]}\n', "line 1: product is ['a']"),
        ('{"id": 1, "question": "a", "answer": "b"}\n{"id": 1, "question": "a", "answer": "c"}\n', "2: id 1"),
        ('{"id": "1", "question": "' + "长" * 1_100_000 + '"}\n', "line 1: this is no JSON"),
        (None, "can't be opened"),
    ],
)  # fmt: skip
def test_knowledge_that_cannot_be_used_is_refused_in_a_sentence(run, tmp_path, content, words):
    path = tmp_path / "kb.jsonl"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")

    refusal = run("发货").exception

    assert isinstance(refusal, GuitaiError)
    assert words in refusal.sentence


def test_halves_of_characters_are_no_hindrance(run, tmp_path):
    (tmp_path / "kb.jsonl").write_text('{"id": "1", "question": "发货\\ud800", "answer": "\\ud800"}\n')

    assert run("发货").exit_code == 0
    assert json.loads(run("--jsonl", feed='{"id": 1, "query": "发货\\ud800"}\n').stdout)["hits"]


@pytest.mark.parametrize("args", [(), ("--jsonl", "发货"), ("--top", 0, "发货"), ("--top", "many", "发货")])
def test_wrong_use_is_said(run, args):
    assert run(*args).exit_code == 2
