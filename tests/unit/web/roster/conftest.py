from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from tests.factories.accounts import DutyFactory, ShiftPatternFactory, SwapFactory

from guitai.domains.accounts.models import Membership, Person, ShiftPattern, Shop, Swap


@pytest.fixture(autouse=True)
def monday_morning(now: datetime) -> Iterator[None]:
    """Let it be Monday, and whatever is read after a request be in English as the page was."""
    with time_machine.travel(now, tick=False), translation.override("en"):
        yield


@pytest.fixture
def as_member() -> Callable[[Membership], Client]:
    """Give a browser somebody is signed in with, reading English."""

    def sign_in(member: Membership) -> Client:
        Person.objects.filter(pk=member.person_id).update(language="en")
        client = Client()
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def early(shop: Shop) -> ShiftPattern:
    return ShiftPatternFactory(shop=shop, name="早班", blocks=[["09:00", "18:00"]])


@pytest.fixture
def late(shop: Shop) -> ShiftPattern:
    return ShiftPatternFactory(shop=shop, name="晚班", blocks=[["17:30", "01:00"]])


@pytest.fixture
def swap(agent: Membership, other_agent: Membership, early: ShiftPattern) -> Swap:
    """阿杰 is asked to take 小美's Tuesday for nothing in return."""
    DutyFactory(membership=agent, day=date(2026, 3, 3), pattern=early)
    return SwapFactory(member=agent, colleague=other_agent, pattern=early, note="看牙医")
