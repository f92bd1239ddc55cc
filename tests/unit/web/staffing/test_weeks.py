"""Times of the week in words."""

from datetime import date

from guitai.web.staffing.weeks import clock_of, days_of, monday_of, span_of


def test_a_week_is_named_by_any_of_its_days():
    assert monday_of("2026-03-08") == date(2026, 3, 2)
    assert monday_of("", ahead=1) == date(2026, 3, 9)
    assert days_of(date(2026, 3, 2))[6] == date(2026, 3, 8)


def test_half_hours_are_times():
    assert (clock_of(0), clock_of(19), clock_of(48)) == ("00:00", "09:30", "24:00")
    assert span_of(18, 20) == "09:00–10:30"
