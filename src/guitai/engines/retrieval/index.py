"""Entries made ready for searching, and the search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from guitai.engines.retrieval import ranking
from guitai.engines.retrieval.dense import vectors_of
from guitai.engines.retrieval.postings import Postings, Usual
from guitai.engines.retrieval.terms import plain, terms_of
from guitai.engines.retrieval.topics import Topics, shares, topics
from guitai.engines.retrieval.types import Encoder, Entry, Floats, Hit, Progress, VectorStore

_AT_ONCE = 1024  # wordings that are taken apart at a time


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as it is compared: what it covers of each wording, its vector's likeness, its topics."""

    covered: Floats
    alike: Floats | None
    topics: Floats


class Index:
    """Entries made ready. It never changes; several threads may search it at once."""

    def __init__(
        self, entries: tuple[Entry, ...], model: Topics, encoder: Encoder | None, vectors: Floats | None
    ) -> None:
        """Use :meth:`of`."""
        self._entries, self._model, self._encoder, self._vectors = entries, model, encoder, vectors
        self.weights = ranking.LEXICAL if vectors is None else ranking.DENSE
        usual = Usual(model.texts, dict(zip(model.numbers, model.texts_with.tolist(), strict=True)))
        self._postings = Postings(usual)
        self._topics = self._read([question for entry in entries for question in _asked_as(entry)])
        self._postings.close()
        counts = [len(_asked_as(entry)) for entry in entries]
        self._firsts = np.cumsum([0, *counts[:-1]]) if counts else np.zeros(0, np.int64)
        self._several = any(count > 1 for count in counts)
        codes = {entry.product for entry in entries}
        self._codes = {code: number for number, code in enumerate(sorted(codes | {""}))}
        self._products = np.array([self._codes[entry.product] for entry in entries], np.int32)

    def _read(self, wordings: Sequence[str]) -> Floats:
        """Fill the postings and give the topics of the wordings, a piece at a time: terms take much room."""
        found = np.zeros((len(wordings), self._model.count), np.float32)
        for at in range(0, len(wordings), _AT_ONCE):
            folded = [plain(wording) for wording in wordings[at : at + _AT_ONCE]]
            terms = [terms_of(each) for each in folded]
            for each, of_each in zip(folded, terms, strict=True):
                self._postings.add(each, of_each)
            votes = self._model.votes(terms)
            if self._encoder is not None and self._vectors is not None:
                votes += self._model.votes_of_vectors(self._vectors[at : at + _AT_ONCE], self._encoder.name)
            found[at : at + _AT_ONCE] = shares(votes, self.weights.entry_sure)
        return found

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        *,
        encoder: Encoder | None = None,
        store: VectorStore | None = None,
        progress: Progress | None = None,
    ) -> "Index":
        """Make entries ready.

        :param encoder: the dense model; without one the search goes by what is written, how it sounds and
            what it is about.
        :param store: where vectors are kept from one time to the next.
        :param progress: is told how many of the vectors that must be computed are done.
        """
        known = tuple(entries)
        vectors = None
        if encoder is not None:
            wordings = [plain(question) for entry in known for question in _asked_as(entry)]
            vectors = vectors_of(wordings, encoder, store, progress)
        return cls(known, topics(), encoder, vectors)

    @property
    def dense(self) -> bool:
        """Whether the dense model takes part."""
        return self._vectors is not None

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, query: str, *, product: str = "", top: int = 5, least: float = 0.0) -> list[Hit]:
        """Give the entries that may answer a query, best first; those below ``least`` are left out.

        :param product: the code of the product in view: its entries gain, those of others are left out.
        """
        folded = plain(query)
        if not self._entries or not any(letter.isalnum() for letter in folded):
            return []
        asked = self._asked(folded)
        same_topic = ranking.dots(self._topics, asked.topics)
        wordings = ranking.sums(self.weights, asked.covered, asked.alike, same_topic)
        sums = np.maximum.reduceat(wordings, self._firsts) if self._several else wordings.copy()
        allowed = None
        if product:
            of_product = self._products == self._codes.get(product, -1)
            allowed = of_product | (self._products == self._codes[""])
            sums += ranking.boost(of_product)
        places = ranking.best_of(sums, allowed)
        rows = np.array([self._best_wording(wordings, place) for place in places], np.int64)
        ordered = ranking.in_order(self.weights, sums[places], asked.topics, self._topics[rows], top)
        hits = (self._hit(places[at], rows[at], found) for at, found in ordered)
        return [hit for hit in hits if hit.score >= least]

    def _asked(self, folded: str) -> _Asked:
        terms = terms_of(folded)
        votes = self._model.votes([terms])
        alike = None
        if self._encoder is not None and self._vectors is not None:
            vector = self._encoder.encode([folded])
            votes += self._model.votes_of_vectors(vector, self._encoder.name)
            alike = ranking.dots(self._vectors, vector[0])
        return _Asked(self._postings.coverage(terms), alike, shares(votes, self.weights.query_sure)[0])

    def _best_wording(self, wordings: Floats, place: int) -> int:
        if not self._several:
            return place
        first, end = self._firsts[place], self._end(place)
        return int(first + np.argmax(wordings[first:end]))

    def _end(self, place: int) -> int:
        return int(self._firsts[place + 1]) if place + 1 < len(self._firsts) else len(self._topics)

    def _hit(self, place: int, row: int, found: float) -> Hit:
        entry = self._entries[place]
        question = _asked_as(entry)[row - int(self._firsts[place])]
        return Hit(entry.id, round(ranking.chance(self.weights, found), 4), question)


def _asked_as(entry: Entry) -> tuple[str, ...]:
    """Give the wordings of an entry; one that has none is found by its answer."""
    return entry.questions or (entry.answer,)
