"""What better figures would be worth, or why nobody knows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from tests.unit.domains.performance.figures_made import MadeReport, rate, row, yuan
from tests.unit.web.pay.conftest import Opened

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.queries.figures import Cut, FigureRow
from guitai.domains.performance.queries.pay import margin_of
from guitai.engines.metrics.computing import Value

WHATIF = "/s/yunshang/reports/whatif/"


@pytest.fixture
def fifty_days(made: MadeReport, agent: Membership, other_agent: Membership) -> MadeReport:
    """Fifty days in which 4 s more went with 4 points less, from 7 January on."""
    days = [
        row(
            who,
            date(2026, 1, 7) + timedelta(days=number),
            conversion=rate(30 - wait, 100),
            average_response=rate(10 * (20 + wait), 10),
        )
        for who in (agent, other_agent)
        for number in range(50)
        for wait in [4 * (number % 2)]
    ]
    made.rows = {
        Cut.SHOP: [FigureRow(values={"inquiries": Value(10_000), "paid": Value(2_800)})],
        Cut.AGENT: [row(agent, buyers=Value(2_000), net_sales=yuan("400000"))],
        Cut.AGENT_DAY: days,
    }
    return made


def test_a_point_of_conversion_with_its_formula(leads: Client, shop: Shop, fifty_days: MadeReport):
    leads.post(f"{WHATIF}margin/", {"share": "35"})

    told = leads.get(WHATIF).context["point"]

    # 10,000 x 1 % x 30/50 = 60 buyers, 200 yuan each, 35 % of it
    assert margin_of(shop) == Decimal("0.35")
    assert (told.buyers, told.sales, told.margin) == ("60.0", "¥12,000.00", "¥4,200.00")
    assert "10,000" in told.steps[0] and "¥200.00" in told.steps[1] and "35%" in told.steps[2]


def test_a_clear_relation_is_told_only_as_far_as_it_was_seen(leads: Client, fifty_days: MadeReport):
    average, first = leads.get(WHATIF).context["quicker"]

    # The mean is 22 s and the shortest 20 s: five seconds less was never seen.
    assert average.relation and average.why_not and average.told is None
    assert first.why_not and not first.relation


def test_what_was_seen_is_worth_what_it_says(leads: Client, fifty_days: MadeReport, agent: Membership):
    for number, day in enumerate(list(fifty_days.rows[Cut.AGENT_DAY])):
        quick = number % 10 == 0
        fifty_days.rows[Cut.AGENT_DAY][number] = row(
            agent,
            day.day,
            conversion=rate(38 if quick else 28, 100),
            average_response=rate(120 if quick else 220, 10),
        )

    average = leads.get(WHATIF).context["quicker"][0]

    # 10 s less went with 10 points more: 5 s are 5 points, five times 60 buyers.
    assert (average.told.buyers, average.told.sales) == ("300.0", "¥60,000.00")


def test_without_figures_nothing_is_made_up(leads: Client, made: MadeReport):
    made.rows = {}

    context = leads.get(WHATIF).context

    assert context["point"] is None
    assert [each.told for each in context["quicker"]] == [None, None]


@pytest.mark.parametrize("share", ["0", "101", "viel"])
def test_a_margin_that_is_none_is_refused(leads: Client, shop: Shop, share: str):
    assert leads.post(f"{WHATIF}margin/", {"share": share}).status_code == 302

    assert margin_of(shop) is None


def test_agents_are_not_shown_what_the_shop_earns(signed_in: Opened, agent: Membership):
    assert signed_in(agent).get(WHATIF).status_code == 403
