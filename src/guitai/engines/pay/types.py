"""A pay scheme, the figures it is given, and the score it gives: frozen data.

Figures are in their own units: shares of one, seconds, yuan, counts. A mark is a part of one, points are
decimals, money is whole fen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Each(StrEnum):
    """What one score covers."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Linear:
    """No mark at ``worst`` and beyond, a full one at ``best`` and beyond, in proportion between them."""

    worst: Decimal
    best: Decimal


@dataclass(frozen=True, slots=True)
class Attainment:
    """How much of the target was reached, a full mark at the target itself.

    Less than ``floor`` counts as nothing, more than ``cap`` as the cap. Where ``lower_is_better`` half the
    target counts twice. ``target`` None takes the one the shop or the agent has.
    """

    floor: Decimal = Decimal(0)
    cap: Decimal = Decimal(1)
    lower_is_better: bool = False
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """So many points from this limit on; the limit belongs to it."""

    limit: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Steps:
    """Points by the first step that is reached, the best first; ``otherwise`` where none is.

    A figure reaches a step when it is at least the limit or, with ``at_most``, no more than it.
    """

    steps: tuple[Step, ...]
    at_most: bool = False
    otherwise: Decimal = Decimal(0)

    @property
    def most(self) -> Decimal:
        """The most points these steps give."""
        return max(self.otherwise, *(step.points for step in self.steps))


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a scheme; ``weight`` is the points of a full mark. Steps weigh the most they give."""

    figure: str
    weight: Decimal
    marking: Linear | Attainment | Steps


@dataclass(frozen=True, slots=True)
class Between:
    """Pay between ``floor_fen`` at ``points_from`` and below, and ``cap_fen`` at ``points_to`` and above."""

    floor_fen: int
    cap_fen: int
    points_from: Decimal
    points_to: Decimal


@dataclass(frozen=True, slots=True)
class PerPoint:
    """So much a point, no less than ``floor_fen`` and no more than ``cap_fen``."""

    fen: int
    floor_fen: int = 0
    cap_fen: int | None = None


@dataclass(frozen=True, slots=True)
class ByPoints:
    """An amount by the first step the points reach, the best first; the points of these steps are fen."""

    steps: tuple[Step, ...]
    floor_fen: int = 0


Pay = Between | PerPoint | ByPoints


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A pay scheme. ``title`` and ``about`` are by language, ``zh`` and ``en``; no ``pay``, only points."""

    id: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    each: Each
    lines: tuple[Line, ...]
    pay: Pay | None = None

    @property
    def most(self) -> Decimal:
        """The points of full marks everywhere; a cap above the target is not counted."""
        return sum((line.weight for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure as it was taken: None where there is nothing to tell, ``late`` where it is not known yet."""

    value: Decimal | None
    late: bool = False


class Status(StrEnum):
    """Whether a line counts, or why it does not."""

    COUNTED = "counted"
    MISSING = "missing"
    LATE = "late"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredLine:
    """One line of a score.

    ``weight`` is what it weighs with its part of the missing ones' weight, zero where it does not count
    itself; ``points`` are mark times weight, to two decimals, half up. ``step`` is the one that was reached.
    """

    line: Line
    status: Status
    value: Decimal | None = None
    target: Decimal | None = None
    mark: Decimal | None = None
    step: Step | None = None
    weight: Decimal = Decimal(0)
    points: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a scheme gives for some figures, line by line.

    ``points`` are the sum of the lines' points, None where no figure could be counted, and then there is no
    pay. ``pay_fen`` is rounded half up to whole fen, once. ``provisional``: a late figure will still come.
    """

    lines: tuple[ScoredLine, ...]
    points: Decimal | None
    pay_fen: int | None
    provisional: bool = False

    def left_out(self, status: Status) -> tuple[str, ...]:
        """Give the figures that do not count for this reason."""
        return tuple(scored.line.figure for scored in self.lines if scored.status is status)
