"""Working days of China, feasts and shifted weekends included.

Own data, not a library: chinesecalendar and holidays (both MIT and well kept) hold the same tables, and the
days of 2025 and 2026 here were compared with theirs one by one. But the first stops with an error in a year
it does not know, the second takes such a year for known, and either needs a new release every November: a
shop that does not upgrade would count wrongly without a word. Here it is one file of dates with its source,
an unpublished year says so, and a year can be added without a release.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from guitai.engines.promises.errors import PromiseSettingsError
from guitai.kernel.yaml_data import parsed

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_LONGEST_SPAN = 1_000  # working days; nobody promises further


@dataclass(frozen=True, slots=True)
class Feast:
    """Days off around a feast; the last is one of them."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Feasts in order, the weekend days that are worked, and the years whose notice is out."""

    feasts: tuple[Feast, ...] = ()
    shifted: frozenset[date] = frozenset()
    published: frozenset[int] = frozenset()
    _off: frozenset[date] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_off", frozenset(day for feast in self.feasts for day in _days(feast)))

    def works(self, day: date) -> bool:
        """Say whether a day is a working day."""
        return day in self.shifted or (day.weekday() < _SATURDAY and day not in self._off)

    def is_feast(self, day: date) -> bool:
        """Say whether a day is off for a feast."""
        return day in self._off

    def after(self, day: date, count: int) -> date:
        """Give the working day that is ``count`` working days after a day, which itself never counts.

        :raises PromiseSettingsError: for more than a thousand, or if no day is worked.
        """
        if not 0 < count <= _LONGEST_SPAN:
            raise PromiseSettingsError(f"{count} working days are not counted; count 1 to {_LONGEST_SPAN}.")
        for _ in range(count):
            day += _ONE_DAY
            while not self.works(day):
                day += _ONE_DAY
        return day

    def is_sure(self, first: date, last: date) -> bool:
        """Say whether every year from one day to another is published."""
        return self.published.issuperset(range(first.year, last.year + 1))

    def next_feast(self, day: date, name: str = "") -> Feast | None:
        """Give the first feast (of that name) that begins after a day, if one is known."""
        place = bisect_left(self.feasts, day + _ONE_DAY, key=lambda feast: feast.first)
        return next((feast for feast in self.feasts[place:] if name in feast.name), None)


def read_calendar(told: Mapping[Any, Any]) -> WorkCalendar:
    """Read a calendar as ``working_days.yaml`` writes it: years, each with its feasts.

    :raises PromiseSettingsError: naming the year that is not as it must be.
    """
    feasts: list[Feast] = []
    shifted: set[date] = set()
    published: set[int] = set()
    for year, entry in told.items():
        try:
            for name, (first, last, *worked) in entry["feasts"].items():
                feasts.append(Feast(name, first, last))
                shifted.update(worked)
                if not first <= last:
                    raise ValueError("it ends before it begins")  # noqa: TRY301 - told with the year below
            if entry["published"] is True:
                published.add(int(year))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise PromiseSettingsError(f"working days of {year} can't be read: {error}.") from None
    return WorkCalendar(
        tuple(sorted(feasts, key=lambda feast: feast.first)), frozenset(shifted), frozenset(published)
    )


@cache
def work_calendar() -> WorkCalendar:
    """Give the calendar that comes with the engine."""
    text = files("guitai.engines.promises").joinpath("working_days.yaml").read_text(encoding="utf-8")
    return read_calendar(parsed(text))


def _days(feast: Feast) -> Iterator[date]:
    for more in range((feast.last - feast.first).days + 1):
        yield feast.first + timedelta(days=more)
