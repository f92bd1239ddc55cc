"""What a week needs and has."""

from datetime import date, time, timedelta

import pytest
from tests.factories.accounts import DutyFactory, ShiftPatternFactory
from tests.factories.staffing import (
    DayOffFactory,
    RosterProposalFactory,
    RosterTermsFactory,
    SpecialDayFactory,
)

from guitai.domains.performance.models import StaffingSettings
from guitai.domains.performance.queries import staffing
from guitai.domains.performance.queries.load import Load
from guitai.engines.staffing.roster_types import Pattern

MONDAY = date(2026, 3, 2)


def _load(chats: float, *, half_hour: int = 20) -> Load:
    """A week with as many chats of three minutes on Mondays in one half hour."""
    row = tuple(chats if place == half_hour else 0.0 for place in range(48))
    empty = ((0.0,) * 48,) * 6
    return Load(
        first=MONDAY,
        last=MONDAY,
        days=28,
        missing=(),
        special=(),
        chats=(row, *empty),
        in_time=((None,) * 48,) * 7,
        handling=180.0,
        measured_at=1.0,
        lengths=(),
        growth=None,
    )


def _week(shop, load, **settings):
    plain = {"concurrency": 1, "slowdown_percent": 0, "within_seconds": 20}
    return staffing.week_of(shop, StaffingSettings(shop=shop, **plain | settings), load, first=MONDAY)


def test_as_many_are_needed_as_erlang_says(shop):
    # The published example: 100 chats of three minutes in half an hour, 80 % within 20 s.
    week = _week(shop, _load(100))

    assert week.half_hours[20].needed == 14
    assert week.half_hours[20].expected.service_level == 0.0


def test_one_is_on_duty_while_the_shop_answers_and_nobody_else(shop):
    week = _week(shop, _load(0), open_from=time(9), open_until=time(1))

    assert [week.half_hours[slot].needed for slot in (0, 1, 2, 17, 18, 47)] == [1, 1, 0, 0, 1, 1]
    assert _week(shop, _load(9), open_from=time(12), open_until=time(13)).half_hours[20].needed == 0


def test_a_chat_in_a_month_needs_no_more_than_the_least(shop):
    assert _week(shop, _load(0.04), least_agents=0).half_hours[20].needed == 0
    assert _week(shop, _load(0.25), least_agents=0).half_hours[20].needed == 1


def test_growth_and_special_days_count(shop):
    assert _week(shop, _load(100), growth_percent=20).half_hours[20].chats == pytest.approx(120)

    SpecialDayFactory(shop=shop, day=MONDAY, percent=300)
    week = _week(shop, _load(100), growth_percent=20)

    assert week.half_hours[20].chats == pytest.approx(300)
    assert week.special[0].percent == 300


def test_who_is_planned_is_on_duty_and_over_midnight_too(shop, agent, other_agent, former):
    late = ShiftPatternFactory(shop=shop, blocks=[["16:30", "00:30"]])
    DutyFactory(membership=agent, pattern=late, day=MONDAY)
    DutyFactory(membership=other_agent, pattern=late, day=MONDAY - timedelta(days=1))
    DutyFactory(membership=former, pattern=late, day=MONDAY)

    week = _week(shop, _load(0))

    assert [week.half_hours[slot].on_duty for slot in (0, 1, 32, 33, 47, 48, 49)] == [1, 0, 0, 1, 1, 1, 0]
    assert staffing.overloaded(week.of_day(0)) == 32 - 15 - 0
    assert not week.half_hours[40].is_overloaded


def test_a_shift_is_read_as_minutes_that_go_on(shop):
    shift = ShiftPatternFactory(shop=shop, blocks=[["09:00", "12:00"], ["20:00", "00:00"]])

    assert staffing.pattern_of(shift) == Pattern(shift.pk, ((540, 720), (1200, 1440)))


def test_a_night_may_end_after_midnight(shop):
    rules = staffing.rules_of(StaffingSettings(shop=shop, night_from=time(22), night_until=time(6)))

    assert (rules.night, rules.rest) == ((1320, 1800), 660)


def test_only_who_answers_has_terms(agent, warehouse, lead):
    RosterTermsFactory(membership=agent, may_nights=False)

    terms = {member: row.may_nights for member, row in staffing.terms_of(agent.shop)}

    assert terms == {lead: True, agent: False}


def test_days_off_of_the_week_alone(agent):
    DayOffFactory(membership=agent, day=MONDAY)
    DayOffFactory(membership=agent, day=MONDAY - timedelta(days=1))

    assert staffing.days_off_of(agent.shop, first=MONDAY) == {(agent.pk, MONDAY)}


def test_the_newest_proposal_of_a_week(shop, other_shop, now):
    RosterProposalFactory(shop=other_shop)
    RosterProposalFactory(shop=shop, first=MONDAY)
    newest = RosterProposalFactory(shop=shop)

    assert staffing.proposal_of(shop, first=newest.first) == newest
    assert staffing.proposal_of(shop, first=MONDAY - timedelta(days=7)) is None
    assert not staffing.proposals_waiting(before=now + timedelta(days=1)).exists()


def test_who_a_proposal_is_about(shop, agent, other_agent, former):
    RosterTermsFactory(membership=other_agent, takes_part=False)
    shift = ShiftPatternFactory(shop=shop)
    proposal = RosterProposalFactory(shop=shop)
    proposal.result["proposed"] = [[former.pk, 0, shift.pk, True]]

    assert staffing.members_of(proposal) == [agent, former]
    assert staffing.shifts_of(proposal) == {shift.pk: shift}
