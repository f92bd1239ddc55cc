"""小美's lists: two orders not paid, a talk without an order, something of nobody's and of 阿杰's."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.chat import ConversationFactory
from tests.factories.followups import TodoFactory
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.followups.models import Listing, Todo

FOLLOWUPS = "/s/yunshang/followups/"
HTMX = {"hx-request": "true"}
Open = Callable[..., Todo]


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def signed_in() -> Any:
    """Give ``signed_in(member)``, their browser."""

    def sign_in(member: Membership) -> Client:
        client = Client()
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def client(agent: Membership, signed_in: Any) -> Client:
    """小美's browser."""
    browser: Client = signed_in(agent)
    return browser


@pytest.fixture
def open_todo(agent: Membership, now: datetime) -> Open:
    """Give ``open_todo(buyer_name, **columns)``: an order of a shirt that was not paid, half an hour ago."""

    def make(name: str, owner: Membership | None = agent, **told: Any) -> Todo:
        buyer = BuyerFactory(shop=agent.shop, account=name, display_name=name)
        order = OrderFactory(buyer=buyer, status="unpaid", paid_at=None, created_at=now - timedelta(hours=1))
        OrderLineFactory(order=order)
        usual = {
            "listing": Listing.UNPAID,
            "key": order.number,
            "conversation": None,
            "buyer": buyer,
            "order": order,
            "message": None,
            "made_by": None,
            "due_at": now - timedelta(minutes=30),
            "ring_at": None,
            "opened_at": now - timedelta(minutes=30),
            "why": {"reason": "forgot"},
            "value_fen": 15800,
        }
        return TodoFactory(owner=owner, shop=agent.shop, **usual | told)

    return make


@pytest.fixture
def mine(agent: Membership, open_todo: Open, now: datetime) -> list[Todo]:
    """Two of 小美's, the first late; its buyer has a talk."""
    first = open_todo("甲买家")
    ConversationFactory(buyer=first.buyer, agent=agent)
    second = open_todo(
        "乙买家",
        listing=Listing.ASKED,
        due_at=now + timedelta(minutes=20),
        why={"reason": "price", "asked": ["price"]},
    )
    return [first, second]
