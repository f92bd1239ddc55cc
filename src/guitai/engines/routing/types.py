"""What routing is told and what it answers, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A conversation that needs an agent.

    ``groups`` are those that take this kind of conversation (none named: everybody does); ``known_agent`` is
    who last served the buyer, ``known_at`` when that was; ``skills`` are what would help; ``angry`` says that
    the buyer needs somebody experienced.
    """

    at: datetime
    groups: frozenset[int] = frozenset()
    known_agent: int | None = None
    known_at: datetime | None = None
    skills: frozenset[str] = frozenset()
    vip: bool = False
    angry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An agent as routing sees them; ``load`` and ``capacity`` count open conversations.

    ``experienced`` as :attr:`Policy.experienced_days` and :attr:`Policy.calming_skill` say.
    """

    id: int
    online: bool
    on_duty: bool
    load: int
    capacity: int
    away: bool = False
    groups: frozenset[int] = frozenset()
    skills: frozenset[str] = frozenset()
    last_assigned_at: datetime | None = None
    experienced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the shop has settled; 0 days means that a known buyer is like any other.

    Experienced is who has been in the shop for so many days, or has the skill to calm buyers.
    """

    known_agent_days: int = 30
    reassign_minutes: int = 5
    vip_skill: str = "VIP"
    experienced_days: int = 90
    calming_skill: str = "安抚"


class Reason(StrEnum):
    """Why somebody was left out, stands where they stand, or got the conversation."""

    # left out
    OFFLINE = "offline"
    AWAY = "away"
    FULL = "full"
    HAD_IT = "had_it"
    # where they stand among those who can take it
    ON_DUTY = "on_duty"
    OFF_DUTY = "off_duty"
    IN_GROUP = "in_group"
    OUTSIDE_GROUP = "outside_group"
    KNOWS_BUYER = "knows_buyer"
    EXPERIENCED = "experienced"
    SKILLED = "skilled"
    # what settled it
    LEAST_LOADED = "least_loaded"
    LONGEST_IDLE = "longest_idle"
    FIRST_IN_ORDER = "first_in_order"
    ONLY_ONE = "only_one"
    NOBODY_AVAILABLE = "nobody_available"
    NOBODY_ON_DUTY = "nobody_on_duty"
    GROUP_UNAVAILABLE = "group_unavailable"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason with the figures behind it."""

    reason: Reason
    facts: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate's place, 1 being the best, or none for who was left out; and why."""

    candidate: int
    rank: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who gets the conversation, or nobody; the last of ``why`` settled it, others are what was given up."""

    agent: int | None
    why: tuple[Because, ...]
    ranked: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConversation:
    """A conversation somebody holds; ``waiting_since`` is the buyer's first unanswered message."""

    id: int
    arrival: Arrival
    held_by: int
    waiting_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Who takes over a conversation; with nobody available it stays where it is."""

    conversation: int
    decision: Decision
