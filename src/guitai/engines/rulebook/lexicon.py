"""All words of a rulebook as one automaton, and what a scan of a text meets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import ahocorasick

from guitai.engines.rulebook.types import Words
from guitai.kernel.normalised import Normalised

Span = tuple[int, int]
# What the automaton keeps with a word: its length, whether it begins or ends with a Latin letter or digit,
# the sets it belongs to, and the sets it makes harmless.
_Entry = tuple[int, bool, tuple[int, ...], tuple[int, ...]]


class Lexicon:
    """The sets of words of a rulebook; equal sets are one. ``add`` them all, ``close``, then ``scan``."""

    def __init__(self) -> None:
        self.sets: list[Words] = []
        self._numbers: dict[Words, int] = {}
        self._automaton = ahocorasick.Automaton()

    def add(self, words: Words) -> int:
        """Give the number of a set."""
        number = self._numbers.setdefault(words, len(self.sets))
        if number == len(self.sets):
            self.sets.append(words)
        return number

    def close(self) -> None:
        """Build the automaton; no set may be added afterwards."""
        members: dict[str, tuple[list[int], list[int]]] = {}
        for number, words in enumerate(self.sets):
            for word in words.words:
                members.setdefault(word, ([], []))[0].append(number)
            for word in words.harmless:
                members.setdefault(word, ([], []))[1].append(number)
        for word, (of, harmless) in members.items():
            has_edge = word[0].isascii() or word[-1].isascii()
            entry: _Entry = (len(word), has_edge, tuple(of), tuple(harmless))
            self._automaton.add_word(word, entry)
        self._automaton.make_automaton()

    def scan(self, plain: Normalised) -> "Scan":
        """Find every word of every set in a text."""
        hits: defaultdict[int, list[Span]] = defaultdict(list)
        harmless: defaultdict[int, list[Span]] = defaultdict(list)
        if self._automaton.kind == ahocorasick.AHOCORASICK:
            for last, (length, has_edge, of, shields) in self._automaton.iter(plain.text):
                span = start, end = last + 1 - length, last + 1
                if has_edge and (plain.runs_on(start) or plain.runs_on(end)):
                    continue
                for number in of:
                    hits[number].append(span)
                for number in shields:
                    harmless[number].append(span)
        return Scan(hits, harmless)


class Scan:
    """The words met in one text, by the number of their set."""

    __slots__ = ("_harmless", "_hits")

    def __init__(self, hits: dict[int, list[Span]], harmless: dict[int, list[Span]]) -> None:
        self._hits = hits
        self._harmless = harmless

    @property
    def met(self) -> Iterable[int]:
        """The numbers of the sets that may have been met."""
        return self._hits.keys()

    def of(self, number: int) -> Sequence[Span]:
        """Give where a set's words stand, the harmless ones left out."""
        hits = self._hits.get(number)
        if hits is None:
            return ()
        shields = self._harmless.pop(number, None)
        if shields:
            hits = self._hits[number] = [
                (start, end)
                for start, end in hits
                if not any(left <= start and end <= right for left, right in shields)
            ]
        return hits
