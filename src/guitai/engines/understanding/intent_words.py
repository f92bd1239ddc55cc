"""Finds all words of all intents in a text at once, and leaves out those that mean something else there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import ahocorasick

from guitai.kernel.normalised import Normalised

Span = tuple[int, int]
# A set of words of one owner. A word is a word of its owner by itself or only together with others.
Group = int


@dataclass(slots=True)
class _Word:
    """What is known of a word: the groups it is in with their owners, and from whom it keeps other words."""

    length: int
    has_edge: bool
    groups: list[tuple[Group, str]] = field(default_factory=list)
    stands_alone: bool = False
    harmless_for: set[str] = field(default_factory=set)
    not_into_for: set[str] = field(default_factory=set)
    covers: frozenset[str] = frozenset()
    cuts: frozenset[str] = frozenset()


class WordFinder:
    """All words by their groups: ``add`` them, ``close``, then ``find``."""

    def __init__(self) -> None:
        self._words: dict[str, _Word] = {}
        self._numbers: dict[tuple[str, frozenset[str]], Group] = {}
        self._owners: set[str] = set()
        self._automaton = ahocorasick.Automaton()

    def add(self, owner: str, words: frozenset[str], *, alone: bool = False, always: bool = False) -> Group:
        """Give the number of a group.

        :param alone: each of its words says by itself what the owner stands for.
        :param always: words of others keep nothing from it.
        """
        if not always:
            self._owners.add(owner)
        number = self._numbers.setdefault((owner, words), len(self._numbers))
        for text in words:
            word = self._word(text)
            if (number, owner) not in word.groups:
                word.groups.append((number, owner))
            word.stands_alone |= alone
        return number

    def add_harmless(self, owner: str, words: Iterable[str], *, not_into: bool = False) -> None:
        """Say inside which words an owner's own mean nothing; ``*`` is every owner.

        :param not_into: nor where they only share a character with it: 能修 in 能修改.
        """
        for text in words:
            word = self._word(text)
            (word.not_into_for if not_into else word.harmless_for).add(owner)

    def close(self) -> None:
        """Build the automaton; nothing may be added afterwards."""
        for text, word in self._words.items():
            word.covers = frozenset(_covered(word, self._owners))
            word.cuts = frozenset(word.not_into_for)
            self._automaton.add_word(text, word)
        self._automaton.make_automaton()

    def find(self, plain: Normalised) -> Mapping[Group, list[Span]]:
        """Give the places of each group's words, from left to right."""
        met: list[tuple[int, int, _Word]] = []
        over: dict[
            int, list[tuple[int, int, _Word]]
        ] = {}  # the words that cover others, by each place in them
        for last, word in self._automaton.iter(plain.text):
            start, end = last + 1 - word.length, last + 1
            if word.has_edge and (plain.runs_on(start) or plain.runs_on(end)):
                continue
            if word.groups:
                met.append((start, end, word))
            if word.covers:
                for place in range(start, end):
                    over.setdefault(place, []).append((start, end, word))
        found: dict[Group, list[Span]] = {}
        for start, end, word in met:
            span = start, end
            kept_from = _kept_from(span, over)
            for group, owner in word.groups:
                if owner not in kept_from:
                    found.setdefault(group, []).append(span)
        return found

    def _word(self, text: str) -> _Word:
        if text not in self._words:
            self._words[text] = _Word(len(text), text[0].isascii() or text[-1].isascii())
        return self._words[text]


def _covered(word: _Word, owners: set[str]) -> set[str]:
    """Give the owners whose words mean nothing inside this one.

    A word that says something by itself covers those of all who don't know it: 发票 keeps its 发 from
    dispatch.
    """
    if "*" in word.harmless_for:
        return owners
    if not word.stands_alone:
        return word.harmless_for | word.not_into_for
    return owners - {owner for _group, owner in word.groups} | word.harmless_for | word.not_into_for


def _kept_from(span: Span, over: Mapping[int, list[tuple[int, int, _Word]]]) -> frozenset[str]:
    """Give the owners to whom a word says nothing where it stands."""
    start, end = span
    kept: frozenset[str] = frozenset()
    for place in (start, end - 1):
        for left, right, word in over.get(place, ()):
            if left <= start and end <= right:
                if right - left > end - start:
                    kept |= word.covers
            else:
                kept |= word.cuts
    return kept
