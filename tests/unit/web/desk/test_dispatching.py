"""What is told of an order: first among the suggestions when it is asked for, and on the order's card."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.chat import MessageFactory
from tests.factories.delivery import CourierFactory, ReachFactory
from tests.factories.knowledge import EntryFactory
from tests.factories.trade import OrderFactory, ParcelFactory

from guitai.domains.chat.models import Author, Conversation
from guitai.domains.chat.understanding import read_talk
from guitai.domains.followups.dispatching import DispatchState
from guitai.domains.trade.models import Order
from guitai.web.desk.dispatching import STATES


@pytest.fixture
def order(conversation: Conversation) -> Order:
    """It left yesterday with 圆通, and takes two to three days."""
    sent_at = timezone.now() - timedelta(days=1)
    found = OrderFactory(
        buyer=conversation.buyer, status="shipped", created_at=sent_at, paid_at=sent_at, shipped_at=sent_at
    )
    ParcelFactory(order=found, courier="圆通", waybill="YT0001")
    ReachFactory(courier=CourierFactory(shop=conversation.shop))
    return found


def _said(conversation: Conversation, text: str, author: str = Author.BUYER) -> None:
    MessageFactory(conversation=conversation, text=text, author=author)
    read_talk(conversation, at=timezone.now())
    conversation.save()


def _suggested(desk: Client, conversation: Conversation, typed: str = "") -> list[dict[str, str]]:
    address = reverse("desk-suggestions", args=["yunshang", conversation.pk])
    suggestions: list[dict[str, str]] = desk.get(address, {"q": typed}).json()["suggestions"]
    return suggestions


def test_who_asks_where_the_parcel_is_is_told_of_the_order_first(
    conversation: Conversation, desk: Client, order: Order
):
    EntryFactory(shop=conversation.shop, answer="看订单详情", questions=["我的快递到哪了"])
    _said(conversation, "我的快递到哪了")

    first, second = _suggested(desk, conversation)

    assert (first["kind"], first["id"], first["product"]) == ("order", order.pk, order.number)
    assert "圆通，单号YT0001，预计" in first["text"]
    assert second["text"] == "看订单详情"


def test_three_are_shown_and_no_more(conversation: Conversation, desk: Client, order: Order):
    for answer in ("看订单详情", "看物流信息", "点查看物流"):
        EntryFactory(shop=conversation.shop, answer=answer, questions=["我的快递到哪了"])
    _said(conversation, "我的快递到哪了")

    assert [one["kind"] for one in _suggested(desk, conversation)] == ["order", "entry", "entry"]


def test_who_asks_something_else_is_not(conversation: Conversation, desk: Client, order: Order):
    _said(conversation, "我的快递到哪了")
    _said(conversation, "已经在派送了", Author.AGENT)
    _said(conversation, "会起球吗")

    assert _suggested(desk, conversation) == []


def test_what_was_typed_is_what_is_asked(conversation: Conversation, desk: Client, order: Order):
    _said(conversation, "会起球吗")

    assert [one["kind"] for one in _suggested(desk, conversation, "快递到哪了")] == ["order"]


def test_a_buyer_without_an_order_is_told_of_none(conversation: Conversation, desk: Client):
    _said(conversation, "什么时候发货")

    assert _suggested(desk, conversation) == []


def test_the_card_has_words_to_insert_the_phone_and_where_the_waybill_is_looked_up(
    conversation: Conversation, desk: Client, order: Order
):
    body = desk.get(reverse("desk-panel", args=["yunshang", conversation.pk])).content.decode()

    assert 'href="tel:95554"' in body
    assert 'href="https://example.com/?nu=YT0001"' in body
    assert 'data-insert="亲，您的订单' in body


def test_every_state_has_its_words():
    assert set(STATES) == set(DispatchState)
