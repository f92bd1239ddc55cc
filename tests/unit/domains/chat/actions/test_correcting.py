from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.chat import ConversationFactory, MessageFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat import actions
from guitai.domains.chat.actions.correcting import MOST
from guitai.domains.chat.errors import UnknownReadingError
from guitai.domains.chat.models import Channel, Conversation, Correction, Message
from guitai.engines.understanding.intents import intents

SOON = timedelta(minutes=1)


@pytest.fixture
def asked(conversation: Conversation, now: datetime) -> Message:
    """The buyer's question when it is sent."""
    stored = actions.receive_message(
        shop=conversation.shop, account="tb_demo01", name="", local_id="w0", text="什么时候发货", at=now
    )
    return stored.message


def _mood(asked: Message, by: Membership, mood: str) -> Conversation:
    return actions.correct_mood(
        conversation_id=asked.conversation_id, by=by, mood=mood, at=asked.sent_at + SOON
    )


def _intents(asked: Message, by: Membership, *keys: str) -> Conversation:
    return actions.correct_intents(message_id=asked.pk, by=by, intents=keys, at=asked.sent_at + SOON)


def test_a_mood_is_put_right_and_every_desk_is_told(asked: Message, lead: Membership, announced: Any):
    with announced() as events:
        conversation = _mood(asked, lead, "angry")

    conversation.refresh_from_db()
    assert conversation.mood == "angry"
    (event,) = events
    assert (event.kind, event.floor, event.message) == ("conversation_understood", True, None)
    assert event.row["mood"] == "angry"
    said = Correction.objects.get()
    assert (said.message, said.of, said.was, said.now, said.by) == (asked, "mood", "neutral", "angry", lead)


def test_the_last_word_counts_and_what_was_read_stays_known(asked: Message, lead: Membership):
    _mood(asked, lead, "angry")
    _mood(asked, lead, "content")

    said = Correction.objects.get()
    assert (said.was, said.now) == ("neutral", "content")


def test_saying_what_was_read_takes_a_correction_back(asked: Message, lead: Membership):
    _mood(asked, lead, "angry")
    assert _mood(asked, lead, "neutral").mood == "neutral"

    _intents(asked, lead, "courier")
    conversation = _intents(asked, lead, "dispatch")

    assert not Correction.objects.exists()
    assert [each["intent"] for each in conversation.reading["asked"]] == ["dispatch"]


def test_intents_are_put_right_in_the_order_shown(asked: Message, lead: Membership):
    conversation = _intents(asked, lead, "courier", "stock", "courier")

    said = Correction.objects.get()
    assert (said.message, said.was, said.now) == (asked, "dispatch", "stock courier")
    assert [each["intent"] for each in conversation.reading["asked"]] == ["stock", "courier"]


def test_a_closed_talk_that_was_imported_is_put_right_too(conversation: Conversation, lead: Membership):
    talk = ConversationFactory(
        buyer=conversation.buyer, channel=Channel.IMPORTED, closed_at=conversation.opened_at
    )
    message = MessageFactory(conversation=talk, text="什么时候发货")

    assert _mood(message, lead, "anxious").mood == "anxious"


@pytest.mark.parametrize("keys", [["weather"], [*intents()][: MOST + 1]])
def test_intents_there_are_not_or_too_many_are_refused(asked: Message, lead: Membership, keys: list[str]):
    with pytest.raises(UnknownReadingError):
        _intents(asked, lead, *keys)

    assert not Correction.objects.exists()


def test_as_many_intents_as_may_be_named_fit(asked: Message, lead: Membership):
    longest = sorted(intents(), key=len)[-MOST:]

    _intents(asked, lead, *longest)

    Correction.objects.get().full_clean()


def test_a_mood_there_is_not_is_refused(asked: Message, lead: Membership):
    with pytest.raises(UnknownReadingError, match="sleepy"):
        _mood(asked, lead, "sleepy")


def test_where_the_buyer_wrote_nothing_there_is_nothing_to_put_right(
    conversation: Conversation, agent: Membership, lead: Membership
):
    answer = MessageFactory(conversation=conversation, agent=agent)

    with pytest.raises(UnknownReadingError):
        _mood(answer, lead, "angry")
    with pytest.raises(UnknownReadingError):
        _intents(answer, lead, "stock")


def test_a_lead_of_another_shop_puts_nothing_right(asked: Message, other_lead: Membership):
    with pytest.raises(UnknownReadingError):
        _mood(asked, other_lead, "angry")
    with pytest.raises(UnknownReadingError):
        _intents(asked, other_lead, "stock")

    asked.conversation.refresh_from_db()
    assert (asked.conversation.mood, Correction.objects.count()) == ("neutral", 0)
