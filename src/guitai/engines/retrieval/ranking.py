"""From what speaks for an entry to its place and to a probability.

The constants were fitted on one half of the queries of a set of real shop talk and tried on the other; how,
and what came out, stands in docs/reference/suggesting.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guitai.engines.retrieval.types import Floats

# A hit below this probability is not shown; the reference says how often that is, and how often the others
# are right.
SILENT_BELOW = 0.12

CANDIDATES = 100  # entries that are put in order; what stands lower is never among the first
_OF_THE_PRODUCT = 0.6  # what an entry gains when it is about the product in view
# From here on coverage and cosine say that two wordings are nearly one, whatever their topics.
_COVERED_FROM, _COVERED_MORE = 0.6, 10.0
_ALIKE_FROM, _ALIKE_MORE = 0.85, 25.0
# How much of its topics an entry loses for each above it that would have answered the same.
_ANSWERED = 0.7


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign counts, and how a sum is read as a probability (``sums`` and ``chances``, rising).

    ``covered``: the share of the query that the wording covers; ``alike``: the cosine of the dense vectors;
    ``topic``: the probability that both are about the same topic. ``query_sure`` and ``entry_sure``: how
    sharply votes become shares of topics; an entry's stay spread, as it is short and no buyer wrote it.
    """

    covered: float
    alike: float
    topic: float
    query_sure: float
    entry_sure: float
    sums: tuple[float, ...]
    chances: tuple[float, ...]


# Beyond the last sum but one the set has too few questions to tell; there both wordings are the same.
LEXICAL = Weights(
    covered=3.0,
    alike=0.0,
    topic=6.0,
    query_sure=1.0,
    entry_sure=0.8,
    sums=(0.0, 0.52, 0.83, 1.03, 1.26, 1.5, 1.74, 2.07, 2.5, 3.44, 7.07, 10.0),
    chances=(0.0, 0.04, 0.092, 0.124, 0.153, 0.204, 0.258, 0.353, 0.442, 0.5, 0.6, 0.9),
)
DENSE = Weights(
    covered=3.0,
    alike=2.0,
    topic=6.0,
    query_sure=0.5,
    entry_sure=0.4,
    sums=(0.0, 1.37, 1.86, 2.17, 2.45, 2.74, 3.06, 3.42, 3.92, 5.14, 9.37, 14.0),
    chances=(0.0, 0.024, 0.089, 0.138, 0.175, 0.221, 0.27, 0.342, 0.439, 0.56, 0.65, 0.95),
)


def dots(rows: Floats, vector: Floats) -> Floats:
    """Give the product of each row with a vector, on one core.

    ``@`` shares so small a thing out among threads, which takes many times as long on a machine that is busy.
    """
    return np.asarray(np.einsum("ij,j->i", rows, vector), np.float32)


def sums(weights: Weights, covered: Floats, alike: Floats | None, same_topic: Floats) -> Floats:
    """Add up what speaks for each wording."""
    found = weights.covered * covered + weights.topic * same_topic
    found += _COVERED_MORE * np.maximum(covered - _COVERED_FROM, 0.0)
    if alike is not None:
        found += weights.alike * alike + _ALIKE_MORE * np.maximum(alike - _ALIKE_FROM, 0.0)
    return np.asarray(found, np.float32)


def in_order(
    weights: Weights, sums: Floats, of_query: Floats, of_entries: Floats, top: int
) -> list[tuple[int, float]]:
    """Give the places of the best entries and what speaks for each, best first.

    Entries on the same topic answer the same question. Whatever was put before is taken to have been wrong:
    the topics it is about become less likely, and an entry on another topic of the query may come next. So
    three suggestions are not three wordings of one.

    :param of_query: shares of topics.
    :param of_entries: the same, a row an entry.
    """
    lost, left, still = _ANSWERED * weights.topic, sums.copy(), of_query
    found: list[tuple[int, float]] = []
    for _turn in range(min(top, len(sums))):
        now = left - lost * dots(of_entries, of_query - still)
        best = int(np.argmax(now))
        found.append((best, float(now[best])))
        left[best] = -np.inf
        still = still * (1 - of_entries[best])
    return found


def chance(weights: Weights, sum_: float) -> float:
    """Read a sum as the probability that the hit is right."""
    return float(np.interp(sum_, weights.sums, weights.chances))


def best_of(sums: Floats, allowed: NDArray[np.bool_] | None) -> NDArray[np.intp]:
    """Give the places of the entries that are worth being put in order, in no order."""
    places = np.arange(len(sums)) if allowed is None else np.flatnonzero(allowed)
    if len(places) <= CANDIDATES:
        return places
    best = np.argpartition(-sums[places], CANDIDATES)[:CANDIDATES]
    return places[best]


def boost(of_product: NDArray[np.bool_]) -> Floats:
    """Give what entries about the product in view gain."""
    return (of_product * _OF_THE_PRODUCT).astype(np.float32)
