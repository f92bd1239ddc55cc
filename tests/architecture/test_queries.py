"""The desk asks the database a bounded number of questions, however many rows there are."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.accounts import MembershipFactory
from tests.factories.chat import ConversationFactory, DraftFactory, MessageFactory, PresenceFactory
from tests.factories.knowledge import GuideFactory, QuickPhraseFactory
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory, ParcelFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Author, Change, Conversation, Feed, Message
from guitai.domains.trade.models import Buyer

Ask = Callable[[], Any]


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def desk(agent: Membership) -> Client:
    client = Client(headers={"accept": "application/json"})
    client.force_login(agent.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _grow(shop: Shop, agent: Membership, conversation: Conversation, now: datetime, times: int) -> None:
    """Add a few of everything the desk shows."""
    for number in range(times):
        seq = Change.objects.count() + 1
        member = MembershipFactory(shop=shop)
        PresenceFactory(membership=member, seen_at=now)
        held = ConversationFactory(buyer=BuyerFactory(shop=shop), agent=member, opened_at=now)
        DraftFactory(membership=agent, conversation=held)
        MessageFactory(conversation=held, text="退货")
        MessageFactory(conversation=conversation, text="退货", agent=member if number % 2 else None)
        ConversationFactory(buyer=conversation.buyer, agent=member, opened_at=now, closed_at=now)
        order = OrderFactory(buyer=conversation.buyer)
        OrderLineFactory(order=order)
        ParcelFactory(order=order)
        QuickPhraseFactory(shop=shop)
        GuideFactory(shop=shop, steps=["打开我的订单", "点退款"])
        Change.objects.create(
            shop=shop, seq=seq, kind="message_sent", conversation=held, message=held.messages.get(), at=now
        )
        Feed.objects.update_or_create(shop=shop, defaults={"seq": seq})


ADDRESSES = {
    "page": "/s/yunshang/desk/",
    "state": "/s/yunshang/desk/state/",
    "conversation": "/s/yunshang/desk/{pk}/",
    "older messages": "/s/yunshang/desk/{pk}/messages/?before=99999999",
    "panel": "/s/yunshang/desk/{pk}/panel/",
    "search": "/s/yunshang/desk/search/?q=退货",
    "closed": "/s/yunshang/desk/closed/",
    "phrases": "/s/yunshang/desk/phrases/?conversation={pk}",
    "guides": "/s/yunshang/desk/guides/",
    "products": "/s/yunshang/desk/products/?q=裙",
}
MOST = 25


def _asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ADDRESSES)
def test_more_rows_are_not_more_questions(
    name: str, shop: Shop, agent: Membership, conversation: Conversation, desk: Client, now: datetime
):
    address = ADDRESSES[name].format(pk=conversation.pk)
    _grow(shop, agent, conversation, now, times=2)
    few = _asked(desk, address)

    _grow(shop, agent, conversation, now, times=6)

    assert _asked(desk, address) <= few <= MOST


@pytest.mark.slow
def test_a_hundred_thousand_messages_are_no_more_questions(
    shop: Shop, agent: Membership, conversation: Conversation, desk: Client, now: datetime
):
    _grow(shop, agent, conversation, now, times=2)
    before = {name: _asked(desk, address.format(pk=conversation.pk)) for name, address in ADDRESSES.items()}
    _fill(shop, agent, now)

    after = {name: _asked(desk, address.format(pk=conversation.pk)) for name, address in ADDRESSES.items()}

    assert Message.objects.count() > 100_000
    assert {name: count for name, count in after.items() if count > before[name]} == {}
    state = desk.get(ADDRESSES["state"])
    assert len(state.content) < 200_000
    assert len(desk.get(ADDRESSES["search"]).json()["hits"]) <= 40


def _fill(shop: Shop, agent: Membership, now: datetime) -> None:
    buyers = Buyer.objects.bulk_create(
        BuyerFactory.build(shop=shop, account=f"tb_many{number}") for number in range(1000)
    )
    talks = Conversation.objects.bulk_create(
        ConversationFactory.build(
            shop=shop, buyer=buyer, agent=agent, opened_at=now - timedelta(days=1), closed_at=now
        )
        for buyer in buyers
    )
    lines = {"author": Author.BUYER, "text": "退货", "sent_at": now}
    Message.objects.bulk_create(
        (Message(conversation=talk, **lines) for talk in talks for _line in range(100)), batch_size=5000
    )
