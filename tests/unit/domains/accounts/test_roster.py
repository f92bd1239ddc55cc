"""Duties in time: over midnight, several blocks, several days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.factories.accounts import DutyFactory, ShiftPatternFactory

from guitai.domains.accounts import roster
from guitai.kernel.days import day_period
from guitai.kernel.periods import Period

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def night(shop):
    return ShiftPatternFactory(shop=shop, name="晚班", blocks=[["17:30", "01:00"]])


@pytest.fixture
def split(shop):
    return ShiftPatternFactory(shop=shop, name="两头班", blocks=[["09:00", "12:00"], ["18:00", "22:00"]])


def test_somebody_is_on_duty_from_the_first_minute_to_before_the_last(shop, agent):
    DutyFactory(membership=agent, day=MONDAY)

    assert roster.on_duty(shop, at=at(2, 8, 59)) == set()
    assert roster.on_duty(shop, at=at(2, 9)) == {agent.pk}
    assert roster.on_duty(shop, at=at(2, 18)) == set()


def test_a_night_shift_is_still_on_duty_after_midnight(shop, agent, night):
    DutyFactory(membership=agent, pattern=night, day=MONDAY)

    assert roster.on_duty(shop, at=at(3, 0, 30)) == {agent.pk}
    assert roster.on_duty(shop, at=at(2, 0, 30)) == set()


def test_between_two_blocks_of_a_day_nobody_is_on_duty(shop, agent, split):
    DutyFactory(membership=agent, pattern=split, day=MONDAY)

    assert roster.on_duty(shop, at=at(2, 11)) == {agent.pk}
    assert roster.on_duty(shop, at=at(2, 15)) == set()
    assert roster.on_duty(shop, at=at(2, 21)) == {agent.pk}


def test_the_moment_may_be_given_in_any_zone(shop, agent):
    DutyFactory(membership=agent, day=MONDAY)

    assert roster.on_duty(shop, at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC)) == {agent.pk}


def test_former_members_and_other_shops_are_not_on_duty(shop, former, neighbour):
    DutyFactory(membership=former, day=MONDAY)
    DutyFactory(membership=neighbour, day=MONDAY)

    assert roster.on_duty(shop, at=at(2, 10)) == set()


def test_who_is_on_duty_takes_one_query(shop, agent, other_agent, night, django_assert_num_queries):
    DutyFactory(membership=agent, day=MONDAY)
    DutyFactory(membership=other_agent, pattern=night, day=MONDAY)

    with django_assert_num_queries(1):
        assert roster.on_duty(shop, at=at(2, 17, 45)) == {agent.pk, other_agent.pk}


def test_what_crosses_midnight_counts_whole_for_the_day_it_begins_on(agent, night):
    DutyFactory(membership=agent, pattern=night, day=MONDAY)

    assert roster.duty_periods(agent, of=day_period(MONDAY)) == (Period(at(2, 17, 30), at(3, 1)),)
    assert roster.duty_periods(agent, of=day_period(TUESDAY)) == ()


def test_several_blocks_are_several_periods_in_order(agent, split):
    DutyFactory(membership=agent, pattern=split, day=MONDAY)

    assert roster.duty_periods(agent, of=day_period(MONDAY)) == (
        Period(at(2, 9), at(2, 12)),
        Period(at(2, 18), at(2, 22)),
    )


def test_blocks_that_touch_are_one_period(shop, agent):
    touching = ShiftPatternFactory(shop=shop, blocks=[["09:00", "12:00"], ["12:00", "18:00"]])
    DutyFactory(membership=agent, pattern=touching, day=MONDAY)

    assert roster.duty_periods(agent, of=day_period(MONDAY)) == (Period(at(2, 9), at(2, 18)),)


def test_a_shift_ends_where_its_hours_end(shop, agent, night):
    DutyFactory(membership=agent, pattern=night, day=MONDAY)

    just_before = Period(at(3, 0, 55), at(3, 1))
    around = Period(at(3, 1), at(3, 1, 1))
    assert roster.ending_shifts(shop, between=just_before) == ()
    assert roster.ending_shifts(shop, between=around) == (roster.ShiftEnd(agent.pk, at(3, 1)),)


def test_a_shift_that_goes_on_at_midnight_has_no_end_there(shop, agent):
    late = ShiftPatternFactory(shop=shop, blocks=[["16:00", "00:00"]])
    early = ShiftPatternFactory(shop=shop, blocks=[["00:00", "04:00"]])
    DutyFactory(membership=agent, pattern=late, day=MONDAY)
    DutyFactory(membership=agent, pattern=early, day=TUESDAY)

    assert roster.ending_shifts(shop, between=Period(at(2, 23), at(3, 1))) == ()
    assert roster.ending_shifts(shop, between=Period(at(3, 3), at(3, 5))) == (
        roster.ShiftEnd(agent.pk, at(3, 4)),
    )


def test_ends_come_in_the_order_of_time(shop, agent, other_agent, split):
    DutyFactory(membership=agent, day=MONDAY)
    DutyFactory(membership=other_agent, pattern=split, day=MONDAY)

    ends = roster.ending_shifts(shop, between=day_period(MONDAY))

    assert [(end.membership_id, end.at) for end in ends] == [
        (other_agent.pk, at(2, 12)),
        (agent.pk, at(2, 18)),
        (other_agent.pk, at(2, 22)),
    ]


def test_a_shop_keeps_a_roster_if_anybody_is_planned_within_a_week(shop, agent, neighbour, now):
    DutyFactory(membership=neighbour, day=MONDAY)
    assert not roster.has_roster(shop, at=now)

    DutyFactory(membership=agent, day=MONDAY + timedelta(days=7))

    assert roster.has_roster(shop, at=now)
    assert not roster.has_roster(shop, at=now - timedelta(days=1))
    assert not roster.has_roster(shop, at=now + timedelta(days=15))


def test_a_week_shows_each_member_their_shift_on_each_day(shop, lead, agent, night, neighbour):
    DutyFactory(membership=agent, pattern=night, day=TUESDAY)
    DutyFactory(membership=neighbour, day=TUESDAY)

    rows = roster.week_roster(shop, members=[lead, agent], first=MONDAY)

    assert [row.membership for row in rows] == [lead, agent]
    assert rows[0].shifts == (None,) * 7
    assert rows[1].shifts == (None, night, None, None, None, None, None)


def test_the_hours_of_a_shift_on_a_day_in_order(night, split):
    assert roster.shift_periods(night, day=MONDAY) == (Period(at(2, 17, 30), at(3, 1)),)
    assert roster.shift_periods(split, day=MONDAY) == (
        Period(at(2, 9), at(2, 12)),
        Period(at(2, 18), at(2, 22)),
    )
