"""Everything that was said, talk by talk."""

from datetime import timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.chat.models import Author, Kind
from guitai.domains.chat.spoken import talks_within
from guitai.kernel.periods import Period

HOUR = timedelta(hours=1)


@pytest.fixture
def period(now):
    return Period(now - HOUR, now + HOUR)


def said(shop, period):
    return {
        key: [(line.who, line.text, line.product) for line in lines]
        for key, lines in talks_within(shop, period)
    }


def test_each_talk_is_given_in_order_with_who_said_it(conversation, agent, now, period):
    MessageFactory(conversation=conversation, text="有的", agent=agent, sent_at=now + timedelta(seconds=1))
    MessageFactory(conversation=conversation, text="有货吗", sent_at=now)
    imported = ConversationFactory(
        buyer=BuyerFactory(shop=agent.shop), agent_account="示例店:小何", opened_at=now, closed_at=now
    )
    MessageFactory(conversation=imported, author=Author.AGENT, text="您好")

    assert said(agent.shop, period) == {
        conversation.pk: [("", "有货吗", None), ("小美", "有的", None)],
        imported.pk: [("示例店:小何", "您好", None)],
    }


def test_what_nobody_said_to_this_buyer_alone_is_left_out(conversation, agent, now, period):
    for more in (
        {"author": Author.ROBOT},
        {"author": Author.SYSTEM, "kind": Kind.EVENT},
        {"kind": Kind.NOTE, "agent": agent},
        {"kind": Kind.PICTURE, "text": ""},
        {"text": "@所有人 今晚开播", "agent": agent},
        {"sent_at": now + 2 * HOUR},
    ):
        MessageFactory(conversation=conversation, **{"sent_at": now, **more})

    assert said(agent.shop, period) in ({}, {conversation.pk: []})


def test_the_product_is_the_one_shown_last_else_the_one_they_came_from(
    shop, conversation, agent, now, period
):
    came, shown, linked = (ProductFactory(shop=shop, platform_id=str(88880000 + each)) for each in range(3))
    conversation.product = came
    conversation.save()
    for second, line in enumerate(
        (
            {"text": "这件"},
            {"kind": Kind.PRODUCT, "text": "", "card": {"id": shown.pk}},
            {"text": "这个呢", "agent": agent},
            {"text": "https://item.taobao.com/item.htm?id=88880002 这个"},
        )
    ):
        MessageFactory(conversation=conversation, sent_at=now + timedelta(seconds=second), **line)

    products = [product for lines in said(shop, period).values() for _who, _text, product in lines]
    assert products == [came.pk, shown.pk, linked.pk]


def test_another_shop_is_not_read(conversation, neighbour, now, period):
    MessageFactory(conversation=conversation, sent_at=now)

    assert said(neighbour.shop, period) == {}
