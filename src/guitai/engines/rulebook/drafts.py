"""A draft as the triggers, excuses and detectors look at it: words, clauses, sentences, numbers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from guitai.engines.rulebook.lexicon import Lexicon, Scan, Span
from guitai.engines.rulebook.types import Platform, Scope, Words
from guitai.kernel.normalised import Normalised, normalise
from guitai.kernel.numerals import one_by_one

# A comma between thousands is none of a sentence.
_BREAKS = re.compile(r"[。!?;…\n]|,(?!\d{3}(?!\d))")
_SENTENCE_ENDS = frozenset("。!?;…\n")
_DIGIT = r"[0-9零〇一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖拐洞]"
_DIGIT_GROUP = rf"{_DIGIT}(?:[ ./_-]{{0,3}}{_DIGIT}){{2,}}"
# Between groups of three digits and more a sign of a sentence is a mark too: 一五八，零零零零，一二三四.
_DIGIT_RUN = re.compile(rf"{_DIGIT_GROUP}(?:[,、。]{_DIGIT_GROUP})*")
_LEAST_DIGITS = 4
_NOT_DIGIT = re.compile(r"[^0-9]")


class Digits:
    """Digits told one after the other, in any writing, as one number of four digits or more."""

    __slots__ = ("end", "start", "value")

    def __init__(self, value: str, start: int, end: int) -> None:
        self.value, self.start, self.end = value, start, end


class Draft:
    """A text, scanned once. Positions are those of the normalised ``text``.

    ``begins`` is where the draft itself begins, when the agent's last messages stand before it; ``platform``
    is where it goes, None if nobody said.
    """

    def __init__(
        self,
        written: str,
        lexicon: Lexicon,
        named: Mapping[str, int],
        platform: Platform | None = None,
        begins: int = 0,
    ) -> None:
        self.platform = platform
        self.plain: Normalised = normalise(written)
        self.text: str = self.plain.text
        self.scan: Scan = lexicon.scan(self.plain)
        self.begins = bisect_left(self.plain.starts, begins) if begins else 0
        self._lexicon = lexicon
        self._named = named

    def named(self, name: str) -> Sequence[Span]:
        """Give where the words of a set stand; a detector or excuse declares the sets it asks for."""
        return self.scan.of(self._named[name])

    def kinds(self, name: str) -> list[tuple[Span, str]]:
        """Give the longest words of a set that has kinds, in order, each with what it is a spelling of."""
        labels = self._labels(name)
        return [((start, end), labels[self.text[start:end]]) for start, end in longest(self.named(name))]

    def _labels(self, name: str) -> dict[str, str]:
        return dict(self._lexicon.sets[self._named[name]].kinds)

    def words(self, name: str) -> Words:
        """Give a set itself."""
        return self._lexicon.sets[self._named[name]]

    @cached_property
    def _clause_breaks(self) -> list[int]:
        return [found.start() for found in _BREAKS.finditer(self.text)]

    @cached_property
    def _sentence_breaks(self) -> list[int]:
        return [at for at in self._clause_breaks if self.text[at] in _SENTENCE_ENDS]

    def around(self, start: int, end: int, scope: Scope) -> Span:
        """Give the stretch of the scope around a hit."""
        if scope is Scope.DRAFT:
            return 0, len(self.text)
        breaks = self._sentence_breaks if scope is Scope.SENTENCE else self._clause_breaks
        at = bisect_left(breaks, start)
        first = breaks[at - 1] + 1 if at else 0
        at = bisect_left(breaks, end)
        last = breaks[at] if at < len(breaks) else len(self.text)
        if scope is Scope.BEFORE:
            return first, start
        return (end, last) if scope is Scope.AFTER else (first, last)

    def clause(self, start: int, end: int) -> str:
        """Give the text of the clauses a hit stands in."""
        first, last = self.around(start, end, Scope.CLAUSE)
        return self.text[first:last]

    def sentence(self, start: int, end: int) -> str:
        """Give the text of the sentences a hit stands in."""
        first, last = self.around(start, end, Scope.SENTENCE)
        return self.text[first:last]

    def stops_after(self, end: int) -> int:
        """Give the next place where the writer made a stop: a sign of a sentence, or a blank or mark."""
        breaks, gaps = self._clause_breaks, self.plain.gaps
        at, gap = bisect_left(breaks, end), bisect_left(gaps, end) if gaps else 0
        stop = breaks[at] if at < len(breaks) else len(self.text)
        return min(stop, gaps[gap]) if gap < len(gaps) else stop

    def has_gap(self, start: int, end: int) -> bool:
        """Say whether the writer left a blank or mark between two places."""
        gaps = self.plain.gaps
        return bool(gaps) and bisect_right(gaps, start - 1) < bisect_right(gaps, end)

    def from_written(self, start: int, end: int) -> Span | None:
        """Give the stretch of the text made from a stretch of the written draft; None if nothing was."""
        first, last = bisect_left(self.plain.starts, start), bisect_left(self.plain.starts, end)
        return (first, last) if first < last else None

    @cached_property
    def as_digits(self) -> str:
        """The text with each Chinese digit as a digit, character for character."""
        return one_by_one(self.text)

    @cached_property
    def digits(self) -> list[Digits]:
        """Numbers told digit by digit, four or more."""
        runs = (
            Digits(_NOT_DIGIT.sub("", one_by_one(found.group())), found.start(), found.end())
            for found in _DIGIT_RUN.finditer(self.text)
        )
        return [run for run in runs if len(run.value) >= _LEAST_DIGITS]


def joined(spans: Sequence[Span]) -> list[Span]:
    """Give spans that overlap as one, in order: 给您发 and 发货 are 给您发货."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def longest(spans: Sequence[Span]) -> list[Span]:
    """Give the longest of spans that overlap, in order."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
