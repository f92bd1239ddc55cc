"""The desk asks for suggestions."""

from django.test import Client
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.knowledge import EntryFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation


def _address(conversation: Conversation) -> str:
    return f"/s/yunshang/desk/{conversation.pk}/suggestions/"


def test_the_buyers_question_is_answered(conversation: Conversation, desk: Client) -> None:
    EntryFactory(shop=conversation.shop, answer="{买家}您好，不易起球", questions=["会起球吗"])
    MessageFactory(conversation=conversation, text="会起球吗")

    told = desk.get(_address(conversation)).json()

    assert told["question"] == "会起球吗"
    assert [one["text"] for one in told["suggestions"]] == ["tb_demo01您好，不易起球"]


def test_what_was_typed_is_answered_instead(conversation: Conversation, desk: Client) -> None:
    EntryFactory(shop=conversation.shop, answer="可以开", questions=["能开发票吗"])
    MessageFactory(conversation=conversation, text="会起球吗")

    told = desk.get(_address(conversation), {"q": "能开发票吗"}).json()

    assert [one["text"] for one in told["suggestions"]] == ["可以开"]


def test_another_shops_talk_is_not_there(conversation: Conversation, desk: Client, other_shop: Shop) -> None:
    elsewhere = ConversationFactory(buyer=BuyerFactory(shop=other_shop))

    assert desk.get(_address(elsewhere)).status_code == 404


def test_who_answers_nobody_is_suggested_nothing(conversation: Conversation, warehouse: Membership) -> None:
    browser = Client(headers={"accept": "application/json"})
    browser.force_login(warehouse.person, backend="django.contrib.auth.backends.ModelBackend")

    assert browser.get(_address(conversation)).status_code == 403
