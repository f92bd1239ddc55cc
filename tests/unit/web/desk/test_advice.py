"""The advice stands beside the talk: the size, what is known, what to ask, what to offer."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.catalog import ActivityFactory, PairingFactory, ProductFactory, SkuFactory
from tests.factories.chat import MessageFactory
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Product
from guitai.domains.chat.models import Conversation

CHART = {"sizes": [{"size": "M", "height": [160, 170], "weight": [50, 60]}]}


@pytest.fixture
def shirt(shop: Shop) -> Product:
    shirt = ProductFactory(shop=shop, title="云裳纯色衬衫", category="女装上衣", size_chart=CHART)
    SkuFactory(product=shirt, stock=2)
    return shirt


def _page(desk: Client, talk: Conversation, **asked: int) -> str:
    answer = desk.get(reverse("desk-advice", args=["yunshang", talk.pk]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_said_is_ticked_and_the_rest_is_one_click_away(
    desk: Client, conversation: Conversation, shirt: Product
) -> None:
    conversation.product = shirt
    conversation.save()
    MessageFactory(conversation=conversation, text="身高165 体重55公斤")
    skirt = ProductFactory(shop=shirt.shop, title="半身裙")
    SkuFactory(product=skirt)
    PairingFactory(product=shirt, goes_with=skirt, note="一套更显瘦")

    page = _page(desk, conversation)

    assert '<strong class="advice-named">M</strong>' in page
    assert "165" in page
    assert "data-insert=" in page
    assert f'data-id="{skirt.pk}"' in page
    assert "一套更显瘦" in page


def test_what_a_basket_lacks_is_told(desk: Client, conversation: Conversation, shirt: Product) -> None:
    conversation.product = shirt
    conversation.save()
    ActivityFactory(
        shop=shirt.shop, ends_at=None, steps=[{"from_fen": 30000, "off_fen": 3000}], name="满300减30"
    )

    page = _page(desk, conversation)

    assert "满300减30" in page
    assert "¥142.00" in page


def test_few_left_opens_what_could_stand_in(desk: Client, conversation: Conversation, shirt: Product) -> None:
    conversation.product = shirt
    conversation.save()
    SkuFactory(product=ProductFactory(shop=shirt.shop, title="亚麻衬衫", category="女装上衣"), stock=30)

    assert '<details class="more pane-block" open>' in _page(desk, conversation)

    SkuFactory(product=shirt, stock=30)
    assert '<details class="more pane-block">' in _page(desk, conversation)


def test_without_a_product_the_next_step_is_said(desk: Client, conversation: Conversation) -> None:
    assert "empty" in _page(desk, conversation)


def test_another_product_of_the_buyers_orders_can_be_chosen_and_a_strangers_never(
    desk: Client, conversation: Conversation, shirt: Product, other_shop: Shop
) -> None:
    bag, order = ProductFactory(shop=shirt.shop, title="帆布包"), OrderFactory(buyer=conversation.buyer)
    for product in (shirt, bag):
        OrderLineFactory(order=order, product=product)
    theirs = ProductFactory(shop=other_shop, title="冲锋衣")

    assert f'<option value="{bag.pk}">' in _page(desk, conversation)
    page = _page(desk, conversation, product=bag.pk)
    assert f'<option value="{bag.pk}" selected>帆布包</option>' in page
    assert "advice-size" not in page
    assert "冲锋衣" not in _page(desk, conversation, product=theirs.pk)
