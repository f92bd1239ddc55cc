"""A week of figures as the shop's queries give them, and who opens the reports."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.unit.web.reports.cast import AJIE, XIAOMEI, day, rate, row

from guitai.domains.accounts.models import Membership
from guitai.domains.performance.queries import figures
from guitai.domains.performance.queries.figures import Cut, FigureRow, Report
from guitai.engines.metrics.computing import Value

Opened = Callable[[Membership], Client]
WEEK = {"from": "2026-11-16", "to": "2026-11-22"}


@pytest.fixture
def signed_in() -> Opened:
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
def week(monkeypatch: pytest.MonkeyPatch) -> dict[Cut, list[FigureRow]]:
    """Rows by cut, those of the week of 16 November 2026; the days before were quieter."""
    kept = {
        Cut.SHOP: [
            row(
                {
                    "consulted": Value(130),
                    "received": Value(120),
                    "unreplied": Value(4),
                    "reply_rate": rate(120, 124),
                    "average_response": rate(9000, 200),
                    "inquiries": Value(80),
                    "ordered": Value(40),
                    "paid": Value(32),
                    "conversion": Value(None, 32, 80, late=True),
                }
            )
        ],
        Cut.AGENT: [
            row({"received": Value(70), "average_response": rate(3000, 100)}, agent=XIAOMEI),
            row({"received": Value(52), "average_response": rate(9000, 100)}, agent=AJIE),
        ],
        Cut.DAY: [
            row({"received": Value(60)}, day=day("2026-11-16")),
            row({"received": Value(62)}, day=day("2026-11-17")),
        ],
        Cut.MONTH: [row({"received": Value(220)}, month=day("2026-11-01"))],
        Cut.HOUR: [row({"received": Value(30)}, hour=10), row({"received": Value(90)}, hour=20)],
        Cut.WEEKDAY_HOUR: [
            row({"received": Value(30)}, weekday=0, hour=10),
            row({"received": Value(90)}, weekday=6, hour=20),
        ],
    }

    def report(shop: Any, *, first: date, last: date, cut: Cut, at: datetime, agent: str = "") -> Report:
        rows = kept.get(cut, [])
        if first < day("2026-11-16") and cut is not Cut.MONTH:
            rows = [row({"received": Value(100)})]
        missing = (day("2026-11-17"),) if cut is Cut.SHOP else ()
        return Report(rows=rows, missing=missing, as_of=at)

    monkeypatch.setattr(figures, "report", report)
    return kept
