"""The shop on Monday 2 March 2026 in the morning, with a day of talk behind it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from tests.factories.accounts import DutyFactory, ShiftPatternFactory
from tests.factories.staffing import talked

from guitai.domains.performance.actions.staffing import count_load


@pytest.fixture(autouse=True)
def monday_morning(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead.person)
    return client


@pytest.fixture
def early(shop):
    return ShiftPatternFactory(shop=shop, name="早班", blocks=[["09:00", "17:00"]])


@pytest.fixture
def talks(agent, early, now):
    """Two buyers last Monday at ten, and 小美 on duty this Monday."""
    for minute in (5, 10):
        talked(agent, datetime(2026, 2, 23, 10, minute, tzinfo=ZoneInfo("Asia/Shanghai")))
    DutyFactory(membership=agent, pattern=early)
    count_load(shop=agent.shop, at=now, most=99)
