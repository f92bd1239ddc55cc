"""Which days a table is about, where nothing but its file's name says so."""

import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(
    r"(?<!\d)(20\d\d)(?:(\d\d)(\d\d)(?!\d)|[-_.年](\d{1,2})[-_.月](\d{1,2})日?(?!\d))", re.ASCII
)
_MONTH = re.compile(r"(?<!\d)(20\d\d)(?:(\d\d)|[-_.年](\d{1,2})月?)(?!\d)", re.ASCII)


def days_in_name(name: str) -> tuple[date, date] | None:
    """Give the first and the last day a name speaks of, or nothing if it does not name two, or a month.

    ``客服数据_20260301-20260331``, ``2026-03-01至2026-03-31``, ``客服数据2026年3月`` are the same days. A
    single day says nothing: it may be that of the download.
    """
    try:
        days = [date(*map(int, filter(None, found.groups()))) for found in _DAY.finditer(name)]
        if len(days) == 2 and days[0] <= days[1]:
            return days[0], days[1]
        month = _MONTH.search(name) if not days else None
        if month is None:
            return None
        year, number = (int(part) for part in month.groups() if part)
        return date(year, number, 1), date(year, number, monthrange(year, number)[1])
    except ValueError:  # digits that are no date
        return None
