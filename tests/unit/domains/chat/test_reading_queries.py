"""A reading in words, and corrections as examples."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import actions, reading_queries
from guitai.domains.chat.models import Conversation, Message
from guitai.domains.chat.reading_queries import IntentShown
from guitai.domains.trade.models import Buyer
from guitai.engines.understanding.intents import intents

ANGRY = "三天了还不发货，再不发我投诉了！！"
SOON = timedelta(minutes=1)


@pytest.fixture
def say(shop: Shop, now: datetime) -> Callable[..., Message]:
    """Let the buyer write."""

    def said(text: str, *, minute: int = 0) -> Message:
        stored = actions.receive_message(
            shop=shop, account="tb_demo01", name="", local_id=f"w{minute}", text=text, at=now + minute * SOON
        )
        return stored.message

    return said


def test_a_reading_is_told_in_the_readers_language(conversation: Conversation, say: Callable[..., Message]):
    message = say(ANGRY)
    conversation.refresh_from_db()

    zh = reading_queries.reading_of(conversation, language="zh")
    en = reading_queries.reading_of(conversation, language="en")

    assert (zh.mood, zh.satisfaction, zh.is_losing) == ("angry", conversation.satisfaction, False)
    assert {each.message for each in zh.evidence} == {message.pk}
    assert "投诉" in "".join(each.why for each in zh.evidence)
    assert zh.moves[0].say == en.moves[0].say
    assert zh.moves[0].title != en.moves[0].title
    assert [each.why for each in zh.evidence] != [each.why for each in en.evidence]
    assert IntentShown("dispatch", intents()["dispatch"].zh) in zh.asked[0].intents
    assert IntentShown("dispatch", intents()["dispatch"].en) in en.asked[0].intents


def test_what_is_asked_is_that_of_the_last_turn_line_by_line(
    conversation: Conversation, agent: Membership, lead: Membership, say: Callable[..., Message]
):
    say("有优惠吗")
    MessageFactory(conversation=conversation, text="有的", agent=agent)
    first, second = say("什么时候发货", minute=1), say("嗯嗯", minute=2)
    MessageFactory(conversation=conversation, text="今天", agent=agent)
    actions.correct_intents(message_id=second.pk, by=lead, intents=["courier"], at=second.sent_at)
    conversation.refresh_from_db()

    asked = reading_queries.reading_of(conversation, language="zh").asked

    assert [(each.message, each.text, each.corrected) for each in asked] == [
        (first.pk, "什么时候发货", False),
        (second.pk, "嗯嗯", True),
    ]
    assert [[intent.key for intent in each.intents] for each in asked] == [["dispatch"], ["courier"]]


def test_who_put_the_mood_right_is_named(
    conversation: Conversation, lead: Membership, say: Callable[..., Message]
):
    say("有货吗")
    actions.correct_mood(conversation_id=conversation.pk, by=lead, mood="angry", at=conversation.opened_at)
    conversation.refresh_from_db()
    assert reading_queries.reading_of(conversation, language="zh").corrected_by == "王芳"

    say("在吗", minute=1)
    conversation.refresh_from_db()
    assert reading_queries.reading_of(conversation, language="zh").corrected_by == ""


def test_a_talk_that_was_not_read_shows_what_was_said_and_no_more(conversation: Conversation):
    MessageFactory(conversation=conversation, text="有货吗")

    shown = reading_queries.reading_of(conversation, language="zh")

    assert (shown.mood, shown.satisfaction, shown.losing, shown.evidence, shown.moves) == (
        "",
        None,
        0,
        (),
        (),
    )
    assert [each.text for each in shown.asked] == ["有货吗"]


def test_corrected_messages_are_examples_one_for_each_intent_with_no_persons(
    shop: Shop, conversation: Conversation, buyer: Buyer, lead: Membership, say: Callable[..., Message]
):
    OrderFactory(buyer=buyer, receiver="欧阳小雨", number="4026110100000000001")
    several = say("欧阳小雨的单 4026110100000000001 发了吗，电话13812345678")
    none = say("好的", minute=1)
    for message, keys in ((several, ["dispatch", "courier"]), (none, ["thanks"])):
        actions.correct_intents(message_id=message.pk, by=lead, intents=keys, at=message.sent_at)
    actions.correct_intents(message_id=none.pk, by=lead, intents=[], at=none.sent_at)

    asked, moods = reading_queries.examples(shop)

    text = "{姓名}的单 {订单号} 发了吗，电话{电话}"
    assert asked == [{"text": text, "intent": "dispatch"}, {"text": text, "intent": "courier"}]
    assert moods == []


def test_a_talk_with_a_mood_put_right_is_an_example_as_far_as_it_was_judged(
    shop: Shop, conversation: Conversation, agent: Membership, lead: Membership, say: Callable[..., Message]
):
    say("有货吗")
    for text in ("有的", "亲，我的电话是13812345678"):
        MessageFactory(conversation=conversation, text=text, agent=agent)
    judged = say("呵呵", minute=1)
    actions.correct_mood(conversation_id=conversation.pk, by=lead, mood="disappointed", at=judged.sent_at)

    asked, moods = reading_queries.examples(shop)

    turns = [
        {"user": "有货吗", "reply": "有的\n亲，我的电话是{电话}"},
        {"user": "呵呵", "reply": "", "sat": 0},
    ]
    assert moods == [{"id": str(conversation.pk), "overall": 0, "turns": turns}]
    assert asked == []


def test_examples_are_the_shops_own(
    shop: Shop, other_shop: Shop, other_lead: Membership, conversation: Conversation
):
    talk = ConversationFactory(buyer=BuyerFactory(shop=other_shop))
    message = MessageFactory(conversation=talk, text="什么时候发货")
    actions.correct_intents(message_id=message.pk, by=other_lead, intents=["courier"], at=talk.opened_at)
    actions.correct_mood(conversation_id=talk.pk, by=other_lead, mood="angry", at=talk.opened_at)

    assert reading_queries.examples(shop) == ([], [])
    assert [len(rows) for rows in reading_queries.examples(other_shop)] == [1, 1]
