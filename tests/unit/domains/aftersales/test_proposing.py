"""A case is filled in by what the talk told already."""

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from PIL import Image
from tests.factories.aftersales import CaseFactory
from tests.factories.catalog import ProductFactory
from tests.factories.chat import MessageFactory
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.common.files import keep_picture
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import CasePicture
from guitai.domains.aftersales.proposing import not_filed, propose
from guitai.domains.chat.models import Author, Conversation, Kind, Message
from guitai.domains.trade.models import Order


@pytest.fixture
def order(conversation: Conversation, now: datetime) -> Order:
    order = OrderFactory(
        buyer=conversation.buyer, number="660066", status="shipped", shipped_at=now - timedelta(days=2)
    )
    OrderLineFactory(order=order, title="手绘陶瓷水杯")
    return order


def say(talk: Conversation, text: str, at: datetime, **more: Any) -> Message:
    return MessageFactory(
        **{"conversation": talk, "author": Author.BUYER, "text": text, "sent_at": at} | more
    )


def picture(talk: Conversation, at: datetime) -> Message:
    written = io.BytesIO()
    Image.new("RGB", (4, 3), (Message.objects.count(), 9, 9)).save(written, "PNG")
    kept = keep_picture(written.getvalue(), shop_id=talk.shop_id, at=at)
    return say(talk, "", at, kind=Kind.PICTURE, picture=kept)


def test_the_talk_fills_in_kind_order_goods_words_fault_and_pictures(
    conversation: Conversation, order: Order, now: datetime
):
    say(conversation, "在吗", now)
    say(conversation, "杯子收到就碎了", now)
    sent = picture(conversation, now)

    found = propose(conversation, at=now)

    assert (found.kind, found.order, found.fault, found.said) == ("damaged", order, "碎了", "杯子收到就碎了")
    assert found.lines == (order.lines.get().pk,)
    assert [(each.message, each.picture) for each in found.pictures] == [(sent.pk, sent.picture_id)]


def test_a_silent_talk_proposes_the_newest_order_that_was_sent_and_no_kind(
    conversation: Conversation, order: Order, now: datetime
):
    OrderFactory(buyer=conversation.buyer, status="unpaid", created_at=now)

    found = propose(conversation, at=now)

    assert (found.kind, found.order, found.said, found.fault, found.pictures) == ("", order, "", "", ())
    assert len(found.orders) == 2


def test_without_orders_there_is_none(conversation: Conversation, now: datetime):
    found = propose(conversation, at=now)

    assert (found.order, found.lines, found.orders) == (None, (), ())


def test_an_order_that_is_named_or_sent_as_a_card_goes_before_the_newest(
    conversation: Conversation, order: Order, now: datetime
):
    newer = OrderFactory(
        buyer=conversation.buyer, number="770077", status="shipped", created_at=now, shipped_at=now
    )
    assert propose(conversation, at=now).order == newer

    say(conversation, "订单660066少了个盖子", now)
    assert propose(conversation, at=now).order == order

    say(conversation, "", now, kind=Kind.ORDER, card={"number": "770077"})
    assert propose(conversation, at=now).order == newer


def test_an_order_of_somebody_else_is_not_meant(conversation: Conversation, order: Order, now: datetime):
    OrderFactory(number="990099")
    say(conversation, "订单990099碎了", now)

    assert propose(conversation, at=now).order == order


def test_of_several_lines_the_product_in_view_or_named_is_meant(
    conversation: Conversation, order: Order, now: datetime
):
    shirt = OrderLineFactory(order=order, title="纯色衬衫", product=ProductFactory(shop=conversation.shop))
    assert propose(conversation, at=now).lines == ()

    say(conversation, "衬衫开线了", now)
    assert propose(conversation, at=now).lines == (shirt.pk,)

    conversation.product = shirt.product
    assert propose(conversation, at=now).lines == (shirt.pk,)


def test_what_the_talk_was_read_as_asking_speaks_for_a_kind(conversation: Conversation, now: datetime):
    conversation.reading = {"asked": [{"intent": "wrong_item", "score": 0.9, "message": 1}]}
    assert propose(conversation, at=now).kind == "missent"

    say(conversation, "杯子收到就碎了", now)
    assert propose(conversation, at=now).kind == "damaged"


def test_the_last_turn_weighs_more_than_what_was_answered_before(
    conversation: Conversation, agent: Membership, now: datetime
):
    say(conversation, "包裹丢了", now)
    say(conversation, "又找到了，给您派送", now, author=Author.AGENT, agent=agent)
    say(conversation, "杯子收到就碎了", now)

    found = propose(conversation, at=now)

    assert found.kind == "damaged"
    assert found.said == "包裹丢了；杯子收到就碎了"


def test_words_of_days_ago_agents_and_notes_are_left_out(
    conversation: Conversation, agent: Membership, now: datetime
):
    say(conversation, "包裹丢了", now - timedelta(days=4))
    say(conversation, "少了个盖子", now, author=Author.AGENT, agent=agent)

    assert propose(conversation, at=now).kind == ""


def test_long_words_are_cut(conversation: Conversation, now: datetime):
    for number in range(4):
        say(conversation, f"杯子碎了{number}" + "啊" * 150, now)

    assert len(propose(conversation, at=now).said) == 300


def test_pictures_that_are_in_the_case_already_are_not_to_be_filed(
    conversation: Conversation, order: Order, now: datetime
):
    case = CaseFactory(order=order, conversation=conversation)
    first, second = picture(conversation, now), picture(conversation, now)
    kept = {"picture": first.picture, "original_size": 1, "source": "chat", "message": first.pk}
    CasePicture.objects.create(shop=case.shop, case=case, at=now, **kept)

    assert [each.message for each in not_filed(case, conversation, at=now)] == [second.pk]
