"""What helps to advise a buyer is worked out of the talk and the shop's facts."""

from datetime import datetime

import pytest
from tests.factories.catalog import (
    ActivityFactory,
    PairingFactory,
    ProductFactFactory,
    ProductFactory,
    SkuFactory,
)
from tests.factories.chat import MessageFactory
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.chat import advising
from guitai.domains.chat.advising import Advice
from guitai.domains.chat.beside import Talk
from guitai.domains.chat.models import Conversation, Kind
from guitai.domains.trade.models import Buyer, OrderStatus
from guitai.engines.rulebook.facts import Line
from guitai.kernel.money import Money

CHART = {
    "sizes": [
        {"size": "S", "height": [150, 160], "weight": [40, 50]},
        {"size": "M", "height": [160, 170], "weight": [50, 60]},
    ]
}


@pytest.fixture
def shirt(shop: Shop) -> Product:
    shirt = ProductFactory(shop=shop, title="云裳纯色衬衫", category="女装上衣", size_chart=CHART)
    SkuFactory(product=shirt)
    ProductFactFactory(product=shirt)
    return shirt


@pytest.fixture
def talk(conversation: Conversation, shirt: Product) -> Conversation:
    conversation.product = shirt
    conversation.save()
    return conversation


def _advice(talk: Conversation, now: datetime) -> Advice:
    found = advising.of_talk(talk, at=now)
    assert found is not None
    return found


def _said(talk: Conversation, agent: Membership, *lines: str) -> None:
    for text in lines:
        by_agent = text.startswith("客服：")
        MessageFactory(conversation=talk, text=text.removeprefix("客服："), agent=agent if by_agent else None)


def test_size_and_needs_come_from_what_the_buyer_said(
    talk: Conversation, agent: Membership, now: datetime
) -> None:
    _said(talk, agent, "客服：亲，您身高多少呢", "165", "体重108斤")
    MessageFactory(conversation=talk, kind=Kind.NOTE, text="身高180", agent=agent)

    found = _advice(talk, now)

    assert found.size is not None
    assert found.size.size == "M"
    assert "165" in found.checklist.known["height"]


def test_before_anything_was_said_the_size_is_open_and_the_needs_are_to_be_asked(
    talk: Conversation, now: datetime
) -> None:
    found = _advice(talk, now)

    assert found.size is not None
    assert (found.size.size, found.size.missing) == (None, ("height", "weight"))
    assert (found.checklist.known, found.motives) == ({}, ())
    assert found.checklist.next_question


def test_why_a_buyer_may_ask_is_read_in_their_last_words(
    talk: Conversation, agent: Membership, now: datetime
) -> None:
    _said(talk, agent, "你好", "这个是什么材质的")

    assert {motive.topic for motive in _advice(talk, now).motives} == {"material"}


def test_the_leads_pairings_come_first_and_what_is_sold_out_is_left_out(
    talk: Conversation, shirt: Product, now: datetime
) -> None:
    skirt = ProductFactory(shop=shirt.shop, title="半身裙")
    SkuFactory(product=skirt)
    PairingFactory(product=shirt, goes_with=skirt, note="一套更显瘦")
    sold_out = SkuFactory(product__shop=shirt.shop, stock=0).product
    PairingFactory(product=shirt, goes_with=sold_out)

    (each,) = _advice(talk, now).goes_with

    assert (each.product, each.note) == (skirt, "一套更显瘦")


def test_what_may_stand_in_is_of_the_same_kind_in_stock_and_not_itself(
    talk: Conversation, shirt: Product, now: datetime
) -> None:
    like = ProductFactory(shop=shirt.shop, category="女装上衣", price_fen=14800)
    SkuFactory(product=like)
    SkuFactory(product=ProductFactory(shop=shirt.shop, category="箱包"))
    SkuFactory(product=ProductFactory(shop=shirt.shop, category="女装上衣"), stock=0)

    assert [each.product for each in _advice(talk, now).in_place] == [like]


def test_activities_count_unpaid_orders_or_one_piece(
    talk: Conversation, shirt: Product, buyer: Buyer, now: datetime
) -> None:
    ActivityFactory(shop=shirt.shop, steps=[{"from_fen": 30000, "off_fen": 3000}])
    ActivityFactory(shop=shirt.shop, name="无门槛")

    found = _advice(talk, now)
    assert (found.basket.amount, found.ordered) == (Money(15800), False)
    assert [(each.activity, each.lacking_fen) for each in found.standings] == [("满300减30", 14200)]

    OrderFactory(buyer=buyer, status=OrderStatus.UNPAID, goods_fen=28000, item_count=2, paid_at=None)
    found = _advice(talk, now)
    assert (found.basket.amount, found.basket.pieces, found.ordered) == (Money(28000), 2, True)
    assert found.standings[0].lacking_fen == 2000


def test_a_talk_without_a_product_is_about_that_of_the_order_and_without_one_there_is_no_advice(
    conversation: Conversation, shirt: Product, buyer: Buyer, now: datetime
) -> None:
    assert advising.of_talk(conversation, at=now) is None

    OrderLineFactory(order=OrderFactory(buyer=buyer), product=shirt)
    assert _advice(conversation, now).product == shirt


def test_beside_another_program_the_pasted_lines_tell(
    agent: Membership, shirt: Product, now: datetime
) -> None:
    lines = (Line(by="agent", text="身高体重多少呢"), Line(by="buyer", text="162 55公斤"))

    found = advising.beside(Talk(by=agent, product=shirt, previous=lines), at=now)

    assert found is not None
    assert found.size is not None
    assert found.size.size == "M"
    assert advising.beside(Talk(by=agent), at=now) is None
