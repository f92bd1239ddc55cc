"""What is read out of a talk, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Turn:
    """Something one of the two said, when that is known; what robots and systems say is left out before."""

    by: Literal["buyer", "agent"]
    text: str
    at: datetime | None = None


class Mood(StrEnum):
    """How a buyer feels (U2); that they lose interest is told apart, for it goes with any of these."""

    ANGRY = "angry"
    ANXIOUS = "anxious"
    DISAPPOINTED = "disappointed"
    CONTENT = "content"
    NEUTRAL = "neutral"


class Sign(StrEnum):
    """What kind of thing speaks for a mood, or for losing interest; the facts of each are named beside it."""

    # of a mood
    WORDS = "words"  # words: what was said
    MARKS = "marks"  # marks: ！！, ？？
    REPEATED = "repeated"  # times: said the same so often
    PUSHED = "pushed"  # lines: so many since the last answer
    WAITED = "waited"  # seconds since they asked
    EARLIER = "earlier"  # mood: they were before
    # of losing interest, against this buyer's own beginning
    SHORTER = "shorter"  # characters, before
    SLOWER = "slower"  # seconds, before
    FADING = "fading"  # words, times: the third 哦
    PUT_OFF = "put_off"  # words: 再看看
    NO_QUESTION = "no_question"  # lines: so many without one, after so many with


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing the buyer asks: a key of ``intents.yaml``, where it stands (``turns[turn].text[start:end]``).

    ``score``: how sure that is, 0 to 1.
    """

    intent: str
    turn: int
    score: float
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a mood or for losing interest, how strongly (0 to 1), and in which turn."""

    turn: int
    sign: Sign
    weight: float
    facts: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A talk as it stands after its last turn.

    ``satisfaction``: 1 (very unsatisfied) to 5; ``losing_interest``: 0 to 1; ``evidence`` speaks for the
    mood, ``cooling`` for losing interest, both the strongest first; ``moves`` are keys of ``moves.yaml``, the
    best first.
    """

    asked: tuple[Asked, ...] = ()
    mood: Mood = Mood.NEUTRAL
    satisfaction: int = 3
    losing_interest: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    cooling: tuple[Evidence, ...] = ()
    moves: tuple[str, ...] = ()
