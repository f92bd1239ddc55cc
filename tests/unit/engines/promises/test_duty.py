"""Time that runs only while somebody is on duty."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.promises.duty import Duty, count_duty
from guitai.engines.promises.errors import PromiseSettingsError
from guitai.engines.promises.working_days import work_calendar
from guitai.kernel.days import SHANGHAI
from guitai.kernel.periods import Block

DAY = Block(time(9), time(18))
NIGHT = Block(time(18), time(2))
WEEK = dict.fromkeys(range(5), (DAY,))


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20 10:00", 2, "2026-11-20 12:00"),
        ("2026-11-20 17:00", 1, "2026-11-20 18:00"),
        ("2026-11-20 17:00", 3, "2026-11-23 11:00"),
        ("2026-11-21 12:00", 1, "2026-11-23 10:00"),
        ("2026-11-20 08:00", 0, "2026-11-20 09:00"),
        ("2026-11-20 10:00", 0, "2026-11-20 10:00"),
        ("2026-11-20 09:00", 48, "2026-11-27 12:00"),
    ],
)
def test_only_duty_counts(start, hours, due):
    assert count_duty(_at(start), timedelta(hours=hours), Duty(WEEK)) == _at(due)


def test_a_night_shift_runs_on_after_midnight():
    duty = Duty(dict.fromkeys(range(7), (DAY, NIGHT)))

    assert count_duty(_at("2026-11-21 01:00"), timedelta(hours=2), duty) == _at("2026-11-21 10:00")
    assert count_duty(_at("2026-11-20 17:00"), timedelta(hours=9), duty) == _at("2026-11-21 02:00")


def test_feasts_are_off_and_shifted_weekends_are_worked():
    duty = Duty(WEEK, calendar=work_calendar())

    assert count_duty(_at("2026-09-30 17:00"), timedelta(hours=2), duty) == _at("2026-10-08 10:00")
    assert count_duty(_at("2026-10-09 17:00"), timedelta(hours=2), duty) == _at("2026-10-10 10:00")


def test_a_single_day_takes_the_place_of_its_weekday():
    duty = Duty(WEEK, days={date(2026, 11, 20): (), date(2026, 11, 21): (DAY,)}, calendar=work_calendar())

    assert count_duty(_at("2026-11-20 10:00"), timedelta(hours=1), duty) == _at("2026-11-21 10:00")


def test_whoever_has_no_duty_gets_no_moment():
    with pytest.raises(PromiseSettingsError, match="nobody is on duty"):
        count_duty(_at("2026-11-20 10:00"), timedelta(hours=1), Duty({}))
    with pytest.raises(PromiseSettingsError, match="negative"):
        count_duty(_at("2026-11-20 10:00"), timedelta(hours=-1), Duty(WEEK))


@given(st.integers(0, 3_000), st.integers(0, 3_000))
def test_one_stretch_after_another_is_both_together(first, second):
    duty, start = Duty(dict.fromkeys(range(5), (DAY, NIGHT))), _at("2026-11-20 10:00")
    half = count_duty(start, timedelta(minutes=first), duty)

    together = count_duty(start, timedelta(minutes=first + second), duty)

    if second:
        assert count_duty(half, timedelta(minutes=second), duty) == together
