import pytest
from django.test import Client
from tests.factories.chat import PictureFactory
from tests.factories.knowledge import PhraseFolderFactory, QuickPhraseFactory
from tests.factories.trade import OrderFactory, ParcelFactory

from guitai.domains.chat.models import Conversation

ADDRESS = "/s/yunshang/desk/phrases/"


def test_phrases_are_filled_for_the_conversation_at_hand(conversation: Conversation, desk: Client):
    order = OrderFactory(buyer=conversation.buyer)
    ParcelFactory(order=order, waybill="YT123")
    QuickPhraseFactory(shop=conversation.shop, text="{买家}您好，{客服}为您查到单号{单号}")

    (phrase,) = desk.get(ADDRESS, {"conversation": conversation.pk}).json()["phrases"]

    assert phrase["filled"] == "tb_demo01您好，小美为您查到单号YT123"
    assert phrase["missing"] == []


def test_without_a_conversation_only_agent_and_shop_are_known(conversation: Conversation, desk: Client):
    QuickPhraseFactory(shop=conversation.shop, text="{店铺}{客服}为您服务，{买家}")

    (phrase,) = desk.get(ADDRESS).json()["phrases"]

    assert phrase["filled"] == "云裳女装小美为您服务，{买家}"
    assert phrase["missing"] == ["买家"]


@pytest.mark.parametrize("number", ["x", "-1", "0", "9" * 30, "9" * 5000, "１", "1.0"])
def test_a_conversation_that_is_none_fills_nothing(conversation: Conversation, desk: Client, number: str):
    QuickPhraseFactory(shop=conversation.shop, text="{买家}")

    (phrase,) = desk.get(ADDRESS, {"conversation": number}).json()["phrases"]

    assert phrase["missing"] == ["买家"]


def test_phrases_are_found_by_what_was_typed(conversation: Conversation, desk: Client):
    folder = PhraseFolderFactory(shop=conversation.shop, name="物流")
    wanted = QuickPhraseFactory(shop=conversation.shop, title="发货时间", folder=folder, code="fh")
    QuickPhraseFactory(shop=conversation.shop, title="欢迎光临")

    (phrase,) = desk.get(ADDRESS, {"q": "fh"}).json()["phrases"]

    assert (phrase["id"], phrase["folder"], phrase["code"]) == (wanted.pk, "物流", "fh")


def test_a_phrase_with_a_picture_says_where_it_is(conversation: Conversation, desk: Client):
    picture = PictureFactory(shop_id=conversation.shop_id)
    QuickPhraseFactory(shop=conversation.shop, picture=picture)

    (phrase,) = desk.get(ADDRESS).json()["phrases"]

    assert phrase["picture"] == f"/s/yunshang/desk/pictures/{picture.pk}/"
