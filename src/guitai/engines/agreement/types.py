"""What is compared and what is found, as frozen data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Same = Callable[[str, str], float]
"""How alike two questions are, 0 to 1; given by whoever knows, for questions no topic knows."""


class Kind(StrEnum):
    """What a statement states, and the unit of its value."""

    DURATION = "duration"  # minutes
    MONEY = "money"  # fen
    DEAL = "deal"  # 满300减30: from fen, off fen
    PERCENT = "percent"  # hundredths of a percent
    DISCOUNT = "discount"  # 九折 is 9,000: what is still paid, in hundredths of a percent
    DATE = "date"  # month times 100 and day
    CLOCK = "clock"  # minutes since midnight
    COUNT = "count"  # pieces, times
    LENGTH = "length"  # millimetres
    WEIGHT = "weight"  # milligrams
    VOLUME = "volume"  # millilitres
    TEMPERATURE = "temperature"  # tenths of a degree Celsius
    NAME = "name"  # named things: couriers, materials
    YES_NO = "yes_no"  # 1 or 0


class Bound(StrEnum):
    """How the value is meant."""

    EXACT = "exact"
    AT_MOST = "at_most"  # 48小时内: a promise
    AT_LEAST = "at_least"
    ABOUT = "about"  # 一般三天左右


WORKING, DAY = "working", "day"  # what a time may be told in: 3个工作日, 当天


@dataclass(frozen=True, slots=True)
class Value:
    """A value, where it stands in a normalised text, and what it is the value of, if that is plain."""

    kind: Kind
    lo: int
    hi: int
    bound: Bound
    start: int
    end: int
    noun: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something an answer states in general, not of one order.

    ``subject`` is the key of a topic, else the noun the value stands with, or nothing where only the question
    says what it is about. ``lo`` and ``hi`` are in the unit of the kind, equal unless a span is meant.
    ``noun`` is what is measured within the subject: 羊毛, 双, until. ``conditions`` are written
    ``division:tag`` (``region:新疆``). ``start`` and ``end`` say where it stands in the text.
    """

    subject: str
    kind: Kind
    lo: int = 0
    hi: int = 0
    bound: Bound = Bound.EXACT
    names: frozenset[str] = frozenset()
    noun: str = ""
    conditions: frozenset[str] = frozenset()
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody of the shop answered to a question of a buyer.

    ``product`` is its code, nothing where none was in view; ``conversation`` and ``message`` are the caller's
    own numbers.
    """

    question: str
    text: str
    who: str
    at: datetime
    conversation: int
    message: int
    product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswer:
    """An entry of the knowledge: wordings of a question and the one answer approved for it.

    ``product`` is its code, nothing for the whole shop; it holds from ``valid_from`` to ``valid_until``, both
    days included, where they are told.
    """

    id: str
    questions: tuple[str, ...]
    answer: str
    product: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the entry is valid on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Quote:
    """An answer and the part of it that states the value."""

    answer: Answer
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KnownQuote:
    """An entry and the part of its answer that states the value."""

    entry: KnownAnswer
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things said: as it was worded, by which entries and in which answers, the newest first."""

    shown: str
    known: tuple[KnownQuote, ...]
    quotes: tuple[Quote, ...]

    @property
    def who(self) -> tuple[str, ...]:
        """Those who said so, each once, the last to say so first."""
        return tuple(dict.fromkeys(quote.answer.who for quote in self.quotes))

    @property
    def is_known(self) -> bool:
        """Say whether the knowledge says so; it is right until it is changed."""
        return bool(self.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A question that got different answers.

    ``topic`` is the key of a topic, else the noun; ``question`` is one of its wordings. ``sides`` begin with
    the knowledge, if it says something, else with what most say. ``strength`` counts the answers that
    disagree, one of a month before the newest as half.
    """

    topic: str
    question: str
    product: str
    kind: Kind
    noun: str
    sides: tuple[Side, ...]
    strength: float

    @property
    def is_against_knowledge(self) -> bool:
        """Say whether one of the sides is the knowledge's."""
        return any(side.is_known for side in self.sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question a buyer asked; the numbers are the caller's own."""

    text: str
    at: datetime
    conversation: int
    message: int
    product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question the knowledge does not answer: how often it came, when first and last, and how it is worded.

    ``topic`` is the key of a topic or nothing; ``product`` its code where only one was asked about;
    ``examples`` are the wordings, the most frequent first; ``conversations`` the talks it came up in, the
    newest first.
    """

    topic: str
    question: str
    product: str
    count: int
    first: datetime
    last: datetime
    examples: tuple[str, ...]
    conversations: tuple[int, ...]
