"""What of a text the learned models compare: its characters together and in order, its sound, what it asks.

Two texts are as alike as their four lists of terms are (:class:`Space`), each list counting for itself.
Characters that stand together without regard to their order told most of the four on real questions: 能退吗
and 退货能不能 share few pairs of neighbours, and all of their sense.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from pypinyin import lazy_pinyin

from guitai.engines.understanding.intents import asked_in
from guitai.kernel.normalised import normalise

Floats = NDArray[np.float32]
LONGEST = 200  # characters; a longer text is told by its beginning
_TOGETHER = 40  # different characters of which the pairs are looked at
# How much each list counts in a comparison.
SHARES = (1 / 3, 1 / 3, 1 / 3, 0.3)
# Terms are numbers below this, so that a model holds no word of anybody.
_NUMBERS = 1 << 22


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts taken apart: the ``places`` of row r's terms, and their ``values``, begin at ``bounds[r]``."""

    bounds: NDArray[np.int64]
    places: NDArray[np.int32]
    values: Floats

    def __len__(self) -> int:
        return len(self.bounds) - 1


def plain(text: str) -> str:
    """Give a text as it is compared."""
    return normalise(text[:LONGEST]).text


def lists_of(text: str) -> tuple[list[int], ...]:
    """Give the four lists of terms of a text, as numbers."""
    folded = plain(text)
    kinds = _together(folded), _in_order(folded), _sounds(folded), (each.intent for each in asked_in(text))
    return tuple(
        [crc32(f"{kind}{term}".encode()) % _NUMBERS for term in terms] for kind, terms in enumerate(kinds)
    )


def _together(folded: str) -> Iterable[str]:
    characters = sorted(set(folded))[:_TOGETHER]
    yield from characters
    for one, other in combinations(characters, 2):
        yield one + other


def _in_order(folded: str) -> Iterable[str]:
    """Give characters, neighbours, threes, and pairs with one or two characters between them."""
    yield from folded
    for length in (2, 3):
        yield from (folded[at : at + length] for at in range(len(folded) - length + 1))
    for gap in (1, 2):
        yield from (folded[at] + "_" * gap + folded[at + gap + 1] for at in range(len(folded) - gap - 1))


def _sounds(folded: str) -> Iterable[str]:
    sounds = lazy_pinyin(folded)
    yield from sounds
    yield from (f"{one} {next_one}" for one, next_one in pairwise(sounds))


@dataclass(frozen=True, slots=True)
class Space:
    """How rare each term is: ``known`` (sorted numbers) stand in ``often`` of ``texts`` texts."""

    texts: int
    known: NDArray[np.int32]
    often: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Sequence[tuple[list[int], ...]]) -> "Space":
        """Count the terms of texts taken apart by :func:`lists_of`."""
        seen = Counter(number for lists in texts for terms in lists for number in set(terms))
        known = np.array(sorted(seen), np.int32)
        return cls(len(texts), known, np.array([seen[number] for number in known.tolist()], np.int32))

    def rows(self, texts: Sequence[tuple[list[int], ...]]) -> Rows:
        """Weigh terms by how rare they are; each list of a text has the length of its share."""
        bounds, places, values = [0], [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
        for lists in texts:
            for terms, share in zip(lists, SHARES, strict=True):
                known, weights = self._weighed(terms)
                places.append(known)
                values.append(weights * np.float32(share**0.5))
            bounds.append(bounds[-1] + sum(map(len, places[-len(SHARES) :])))
        return Rows(np.array(bounds, np.int64), np.concatenate(places), np.concatenate(values))

    def _weighed(self, terms: Iterable[int]) -> tuple[NDArray[np.int32], Floats]:
        """Give the places of the terms that are known, and TF-IDF weights of length 1."""
        counted = Counter(terms)
        numbers = np.fromiter(counted, np.int32, len(counted))
        times = np.fromiter(counted.values(), np.float32, len(counted))
        places = np.searchsorted(self.known, numbers)
        found = np.append(self.known, -1)[places] == numbers
        places, times = places[found], times[found]
        weights = (1 + np.log(times)) * (np.log((1 + self.texts) / (1 + self.often[places])) + 1)
        length = np.sqrt((weights**2).sum()) or 1.0
        return places.astype(np.int32), (weights / length).astype(np.float32)
