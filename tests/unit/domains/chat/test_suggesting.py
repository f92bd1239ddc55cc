"""What is suggested in a talk: for the buyer's lines since the last answer, about the product in view."""

from datetime import datetime

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.chat import MessageFactory
from tests.factories.knowledge import EntryFactory, QuickPhraseFactory
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.chat.beside import Talk
from guitai.domains.chat.models import Author, Conversation, Kind
from guitai.domains.chat.suggesting import asked_in, for_conversation, for_talk, shape
from guitai.domains.trade.models import Buyer
from guitai.engines.rulebook.facts import Line

QUESTION = "洗了会起球吗"


@pytest.fixture
def shirt(shop: Shop) -> Product:
    product = ProductFactory(shop=shop, short_name="衬衫")
    EntryFactory(shop=shop, product=product, answer="{买家}，{商品}不易起球", questions=[QUESTION])
    return product


def _asks(conversation: Conversation, *texts: str) -> None:
    for text in texts:
        MessageFactory(conversation=conversation, text=text)


def _texts(conversation: Conversation, by: Membership, at: datetime, typed: str = "") -> list[str]:
    return [one.text for one in for_conversation(conversation, by=by, at=at, typed=typed).answers]


def test_the_lines_since_the_last_answer_are_one_question(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    _asks(conversation, "有货吗")
    MessageFactory(conversation=conversation, author=Author.AGENT, agent=agent, text="有的")
    _asks(conversation, "在吗", "洗了会")
    MessageFactory(conversation=conversation, author=Author.AGENT, agent=agent, kind=Kind.NOTE, text="问起球")
    MessageFactory(conversation=conversation, kind=Kind.PICTURE, text="")
    _asks(conversation, "起球吗")

    assert for_conversation(conversation, by=agent, at=now).question == "洗了会 起球吗"


@pytest.mark.parametrize("last", ["answered", "thanks", "picture", "nothing"])
def test_where_nothing_is_asked_nothing_is_suggested(
    conversation: Conversation, agent: Membership, shirt: Product, now: datetime, last: str
) -> None:
    if last == "answered":
        _asks(conversation, QUESTION)
        MessageFactory(conversation=conversation, author=Author.AGENT, agent=agent, text="不会")
    elif last == "thanks":
        _asks(conversation, "好的谢谢")
    elif last == "picture":
        MessageFactory(conversation=conversation, kind=Kind.PICTURE, text="")

    suggested = for_conversation(conversation, by=agent, at=now)

    assert (suggested.question, suggested.answers, suggested.preparing) == ("", [], False)


def test_the_product_of_the_card_the_page_or_the_order_is_in_view(
    conversation: Conversation, agent: Membership, shirt: Product, now: datetime
) -> None:
    _asks(conversation, QUESTION)
    filled = [f"{conversation.buyer.display_name}，衬衫不易起球"]
    assert _texts(conversation, agent, now) == []

    order_line = OrderLineFactory(order=OrderFactory(buyer=conversation.buyer), product=shirt)
    assert _texts(conversation, agent, now) == filled
    order_line.delete()
    conversation.product = shirt
    assert _texts(conversation, agent, now) == filled
    other = ProductFactory(shop=conversation.shop)
    MessageFactory(conversation=conversation, kind=Kind.PRODUCT, card={"id": other.pk})
    assert _texts(conversation, agent, now) == []
    assert asked_in(conversation) == (QUESTION, other)


def test_what_was_typed_is_asked_instead(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    QuickPhraseFactory(shop=conversation.shop, title="退货步骤", text="请先申请退货")
    _asks(conversation, QUESTION)

    assert _texts(conversation, agent, now, typed="退货步骤") == ["请先申请退货"]


def test_beside_another_program_the_lines_and_the_order_are_those_the_agent_told(
    agent: Membership, buyer: Buyer, shirt: Product, now: datetime
) -> None:
    order = OrderLineFactory(order=OrderFactory(buyer=buyer), product=shirt).order
    lines = (Line(by="buyer", text=QUESTION),)

    (found,) = for_talk(Talk(by=agent, buyer=buyer, order=order, previous=lines), at=now).answers
    assert found.text == f"{buyer.display_name}，衬衫不易起球"
    (found,) = for_talk(Talk(by=agent, product=shirt, previous=lines), at=now).answers
    assert found.missing == ("买家", "商品")
    assert for_talk(Talk(by=agent, product=shirt), at=now).answers == []


def test_a_page_gets_what_it_shows(conversation: Conversation, agent: Membership, now: datetime) -> None:
    entry = EntryFactory(shop=conversation.shop, answer="{买家}您好", questions=[QUESTION])
    _asks(conversation, QUESTION)

    told = shape(for_conversation(conversation, by=agent, at=now))

    assert (told["question"], told["preparing"]) == (QUESTION, False)
    assert told["suggestions"] == [
        {
            "kind": "entry",
            "id": entry.pk,
            "title": QUESTION,
            "text": f"{conversation.buyer.display_name}您好",
            "missing": (),
            "product": "",
            "is_weakness": False,
        }
    ]
