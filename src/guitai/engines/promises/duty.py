"""Time that runs only while somebody is on duty: clocks of after-sales, promises in duty hours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from guitai.engines.promises.errors import PromiseSettingsError
from guitai.engines.promises.working_days import WorkCalendar
from guitai.kernel.days import SHANGHAI
from guitai.kernel.periods import Block, Period, merge

_LOOK_AHEAD = 400  # days; whoever has no duty in a year has none
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Duty:
    """When somebody is on duty.

    ``weekdays``: the hours of each weekday, Monday is 0; ``days``: those of single days, which take the place
    of their weekday's (none: a day off). With a ``calendar``, feasts are off and shifted weekends are worked
    as Mondays are, unless ``days`` names them.
    """

    weekdays: Mapping[int, tuple[Block, ...]]
    days: Mapping[date, tuple[Block, ...]] = field(default_factory=dict)
    calendar: WorkCalendar | None = None

    def on(self, day: date) -> tuple[Block, ...]:
        """Give the hours that begin on a day."""
        if day in self.days:
            return self.days[day]
        usual = self.weekdays.get(day.weekday(), ())
        if self.calendar is None:
            return usual
        if day in self.calendar.shifted:
            return usual or self.weekdays.get(0, ())
        return () if self.calendar.is_feast(day) else usual

    def periods(self, start: datetime) -> Iterator[Period]:
        """Give the duty from a moment on, in order and without overlaps, for as long as is looked ahead."""
        first = start.astimezone(SHANGHAI).date() - _ONE_DAY  # a night shift may still run
        waiting: tuple[Period, ...] = ()
        for more in range(_LOOK_AHEAD):
            day = first + timedelta(days=more)
            waiting = merge((*waiting, *(block.on(day, SHANGHAI) for block in self.on(day))))
            # A block of this day may reach into the next one's, so the last is kept back.
            *done, waiting = *waiting[:-1], waiting[-1:]
            yield from done
        yield from waiting


def count_duty(start: datetime, duration: timedelta, duty: Duty) -> datetime:
    """Give the moment at which that much duty has passed since the start.

    What takes no time is due at the start if somebody is on duty then, else when the next duty begins.

    :raises PromiseSettingsError: if the duration is negative or duty ends before it has passed.
    """
    if duration < timedelta(0):
        raise PromiseSettingsError("a stretch of duty can't be negative.")
    left = duration
    for period in duty.periods(start):
        begin = max(period.start, start.astimezone(SHANGHAI))
        if begin >= period.end:
            continue
        if left <= period.end - begin:
            return begin + left
        left -= period.end - begin
    raise PromiseSettingsError(f"nobody is on duty for {duration} within {_LOOK_AHEAD} days.")
