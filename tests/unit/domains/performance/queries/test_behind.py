"""A figure opens the talks and orders it was made of."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.performance.queries.behind import chats_behind
from guitai.domains.performance.queries.figures import account_of
from guitai.domains.trade.models import Order

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
AT = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def talks(shop: Shop, agent: Membership, now: datetime) -> list[Conversation]:
    """Monday tb_a is answered and orders; nobody answers tb_b, nor on Tuesday a nameless visitor."""
    found = []
    for account, opened_at in (("tb_a", now), ("tb_b", now), ("", now + timedelta(days=1))):
        buyer = BuyerFactory(shop=shop, account=account, display_name="访客")
        ended_at = opened_at + timedelta(minutes=1)
        talk = ConversationFactory(buyer=buyer, agent=agent, opened_at=opened_at, last_at=ended_at)
        MessageFactory(conversation=talk, sent_at=opened_at)
        found.append(talk)
    MessageFactory(conversation=found[0], agent=agent, sent_at=now + timedelta(minutes=1))
    OrderFactory(buyer=found[0].buyer, number="880088", created_at=now + timedelta(hours=1))
    return found


def test_talks_and_orders_are_found_in_the_tables(shop: Shop, agent: Membership, talks: list[Conversation]):
    rate = chats_behind(shop, key="reply_rate", first=MONDAY, last=date(2026, 3, 9), at=AT)
    sales = chats_behind(shop, key="sales", first=MONDAY, last=TUESDAY, at=AT, agent=account_of(agent))

    assert [(chat.conversation_id, chat.day, chat.counted) for chat in rate.chats] == [
        (talks[2].pk, TUESDAY, False),
        (talks[0].pk, MONDAY, True),
        (talks[1].pk, MONDAY, False),
    ]
    assert rate.chats[1].first_at == talks[0].opened_at and not rate.more
    (order,) = sales.orders
    assert (order.number, order.buyer, order.agent, order.sales_fen) == (
        "880088",
        "tb_a",
        account_of(agent),
        15800,
    )
    assert order.order_id and [chat.conversation_id for chat in sales.chats] == [talks[0].pk]


def test_the_latest_come_first_and_it_is_said_where_there_are_more(shop: Shop, talks: list[Conversation]):
    found = chats_behind(shop, key="unreplied", first=MONDAY, last=TUESDAY, at=AT, limit=1)

    assert ([chat.day for chat in found.chats], found.more) == ([TUESDAY], True)


def test_who_came_back_is_told_as_of_the_day_the_report_began(shop: Shop, now: datetime):
    buyer = BuyerFactory(shop=shop, account="tb_a")
    for days in (0, 150):
        at = now + timedelta(days=days)
        MessageFactory(
            conversation=ConversationFactory(buyer=buyer, opened_at=at, last_at=at, closed_at=at), sent_at=at
        )
    then = {"first": MONDAY + timedelta(days=150), "last": MONDAY + timedelta(days=150)}
    at = AT + timedelta(days=200)

    def many(**more: object) -> int:
        return len(chats_behind(shop, key="consulted", **then, at=at, **more).chats)  # type: ignore[arg-type]

    # 150 days ago is too long for a day of its own, not for a report that began ninety days before it.
    assert (many(returning=False), many(returning=True)) == (1, 0)
    since = MONDAY + timedelta(days=60)
    assert (many(returning=False, since=since), many(returning=True, since=since)) == (0, 1)


def test_of_a_product_only_what_is_about_it(shop: Shop, agent: Membership, talks: list[Conversation]):
    order = Order.objects.get(number="880088")
    order.paid_at = order.created_at + timedelta(minutes=1)
    order.save()
    for code, fen in (("A1", 800), ("C3", 15000)):
        OrderLineFactory(order=order, product=ProductFactory(shop=shop, code=code), price_fen=fen, quantity=1)

    sold, asked, other = (
        chats_behind(shop, key=key, first=MONDAY, last=TUESDAY, at=AT, product=product)
        for key, product in (("sales", "A1"), ("inquiries", "A1"), ("sales", "B2"))
    )

    assert [(each.number, each.sales_fen) for each in sold.orders] == [("880088", 800)]
    assert [chat.conversation_id for chat in asked.chats] == [talks[0].pk]
    assert not other.orders and not other.chats
