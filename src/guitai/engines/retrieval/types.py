"""What is searched and what is found: entries in, hits out; the encoder and the store that a caller gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer with the wordings of its question.

    ``product`` is the code of the one product it is about; without it the whole shop's.
    """

    id: str
    questions: tuple[str, ...]
    answer: str
    product: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that may answer a query.

    ``score`` is the calibrated probability, 0 to 1, that it does and those above it do not; ``question`` is
    the wording that fits best.
    """

    id: str
    score: float
    question: str


class Encoder(Protocol):
    """A dense model: texts to rows of length 1, alike where the texts mean alike."""

    name: str
    dim: int

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give one row a text."""
        ...


class VectorStore(Protocol):
    """Where vectors are kept once they are computed, by the digest of encoder and text."""

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        """Give those that are kept."""
        ...

    def put(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors."""
        ...


class Progress(Protocol):
    """Is told how many of how many texts are done."""

    def __call__(self, done: int, of: int) -> None:
        """Hear it."""
        ...
