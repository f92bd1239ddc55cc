"""How satisfied a buyer was with a whole talk, from how satisfied they were turn by turn.

A linear model (ridge regression) over a few numbers of the talk; the last turns say more than all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guitai.engines.understanding.features import Floats

LEVELS = 3  # 0 unsatisfied, 1 between, 2 satisfied
_SHARPNESS = 3.0  # of turning scores into shares
_LAST, _FADING = 3, 3.0  # turns
_LOOSENESS, _BALANCE = 3.0, 0.35


@dataclass(frozen=True, slots=True)
class Course:
    """The model: a level's score is (numbers of the talk - ``mean``) / ``scale`` @ ``weights`` + ``bias``."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: Floats

    def level(self, numbers: Floats) -> int:
        """Give the level of a talk whose :func:`numbers_of` these are."""
        return int(((numbers - self.mean) / self.scale @ self.weights + self.bias).argmax())


def numbers_of(scores: Floats, answered: Sequence[bool], satisfaction: int) -> Floats:
    """Give the numbers a talk is judged by.

    :param scores: of each level for each of the buyer's turns, a row a turn.
    :param answered: of each, whether an answer followed it.
    :param satisfaction: 1 to 5, as the rules read the whole talk.
    """
    shares = np.exp((scores - scores.max(axis=1, keepdims=True)) * _SHARPNESS)
    shares /= shares.sum(axis=1, keepdims=True)
    late = np.exp(-np.arange(len(shares))[::-1] / _FADING)
    told = [shares.mean(0), shares[-_LAST:].mean(0), late @ shares / late.sum(), shares.max(0)]
    rest = [np.log(len(shares)), np.mean(answered), float(answered[-1]), satisfaction]
    return np.concatenate([*told, rest]).astype(np.float32)


def learn_course(rows: Floats, levels: NDArray[np.int64]) -> Course:
    """Learn the model from the numbers of talks, a row each."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    even = (rows - mean) / scale
    sizes = np.maximum(np.bincount(levels, minlength=LEVELS), 1)
    weights = (len(levels) / LEVELS / sizes[levels]) ** _BALANCE
    wanted = np.full((len(levels), LEVELS), -1 / (LEVELS - 1))
    wanted[np.arange(len(levels)), levels] = 1
    bias = weights @ wanted / weights.sum()
    weighed = even * weights[:, None]
    square = weighed.T @ even + _LOOSENESS * even.shape[1] * np.eye(even.shape[1])
    found = np.linalg.solve(square, weighed.T @ (wanted - bias))
    return Course(*(np.asarray(each, np.float32) for each in (mean, scale, found, bias)))


def pack_course(course: Course) -> dict[str, Any]:
    """Give a model as plain arrays."""
    return {"mean": course.mean, "scale": course.scale, "weights": course.weights, "bias": course.bias}


def unpack_course(kept: Mapping[str, Any]) -> Course:
    """Give the model that :func:`pack_course` packed."""
    return Course(kept["mean"], kept["scale"], kept["weights"], kept["bias"])
