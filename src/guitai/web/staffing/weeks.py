"""Which week and day a page of staffing shows, read from its address; and times of the week in words."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
# Further than a year on either side nobody plans, and it keeps the calendar's ends out of reach.
_PLANNABLE = timedelta(days=366)


def monday_of(text: str, *, ahead: int = 0) -> date:
    """Give the Monday of the week a day named in an address lies in.

    :param ahead: without a day that can be used, the week so many weeks from now.
    """
    today = timezone.localdate()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today + ahead * WEEK
    if abs(day - today) > _PLANNABLE:
        day = today + ahead * WEEK
    return day - DAY * day.weekday()


def days_of(monday: date) -> list[date]:
    """Give the seven days of a week."""
    return [monday + DAY * number for number in range(7)]


def clock_of(half_hour: int) -> str:
    """Give when a half hour of the day begins: ``09:30``; the 48th is midnight, ``24:00``."""
    return f"{half_hour // 2:02d}:{half_hour % 2 * 30:02d}"


def span_of(first: int, last: int) -> str:
    """Give several half hours of a day in a row: ``09:30–11:00``."""
    return f"{clock_of(first)}–{clock_of(last + 1)}"


def weekday(number: int) -> str:
    """Give a weekday's short name; 0 is Monday."""
    return str(WEEKDAYS_ABBR[number])
