"""From a shop's tables to a roster."""

from datetime import date, timedelta

import pytest
from tests.factories.accounts import DutyFactory, ShiftPatternFactory
from tests.factories.staffing import DayOffFactory, RosterProposalFactory, RosterTermsFactory

from guitai.domains.performance.models import StaffingSettings
from guitai.domains.performance.planning import work_out, workers_of
from guitai.domains.performance.queries.staffing import pattern_of, settings_of

MONDAY = date(2026, 3, 9)


@pytest.fixture
def early(shop):
    return ShiftPatternFactory(shop=shop, name="早班", blocks=[["08:00", "16:00"]])


def _workers(shop, *, keeps_planned=True, today=MONDAY):
    found = workers_of(shop, settings_of(shop), first=MONDAY, keeps_planned=keeps_planned, today=today)
    return {worker.key: worker for worker in found}


def test_a_member_is_planned_as_their_terms_say(shop, agent, other_agent, early):
    StaffingSettings.objects.create(shop=shop, max_hours_week=40, days_off=2)
    RosterTermsFactory(
        membership=agent,
        max_hours_day=4,
        may_nights=False,
        weekdays_off=[6],
        wished_off=[5],
        liked_shifts=["早班", "没有的班"],
    )
    DayOffFactory(membership=agent, day=MONDAY)
    RosterTermsFactory(membership=other_agent, takes_part=False)

    (worker,) = _workers(shop).values()

    assert (worker.max_day, worker.max_week, worker.max_days, worker.may_nights) == (240, 2400, 5, False)
    assert (worker.off, worker.wished_off, worker.liked) == ({0, 6}, {5}, {early.pk})


def test_what_is_planned_stays_unless_it_is_planned_anew(shop, agent, early):
    for day in (-1, 0, 3):
        DutyFactory(membership=agent, pattern=early, day=MONDAY + timedelta(days=day))
    pattern = pattern_of(early)

    assert _workers(shop)[agent.pk].fixed == {-1: pattern, 0: pattern, 3: pattern}
    # What is over can't be planned anew; it is Tuesday.
    anew = _workers(shop, keeps_planned=False, today=MONDAY + timedelta(days=1))[agent.pk]
    assert anew.fixed == {-1: pattern, 0: pattern}
    assert 0 in anew.off


def test_a_week_is_worked_out(shop, agent, other_agent, early, now):
    # One agent from 08:00 to 16:00 on every day: 16 half hours, two people, five days each.
    StaffingSettings.objects.create(shop=shop, open_from="08:00", open_until="16:00")
    proposal = RosterProposalFactory(shop=shop)

    result = work_out(proposal, at=now, seconds=1.0)

    assert (len(result["proposed"]), result["short"], result["surplus"], result["best"]) == (7, [], 0, True)
    assert {pattern for _member, _day, pattern, _new in result["proposed"]} == {early.pk}
    assert sum(result["need"]) == sum(result["there"]) == 7 * 16


def test_what_no_shift_covers_stays_short(shop, agent, early, now):
    StaffingSettings.objects.create(shop=shop, open_from="16:00", open_until="17:00")

    result = work_out(RosterProposalFactory(shop=shop), at=now, seconds=1.0)

    assert result["short"][0] == [32, 1, 0, [["no_shift", 1]]]
    assert result["proposed"] == []
