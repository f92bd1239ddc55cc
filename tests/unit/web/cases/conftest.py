"""小美's case: a damaged shirt of tb_demo01, at the first step of the short playbook; her browser."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.aftersales import CaseFactory, CaseLineFactory, PlaybookTextFactory
from tests.factories.trade import OrderFactory, OrderLineFactory
from tests.unit.domains.aftersales.conftest import books as books

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case, PlaybookText
from guitai.domains.trade.models import Buyer, Order

CASES = "/s/yunshang/cases/"
HTMX = {"hx-request": "true"}
Open = Callable[..., Case]


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
    """小美's browser; she reads English."""
    agent.person.language = "en"
    agent.person.save(update_fields=["language"])
    browser: Client = signed_in(agent)
    return browser


@pytest.fixture
def order(buyer: Buyer) -> Order:
    """An order of two shirts and a pair of trousers, paid with ¥158.00."""
    order = OrderFactory(buyer=buyer, number="35153131408888", paid_fen=15800)
    OrderLineFactory(order=order, title="纯色衬衫", quantity=2, position=1)
    OrderLineFactory(order=order, title="直筒牛仔裤", quantity=1, position=2)
    return order


@pytest.fixture
def playbook(agent: Membership) -> PlaybookText:
    text: PlaybookText = PlaybookTextFactory(shop=agent.shop)
    return text


@pytest.fixture
def open_case(agent: Membership, order: Order, playbook: PlaybookText, now: datetime) -> Open:
    """Give ``open_case(**columns)``: a case about the order, by default 小美's and due in an hour."""

    def make(owner: Membership | None = agent, **told: Any) -> Case:
        usual = {"order": order, "playbook": playbook, "opened_by": agent, "opened_at": now}
        due = {
            "answered_at": now,
            "step_due_at": now + timedelta(hours=1),
            "due_at": now + timedelta(hours=1),
        }
        case: Case = CaseFactory(owner=owner, **usual | due | told)
        CaseLineFactory(case=case)
        return case

    return make


@pytest.fixture
def case(open_case: Open) -> Case:
    return open_case(number=7)
