"""A learned model of labels: a text gets those of the examples it is most like (kernel ridge regression).

How alike two texts are: what their terms have in common (:mod:`features`), and, where a dense encoder was at
hand, how near their vectors are. A label's score is the sum of the examples' votes times likeness; the votes
solve (K + diag(λ / w)) V = Y, with K the likeness of all examples, Y 1 for an example's own label and
-1 / (labels - 1) for the others, w its weight (Schölkopf and Smola, Learning with Kernels, 2002, chapter 4).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guitai.engines.understanding.features import Floats, Rows, Space, lists_of, plain

Encode = Callable[[Sequence[str]], Floats]
# How much near vectors count beside common terms, and how fast that fades with their angle.
_DENSE, _FADING = 1.3, 1.5
_KEPT_DIMENSIONS = 256
_BYTE = 127
_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Dense:
    """The examples' vectors, less ``mean`` and ``turned`` to fewer numbers: ``rows`` of length 1."""

    mean: Floats
    turned: Floats
    rows: Floats

    @classmethod
    def of(cls, vectors: Floats) -> "Dense":
        """Keep the directions in which the examples' vectors, brought to one scale, differ most."""
        mean = vectors.mean(axis=0)
        scale = vectors.std(axis=0) + 1e-6
        found = np.linalg.svd((vectors - mean) / scale, full_matrices=False)[2][:_KEPT_DIMENSIONS]
        turned = (found / scale).T.astype(np.float32)
        return cls(mean, turned, _unit((vectors - mean) @ turned))

    def near(self, vectors: Floats) -> Floats:
        """Give how much their nearness to each example counts, a row each."""
        cosines = _unit((vectors - self.mean) @ self.turned) @ self.rows.T
        return np.asarray(_DENSE * np.exp(_FADING * (cosines - 1)), np.float32)


@dataclass(frozen=True)
class Likeness:
    """Examples a text can be compared with."""

    space: Space
    rows: Rows
    dense: Dense | None

    @classmethod
    def of(cls, texts: Sequence[str], encode: Encode | None) -> "Likeness":
        """Take examples apart."""
        taken = [lists_of(text) for text in texts]
        space = Space.of(taken)
        return cls(space, space.rows(taken), Dense.of(_vectors(texts, encode)) if encode else None)

    @cached_property
    def _standing(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
        """Give where each place begins in what follows: the rows it stands in, and with which values."""
        row = np.repeat(np.arange(len(self.rows)), np.diff(self.rows.bounds))
        order = np.argsort(self.rows.places, kind="stable")
        begins = np.searchsorted(self.rows.places[order], np.arange(len(self.space.known) + 1))
        return begins, row[order], self.rows.values[order]

    def to(self, texts: Sequence[str], encode: Encode | None) -> Floats:
        """Give how alike each text is to each example, a row a text."""
        alike = self._common(self.space.rows([lists_of(text) for text in texts]))
        return alike + self.dense.near(_vectors(texts, encode)) if self.dense and encode else alike

    def among(self) -> Floats:
        """Give how alike the examples are to one another."""
        alike = self._common(self.rows)
        if self.dense is not None:
            alike += _DENSE * np.exp(_FADING * (self.dense.rows @ self.dense.rows.T - 1))
        return alike

    def _common(self, rows: Rows) -> Floats:
        begins, standing, weights = self._standing
        alike = np.zeros((len(rows), len(self.rows)), np.float32)
        for row, line in enumerate(alike):
            of_row = slice(rows.bounds[row], rows.bounds[row + 1])
            for place, value in zip(rows.places[of_row].tolist(), rows.values[of_row].tolist(), strict=True):
                among = slice(begins[place], begins[place + 1])
                line[standing[among]] += value * weights[among]
        return alike


@dataclass(frozen=True)
class Labels:
    """The model: ``names`` of labels, and each example's ``votes`` for them, a row an example."""

    names: tuple[str, ...]
    likeness: Likeness
    votes: Floats

    def scores(self, texts: Sequence[str], encode: Encode | None) -> Floats:
        """Give each label's score for each text, a row a text; the highest is the best."""
        pieces = [texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE)]
        found = [self.likeness.to(piece, encode) @ self.votes for piece in pieces]
        return np.concatenate(found) if found else np.zeros((0, len(self.names)), np.float32)


def learn_labels(
    texts: Sequence[str],
    labels: Sequence[str],
    encode: Encode | None,
    *,
    looseness: float,
    balance: float = 0.0,
) -> Labels:
    """Learn labels of texts.

    :param looseness: λ, how far the votes may be off the labels they were learned from.
    :param balance: 0 counts every example alike, 1 every label: an example weighs (mean size of labels /
        size of its own) ** balance.
    """
    names = tuple(sorted(set(labels)))
    places = np.searchsorted(np.array(names), np.array(labels))
    likeness = Likeness.of(texts, encode)
    return Labels(names, likeness, solved(likeness.among(), places, len(names), looseness, balance))


def solved(alike: Floats, labels: NDArray[np.int64], count: int, looseness: float, balance: float) -> Floats:
    """Give the votes of examples, a row each.

    :param alike: the likeness of the examples; it is written over.
    """
    sizes = np.bincount(labels, minlength=count)
    weights = (len(labels) / count / sizes[labels]) ** balance
    wanted = np.full((len(labels), count), -1 / max(count - 1, 1), np.float32)
    wanted[np.arange(len(labels)), labels] = 1
    alike[np.diag_indices_from(alike)] += (looseness / weights).astype(np.float32)
    return np.asarray(np.linalg.solve(alike, wanted), np.float32)


def pack(model: Labels) -> dict[str, Any]:
    """Give a model as plain arrays of few bits: votes in 16, vectors and values in 8."""
    likeness, dense = model.likeness, model.likeness.dense
    kept: dict[str, Any] = {
        "names": np.frombuffer("\n".join(model.names).encode(), np.uint8),
        "texts": np.array(likeness.space.texts),
        "known": np.diff(likeness.space.known, prepend=0).astype(np.int32),
        "often": likeness.space.often.astype(np.uint16),
        "bounds": np.diff(likeness.rows.bounds).astype(np.uint16),
        "places": likeness.rows.places,
        **_in_bytes("values", likeness.rows.values[:, None]),
        "votes": model.votes.astype(np.float16),
    }
    if dense is not None:
        kept |= {"mean": dense.mean, "turned": dense.turned.astype(np.float16)}
        kept |= _in_bytes("rows", dense.rows)
    return kept


def unpack(kept: Mapping[str, Any]) -> Labels:
    """Give the model that :func:`pack` packed."""
    known = np.cumsum(kept["known"], dtype=np.int32)
    space = Space(int(kept["texts"]), known, kept["often"].astype(np.int32))
    bounds = np.concatenate([[0], np.cumsum(kept["bounds"], dtype=np.int64)])
    rows = Rows(bounds, kept["places"], _of_bytes("values", kept)[:, 0])
    dense = None
    if "mean" in kept:
        dense = Dense(kept["mean"], kept["turned"].astype(np.float32), _unit(_of_bytes("rows", kept)))
    names = tuple(bytes(kept["names"]).decode().split("\n"))
    return Labels(names, Likeness(space, rows, dense), kept["votes"].astype(np.float32))


def _vectors(texts: Sequence[str], encode: Encode) -> Floats:
    return encode([plain(text) for text in texts])


def _in_bytes(name: str, numbers: Floats) -> dict[str, Any]:
    scale = np.abs(numbers).max(axis=0) / _BYTE + 1e-12
    return {name: np.round(numbers / scale).astype(np.int8), f"{name}_scale": scale.astype(np.float32)}


def _of_bytes(name: str, kept: Mapping[str, Any]) -> Floats:
    return np.asarray(kept[name].astype(np.float32) * kept[f"{name}_scale"], np.float32)


def _unit(rows: NDArray[Any]) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)
