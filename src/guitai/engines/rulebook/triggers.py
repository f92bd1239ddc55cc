"""What sets a rule off: words, words near one another, a pattern where its needles were met."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.lexicon import Lexicon, Span
from guitai.engines.rulebook.types import Hit, NearTrigger, PatternTrigger, Scope, WordsTrigger


@dataclass(frozen=True, slots=True)
class AnyWord:
    """A word of one set."""

    anchor: int

    def hits(self, draft: Draft) -> Iterator[Hit]:
        """Give each word met."""
        for start, end in draft.scan.of(self.anchor):
            yield Hit(start, end)


@dataclass(frozen=True, slots=True)
class Near:
    """A word of each set, found one after the other around a word of the first."""

    anchor: int
    others: tuple[int, ...]
    within: int
    ordered: bool
    scope: Scope

    def hits(self, draft: Draft) -> Iterator[Hit]:
        """Give the stretch from the first to the last of the words, once for each word of the first set."""
        others = [draft.scan.of(number) for number in self.others]
        if not all(others):
            return
        for start, end in draft.scan.of(self.anchor):
            found = self._around((start, end), others, draft.around(start, end, self.scope))
            if found:
                yield Hit(*found, spread=True)

    def _around(self, anchor: Span, others: Sequence[Sequence[Span]], scope: Span) -> Span | None:
        taken = [anchor]
        first, last = anchor
        for spans in others:
            best, best_gap = None, self.within + 1
            for start, end in spans:
                gap = start - last if start >= last else first - end
                if start < scope[0] or end > scope[1] or gap > best_gap:
                    continue
                if (self.ordered and start < taken[-1][1]) or any(start < b and a < end for a, b in taken):
                    continue
                # Of two as near, the longer: 能送到 before 能.
                if best is None or gap < best_gap or end - start > best[1] - best[0]:
                    best, best_gap = (start, end), gap
            if best is None or best_gap > self.within:
                return None
            taken.append(best)
            first, last = min(first, best[0]), max(last, best[1])
        return first, last


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, tried once a draft where a needle was met."""

    anchor: int
    pattern: re.Pattern[str]

    def hits(self, draft: Draft) -> Iterator[Hit]:
        """Give what the pattern finds; named groups become facts of the wordings."""
        if draft.scan.of(self.anchor):
            for found in self.pattern.finditer(draft.text):
                facts = {name: value for name, value in found.groupdict().items() if value is not None}
                if found.end() > found.start():
                    yield Hit(found.start(), found.end(), facts)


Compiled = AnyWord | Near | Pattern


def compiled(trigger: WordsTrigger | NearTrigger | PatternTrigger, lexicon: Lexicon) -> Compiled:
    """Give the trigger with its words numbered in the lexicon."""
    match trigger:
        case WordsTrigger(words):
            return AnyWord(lexicon.add(words))
        case NearTrigger(sets, within, ordered, scope):
            anchor, *others = (lexicon.add(words) for words in sets)
            return Near(anchor, tuple(others), within, ordered, scope)
        case PatternTrigger(pattern, needles):
            return Pattern(lexicon.add(needles), re.compile(pattern))
