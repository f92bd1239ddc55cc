"""The shop's own figures behind what better ones are worth."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from tests.unit.domains.performance.figures_made import LATE, MadeReport, rate, row, yuan

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.actions.pay import set_margin
from guitai.domains.performance.queries import figures
from guitai.domains.performance.queries.figures import Cut, FigureRow
from guitai.domains.performance.queries.whatif import grounds_of
from guitai.engines.metrics.computing import Value
from guitai.engines.pay.whatif import Base, Relation, TooLittle


def test_only_days_whose_payments_are_known_are_asked_for(
    shop: Shop, agent: Membership, monkeypatch: pytest.MonkeyPatch, now: datetime
):
    whole = FigureRow(values={"inquiries": Value(600), "paid": Value(180)})
    days = [row(agent, date(2026, 1, 26), conversion=rate(3, 10), average_response=rate(200, 10))]
    report = MadeReport(
        {
            Cut.SHOP: [whole],
            Cut.AGENT: [row(agent, buyers=Value(200), net_sales=yuan("40000.50"))],
            Cut.AGENT_DAY: days,
        }
    )
    monkeypatch.setattr(figures, "report", report)
    set_margin(shop=shop, share=Decimal("0.35"), by=None, at=now)

    grounds = grounds_of(shop, at=now)

    # Two days to order and three to pay before 2 March; the figures begin on 26 January.
    assert {(first, last) for _cut, first, last, _agent in report.asked} == {
        (date(2026, 2, 25) - timedelta(days=89), date(2026, 2, 25))
    }
    assert grounds.base == Base(
        days=31, inquiries=600, paid=180, buyers=200, net_sales_fen=4_000_050, margin=Decimal("0.35")
    )
    assert set(grounds.relations.values()) == {TooLittle.FEW_DAYS}


def test_late_days_and_days_without_answers_are_left_out(
    shop: Shop, agent: Membership, other_agent: Membership, monkeypatch: pytest.MonkeyPatch, now: datetime
):
    def day(number: int) -> date:
        return date(2026, 1, 1) + timedelta(days=number)

    slow = [4 * (number % 2) for number in range(40)]
    known = [
        row(who, day(number), conversion=rate(30 - wait, 100), average_response=rate(10 * (20 + wait), 10))
        for who in (agent, other_agent)
        for number, wait in enumerate(slow)
    ]
    left_out = [
        row(agent, day(41), conversion=LATE, average_response=rate(100, 10)),
        row(agent, day(42), conversion=rate(3, 10), average_response=rate(0, 0)),
    ]
    monkeypatch.setattr(figures, "report", MadeReport({Cut.AGENT_DAY: known + left_out}))

    found = grounds_of(shop, at=now).relations["average_response"]

    assert isinstance(found, Relation)
    # 4 s more are 4 points less.
    assert (found.points, found.days, found.slope) == (80, 40, pytest.approx(-0.01))
