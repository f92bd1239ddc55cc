"""What a roster is made of, and what is proposed.

Days are 0 to 6; -1 is the day before the week, 7 the day after. Half hours are counted through the week, from
0 to 335; the minutes of a shift from the midnight its day begins with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from guitai.engines.staffing.needing import HALF_HOURS

DAYS = 7
DAY_MINUTES = 24 * 60
_SLOT = DAY_MINUTES // HALF_HOURS


@dataclass(frozen=True, slots=True)
class Pattern:
    """A shift: what is worked, as pairs of minutes from its day's midnight; past 1440 it is the next day.

    What lies between two pairs is a break, and nobody's working time.
    """

    key: int
    blocks: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """When it begins."""
        return self.blocks[0][0]

    @property
    def end(self) -> int:
        """When it ends."""
        return self.blocks[-1][1]

    @property
    def minutes(self) -> int:
        """How much is worked."""
        return sum(end - start for start, end in self.blocks)

    def half_hours(self) -> tuple[int, ...]:
        """Give the half hours worked from beginning to end; one that is broken into does not count."""
        return tuple(
            half_hour for start, end in self.blocks for half_hour in range(-(-start // _SLOT), end // _SLOT)
        )

    def touches(self, start: int, end: int) -> bool:
        """Say whether any of it lies between two minutes of any day; ``end`` may be past midnight."""
        windows = ((start + shift, end + shift) for shift in (-DAY_MINUTES, 0, DAY_MINUTES))
        return any(
            first < block_end and block_start < last
            for first, last in windows
            for block_start, block_end in self.blocks
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A member as the roster sees them; times in minutes, days of the week as numbers."""

    key: int
    max_day: int
    max_week: int
    max_days: int = DAYS
    may_nights: bool = True
    off: frozenset[int] = frozenset()  # days they can't work
    wished_off: frozenset[int] = frozenset()
    liked: frozenset[int] = frozenset()  # shifts they would rather work; none: all alike
    fixed: Mapping[int, Pattern] = field(default_factory=dict)  # planned already, from day -7 to day 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for everybody: minutes of rest between two shifts, days in a row, which hours are night."""

    rest: int
    days_in_a_row: int
    night: tuple[int, int]  # minutes of the day; the end may be past midnight

    def too_close(self, first: Pattern, second: Pattern) -> bool:
        """Say whether the rest between a shift and one on the next day is too short."""
        return second.start + DAY_MINUTES - first.end < self.rest


class Why(StrEnum):
    """Why a member does not fill a half hour that stays short."""

    NO_SHIFT = "no_shift"  # no shift of the shop covers it; of nobody in particular
    OFF = "off"
    NIGHT = "night"
    LONG = "long"  # every shift that covers it is longer than their day may be
    ELSEWHEN = "elsewhen"  # they work another shift that day
    HOURS = "hours"  # their week is full
    REST = "rest"
    IN_A_ROW = "in_a_row"
    UNSOLVED = "unsolved"  # they could: the search was not given the time to find out


@dataclass(frozen=True, slots=True)
class Short:
    """A half hour with fewer agents than it needs; ``why`` counts the members who are not there by reason."""

    half_hour: int
    needed: int
    there: int
    why: tuple[tuple[Why, int], ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """One member works one shift on one day; planned before, or new."""

    worker: int
    day: int
    pattern: int
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A proposal. Shortage and surplus in agent-half-hours.

    ``is_best``: no roster within the rules has less shortage, none with as little has less surplus; proved.
    """

    proposed: tuple[Proposed, ...]
    there: tuple[int, ...]
    short: tuple[Short, ...]
    surplus: int
    is_best: bool

    @property
    def shortage(self) -> int:
        """Agent-half-hours that are missing."""
        return sum(short.needed - short.there for short in self.short)


def counted(shifts: Iterable[tuple[int, Pattern]]) -> list[int]:
    """Count who works in each half hour of the week, of shifts by day."""
    counts = [0] * (DAYS * HALF_HOURS)
    for day, pattern in shifts:
        for half_hour in pattern.half_hours():
            if 0 <= day * HALF_HOURS + half_hour < len(counts):
                counts[day * HALF_HOURS + half_hour] += 1
    return counts
