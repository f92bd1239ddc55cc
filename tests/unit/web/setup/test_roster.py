"""The pages of the roster and its shifts."""

from datetime import date

import pytest
import time_machine
from tests.factories.accounts import DutyFactory, ShiftPatternFactory

from guitai.domains.accounts.models import Duty, ShiftPattern

PAGES = "/s/yunshang/setup"
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def monday_morning(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def day_shift(shop):
    return ShiftPatternFactory(shop=shop, name="早班")


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead.person)
    return client


def cell(member, day=MONDAY):
    return f"cell-{member.pk}-{day.isoformat()}"


def test_the_week_begins_on_monday_and_names_who_is_on_duty(as_lead, agent, day_shift):
    DutyFactory(membership=agent, pattern=day_shift, day=MONDAY)

    context = as_lead.get(f"{PAGES}/roster/?week=2026-03-05").context

    assert (context["days"][0], context["days"][6]) == (MONDAY, date(2026, 3, 8))
    assert context["on_duty"] == [agent]


@pytest.mark.parametrize("week", ["", "rubbish", "0001-01-01", "9999-12-31"])
def test_a_week_nobody_can_plan_is_this_week(as_lead, week):
    assert as_lead.get(f"{PAGES}/roster/?week={week}").context["days"][0] == MONDAY


def test_an_agent_reads_the_roster_and_cannot_write_it(client, agent, day_shift):
    DutyFactory(membership=agent, pattern=day_shift, day=MONDAY)
    client.force_login(agent.person)

    page = client.get(f"{PAGES}/roster/").content.decode()

    assert "早班" in page
    assert "<select" not in page
    assert client.post(f"{PAGES}/roster/plan/", {cell(agent): day_shift.pk}).status_code == 403


def test_a_cell_is_saved_as_it_is_chosen(as_lead, agent, day_shift):
    response = as_lead.post(
        f"{PAGES}/roster/plan/", {cell(agent): day_shift.pk}, headers={"HX-Request": "true"}
    )

    assert response.status_code == 200
    assert "10:00:00" in response.content.decode()
    assert Duty.objects.get().pattern == day_shift


def test_a_whole_week_is_saved_with_its_button(as_lead, agent, lead, day_shift):
    DutyFactory(membership=lead, pattern=day_shift, day=MONDAY)

    response = as_lead.post(
        f"{PAGES}/roster/plan/",
        {
            "week": "2026-03-02",
            cell(agent): day_shift.pk,
            cell(lead): "",
            "cell-x": "1",
            "cell-1-2026-13-01": "1",
        },
    )

    assert response["Location"] == f"{PAGES}/roster/?week=2026-03-02"
    assert [duty.membership for duty in Duty.objects.all()] == [agent]


def test_a_member_of_another_shop_is_not_planned(as_lead, neighbour, day_shift):
    response = as_lead.post(
        f"{PAGES}/roster/plan/", {cell(neighbour): day_shift.pk}, headers={"HX-Request": "true"}
    )

    assert response.status_code == 409
    assert not Duty.objects.exists()


def test_the_week_before_is_copied(as_lead, agent, day_shift):
    DutyFactory(membership=agent, pattern=day_shift, day=date(2026, 2, 24))

    response = as_lead.post(f"{PAGES}/roster/copy/", {"week": "2026-03-02"}, follow=True)

    assert Duty.objects.filter(day=date(2026, 3, 3)).exists()
    assert "1" in str(next(iter(response.context["messages"])))


def test_a_worked_day_of_a_retired_shift_still_shows_it(as_lead, agent, shop, now):
    old = ShiftPatternFactory(shop=shop, name="旧早班", retired_at=now)
    ShiftPatternFactory(shop=shop)
    DutyFactory(membership=agent, pattern=old, day=MONDAY)

    assert "旧早班" in as_lead.get(f"{PAGES}/roster/").content.decode()


def test_without_shifts_the_page_says_the_next_step(as_lead):
    assert f'href="{PAGES}/shifts/"' in as_lead.get(f"{PAGES}/roster/").content.decode()


def test_the_page_takes_as_many_queries_for_many_as_for_few(
    as_lead, agent, other_agent, outsourced, day_shift, django_assert_max_num_queries
):
    for member in (agent, other_agent, outsourced):
        DutyFactory(membership=member, pattern=day_shift, day=MONDAY)

    with django_assert_max_num_queries(12):
        as_lead.get(f"{PAGES}/roster/")


def test_a_shift_is_made_changed_and_taken_away(as_lead):
    as_lead.post(f"{PAGES}/shifts/", {"name": "晚班", "blocks": "17:30-01:00"})
    shift = ShiftPattern.objects.get()
    assert shift.hours() == "17:30-01:00"
    assert "17:30-01:00" in as_lead.get(f"{PAGES}/shifts/{shift.pk}/").content.decode()

    as_lead.post(f"{PAGES}/shifts/{shift.pk}/", {"name": "晚班", "blocks": "18:00-21:00 22:00-01:00"})
    shift.refresh_from_db()
    assert shift.hours() == "18:00-21:00 22:00-01:00"

    as_lead.post(f"{PAGES}/shifts/{shift.pk}/retire/")
    assert not ShiftPattern.objects.exists()


@pytest.mark.parametrize("blocks", ["all day", "09:00-13:00 12:00-18:00"])
def test_hours_that_are_none_are_told_on_the_form(as_lead, day_shift, blocks):
    for url in (f"{PAGES}/shifts/", f"{PAGES}/shifts/{day_shift.pk}/"):
        response = as_lead.post(url, {"name": "新班", "blocks": blocks})

        assert response.status_code == 422
        assert response.context["form"].non_field_errors()


def test_a_shift_in_use_stays_and_that_is_said(as_lead, agent, day_shift):
    DutyFactory(membership=agent, pattern=day_shift, day=MONDAY)

    response = as_lead.post(f"{PAGES}/shifts/{day_shift.pk}/retire/", follow=True)

    assert ShiftPattern.objects.exists()
    assert "早班" in str(next(iter(response.context["messages"])))


def test_a_shift_of_another_shop_is_not_found(as_lead, other_shop):
    foreign = ShiftPatternFactory(shop=other_shop)

    assert as_lead.get(f"{PAGES}/shifts/{foreign.pk}/").status_code == 404
    assert as_lead.post(f"{PAGES}/shifts/{foreign.pk}/retire/").status_code == 404
