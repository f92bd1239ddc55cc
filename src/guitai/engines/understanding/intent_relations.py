"""How the things a message speaks of stand to one another: a part, a reason, a condition."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guitai.engines.understanding.clauses import asks, clauses, is_question
from guitai.engines.understanding.intent_data import HINT
from guitai.engines.understanding.intent_words import Group, Span
from guitai.kernel.normalised import Normalised


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that speaks for an intent, in the normalised text."""

    intent: str
    score: float
    start: int
    end: int


class Message:
    """A message with its words and its clauses."""

    def __init__(self, plain: Normalised, words: Mapping[Group, list[Span]]) -> None:
        self.plain = plain
        self.words = words
        self._clauses = clauses(plain)
        self._starts = [start for start, _end in self._clauses]

    @cached_property
    def asks(self) -> bool:
        """Say whether anything in it asks or requests something."""
        return asks(self.plain.text)

    def clause_of(self, place: int) -> Span:
        """Give the clause a place lies in."""
        return self._clauses[bisect_right(self._starts, place) - 1]

    def asks_at(self, place: int) -> bool:
        """Say whether the clause of a place asks or requests something; a condition does not."""
        start, end = self.clause_of(place)
        text = self.plain.text[start:end]
        return asks(text) and "的话" not in text

    def beside(self, group: Group, place: int) -> list[Span]:
        """Give the words of a group in the clause of a place."""
        words = self.words.get(group)
        if not words or len(self._clauses) == 1:
            return words or []
        start, end = self.clause_of(place)
        return [word for word in words if start <= word[0] < end]


@dataclass(frozen=True, slots=True)
class Relations:
    """What an intent gives way to.

    ``part_of``: intents in whose clause it is no question of its own: the size in 换大一码.
    ``reason_for``: intents whose reason it is, anywhere in a message, where it is only told: 有点小 想换.
    """

    part_of: frozenset[str]
    reason_for: frozenset[str]


def independent(hits: Sequence[Hit], relations: Mapping[str, Relations], message: Message) -> Sequence[Hit]:
    """Leave out what is only a part of something asked, or the reason or the condition for it."""
    asked = {hit.intent for hit in hits}
    if len(asked) < 2 or not any(asked & (each.part_of | each.reason_for) for each in relations.values()):
        return hits
    return [
        hit
        for hit in hits
        if (known := relations.get(hit.intent)) is None
        or not (_is_part(hit, known, hits, message) or _is_reason(hit, known, asked, message))
    ]


def _is_part(hit: Hit, known: Relations, hits: Sequence[Hit], message: Message) -> bool:
    if is_question(message.plain.text[hit.start : hit.end]):
        return False
    clause = message.clause_of(hit.start)
    return any(
        other.intent in known.part_of
        and (message.clause_of(other.start) == clause or (other.start < hit.end and hit.start < other.end))
        for other in hits
    )


def _is_reason(hit: Hit, known: Relations, asked: set[str], message: Message) -> bool:
    if asked.isdisjoint(known.reason_for):
        return False
    return hit.score <= HINT or not message.asks_at(hit.start)
