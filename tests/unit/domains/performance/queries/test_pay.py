"""Whose scheme is whose, whose targets are whose, and what a month comes to."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.domains.performance.figures_made import LATE, MadeReport, rate, row, yuan

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.performance import shipped_schemes
from guitai.domains.performance.actions import pay as actions
from guitai.domains.performance.errors import UnknownSchemeError
from guitai.domains.performance.queries import figures
from guitai.domains.performance.queries import pay as queries
from guitai.domains.performance.queries.figures import Cut
from guitai.engines.pay.reading import read_scheme

MARCH, FEBRUARY = date(2026, 3, 1), date(2026, 2, 1)
SHIPPED = shipped_schemes.written()
GOOD = {"conversion": rate(42, 100), "rate_3min": rate(999, 1000), "rate_30s": rate(95, 100)}
POOR = {"conversion": rate(1, 100), "rate_3min": rate(1, 2), "rate_30s": rate(1, 2)}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, agent: Membership, other_agent: Membership) -> MadeReport:
    """小美 has a good and a poor day in February, 阿杰 a day whose conversion is not known yet."""
    last = date(2026, 2, 28)
    report = MadeReport(
        {
            Cut.AGENT_DAY: [
                row(agent, date(2026, 2, 3), **GOOD),
                row(agent, date(2026, 2, 4), **POOR),
                row(other_agent, last, **GOOD | {"conversion": LATE}),
            ],
            Cut.AGENT: [
                row(agent, net_sales=yuan("90000"), conversion=rate(44, 100), reply_rate=rate(98, 100)),
                row(other_agent, net_sales=yuan("1"), conversion=LATE, reply_rate=rate(98, 100)),
            ],
        }
    )
    monkeypatch.setattr(figures, "report", report)
    return report


def force(shop: Shop, now: datetime, scheme: str = "steps", **whom: Any) -> None:
    actions.put_in_force(shop=shop, written=SHIPPED[scheme], by=None, at=now, **{"month": FEBRUARY} | whom)


def test_an_agents_own_target_comes_first_and_a_shops_sum_is_not_for_one(
    shop: Shop, agent: Membership, now: datetime
):
    told = {"shop": shop, "month": FEBRUARY, "by": None, "at": now}
    for figure, value in (("conversion", "0.4"), ("reply_rate", "0.95"), ("net_sales", "500000")):
        actions.set_target(**told, figure=figure, value=Decimal(value))
    actions.set_target(**told, figure="conversion", value=Decimal("0.5"), membership=agent)

    assert queries.targets_of(shop) == {
        "conversion": Decimal("0.4"),
        "reply_rate": Decimal("0.95"),
        "net_sales": Decimal(500000),
    }
    own = {"conversion": Decimal("0.5"), "reply_rate": Decimal("0.95")}
    assert queries.targets_of(shop, membership=agent, month=FEBRUARY) == own
    assert queries.targets_by_agent(shop, month=FEBRUARY)(agent.pk) == own


def test_days_add_up_to_the_months_pay(shop: Shop, agent: Membership, made: MadeReport, now: datetime):
    force(shop, now)

    pay = queries.pay_of(agent, date(2026, 2, 17), now)

    # 750 points pay 160.00, none 96.00.
    assert [(each.day.day, each.score.pay_fen) for each in pay.days] == [(3, 16000), (4, 9600)]
    assert (pay.pay_fen, pay.points, pay.is_provisional, pay.version) == (25600, Decimal(750), False, 1)
    assert made.asked == [(Cut.AGENT_DAY, FEBRUARY, date(2026, 2, 28), "yunshang:xiaomei")]


def test_a_late_figure_makes_a_month_that_is_over_provisional(
    shop: Shop, other_agent: Membership, made: MadeReport, now: datetime
):
    force(shop, now)

    pay = queries.pay_of(other_agent, FEBRUARY, now)

    # Without conversion 250 of 750 points are there, both reached.
    assert (pay.pay_fen, pay.late, pay.is_provisional) == (16000, {"conversion"}, True)


def test_a_month_that_goes_on_is_asked_for_until_today(
    shop: Shop, agent: Membership, made: MadeReport, now: datetime
):
    force(shop, now)

    pay = queries.pay_of(agent, MARCH, now)

    assert made.asked == [(Cut.AGENT_DAY, MARCH, date(2026, 3, 2), "yunshang:xiaomei")]
    assert (pay.pay_fen, pay.points, pay.is_provisional) == (None, None, True)


def test_nothing_is_asked_of_a_month_to_come(shop: Shop, agent: Membership, made: MadeReport, now: datetime):
    force(shop, now)

    assert queries.pay_of(agent, date(2026, 4, 1), now).pay_fen is None
    assert made.asked == []


def test_days_that_are_not_counted_make_it_provisional(
    shop: Shop, agent: Membership, made: MadeReport, now: datetime
):
    force(shop, now)
    made.missing = (date(2026, 2, 9),)

    assert queries.pay_of(agent, FEBRUARY, now).is_provisional


def test_who_neither_talked_nor_sold_is_not_scored(
    shop: Shop, agent: Membership, monkeypatch: pytest.MonkeyPatch, now: datetime
):
    empty = row(agent, date(2026, 2, 5), **GOOD | {"consulted": rate(0, 0)})
    monkeypatch.setattr(figures, "report", MadeReport({Cut.AGENT_DAY: [empty]}))
    force(shop, now)

    assert queries.pay_of(agent, FEBRUARY, now).pay_fen is None


def test_ones_own_scheme_comes_before_the_groups_and_that_before_the_shops(
    shop: Shop, agent: Membership, presale: Group, made: MadeReport, now: datetime
):
    agent.groups.add(presale)

    def scheme() -> str | None:
        pay = queries.pay_of(agent, FEBRUARY, now)
        return pay.scheme.id if pay.scheme else None

    assert scheme() is None
    at = datetime.fromisoformat("2026-02-01T00:00:00+08:00")
    force(shop, at, "steps")
    assert scheme() == "steps"
    force(shop, at, "linear", group=presale)
    assert scheme() == "linear"
    force(shop, at, "attainment", membership=agent)
    assert scheme() == "attainment"
    actions.end_scheme(shop=shop, month=FEBRUARY, membership=agent, by=None, at=at)
    assert scheme() is None


def test_a_payroll_asks_for_figures_once_for_each_way_of_paying(
    shop: Shop, lead: Membership, agent: Membership, other_agent: Membership, made: MadeReport, now: datetime
):
    at = datetime.fromisoformat("2026-02-01T00:00:00+08:00")
    force(shop, at)
    force(shop, at, "attainment", membership=other_agent)

    rows = queries.payroll(shop, month=FEBRUARY, at=now)

    # The lead answered nobody and has no line.
    assert {row.member: row.pay.pay_fen for row in rows} == {agent: 25600, other_agent: None}
    assert sorted(cut for cut, *_rest in made.asked) == [Cut.AGENT, Cut.AGENT_DAY]


def test_a_trial_shows_what_would_be_beside_what_is(
    shop: Shop, agent: Membership, other_agent: Membership, made: MadeReport, now: datetime
):
    force(shop, now)
    told = {"shop": shop, "month": FEBRUARY, "by": None, "at": now}
    for figure, value in (("conversion", "0.4"), ("reply_rate", "0.98")):
        actions.set_target(**told, figure=figure, value=Decimal(value))
    actions.set_target(**told, figure="net_sales", value=Decimal(100000), membership=agent)
    scheme = read_scheme(SHIPPED["attainment"] | {"pay": {"per_point": 10}})

    [tried] = queries.trial(shop, scheme=scheme, month=FEBRUARY, at=now, membership=agent)

    # average_response is missing, so x 100/90: 0.9 x 43 = 43.00, 1.1 x 30 = 36.67, 17 = 18.89
    assert (tried.pay.points, tried.pay.pay_fen) == (Decimal("98.56"), 98560)
    assert tried.before and tried.before.pay_fen == 25600


def test_a_months_sum_is_no_target_of_a_day(shop: Shop, agent: Membership, made: MadeReport, now: datetime):
    told = {"shop": shop, "month": FEBRUARY, "by": None, "at": now, "membership": agent}
    actions.set_target(**told, figure="net_sales", value=Decimal(100000))
    scheme = read_scheme(dict(SHIPPED["attainment"]) | {"each": "day"})

    [tried] = queries.trial(shop, scheme=scheme, month=FEBRUARY, at=now, membership=agent)

    # Of the day's figures conversion alone is there, and it has no target.
    assert {line.status for day in tried.pay.days for line in day.score.lines} == {"missing", "no_target"}
    assert tried.pay.points is None


def test_a_scheme_is_found_by_its_source(shop: Shop, other_shop: Shop, now: datetime):
    force(shop, now)
    version = queries.in_force(shop, month=FEBRUARY)[0].version_id

    assert queries.written_scheme(shop, "shipped:linear")["id"] == "linear"
    assert queries.written_scheme(shop, f"version:{version}")["id"] == "steps"
    for whose, source in (
        (other_shop, f"version:{version}"),
        (shop, "version:x"),
        (shop, "shipped:x"),
        (shop, ""),
    ):
        with pytest.raises(UnknownSchemeError):
            queries.written_scheme(whose, source)
