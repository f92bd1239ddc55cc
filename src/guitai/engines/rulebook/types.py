"""What a rulebook is made of and what it answers, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, Literal

Language = Literal["zh", "en"]


class Severity(IntEnum):
    """What becomes of a draft, the gravest last."""

    PASS = 0
    NOTE = 1  # sent, shown to the agent
    CONFIRM = 2  # sent after a second look
    APPROVE = 3  # needs the lead
    BLOCK = 4

    @property
    def word(self) -> str:
        """The word of rule files and of the command line."""
        return self.name.lower()


class Category(StrEnum):
    """What a rule is about."""

    PROMISE = "promise"
    PRIVACY = "privacy"
    HARASSMENT = "harassment"
    MISDESCRIPTION = "misdescription"
    OFF_PLATFORM = "off_platform"
    INVOICE = "invoice"
    FAKE_TRADE = "fake_trade"
    AD_LAW = "ad_law"
    TONE = "tone"
    PRICE = "price"
    DISCOUNT = "discount"
    SLIP = "slip"


class Platform(StrEnum):
    """Where a shop sells."""

    TAOBAO = "taobao"
    TMALL = "tmall"
    JD = "jd"
    PDD = "pdd"
    OWN = "own"


class Scope(StrEnum):
    """How far around a hit something is looked for."""

    BEFORE = "before"  # in the hit's clause, before it
    AFTER = "after"  # in the hit's clause, after it
    CLAUSE = "clause"
    SENTENCE = "sentence"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in both languages, each with one or more alternatives: the first whose slots can be filled."""

    zh: tuple[str, ...]
    en: tuple[str, ...]

    def in_language(self, language: Language) -> tuple[str, ...]:
        """Give the alternatives in a language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from and the day somebody last looked.

    ``kind`` is ``statute``, ``platform`` (its rules change: check with the platform) or ``practice``.
    """

    kind: Literal["statute", "platform", "practice"]
    text: Wording
    checked: date


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words, as a rule or the vocabulary names it.

    ``harmless`` are longer words in which one of them means something else (卫星图 for 卫星). ``kinds`` says
    what a word is a spelling of (顺风 → 顺丰), where that matters.
    """

    words: frozenset[str]
    harmless: frozenset[str] = frozenset()
    kinds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WordsTrigger:
    """Any of the words."""

    words: Words


@dataclass(frozen=True, slots=True)
class NearTrigger:
    """A word of each set, each at most ``within`` characters from those found before, in one ``scope``."""

    sets: tuple[Words, ...]
    within: int
    ordered: bool = False
    scope: Scope = Scope.CLAUSE


@dataclass(frozen=True, slots=True)
class PatternTrigger:
    """A regular expression over the normalised text, tried only where one of the needles was met."""

    pattern: str
    needles: Words


@dataclass(frozen=True, slots=True)
class DetectorTrigger:
    """A named Python function with its settings (see ``detectors``)."""

    name: str
    settings: Any


Trigger = WordsTrigger | NearTrigger | PatternTrigger | DetectorTrigger


@dataclass(frozen=True, slots=True)
class NamedExcuse:
    """One of the excuses the engine knows by name (see ``excuses``)."""

    name: str


@dataclass(frozen=True, slots=True)
class WordsExcuse:
    """A word of the set within the scope of the hit."""

    words: Words
    scope: Scope = Scope.CLAUSE


Excuse = NamedExcuse | WordsExcuse


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must be so in the conversation for a rule to be asked at all; None: anything."""

    proactive: bool | None = None
    moods: frozenset[str] | None = None
    buyer_said: Words | None = None  # in their last message


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a rule: a text, the facts it is said with, and what is found in it (None: not said)."""

    text: str
    matched: str | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    platform: Platform | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """What a rule must hit, and what looks like it and must pass."""

    hits: tuple[Case, ...]
    misses: tuple[Case, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as its file says it."""

    id: str
    category: Category
    severity: Severity
    platforms: frozenset[Platform]
    title: Wording
    why: Wording
    source: Source
    penalty: Wording
    rewrite: Wording
    triggers: tuple[Trigger, ...]
    unless: tuple[Excuse, ...] = ()
    when: Conditions = Conditions()
    across_messages: bool = False
    cases: Cases | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of the normalised text that a rule speaks about, with facts for its wordings.

    ``written`` is the stretch of the draft as written, where it is not the one the normalised text was made
    from; ``spread`` says that it is made of several words with anything between them.
    """

    start: int
    end: int
    facts: Mapping[str, str] = field(default_factory=dict)
    written: tuple[int, int] | None = None
    spread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with a stretch of the draft; ``start`` and ``end`` are positions in it as written.

    ``rewrite`` is a sentence to send instead of the one the stretch stands in; empty if there is none.
    """

    rule: str
    category: Category
    severity: Severity
    start: int
    end: int
    matched: str
    title: str
    why: str
    source: str
    penalty: str
    rewrite: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gravest severity of the findings, and the findings in the order of the text."""

    severity: Severity
    findings: tuple[Finding, ...]
