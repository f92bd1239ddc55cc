"""What is read out of a talk, with what a lead put right over it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.chat import MessageFactory, PictureFactory

from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import actions, understanding
from guitai.domains.chat.importing import LineOfChat, put_chats
from guitai.domains.chat.models import Author, Conversation, Correction, Kind, Message
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.types import Mood, Turn

ANGRY = "三天了还不发货，再不发我投诉了！！"
SOON = timedelta(minutes=1)


@pytest.fixture
def say(conversation: Conversation, now: datetime) -> Callable[..., Message]:
    """Let the buyer write."""

    def said(text: str, *, minute: int = 0) -> Message:
        stored = actions.receive_message(
            shop=conversation.shop,
            account="tb_demo01",
            name="",
            local_id=f"w{minute}",
            text=text,
            at=now + minute * SOON,
        )
        return stored.message

    return said


def _right(message: Message, by: Membership, of: str, now: str) -> None:
    Correction.objects.create(message=message, of=of, was="", now=now, by=by, at=message.sent_at)


def _read(conversation: Conversation) -> Conversation:
    conversation.refresh_from_db()
    return conversation


def _asked(conversation: Conversation, message: Message) -> list[str]:
    asked = _read(conversation).reading["asked"]
    return [each["intent"] for each in asked if each["message"] == message.pk]


def test_a_message_that_cannot_be_read_is_kept(
    conversation: Conversation, say: Callable[..., Message], monkeypatch: pytest.MonkeyPatch, caplog: Any
):
    def fail(_turns: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(understanding, "read", fail)

    message = say(ANGRY)

    assert Message.objects.filter(pk=message.pk).exists()
    assert (_read(conversation).mood, conversation.reading) == ("", {})
    assert f"could not read the talk up to message {message.pk}" in caplog.text


def test_an_angry_message_is_read_as_it_comes(
    conversation: Conversation, say: Callable[..., Message], now: datetime
):
    message = say(ANGRY)

    read = _read(conversation)
    assert (read.mood, read.read_at) == ("angry", now)
    assert read.satisfaction in {1, 2}
    assert "dispatch" in _asked(conversation, message)
    assert read.reading["moves"]
    assert {each["message"] for each in read.reading["evidence"]} == {message.pk}


def test_each_thing_asked_is_told_with_its_place(conversation: Conversation, say: Callable[..., Message]):
    say("你好")
    text = "这个什么时候发货呀"
    message = say(text, minute=1)

    (asked,) = [each for each in _read(conversation).reading["asked"] if each["message"] == message.pk]
    assert asked["intent"] == "dispatch"
    assert text[asked["start"] : asked["end"]] in text[: asked["end"]]
    assert 0 < asked["score"] <= 1


def test_what_is_no_text_of_the_two_is_not_read(
    conversation: Conversation, agent: Membership, say: Callable[..., Message]
):
    for more in (
        {"author": Author.ROBOT},
        {"kind": Kind.NOTE, "agent": agent},
        {"author": Author.SYSTEM, "kind": Kind.EVENT},
        {"kind": Kind.PICTURE, "text": ""},
    ):
        MessageFactory(conversation=conversation, **{"text": ANGRY, **more})
    MessageFactory(conversation=conversation, text="您好", agent=agent)
    say("有货吗")

    lines = understanding.last_lines(conversation.pk)
    assert [(line.by, line.text) for line in lines] == [("agent", "您好"), ("buyer", "有货吗")]
    assert _read(conversation).mood == "neutral"


def test_of_a_long_talk_the_last_lines_are_read(conversation: Conversation, say: Callable[..., Message]):
    MessageFactory(conversation=conversation, text=ANGRY)
    for _line in range(understanding.LINES - 1):
        MessageFactory(conversation=conversation, text="好的")
    last = say("有货吗")

    lines = understanding.last_lines(conversation.pk)
    assert (len(lines), lines[-1].message) == (understanding.LINES, last.pk)
    assert ANGRY not in {line.text for line in lines}


def test_a_picture_changes_no_mood(conversation: Conversation, say: Callable[..., Message], now: datetime):
    say(ANGRY)
    actions.receive_picture(
        shop=conversation.shop,
        account="tb_demo01",
        name="",
        local_id="p1",
        picture=PictureFactory(shop_id=conversation.shop_id),
        at=now + SOON,
    )

    assert (_read(conversation).mood, conversation.read_at) == ("angry", now)


def test_where_the_buyer_wrote_nothing_there_is_nothing_to_read(
    conversation: Conversation, agent: Membership, now: datetime
):
    MessageFactory(conversation=conversation, text="您好", agent=agent)

    understanding.read_talk(conversation, at=now)

    read = (conversation.mood, conversation.satisfaction, conversation.losing_interest, conversation.reading)
    assert read == ("", None, 0, {})


@pytest.mark.parametrize(("said", "mood"), [("angry", "angry"), ("content", "content")])
def test_what_the_lead_says_of_the_mood_counts_at_the_last_words(
    conversation: Conversation, lead: Membership, say: Callable[..., Message], said: str, mood: str
):
    _right(say("有货吗"), lead, "mood", said)

    understanding.read_talk(conversation, at=conversation.opened_at)

    assert (conversation.mood, conversation.reading["evidence"]) == (mood, [])
    assert (conversation.satisfaction > 3) == (said == "content")


@pytest.mark.parametrize(("mood", "words"), understanding.SAY.items())
def test_the_words_that_stand_for_a_mood_are_read_as_it(mood: Mood, words: str):
    assert read([Turn("buyer", words)]).mood is mood


def test_a_mood_the_lead_said_fades_as_one_that_was_read_and_nobody_said_its_words(
    conversation: Conversation, lead: Membership, say: Callable[..., Message]
):
    _right(say("行吧"), lead, "mood", "angry")

    later = say("尺码偏大吗", minute=1)
    fresh = _read(conversation)
    assert fresh.mood == "angry"
    assert {each["message"] for each in fresh.reading["evidence"]} == {later.pk}

    for minute in range(2, 20):
        say("谢谢，知道了", minute=minute)
    assert _read(conversation).mood != "angry"


def test_an_angry_buyer_is_not_to_be_won_back(
    conversation: Conversation, agent: Membership, lead: Membership, say: Callable[..., Message]
):
    for minute, text in enumerate(("这件大衣是什么面料的呀，会起球吗", "哦", "嗯", "哦", "再看看吧")):
        last = say(text, minute=minute)
        MessageFactory(conversation=conversation, text="亲，是羊毛的", agent=agent)
    assert _read(conversation).losing_interest >= 50

    _right(last, lead, "mood", "angry")
    understanding.read_talk(conversation, at=conversation.opened_at)

    assert (conversation.mood, conversation.losing_interest) == ("angry", 0)
    assert conversation.reading["cooling"] == []


def test_a_calmed_mood_is_read_anew_from_the_next_words_on(
    conversation: Conversation, lead: Membership, say: Callable[..., Message]
):
    _right(say(ANGRY), lead, "mood", "neutral")

    say("好的", minute=1)
    assert _read(conversation).mood == "neutral"

    again = say(ANGRY, minute=2)
    read = _read(conversation)
    assert read.mood == "angry"
    assert {each["message"] for each in read.reading["evidence"]} == {again.pk}


def test_intents_the_lead_said_stand(
    conversation: Conversation, lead: Membership, say: Callable[..., Message]
):
    message = say("什么时候发货")
    _right(message, lead, "intents", "courier dispatch")
    other = say("有优惠吗", minute=1)

    assert _asked(conversation, message) == ["courier", "dispatch"]
    assert _asked(conversation, other) == ["discount"]


def test_nothing_asked_is_something_a_lead_may_say(
    conversation: Conversation, lead: Membership, say: Callable[..., Message]
):
    message = say("什么时候发货")
    _right(message, lead, "intents", "")
    say("在吗", minute=1)

    assert _asked(conversation, message) == []


def test_the_floor_is_told_when_a_buyer_gets_angry_and_not_when_nothing_changes(
    conversation: Conversation, say: Callable[..., Message], announced: Any
):
    say("有货吗")
    with announced() as calm:
        say("黑色的", minute=1)
    with announced() as angry:
        say(ANGRY, minute=2)

    assert [event.floor for event in (*calm, *angry)] == [False, True]


def test_an_import_that_adds_to_a_talk_lets_it_be_read_anew(shop: Shop, now: datetime):
    def put(*minutes: int) -> Tally:
        buyer = {"agent": "云裳女装:小美", "buyer": "tb_a", "sender": "tb_a", "author": Author.BUYER}
        lines = [LineOfChat(**buyer, sent_at=now + minute * SOON, text=f"第{minute}句") for minute in minutes]
        return put_chats(shop=shop, lines=lines)

    put(1)
    Conversation.objects.update(read_at=now)
    put(1)
    assert Conversation.objects.get().read_at == now

    put(0)
    assert Conversation.objects.get().read_at is None


def test_reading_a_message_costs_one_question(
    conversation: Conversation, say: Callable[..., Message], monkeypatch: pytest.MonkeyPatch
):
    say("有货吗")
    with CaptureQueriesContext(connection) as asked:
        understanding.read_talk(conversation, at=conversation.opened_at)

    assert len(asked) == 1
