"""Everybody's own page: their days, who else works, what is asked of them and what became of theirs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import DutyFactory, MembershipFactory, SwapFactory

from guitai.domains.accounts.models import Swap

PAGE = "/s/yunshang/roster/"
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def _shown(client):
    return client.get(PAGE).context


def test_three_weeks_are_shown_from_today_on(as_member, agent):
    weeks = _shown(as_member(agent))["weeks"]

    assert [week.title for week in weeks] == ["This week", "Next week", "The week after next"]
    assert [len(week.days) for week in weeks] == [7, 7, 7]
    assert (weeks[0].days[0].day, weeks[2].days[-1].day) == (MONDAY, date(2026, 3, 22))


def test_a_day_says_what_one_works_and_who_else_does(as_member, agent, other_agent, neighbour, early, late):
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=late)
    DutyFactory(membership=neighbour, day=TUESDAY)

    tuesday = _shown(as_member(agent))["weeks"][0].days[1]

    assert [shift.pattern for shift in tuesday.mine] == [early]
    assert [(member, shift.pattern) for member, shift in tuesday.others] == [(other_agent, late)]
    assert tuesday.may_ask


def test_a_shift_that_has_begun_is_not_offered_for_a_swap(as_member, agent, early, late):
    DutyFactory(membership=agent, day=MONDAY, pattern=early)

    page = as_member(agent).get(PAGE)

    assert not page.context["weeks"][0].days[0].may_ask
    assert "roster/ask/" not in page.content.decode()


def test_who_is_on_duty_now(as_member, agent, other_agent, early):
    DutyFactory(membership=other_agent, day=MONDAY, pattern=early)

    assert _shown(as_member(agent))["on_duty"] == [other_agent]


def test_the_colleague_is_asked_who_asked_waits(as_member, swap, agent, other_agent):
    theirs, own = as_member(other_agent).get(PAGE), as_member(agent).get(PAGE)

    assert [each.swap for each in theirs.context["waiting"]] == [swap]
    assert "看牙医" in theirs.content.decode()
    assert own.context["waiting"] == []
    assert [each.state for each in own.context["own"]] == ["asked the colleague"]
    tuesday = own.context["weeks"][0].days[1]
    assert (tuesday.asked.swap, tuesday.may_ask) == (swap, False)


def test_who_is_not_part_of_it_sees_nothing_of_it(as_member, swap, outsourced):
    page = as_member(outsourced).get(PAGE)

    assert (page.context["waiting"], page.context["own"], page.context["to_approve"]) == ([], [], [])
    assert "看牙医" not in page.content.decode()


@pytest.mark.parametrize(("name", "count"), [("lead", 1), ("agent", 0), ("other_agent", 0)])
def test_the_lead_finds_what_waits_for_her(request, as_member, swap, lead, name, count):
    Swap.objects.update(state="agreed")

    assert len(_shown(as_member(request.getfixturevalue(name)))["to_approve"]) == count


def test_the_roster_of_the_setup_shows_it_too(as_member, swap, lead, agent):
    Swap.objects.update(state="agreed")

    page = as_member(lead).get("/s/yunshang/setup/roster/").content.decode()

    assert f"/s/yunshang/roster/{swap.pk}/approve/" in page
    assert 'name="back" value="setup"' in page
    assert "approve" not in as_member(agent).get("/s/yunshang/setup/roster/").content.decode()


def test_a_short_rest_is_said_where_one_decides(as_member, swap, lead, other_agent, late):
    Swap.objects.update(state="agreed")
    DutyFactory(membership=other_agent, day=MONDAY, pattern=late)

    page = as_member(lead).get(PAGE).content.decode()

    assert "阿杰 would rest only 8 h 0 min between 03-02 晚班 and 03-03 早班." in page
    assert f"/s/yunshang/roster/{swap.pk}/approve/" in page


def test_what_cannot_be_approved_has_its_reason_and_no_button(as_member, swap, lead, other_agent, late):
    Swap.objects.update(state="agreed")
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=late)

    page = as_member(lead).get(PAGE).content.decode()

    assert "阿杰 works 晚班 on 03-03 already" in page
    assert ">Approve<" not in page.replace("</svg>Approve", ">Approve")


def test_what_lapsed_says_why(as_member, swap, agent, other_agent):
    agent.duties.all().delete()

    page = as_member(agent).get(PAGE)

    assert [each.state for each in page.context["own"]] == ["lapsed"]
    assert "小美 does not work 早班 on 03-03." in page.content.decode()
    assert "withdraw" not in page.content.decode()
    assert _shown(as_member(other_agent))["waiting"] == []


def test_more_swaps_and_colleagues_are_no_more_questions(as_member, lead, shop, agent, early):
    client = as_member(lead)

    def grow(first):
        for number in range(first, first + 4):
            member, day = MembershipFactory(shop=shop), TUESDAY + timedelta(days=number)
            DutyFactory(membership=agent, day=day, pattern=early)
            SwapFactory(member=agent, colleague=member, day=day, pattern=early, state="agreed")

    def asked():
        with CaptureQueriesContext(connection) as questions:
            assert client.get(PAGE).status_code == 200
        return len(questions)

    grow(0)
    few = asked()
    grow(4)
    assert asked() <= few <= 20


def test_it_is_in_the_menu_of_every_page(as_member, agent):
    assert f'href="{PAGE}"' in as_member(agent).get("/s/yunshang/setup/roster/").content.decode()
