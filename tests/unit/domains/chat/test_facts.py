"""The facts a reply is checked against: whose orders, what was said, who begins, what may be given."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.catalog import ProductFactory, TermsFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.guard import ContactFactory, NoContactFactory
from tests.factories.trade import (
    BuyerFactory,
    GivenAmountFactory,
    OrderFactory,
    OrderLineFactory,
    ParcelFactory,
)

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import facts
from guitai.domains.chat.models import Conversation, Kind
from guitai.domains.trade.models import Buyer, Order
from guitai.engines.rulebook.facts import Facts, Line, ProductFacts
from guitai.kernel.money import Money


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    facts.forget()
    yield
    facts.forget()


@pytest.fixture
def somebody_elses(shop: Shop) -> Order:
    """The order of a buyer the agent has nothing to do with."""
    order = OrderFactory(
        buyer=BuyerFactory(shop=shop, account="tb_other"), number="3515313140000000007", phone="13900000009"
    )
    ParcelFactory(order=order, waybill="YT2200000001234")
    return order


def of(conversation: Conversation, agent: Membership, now: datetime, draft: str = "您好") -> Facts:
    return facts.of_talk(conversation, by=agent, draft=draft, at=now)


def numbers(found: Facts) -> set[str]:
    return {order.id for order in found.orders}


def test_the_talks_own_facts(
    conversation: Conversation, agent: Membership, shop: Shop, now: datetime
) -> None:
    TermsFactory(shop=shop)
    order = OrderFactory(buyer=conversation.buyer)
    MessageFactory(conversation=conversation, text="在吗")
    MessageFactory(conversation=conversation, agent=agent, text="在的", sent_at=now)
    agent.authority_fen = 5000

    found = of(conversation, agent, now)

    assert (found.now, found.shop.name, found.shop.couriers) == (now, "云裳女装", ("圆通速递",))
    assert (found.agent.name, found.agent.authority) == ("小美", Money(5000))
    assert found.buyer.id == "tb_demo01"
    assert [one.id for one in found.own_orders] == [order.number]
    assert found.previous == (
        Line(by="buyer", text="在吗", at=conversation.opened_at),
        Line(by="agent", text="在的", at=now),
    )
    assert not found.proactive


def test_an_order_the_buyer_names_is_known_though_the_draft_names_none(
    conversation: Conversation, agent: Membership, now: datetime, somebody_elses: Order
) -> None:
    """The trap: who gives somebody else's number and asks which address they left."""
    MessageFactory(conversation=conversation, text="订单3515313140000000007留的哪个地址")

    found = of(conversation, agent, now, draft="您留的是文三路1号")

    assert somebody_elses.number in {order.id for order in found.others_orders}


def test_of_what_was_said_the_last_eight_lines_count_and_no_notes(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    for number in range(10):
        MessageFactory(conversation=conversation, text=str(number))
    MessageFactory(conversation=conversation, agent=agent, kind=Kind.NOTE, text="内部")
    MessageFactory(conversation=conversation, agent=None, author="system", kind=Kind.EVENT, text="")

    assert [line.text for line in of(conversation, agent, now).previous] == list("23456789")


@pytest.mark.parametrize(
    ("hours", "kind", "proactive"), [(23, "text", False), (23, "picture", False), (25, "text", True)]
)
def test_who_writes_a_day_after_the_buyers_last_line_begins(
    conversation: Conversation, agent: Membership, now: datetime, hours: int, kind: str, proactive: bool
) -> None:
    at = now + timedelta(hours=hours)
    MessageFactory(conversation=conversation, kind=kind, sent_at=now)
    Conversation.objects.update(last_at=now)

    assert of(conversation, agent, at).proactive is proactive


def test_a_late_answer_is_an_answer(conversation: Conversation, agent: Membership, now: datetime) -> None:
    MessageFactory(conversation=conversation, sent_at=now)
    conversation.waiting_since = now

    assert not of(conversation, agent, now + timedelta(hours=30)).proactive


def test_where_the_buyer_never_wrote_the_agent_begins(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    MessageFactory(conversation=conversation, agent=agent, sent_at=now)
    Conversation.objects.filter(pk=conversation.pk).update(opened_at=now - timedelta(days=2))
    conversation.refresh_from_db()

    assert of(conversation, agent, now).proactive


def test_what_the_buyer_wrote_in_another_talk_today_counts(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    closed = ConversationFactory(
        buyer=conversation.buyer, agent=agent, closed_at=now, opened_at=now - timedelta(hours=3), last_at=now
    )
    MessageFactory(conversation=closed, sent_at=now - timedelta(hours=2))

    assert not of(conversation, agent, now).proactive


def test_orders_of_those_the_agent_wrote_with_today_are_there(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime
) -> None:
    shop = conversation.shop
    talks = [
        ConversationFactory(buyer=BuyerFactory(shop=shop), agent=who, opened_at=now - timedelta(hours=hours))
        for who, hours in ((agent, 2), (agent, 25), (other_agent, 2))
    ]
    near, *far = [OrderFactory(buyer=talk.buyer) for talk in talks]

    found = of(conversation, agent, now)

    assert [order.id for order in found.others_orders] == [near.number]
    assert not numbers(found) & {order.number for order in far}


@pytest.mark.parametrize(
    "draft",
    ["电话13900000009", "单号是YT2200000001234", "订单号：3515313140000000007", "YT 2200 0000 0123 4"],
)
def test_an_order_the_draft_names_is_there_whoever_has_it(
    conversation: Conversation, agent: Membership, now: datetime, somebody_elses: Order, draft: str
) -> None:
    assert somebody_elses.number not in numbers(of(conversation, agent, now))

    found = of(conversation, agent, now, draft=draft)

    assert [order.id for order in found.others_orders] == [somebody_elses.number]


def test_a_number_begun_in_the_last_line_and_ended_in_the_draft_is_found(
    conversation: Conversation, agent: Membership, now: datetime, somebody_elses: Order
) -> None:
    MessageFactory(conversation=conversation, agent=agent, text="号码是1390000")
    MessageFactory(conversation=conversation, text="嗯")

    assert somebody_elses.number in numbers(of(conversation, agent, now, draft="0009"))


def test_the_product_in_view_goes_before_that_of_the_order(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    shirt, skirt = (ProductFactory(shop=conversation.shop, title=title) for title in ("衬衫", "裙子"))
    OrderLineFactory(order=OrderFactory(buyer=conversation.buyer), product=shirt)
    assert of(conversation, agent, now).product.title == "衬衫"

    conversation.product, conversation.seq = skirt, 1
    assert of(conversation, agent, now).product.title == "裙子"


def test_without_order_or_product_nothing_is_known_of_one(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    assert of(conversation, agent, now).product == ProductFacts()


def test_what_was_given_counts_in_the_own_order_alone(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    OrderFactory(buyer=conversation.buyer)
    GivenAmountFactory(buyer=conversation.buyer, at=now)

    assert [order.given for order in of(conversation, agent, now).own_orders] == [Money(1000)]


def test_contacts_and_the_wish_to_hear_nothing_are_told(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    contact = {"shop": conversation.shop, "by": agent, "account": "tb_demo01"}
    ContactFactory(**contact, at=now - timedelta(days=1))
    NoContactFactory(**contact, since=now)

    found = of(conversation, agent, now).buyer

    assert (found.contacts_7d, found.no_contact) == (1, True)


def test_facts_are_kept_until_something_happens_or_twenty_seconds_have_gone(
    conversation: Conversation, agent: Membership, now: datetime, django_assert_num_queries: Any
) -> None:
    first = of(conversation, agent, now)
    order = OrderFactory(buyer=conversation.buyer)

    with django_assert_num_queries(0):
        again = of(conversation, agent, now + timedelta(seconds=19), draft="好的")
    assert again.orders == first.orders
    assert again.now == now + timedelta(seconds=19)

    assert order.number in numbers(of(conversation, agent, now + timedelta(seconds=20)))
    conversation.seq += 1
    OrderFactory(buyer=conversation.buyer)
    assert len(numbers(of(conversation, agent, now + timedelta(seconds=21)))) == 2


def test_kept_facts_are_looked_up_anew_for_what_the_draft_names(
    conversation: Conversation,
    agent: Membership,
    now: datetime,
    somebody_elses: Order,
    django_assert_num_queries: Any,
) -> None:
    of(conversation, agent, now)

    with django_assert_num_queries(1):
        found = of(conversation, agent, now, draft="13900000009")

    assert somebody_elses.number in numbers(found)
    assert somebody_elses.number not in numbers(of(conversation, agent, now))


def test_two_agents_have_their_own_authority_and_neighbours(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime
) -> None:
    other_agent.authority_fen = 100

    assert of(conversation, agent, now).agent.authority == Money(2000)
    assert of(conversation, other_agent, now).agent.authority == Money(100)


def test_no_more_is_kept_than_so_many_talks(
    conversation: Conversation,
    agent: Membership,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
) -> None:
    monkeypatch.setattr(facts, "KEPT_MOST", 3)
    for conversation.seq in range(5):
        of(conversation, agent, now)

    with django_assert_num_queries(0):
        for conversation.seq in (2, 3, 4):
            of(conversation, agent, now)
    OrderFactory(buyer=conversation.buyer)
    conversation.seq = 1
    assert len(of(conversation, agent, now).own_orders) == 1


def test_two_talks_of_an_agent_are_near_one_another(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    mine = OrderFactory(buyer=conversation.buyer)
    talk = ConversationFactory(buyer=BuyerFactory(shop=agent.shop), agent=agent, opened_at=now)
    theirs = OrderFactory(buyer=talk.buyer)

    here, there = of(conversation, agent, now), of(talk, agent, now)

    assert (
        [order.id for order in here.own_orders]
        == [order.id for order in there.others_orders]
        == [mine.number]
    )
    assert (
        [order.id for order in there.own_orders]
        == [order.id for order in here.others_orders]
        == [theirs.number]
    )


def test_a_talk_that_comes_brings_its_buyers_orders_near_at_once(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    of(conversation, agent, now)
    talk = ConversationFactory(buyer=BuyerFactory(shop=agent.shop), agent=agent, opened_at=now)
    order = OrderFactory(buyer=talk.buyer)
    conversation.seq += 1

    assert order.number in numbers(of(conversation, agent, now))


def about(agent: Membership, now: datetime, **given: Any) -> Facts:
    told = {"buyer": None, "order": None, "product": None, "previous": (), "proactive": False, "draft": ""}
    return facts.of_buyer(shop=agent.shop, by=agent, at=now, **told | given)


def test_outside_of_a_talk_the_facts_are_those_that_are_given(
    agent: Membership, buyer: Buyer, now: datetime
) -> None:
    order = OrderFactory(buyer=buyer)
    said = [Line(by="buyer", text=str(number)) for number in range(9)]
    product = ProductFactory(shop=agent.shop, title="裙子")

    found = about(agent, now, buyer=buyer, product=product, previous=said, proactive=True)

    assert (found.buyer.id, [one.id for one in found.own_orders]) == ("tb_demo01", [order.number])
    assert (found.product.title, found.proactive) == ("裙子", True)
    assert found.previous == tuple(said[1:])


def test_an_order_alone_tells_whose_it_is(agent: Membership, buyer: Buyer, now: datetime) -> None:
    orders = [OrderFactory(buyer=buyer, created_at=now - timedelta(days=day)) for day in range(12)]

    found = about(agent, now, order=orders[11])

    assert found.buyer.id == "tb_demo01"
    assert orders[11].number in {order.id for order in found.own_orders}
    assert len(found.own_orders) == 11


def test_an_order_without_a_buyer_is_the_own_one_where_it_was_chosen(
    agent: Membership, shop: Shop, now: datetime
) -> None:
    order = OrderFactory(buyer=None, shop=shop, number="240101-123456789012345")

    found = about(agent, now, order=order, draft=f"您的订单{order.number}已发出")

    assert [one.id for one in found.own_orders] == [order.number]
    assert found.others_orders == ()


def test_with_nothing_known_every_order_that_is_named_is_somebody_elses(
    agent: Membership, now: datetime, somebody_elses: Order
) -> None:
    found = about(agent, now, draft="13900000009")

    assert found.buyer.id == ""
    assert [order.id for order in found.others_orders] == [somebody_elses.number]


def test_a_talk_is_gathered_with_few_questions(
    conversation: Conversation, agent: Membership, now: datetime, django_assert_max_num_queries: Any
) -> None:
    OrderLineFactory(order=OrderFactory(buyer=conversation.buyer), product=ProductFactory(shop=agent.shop))
    for _number in range(5):
        talk = ConversationFactory(buyer=BuyerFactory(shop=agent.shop), agent=agent, opened_at=now)
        OrderFactory(buyer=talk.buyer)

    with django_assert_max_num_queries(12):
        of(conversation, agent, now, draft="13900000009")
