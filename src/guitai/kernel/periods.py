"""Stretches of time: start inside, end outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time between two aware moments; the start belongs to it, the end does not."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a period needs aware moments")
        if self.end < self.start:
            raise ValueError("a period can't end before it starts")

    def covers(self, moment: datetime) -> bool:
        """Say whether the moment lies inside."""
        return self.start <= moment < self.end

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A stretch of the clock within a working day; one that ends at or before its start crosses midnight."""

    start: time
    end: time

    def on(self, day: date, zone: tzinfo) -> Period:
        """Give the period this block takes when it begins on that day."""
        last = day if self.end > self.start else day + timedelta(days=1)
        return Period(datetime.combine(day, self.start, zone), datetime.combine(last, self.end, zone))


def merge(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Join periods that touch or overlap; the result is in order."""
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.start <= merged[-1].end:
            merged[-1] = Period(merged[-1].start, max(merged[-1].end, period.end))
        else:
            merged.append(period)
    return tuple(merged)
