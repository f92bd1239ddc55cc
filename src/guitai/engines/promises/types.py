"""What a promise is."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """Whether a promise can be put on a clock: now, after something has happened, or not at all."""

    EXACT = "exact"
    CONDITIONAL = "conditional"
    VAGUE = "vague"


class About(StrEnum):
    """What is promised."""

    REPLY = "reply"
    DISPATCH = "dispatch"
    ARRIVAL = "arrival"
    REFUND = "refund"
    CHECK = "check"
    GIFT = "gift"
    OTHER = "other"


class Unit(StrEnum):
    """What a span of time is counted in; hours and minutes run through, days end at midnight."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Within:
    """A span of time: 24 hours, 3 working days. No days: by the end of the day it begins on."""

    amount: Decimal
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.value.replace("_", " ")
        return f"{self.amount.normalize():f} {unit}{'' if self.amount == 1 else 's'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise of an agent.

    ``start`` and ``end`` are positions in the text as written, ``matched`` what stands there. ``due`` is set
    for an exact promise alone; a conditional one says ``after`` what (the writer's words) and, if they said
    so, ``within`` how long. ``firm``: exact, and not softened by 大概, 尽量 and the like. ``phone``: a reply
    that is to be a call. ``assumed``: working days were counted in a year whose holidays were not published.
    """

    start: int
    end: int
    matched: str
    about: About
    kind: Kind
    due: datetime | None = None
    firm: bool = False
    after: str = ""
    within: Within | None = None
    phone: bool = False
    assumed: bool = False
