"""Working days, feasts and shifted weekends; their counting is among the cases of test_finding.py."""

from datetime import date, timedelta

import pytest

from guitai.engines.promises.errors import PromiseSettingsError
from guitai.engines.promises.working_days import WorkCalendar, read_calendar, work_calendar


@pytest.mark.parametrize(("year", "working"), [(2025, 248), (2026, 248)])
def test_a_published_year_has_its_working_days(year, working):
    days = [date(year, 1, 1) + timedelta(days=more) for more in range(365)]

    assert sum(map(work_calendar().works, days)) == working


def test_every_shifted_day_is_on_a_weekend_and_no_feast():
    calendar = work_calendar()

    assert all(day.weekday() >= 5 and not calendar.is_feast(day) for day in calendar.shifted)


def test_a_year_is_sure_once_it_is_published():
    calendar = work_calendar()

    assert calendar.is_sure(date(2025, 1, 1), date(2026, 12, 31))
    assert not calendar.is_sure(date(2026, 12, 31), date(2027, 1, 1))
    assert calendar.works(date(2031, 1, 1)) and not calendar.works(date(2031, 1, 4))


def test_the_next_feast_is_the_one_to_come():
    calendar = work_calendar()

    assert calendar.next_feast(date(2026, 10, 1)).name == "元旦"
    assert calendar.next_feast(date(2026, 11, 20), "春节").first == date(2027, 2, 5)
    assert calendar.next_feast(date(2031, 1, 1)) is None


@pytest.mark.parametrize("count", [0, 1001])
def test_no_more_days_are_counted_than_anybody_promises(count):
    with pytest.raises(PromiseSettingsError, match="1 to 1000"):
        WorkCalendar().after(date(2026, 1, 1), count)


@pytest.mark.parametrize(
    "told",
    [
        {2026: None},
        {2026: {"published": True}},
        {2026: {"published": True, "feasts": {"元旦": [date(2026, 1, 1)]}}},
        {2026: {"published": True, "feasts": {"元旦": [date(2026, 1, 3), date(2026, 1, 1)]}}},
        {2026: {"published": True, "feasts": {"元旦": ["soon", date(2026, 1, 1)]}}},
    ],
)
def test_a_calendar_that_cannot_be_read_names_its_year(told):
    with pytest.raises(PromiseSettingsError, match="2026"):
        read_calendar(told)
