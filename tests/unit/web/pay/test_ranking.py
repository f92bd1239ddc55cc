"""Agents side by side."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.unit.domains.performance.figures_made import MadeReport, rate, row
from tests.unit.web.pay.conftest import FEBRUARY, Opened

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.performance.actions.pay import set_target
from guitai.domains.performance.queries.figures import Cut

AGENTS = "/s/yunshang/reports/agents/"


def ranked(client: Client, **asked: str) -> list[tuple[int | None, str]]:
    response = client.get(AGENTS, FEBRUARY | asked)
    assert response.status_code == 200
    return [(each.rank, each.agent.name) for each in response.context["ranked"]]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", [(1, "小美"), (2, "阿杰")]),
        ("conversion", [(2, "阿杰"), (1, "小美")]),
        ("first_response", [(1, "阿杰"), (2, "小美")]),
        ("-first_response", [(2, "小美"), (1, "阿杰")]),
        ("charm", [(1, "小美"), (2, "阿杰")]),
    ],
)
def test_the_best_is_first_in_rank_however_it_is_sorted(
    leads: Client, made: MadeReport, sort: str, expected: list[tuple[int, str]]
):
    assert ranked(leads, sort=sort) == expected


def test_equals_share_a_rank_and_who_has_no_figure_has_none(
    leads: Client, made: MadeReport, lead: Membership, agent: Membership, other_agent: Membership
):
    made.rows = {
        Cut.AGENT: [
            row(agent, conversion=rate(2, 4)),
            row(other_agent, conversion=rate(1, 2)),
            row(lead, conversion=rate(0, 0)),
        ]
    }

    assert ranked(leads) == [(1, "小美"), (1, "阿杰"), (None, "王芳")]


def test_where_conversion_is_late_for_all_they_are_ranked_by_buyers(
    leads: Client, made: MadeReport, agent: Membership, other_agent: Membership
):
    made.rows = {Cut.AGENT: [row(agent, received=rate(1, 1)), row(other_agent, received=rate(2, 1))]}

    assert ranked(leads) == [(1, "阿杰"), (2, "小美")]


def test_a_figure_says_whether_it_reaches_its_target_and_opens_what_is_behind_it(
    leads: Client, shop: Shop, made: MadeReport, now: datetime
):
    set_target(shop=shop, figure="conversion", value=Decimal("0.4"), month=date(2026, 2, 1), by=None, at=now)

    response = leads.get(AGENTS, FEBRUARY)

    better, worse = (
        next(figure for figure in each.figures if figure.key == "conversion")
        for each in response.context["ranked"]
    )
    assert (better.target_verdict, worse.target_verdict) == ("good", "bad")
    assert better.link.endswith(
        "reports/behind/?from=2026-02-01&to=2026-02-28&agent=yunshang%3Axiaomei&figure=conversion"
    )
    assert "✓" in response.content.decode() and "✗" in response.content.decode()


def test_a_sum_is_held_to_its_target_over_a_whole_month_alone(
    leads: Client, shop: Shop, agent: Membership, made: MadeReport, now: datetime
):
    told = {"shop": shop, "month": date(2026, 2, 1), "by": None, "at": now, "membership": agent}
    set_target(**told, figure="net_sales", value=Decimal(10_000))

    def targets(**asked: str) -> list[str]:
        ranked = leads.get(AGENTS, FEBRUARY | asked).context["ranked"]
        return [figure.target for each in ranked for figure in each.figures if figure.key == "net_sales"]

    assert targets() == ["¥10,000.00", ""]
    assert targets(to="2026-02-07") == ["", ""]


def test_a_group_has_its_own_ranking(leads: Client, agent: Membership, presale: Group, made: MadeReport):
    agent.groups.add(presale)

    assert ranked(leads, group=str(presale.pk)) == [(1, "小美")]
    assert len(ranked(leads, group="nonsense")) == 2


def test_chosen_columns_are_remembered(leads: Client, made: MadeReport):
    leads.get(AGENTS, FEBRUARY | {"column": ["sales", "conversion", "charm"]})

    headings = leads.get(AGENTS, FEBRUARY).context["headings"]

    assert [heading.key for heading in headings] == ["conversion", "sales"]


def test_the_workbook_holds_what_the_page_shows(leads: Client, made: MadeReport):
    response = leads.get(AGENTS, FEBRUARY | {"column": ["conversion"], "format": "xlsx"})

    [sheet] = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).sheet_names
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_name(sheet).to_python()
    assert [row[0] for row in rows[1:]] == ["小美", "阿杰"]
    assert rows[1][2] == pytest.approx(0.42)


def test_agents_do_not_see_the_ranking(signed_in: Opened, agent: Membership, outsourced: Membership):
    for member in (agent, outsourced):
        assert signed_in(member).get(AGENTS).status_code == 403
