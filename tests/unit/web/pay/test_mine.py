"""An agent's own page: their own figures and pay, and nobody else's."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from tests.unit.domains.performance.figures_made import MadeReport
from tests.unit.web.pay.conftest import FEBRUARY, Opened

from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.performance import shipped_schemes
from guitai.domains.performance.actions.pay import put_in_force, set_target

MINE = "/s/yunshang/reports/mine/"


@pytest.fixture
def mine(signed_in: Opened, agent: Membership, made: MadeReport) -> Client:
    """小美's browser."""
    return signed_in(agent)


@pytest.fixture
def paid_by_steps(shop: Shop, now: datetime) -> None:
    """Everybody is paid by steps, from February on."""
    steps = shipped_schemes.written()["steps"]
    put_in_force(shop=shop, written=steps, month=date(2026, 2, 1), by=None, at=now)


def test_ones_own_figures_alone_whatever_the_address_says(mine: Client, made: MadeReport):
    page = mine.get(MINE, FEBRUARY | {"agent": "yunshang:ajie"})

    assert {agent for _cut, _first, _last, agent in made.asked} == {"yunshang:xiaomei"}
    shown = {figure.key: (figure.text, figure.link) for figure in page.context["figures"]}
    assert shown["conversion"] == ("42.0%", "")  # no link: what is behind it is the lead's
    assert "阿杰" not in page.content.decode()


def test_outsourced_agents_see_their_own_too(signed_in: Opened, outsourced: Membership, made: MadeReport):
    page = signed_in(outsourced).get(MINE, FEBRUARY)

    assert page.status_code == 200
    assert {agent for _cut, _first, _last, agent in made.asked} == {"yunshang:waibao"}
    assert not {"小美", "阿杰"} & set(page.content.decode().split())


def test_who_answers_nobody_has_no_such_page(signed_in: Opened, warehouse: Membership):
    assert warehouse.role == Role.WAREHOUSE
    assert signed_in(warehouse).get(MINE).status_code == 403


@pytest.mark.usefixtures("paid_by_steps")
def test_pay_builds_up_day_by_day_with_its_lines(mine: Client):
    context = mine.get(MINE, {"month": "2026-02", "day": "2026-02-04"}).context

    # 3 February: 750 points, 160.00. 4 February: 1/3 is 33 %, 350 + 200 + 50 = 600, 96 + 64 x 0.8 = 147.20
    assert [(day.day.day, day.points, day.pay) for day in context["days"]] == [
        (4, "600", "¥147.20"),
        (3, "750", "¥160.00"),
    ]
    assert (context["total"], context["pay"].is_provisional) == ("¥307.20", False)
    assert [(line.points, line.why) for line in context["score"].lines] == [
        ("350", ""),
        ("200", ""),
        ("50", ""),
    ]
    assert context["score"].sum == "¥96.00 + ¥64.00 × 600 ÷ 750 = ¥147.20"
    assert [float(value) for value in context["building"].series[0].values] == [160.0, 307.2]


@pytest.mark.usefixtures("paid_by_steps")
def test_this_month_is_provisional_and_says_why(mine: Client):
    page = mine.get(MINE)

    # Only 1 March is there, without its conversion: 250 of 250, all there is.
    assert (page.context["total"], page.context["pay"].is_provisional) == ("¥160.00", True)
    assert len(page.context["reasons"]) == 2 and "询单转化率" in page.context["reasons"][1]
    assert page.context["score"].lines[0].points == "—" and page.context["score"].lines[0].why


def test_without_a_scheme_the_page_says_so(mine: Client):
    page = mine.get(MINE, {"month": "nonsense"})

    assert (page.status_code, page.context["pay"].scheme) == (200, None)


def test_a_target_of_ones_own_is_a_line_in_the_chart(
    mine: Client, shop: Shop, agent: Membership, now: datetime
):
    told = {"shop": shop, "month": date(2026, 2, 1), "by": None, "at": now}
    set_target(**told, figure="conversion", value=Decimal("0.4"))
    set_target(**told, figure="conversion", value=Decimal("0.5"), membership=agent)

    context = mine.get(MINE, FEBRUARY).context

    assert context["chart"].target == 0.5
    assert [figure.target_verdict for figure in context["figures"] if figure.key == "conversion"] == ["bad"]
