"""What better figures are worth, by hand."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from guitai.engines.pay.whatif import AgentDay, Base, Relation, TooLittle, Worth, relation, worth

POINT = Decimal("0.01")
# 60 days, 6,000 inquiries, 1,800 of them paid; 2,000 buyers left ¥400,000, refunds taken off; 35 % is margin.
BASE = Base(days=60, inquiries=6000, paid=1800, buyers=2000, net_sales_fen=40_000_000, margin=Decimal("0.35"))


def test_a_point_of_conversion():
    # 6000 x 1 % = 60 buyers in 60 days, 30 in 30; 200 yuan each; 35 % of that
    assert worth(BASE, POINT) == Worth(
        points=POINT, buyers=Decimal(30), sales_fen=600_000, margin_fen=210_000
    )


def test_without_a_margin_there_are_sales_alone():
    told = worth(replace(BASE, margin=None), POINT)

    assert told and (told.sales_fen, told.margin_fen) == (600_000, None)


@pytest.mark.parametrize(
    "changed",
    [{"inquiries": 0, "paid": 0}, {"buyers": 0}, {"days": 0}, {"paid": 5999}],
    ids=["no inquiries", "no buyers", "no days", "more than everybody"],
)
def test_what_cannot_be_told_is_not_told(changed: dict[str, int]):
    assert worth(replace(BASE, **changed), POINT) is None


def days(slope: float, *, noise: float = 0.0, many: int = 40, agents: int = 3) -> list[AgentDay]:
    """Give agents' days; each agent has a level of their own, and the quicker ones sell less."""
    chance = random.Random(7)
    made = []
    for agent in range(agents):
        for number in range(many):
            seconds = 20.0 + 10 * agent + number % 11
            share = 0.3 + 0.1 * agent + slope * (seconds - 20 - 10 * agent) + chance.gauss(0, noise)
            day = date(2026, 9, 1) + timedelta(days=number)
            made.append(AgentDay(f"a{agent}", day, seconds, 1000, round(1000 * share)))
    return made


def test_the_slope_within_agents_is_found_though_quick_agents_sell_less():
    found = relation(days(-0.004))

    assert isinstance(found, Relation)
    assert found.slope == pytest.approx(-0.004, abs=1e-9)
    assert found.is_clear and (found.points, found.days, found.agents) == (120, 40, 3)
    assert found.covers(5) and not found.covers(20)


def test_two_agents_by_hand():
    # Within the agents: waits -1 and 1 s, shares +0.01 and -0.01 in turn, so -0.01 with no error left.
    even = [
        AgentDay(agent, date(2026, 9, 1) + timedelta(days=number), 10 + slow, 100, 31 - slow)
        for agent in "ab"
        for number in range(40)
        for slow in [2 * (number % 2)]
    ]

    found = relation(even)

    assert isinstance(found, Relation)
    assert (found.slope, found.low, found.high) == pytest.approx((-0.01, -0.01, -0.01))


def test_noise_leaves_a_range_and_no_answer():
    found = relation(days(0.0, noise=0.05))

    assert isinstance(found, Relation)
    assert found.low < 0 < found.high and not found.is_clear


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (days(-0.004, many=19), TooLittle.FEW_DAYS),
        (days(-0.004, many=25, agents=1), TooLittle.FEW_POINTS),
        ([replace(day, inquiries=0, paid=0) for day in days(-0.004)], TooLittle.FEW_DAYS),
        ([replace(day, seconds=12.0) for day in days(-0.004)], TooLittle.ALIKE),
        ([], TooLittle.FEW_DAYS),
    ],
)
def test_too_little_is_said(given: list[AgentDay], why: TooLittle):
    assert relation(given) is why
