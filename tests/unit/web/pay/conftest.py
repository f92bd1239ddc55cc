"""A shop in March 2026 with figures of February, and who opens the pages."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from tests.unit.domains.performance.figures_made import LATE, MadeReport, rate, row, yuan

from guitai.domains.accounts.models import Membership
from guitai.domains.performance.queries import figures
from guitai.domains.performance.queries.figures import Cut

Opened = Callable[[Membership], Client]
FEBRUARY = {"from": "2026-02-01", "to": "2026-02-28"}


@pytest.fixture(autouse=True)
def clock(now: datetime) -> Iterator[None]:
    """It is 2 March 2026, ten o'clock."""
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def signed_in(db: None) -> Opened:
    """Give a browser somebody is signed in with."""

    def open_for(member: Membership) -> Client:
        client = Client()
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return open_for


@pytest.fixture
def leads(lead: Membership, signed_in: Opened) -> Client:
    """The lead's browser."""
    return signed_in(lead)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, agent: Membership, other_agent: Membership) -> MadeReport:
    """小美 converts better than 阿杰 and answers slower; three of her days, one of his."""
    fast = {"rate_3min": rate(999, 1000), "rate_30s": rate(95, 100)}
    report = MadeReport(
        {
            Cut.AGENT: [
                row(
                    agent,
                    received=rate(40, 1),
                    conversion=rate(42, 100),
                    first_response=rate(900, 30),
                    net_sales=yuan("12000"),
                ),
                row(
                    other_agent,
                    received=rate(60, 1),
                    conversion=rate(30, 100),
                    first_response=rate(300, 30),
                    net_sales=yuan("9000"),
                ),
            ],
            Cut.AGENT_DAY: [
                row(agent, date(2026, 2, 3), conversion=rate(42, 100), **fast),
                row(agent, date(2026, 2, 4), conversion=rate(1, 3), **fast),
                row(agent, date(2026, 3, 1), conversion=LATE, **fast),
                row(other_agent, date(2026, 2, 4), conversion=rate(1, 100), **fast),
            ],
        }
    )
    monkeypatch.setattr(figures, "report", report)
    return report
