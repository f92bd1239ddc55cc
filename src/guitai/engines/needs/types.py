"""Check lists, what was heard and why somebody asks, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Words:
    """A title or a reason in both languages; what is said to buyers is Chinese alone."""

    zh: str
    en: str

    def told(self, language: str) -> str:
        """Give it in Chinese for ``zh`` and its kinds (``zh-hans``), else in English."""
        return self.zh if language.lower().startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Turn:
    """Something one of the two said; what robots and systems say is left out before."""

    by: Literal["buyer", "agent"]
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where it was said: ``turns[turn].text[start:end]``."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing to know of a buyer.

    ``ask`` is the question for the buyer, in Chinese; ``why`` is for the agent. ``hears`` names the
    recogniser, ``asked`` are words by which an agent asks for it, ``options`` the words for each answer there
    can be, ``harmless`` turns that hold such a word and say nothing; unless it was asked for, one of ``near``
    stands close by. One that is ``also`` good to know is ticked and never asked for, nor is one of which
    ``settled_by`` names another that is known. ``limits`` are the bare numbers taken for a height, in cm;
    ``only`` are words of products it is asked of, none for all.
    """

    key: str
    title: Words
    ask: str
    why: Words
    hears: str
    asked: tuple[str, ...]
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()
    harmless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()
    limits: tuple[int, int] | None = None
    only: tuple[str, ...] = ()
    also: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of product, with what to know of its buyer in the order to ask.

    ``words`` tell it by a category or title: any of them, or one of each list of ``both``; not those inside a
    ``harmless`` turn.
    """

    key: str
    title: Words
    needs: tuple[Need, ...]
    words: tuple[str, ...]
    both: tuple[tuple[str, ...], ...] = ()
    harmless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a check list: what the buyer said, as shown, and where; None while it is not known."""

    need: Need
    value: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is known of a buyer and what is not, in the order to ask."""

    kind: Kind
    items: tuple[Item, ...]

    @property
    def known(self) -> Mapping[str, str]:
        """What the buyer said, by the key of the need."""
        return {item.need.key: item.value for item in self.items if item.value is not None}

    @property
    def missing(self) -> tuple[Need, ...]:
        """What is still to be asked, in order, without what is good to know or settled by another answer."""
        known = self.known
        return tuple(
            item.need
            for item in self.items
            if item.value is None
            and not item.need.also
            and not any(other in known for other in item.need.settled_by)
        )

    @property
    def next_question(self) -> str:
        """The question for the first thing not known, in Chinese; empty when enough is known."""
        return self.missing[0].ask if self.missing else ""


@dataclass(frozen=True, slots=True)
class Motive:
    """What may stand behind a question of the buyer.

    ``ask`` is the question that follows it up, in Chinese; ``evidence`` is where the buyer asked, ``sign``
    where their own words speak for this motive; ``turn`` of both is 0.
    """

    topic: str
    topic_title: Words
    key: str
    title: Words
    ask: str
    evidence: Evidence
    sign: Evidence | None
