"""How much of a query the wordings of a knowledge base cover: BM25 over their terms, as a share of itself."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from guitai.engines.retrieval.terms import Terms, initials_of
from guitai.engines.retrieval.types import Floats

_SATURATION, _LENGTH = 1.5, 0.75  # BM25's k1 and b
_SOUND = 0.2  # what a pair of the same sound is worth beside the pair itself
_INITIALS = 0.6  # the same of a pair whose first letters alone are known

Rows = NDArray[np.int64]


class Postings:
    """The terms of all wordings, by term: ``add`` them all, ``close``, then ask."""

    def __init__(self, usual: "Usual") -> None:
        self._usual, self._count = usual, 0
        self._numbers: dict[str, int] = {}
        self._terms, self._in_rows, self._times = array("i"), array("i"), array("f")
        self._own_lengths, self._starts_of = array("f"), list[str]()

    def add(self, folded: str, terms: Terms) -> None:
        """Take the next wording, as it is compared and taken apart."""
        for term, often in Counter(chain(terms.written, terms.sounding)).items():
            self._terms.append(self._numbers.setdefault(term, len(self._numbers)))
            self._in_rows.append(self._count)
            self._times.append(often)
        self._own_lengths.append(len(terms.written))
        self._starts_of.append(initials_of(folded))
        self._count += 1

    def close(self) -> None:
        """Lay everything out by term; nothing may be added afterwards."""
        lengths = np.asarray(self._own_lengths)
        self._usual_length = float(lengths.mean()) if len(lengths) else 1.0
        self._lengths = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / max(self._usual_length, 1.0))
        self._lay_out(*(np.asarray(each) for each in (self._terms, self._in_rows, self._times)))
        self._initials = "\n".join(self._starts_of)
        self._initials_at = np.cumsum([0, *(len(each) + 1 for each in self._starts_of)])
        del self._terms, self._in_rows, self._times, self._own_lengths, self._starts_of

    def _lay_out(self, terms: NDArray[np.intc], rows: NDArray[np.intc], times: Floats) -> None:
        order = np.argsort(terms, kind="stable")
        self._rows, times = rows[order], times[order]
        spread = np.bincount(terms, minlength=len(self._numbers))
        self._starts = np.concatenate(([0], np.cumsum(spread)))
        rarity = np.fromiter(
            (self._rarity(term, often) for term, often in zip(self._numbers, spread, strict=True)),
            np.float32,
            len(self._numbers),
        )
        self._rarities = rarity
        gained = times * (_SATURATION + 1) / (times + self._lengths[self._rows])
        self._gains = (gained * np.repeat(rarity, spread)).astype(np.float32)

    def coverage(self, query: Terms) -> Floats:
        """Give for each wording the share of the query it covers, 0 to 1."""
        found, whole = np.zeros(self._count, np.float32), 0.0
        length = _SATURATION * (1 - _LENGTH + _LENGTH * len(query.written) / max(self._usual_length, 1.0))
        for term, times in Counter(chain(query.written, query.sounding)).items():
            number = self._numbers.get(term)
            if number is None and term in query.initials:
                whole += self._add_initials(term, found)
                continue
            rarity = self._rarity(term, 0) if number is None else self._rarities[number]
            whole += rarity * times * (_SATURATION + 1) / (times + length)
            if number is not None:
                stretch = slice(self._starts[number], self._starts[number + 1])
                found[self._rows[stretch]] += self._gains[stretch]
        return np.asarray(np.minimum(found / max(whole, 1e-6), 1.0), np.float32)

    def _rarity(self, term: str, here: int) -> float:
        usual, of = self._usual.texts_with(term), self._usual.texts
        return self._usual.worth(term) * log(
            1 + (self._count + of - here - usual + 0.5) / (here + usual + 0.5)
        )

    def _add_initials(self, run: str, found: Floats) -> float:
        """Count wordings in which characters begin with these letters; give what a whole match is worth."""
        rows = np.unique(np.searchsorted(self._initials_at, list(self._found_at(run)), side="right") - 1)
        rarity = _INITIALS * (len(run) - 1) * log(1 + (self._count - len(rows) + 0.5) / (len(rows) + 0.5))
        if len(rows):
            found[rows] += rarity * (_SATURATION + 1) / (1 + self._lengths[rows])
        return rarity * (_SATURATION + 1) / (1 + _SATURATION * (1 - _LENGTH))

    def _found_at(self, run: str) -> Iterator[int]:
        place = self._initials.find(run)
        while place >= 0:
            yield place
            place = self._initials.find(run, place + 1)


class Usual:
    """How many of the talks' own questions have a term, so that a small knowledge base knows what is rare."""

    def __init__(self, texts: int, with_term: Mapping[str, int]) -> None:
        self.texts, self._with_term = texts, with_term

    def texts_with(self, term: str) -> int:
        """Give how many have it."""
        return self._with_term.get(term, 0)

    @staticmethod
    def worth(term: str) -> float:
        """Give what a term is worth beside one that is written."""
        return _SOUND if term.startswith("~") else 1.0
