"""What a buyer asks: every thing of ``intents.yaml`` a message speaks of, and where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from guitai.engines.understanding.intent_data import (
    HINT,
    STRENGTHS,
    Catalogue,
    Intent,
    Shape,
    Wording,
    catalogue,
)
from guitai.engines.understanding.intent_relations import Hit, Message, Relations, independent
from guitai.engines.understanding.intent_typing import put_right
from guitai.engines.understanding.intent_words import Group, Span, WordFinder
from guitai.engines.understanding.types import Asked, Turn
from guitai.kernel.normalised import Normalised

LONGEST = 2_000  # characters of a message that are read; what is longer was pasted
_DENIED_WITHIN = 2  # characters between 不想 and what is not wanted
_AGAIN = 0.3  # how much of what is left of doubt another place takes away
_MANNERS = 0.5  # a greeting, thanks beside a question


@dataclass(frozen=True, slots=True)
class Title:
    """How an intent is called in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a message asks: how sure that is (0 to 1), and where it stands, ``text[start:end]``."""

    intent: str
    score: float
    start: int
    end: int


@cache
def intents() -> Mapping[str, Title]:
    """Give all intents by their keys, in the order shown."""
    return MappingProxyType({each.key: Title(each.zh, each.en) for each in catalogue().intents})


@lru_cache(maxsize=20_000)
def asked_in(text: str) -> tuple[Found, ...]:
    """Give what a message asks, each intent once with its strongest place, from left to right."""
    return _recogniser().found_in(put_right(text[:LONGEST]))


def asked_in_turns(turns: Sequence[Turn]) -> tuple[Asked, ...]:
    """Give what the buyer asks in each of their turns."""
    return tuple(
        Asked(found.intent, place, found.score, found.start, found.end)
        for place, turn in enumerate(turns)
        if turn.by == "buyer"
        for found in asked_in(turn.text)
    )


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A wording or a pattern with its groups numbered."""

    intent: str
    wording: Wording | Shape
    others: tuple[Group, ...]


class _Recogniser:
    """All intents with their words numbered."""

    def __init__(self, told: Catalogue) -> None:
        self._finder = WordFinder()
        self._by_anchor: dict[Group, list[_Compiled]] = {}
        for intent in told.intents:
            for wording in intent.wordings:
                self._add(intent, wording, wording.groups)
            for shape in intent.shapes:
                self._add(intent, shape, (shape.needles,))
            self._finder.add_harmless(intent.key, intent.harmless)
            self._finder.add_harmless(intent.key, intent.not_into, not_into=True)
        none = self._finder.add("nobody", frozenset())
        self._unless = {
            intent.key: self._finder.add(f"unless {intent.key}", intent.unless, always=True)
            if intent.unless
            else none
            for intent in told.intents
        }
        denials = {
            kind: self._finder.add("denial", words, always=True) for kind, words in told.denials.items()
        }
        self._denials = {intent.key: denials.get(intent.denied_by, none) for intent in told.intents}
        self._finder.add_harmless("denial", told.no_denial)
        self._finder.add_harmless("*", told.nothing)
        self._finder.close()
        self._only_asked = frozenset(intent.key for intent in told.intents if intent.only_asked)
        self._manners = frozenset(intent.key for intent in told.intents if intent.is_manner)
        self._relations = {
            intent.key: Relations(intent.part_of, intent.reason_for)
            for intent in told.intents
            if intent.part_of or intent.reason_for
        }

    def _add(self, intent: Intent, wording: Wording | Shape, groups: Sequence[frozenset[str]]) -> None:
        is_word = isinstance(wording, Wording) and len(groups) == 1
        anchor, *others = (self._finder.add(intent.key, words, alone=is_word) for words in groups)
        self._by_anchor.setdefault(anchor, []).append(_Compiled(intent.key, wording, tuple(others)))

    def found_in(self, plain: Normalised) -> tuple[Found, ...]:
        """Give what a text asks."""
        message = Message(plain, self._finder.find(plain))
        hits = [
            hit
            for anchor in message.words
            for each in self._by_anchor.get(anchor, ())
            for hit in _hits(each, anchor, message)
            if self._stands(hit, message)
        ]
        by_intent: dict[str, list[Hit]] = {}
        for hit in independent(self._without_idle_hints(hits, message), self._relations, message):
            by_intent.setdefault(hit.intent, []).append(hit)
        founds = [_strongest(places, plain) for places in by_intent.values()]
        return tuple(sorted(self._mannered(founds), key=lambda found: (found.start, -found.score)))

    def _stands(self, hit: Hit, message: Message) -> bool:
        """Say whether nothing beside a hit makes it mean something else, or denies it."""
        if message.beside(self._unless[hit.intent], hit.start):
            return False
        denials = message.beside(self._denials[hit.intent], hit.start)
        if any(start < hit.start <= end + _DENIED_WITHIN for start, end in denials):
            return False
        return hit.score >= STRENGTHS["sure"] or hit.intent not in self._only_asked or message.asks

    def _without_idle_hints(self, hits: list[Hit], message: Message) -> list[Hit]:
        """Leave out hints in clauses that say something surer."""
        if all(hit.score > HINT for hit in hits):
            return hits
        surer = [hit for hit in hits if hit.score > HINT and hit.intent not in self._manners]
        sure = {message.clause_of(hit.start) for hit in surer}
        return [
            hit
            for hit in hits
            if hit.score > HINT
            or (message.clause_of(hit.start) not in sure and not (surer and not message.asks_at(hit.start)))
        ]

    def _mannered(self, founds: list[Found]) -> list[Found]:
        """Put manners behind what is asked: 你好 before a question is no more than that."""
        if all(found.intent in self._manners for found in founds):
            return founds
        return [
            Found(found.intent, _MANNERS, found.start, found.end) if found.intent in self._manners else found
            for found in founds
        ]


@cache
def _recogniser() -> _Recogniser:
    return _Recogniser(catalogue())


def _hits(each: _Compiled, anchor: Group, message: Message) -> Iterator[Hit]:
    wording = each.wording
    if isinstance(wording, Shape):
        for found in wording.pattern.finditer(message.plain.text):
            yield Hit(each.intent, wording.score, *found.span())
    elif not each.others:
        for span in message.words[anchor]:
            yield Hit(each.intent, wording.score, *span)
    elif all(other in message.words for other in each.others):
        for span in message.words[anchor]:
            if whole := _around(span, each.others, wording, message):
                yield Hit(each.intent, wording.score, *whole)


def _around(anchor: Span, others: Sequence[Group], wording: Wording, message: Message) -> Span | None:
    """Give the stretch from the first to the last word of a wording around its anchor, if all are near."""
    start, end = anchor
    for group in others:
        near = [
            (max(left - end, start - right), left, right)
            for left, right in message.beside(group, anchor[0])
            if left >= end or (right <= start and not wording.in_order)
        ]
        if not near or min(near)[0] > wording.within:
            return None
        _gap, left, right = min(near)
        start, end = min(start, left), max(end, right)
    return start, end


def _strongest(hits: Sequence[Hit], plain: Normalised) -> Found:
    """Give the best of the places of an intent; another place beside it makes it surer."""
    best = max(hits, key=lambda hit: (hit.score, hit.end - hit.start, -hit.start))
    score = best.score
    if any(hit.end <= best.start or hit.start >= best.end for hit in hits):
        score += (1 - score) * _AGAIN
    return Found(best.intent, round(score, 2), *plain.span(best.start, best.end))
