"""What was asked and in what mood, over talks of Monday 2 March 2026."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation, Correction
from guitai.domains.insight.asked_queries import (
    TalkDays,
    TalkSum,
    asked_between,
    corrections_there,
    talks_behind,
    talks_there,
    told,
)
from guitai.domains.insight.queries import AgentKey
from guitai.engines.understanding.summing import UPSET

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
DAYS = TalkDays(first=MONDAY, last=MONDAY)


def read(shop: Shop, at: datetime, *intents: str, mood: str = "neutral", **more: Any) -> Conversation:
    """Give a talk whose every line asks one thing."""
    talk: Conversation = ConversationFactory(
        buyer=BuyerFactory(shop=shop), mood=mood, read_at=at if mood else None, opened_at=at, **more
    )
    lines = [MessageFactory(conversation=talk, text=f"问{intent}") for intent in intents]
    talk.reading["asked"] = [
        {"intent": intent, "message": line.pk, "score": 0.8, "start": 0, "end": 2}
        for intent, line in zip(intents, lines, strict=True)
    ]
    talk.save()
    return talk


@pytest.fixture
def monday(shop: Shop, agent: Membership, other_agent: Membership, other_shop: Shop, now: datetime) -> None:
    """Three talks of Monday, and what must not count among them."""
    read(shop, now, "price", "price", "stock", agent=agent, mood="angry")
    read(shop, now, "price", agent=agent, losing_interest=100)
    read(shop, now, closed_at=now, agent_account="云裳:小丽", mood="content")
    read(shop, now, mood="", agent=other_agent)
    read(shop, now + timedelta(days=1), "refund", agent=agent)
    read(other_shop, now, "price")


def test_a_talk_counts_once_for_each_thing_asked_in_it(monday: None, shop: Shop, agent: Membership):
    found = asked_between(shop, DAYS)

    assert found.intents == {
        "price": TalkSum({"angry": 1, "neutral": 1}, 1),
        "stock": TalkSum({"angry": 1}, 0),
    }
    assert found.whole == TalkSum({"angry": 1, "neutral": 1, "content": 1}, 1)
    assert (found.whole.talks, found.whole.upset) == (3, 1)
    assert found.agents == {
        AgentKey(agent.pk, ""): TalkSum({"angry": 1, "neutral": 1}, 1),
        AgentKey(None, "云裳:小丽"): TalkSum({"content": 1}, 0),
    }
    assert talks_there(shop, DAYS) == (4, 1)


@pytest.mark.parametrize(
    ("hour", "begins", "day"),
    [
        (15, time(0), MONDAY),  # 23:30 in Shanghai
        (16, time(0), TUESDAY),
        (16, time(6), MONDAY),
        (22, time(6), TUESDAY),
    ],
)
def test_a_talk_counts_for_the_day_of_its_last_line(
    shop: Shop, now: datetime, hour: int, begins: time, day: date
):
    at = now.replace(hour=hour, minute=30)
    read(shop, now, last_at=at)

    found = asked_between(shop, TalkDays(first=MONDAY, last=TUESDAY, begins=begins))

    assert list(found.days) == [day]


def test_what_somebody_wrote_is_never_taken_for_something_asked(shop: Shop, now: datetime):
    talk = read(shop, now, "price")
    said = {"message": 1, "sign": "words", "weight": 0.8, "facts": {"words": '"intent": "refund"'}}
    Conversation.objects.filter(pk=talk.pk).update(reading={**talk.reading, "evidence": [said]})

    assert set(asked_between(shop, DAYS).intents) == {"price"}
    assert not talks_behind(shop, DAYS, intent="refund").exists()


def test_behind_a_figure_are_as_many_talks_as_it_says(monday: None, shop: Shop, agent: Membership):
    behind = {
        "all": talks_behind(shop, DAYS),
        "price": talks_behind(shop, DAYS, intent="price"),
        "upset about the price": talks_behind(shop, DAYS, intent="price", moods=UPSET),
        "part of a key": talks_behind(shop, DAYS, intent="pric"),
        "losing interest": talks_behind(shop, DAYS, losing=True),
        "小美's": talks_behind(shop, replace(DAYS, agent=AgentKey(agent.pk, ""))),
        "nobody's": talks_behind(shop, replace(DAYS, agent=AgentKey(None, "云裳:小丽"))),
    }

    assert {name: talks.count() for name, talks in behind.items()} == {
        "all": 3,
        "price": 2,
        "upset about the price": 1,
        "part of a key": 0,
        "losing interest": 1,
        "小美's": 2,
        "nobody's": 1,
    }


def test_a_talk_stands_there_with_the_line_it_was_chosen_for(shop: Shop, now: datetime):
    talk = read(shop, now, "price", "stock", mood="angry", losing_interest=100, last_text="最后一句")
    sign = {"sign": "words", "weight": 0.8, "facts": {}}
    angry, cool = (MessageFactory(conversation=talk, text=text) for text in ("气死了", "哦"))
    talk.reading |= {"evidence": [{"message": angry.pk, **sign}], "cooling": [{"message": cool.pk, **sign}]}
    silent = read(shop, now, last_text="图片")

    def line(talk: Conversation, **chosen: Any) -> str:
        (shown,) = told([talk], **chosen)
        return shown.line

    assert line(talk, intent="price", by_mood=True) == "问price"
    assert line(talk, by_mood=True) == "气死了"
    assert line(talk, by_mood=True, losing=True) == "哦"
    assert line(talk) == "问stock"
    assert line(silent, by_mood=True) == "图片"
    assert [each.is_losing for each in told([talk, silent])] == [True, False]


def test_corrections_are_counted_by_what_was_put_right(
    shop: Shop, other_shop: Shop, lead: Membership, now: datetime
):
    for where, of, right in (
        (shop, "intents", "price stock"),
        (shop, "intents", ""),
        (shop, "mood", "angry"),
        (other_shop, "mood", "angry"),
    ):
        line = MessageFactory(conversation=read(where, now))
        Correction.objects.create(message=line, of=of, now=right, by=lead, at=now)

    assert corrections_there(shop) == {"intents": 1, "moods": 1}
