"""``guitai understand`` in bulk: lines of JSON or a table, of files and of a shop."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory
from tests.unit.connectors.files.made_facts import MEI, chats, order, orders
from typer import Typer
from typer.testing import CliRunner

from guitai.cli import understanding_chats
from guitai.cli.figures import FileRefusedError
from guitai.cli.importing import UnknownShopError
from guitai.connectors.files.facts import WrongFileError
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import Channel, Conversation
from guitai.engines.understanding.intents import intents
from guitai.engines.understanding.types import Asked, Evidence, Mood, Reading, Sign
from guitai.kernel.decoding import UnreadableFileError

DAY = "2026-11-09"
TALKS = {
    "tb_a": [("tb_a", f"{DAY} 10:00:00", "什么时候发货？"), (MEI, f"{DAY} 10:00:20", "今天发")],
    "tb_b": [("tb_b", f"{DAY} 11:00:00", "什么时候发货？"), ("tb_b", f"{DAY} 11:09:00", "气死我了！！！")],
    "tb_c": [(MEI, f"{DAY} 12:00:00", "亲，在吗")],
}


def run(deed: str, given: object, *, machine: bool = False, language: str = "zh") -> Result:
    app = Typer()

    @app.command()
    def understand() -> None:
        if deed == "files":
            understanding_chats.from_files(given, language=language, as_lines=machine)
        else:
            understanding_chats.of_shop(given, language=language, json_out=machine)

    return CliRunner().invoke(app, [], env={"COLUMNS": "80"})


def cells(result: Result, title: str) -> list[str]:
    (row,) = [line for line in result.stdout.splitlines() if line.strip().startswith(title)]
    return row.split()


def test_an_answer_is_in_the_words_of_the_contract():
    reading = Reading(
        asked=(Asked("dispatch", 0, 0.87654),),
        mood=Mood.ANXIOUS,
        satisfaction=2,
        losing_interest=0.25,
        evidence=(Evidence(1, Sign.PUSHED, 0.6, {"lines": 3}),),
        cooling=(Evidence(2, Sign.PUT_OFF, 0.4, {"words": "再看看"}),),
    )

    told = understanding_chats.answer_of(reading, "zh")

    assert told["intents"] == [{"intent": "dispatch", "turn": 0, "score": 0.877}]
    assert [each.pop("why") != "" for each in told["mood"]["evidence"]] == [True, True]
    assert told["mood"] == {
        "label": "anxious",
        "satisfaction": 2,
        "losing_interest": 0.25,
        "evidence": [{"turn": 1}, {"turn": 2}],
    }


def test_each_talk_of_the_files_is_a_line(tmp_path: Path):
    paths = [chats(tmp_path, TALKS, name=name) for name in ("a.txt", "again.txt")]

    result = run("files", paths, machine=True)

    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["id"] for each in told] == [f"{MEI}/{buyer}/{DAY}" for buyer in TALKS]
    assert told[0]["intents"][0]["intent"] == "dispatch"
    assert [each["mood"]["label"] for each in told] == ["neutral", "angry", "neutral"]
    assert "• Lines about the same count once: 5 of messages.\n" in result.stderr


def test_people_get_a_table_of_what_was_asked(tmp_path: Path):
    result = run("files", [chats(tmp_path, TALKS)], language="en")

    title = intents()["dispatch"].en
    assert cells(result, title) == [*title.split(), "2", "100.0%", "50.0%"]  # one of them angry, one neutral
    assert cells(result, "All talks")[2:] == ["2", "100.0%", "50.0%"]
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_files_in_which_no_buyer_says_anything_are_said_to_be(tmp_path: Path):
    assert run("files", [chats(tmp_path, {"tb_c": TALKS["tb_c"]})]).stdout == "No buyer said anything here.\n"


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (lambda folder: orders(folder, order()), WrongFileError),
        (lambda folder: folder / "none.txt", UnreadableFileError),
    ],
)
def test_what_is_no_chat_is_refused(tmp_path: Path, made, refusal):
    result = run("files", [chats(tmp_path, TALKS), made(tmp_path)], machine=True)

    assert isinstance(result.exception, refusal)
    assert result.stdout == ""


def test_a_disk_that_refuses_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_given: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guitai.connectors.files.facts.gather", full)

    result = run("files", [chats(tmp_path, TALKS)])

    assert isinstance(result.exception, FileRefusedError)
    assert result.exception.sentence.endswith("can't be used: No space left on device.")


@pytest.fixture
def talks(shop: Shop, now):
    """Two imported talks nobody read yet."""
    for text in ("什么时候发货？", "气死我了！！！"):
        talk = ConversationFactory(
            buyer=BuyerFactory(shop=shop), channel=Channel.IMPORTED, opened_at=now, closed_at=now
        )
        MessageFactory(conversation=talk, text=text)


def test_a_shops_talks_are_read_and_counted(talks, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(understanding_chats, "_TALKS_AT_ONCE", 1)

    first, again = (json.loads(run("shop", "yunshang", machine=True).stdout) for _ in range(2))

    assert (first["shop"], first["read"], again["read"]) == ("yunshang", 2, 0)
    assert first["talks"] == again["talks"] == 2
    assert (first["moods"]["angry"], first["moods"]["neutral"]) == (1, 1)
    (dispatch,) = [each for each in first["intents"] if each["intent"] == "dispatch"]
    assert (dispatch["talks"], dispatch["moods"]["neutral"], dispatch["losing_interest"]) == (1, 1, 0)
    assert not Conversation.objects.filter(read_at=None).exists()


def test_a_shop_is_shown_as_a_table_too(talks):
    result = run("shop", "云裳女装")

    assert result.stdout.startswith("Read 2 talks of 云裳女装.\n")
    assert cells(result, intents()["dispatch"].zh)[-2:] == ["1", "50.0%"]


def test_a_new_shop_and_one_nobody_knows(shop: Shop):
    assert run("shop", "yunshang").stdout == "Read 0 talks of 云裳女装.\nNo buyer said anything here.\n"
    assert isinstance(run("shop", "nope").exception, UnknownShopError)
