"""What a question is about: shares of 123 topics of shop talk, learned from the set named in NOTICE.

``topics.npz`` is made by ``python -m tools.train_topics``. It holds one linear model over the written terms
and one over the vectors of the extra's encoder; where both are at hand their votes are added.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from guitai.engines.retrieval.terms import Terms
from guitai.engines.retrieval.types import Floats

FILE = "topics.npz"


@dataclass(frozen=True, slots=True)
class Topics:
    """The model.

    ``numbers``: the terms it knows; ``texts_with``: of ``texts``, how many have each; ``weights``: a row a
    term, a column a topic, to be multiplied by ``scale``; ``head``: the same for vectors, the bias last;
    ``encoder``: whose vectors; ``projection``: what takes the rows of the extra's model to their dimensions.
    """

    numbers: Mapping[str, int]
    texts: int
    texts_with: NDArray[np.int32]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    encoder: str
    head: Floats
    projection: Floats

    @property
    def count(self) -> int:
        """How many topics there are."""
        return len(self.bias)

    def votes(self, texts: Sequence[Terms]) -> Floats:
        """Give one row a text: how much its terms speak for each topic."""
        places, rows, values = self.features(texts)
        found = np.zeros((len(texts), self.count), np.float32)
        if len(places):
            weighed = self.weights[places] * values[:, None]
            firsts = np.flatnonzero(np.diff(rows, prepend=-1))
            found[rows[firsts]] = np.add.reduceat(weighed, firsts, axis=0) * self.scale
        return found + self.bias

    def features(self, texts: Sequence[Terms]) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
        """Give which terms the texts have, in which rows, and their weights; a text's make length 1."""
        counted = [
            (self.numbers[term], row, times)
            for row, text in enumerate(texts)
            for term, times in Counter(text.written).items()
            if term in self.numbers
        ]
        if not counted:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
        places, rows, times = (np.asarray(column) for column in zip(*counted, strict=True))
        rarity = np.log((1 + self.texts) / (1 + self.texts_with[places])) + 1
        values = (1 + np.log(times)) * rarity
        lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(texts)))
        return places, rows, (values / lengths[rows]).astype(np.float32)

    def votes_of_vectors(self, vectors: Floats, encoder: str) -> Floats | float:
        """Give the same of vectors; nothing where it was not taught with this encoder."""
        return vectors @ self.head[:-1] + self.head[-1] if encoder == self.encoder else 0.0


def shares(votes: Floats, sureness: float) -> Floats:
    """Turn votes into shares that make 1 a row."""
    votes = np.exp((votes - votes.max(axis=-1, keepdims=True)) * sureness, dtype=np.float32)
    votes /= votes.sum(axis=-1, keepdims=True)
    return votes


@cache
def topics() -> Topics:
    """Read the model that comes with the engine."""
    with files("guitai.engines.retrieval").joinpath(FILE).open("rb") as file:
        return read_topics(file)


def read_topics(file: object) -> Topics:
    """Read a model that :mod:`tools.train_topics` wrote; no code of the file is run."""
    with np.load(file, allow_pickle=False) as kept:  # type: ignore[arg-type]
        terms = bytes(kept["terms"]).decode().split("\n")
        return Topics(
            numbers={term: number for number, term in enumerate(terms)},
            texts=int(kept["texts"]),
            texts_with=kept["texts_with"],
            weights=kept["weights"],
            scale=kept["scale"],
            bias=kept["bias"],
            encoder=str(kept["encoder"]),
            head=kept["head"].astype(np.float32),
            projection=kept["projection"].astype(np.float32),
        )
