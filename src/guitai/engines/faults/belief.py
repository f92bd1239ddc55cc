r"""What is believed of a product's rate before its own cases are looked at.

The rates of a fault differ between the products of a shop as a Gamma of shape :math:`a` and mean
:math:`\mu_f`. :math:`\mu_f` is the shop's rate of the fault, two cases added, so that a fault nobody has seen
is not held to be impossible. :math:`a` is one for all faults: the one under which the counts of the shop's
products are most probable (H. Robbins, "An empirical Bayes approach to statistics", 1956).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import lgamma, log

ADDED = 2.0  # cases
USUAL_SHAPE = 1.0
_SHAPES = (0.2, 0.3, 0.45, 0.7, 1.0, 1.5, 2.2, 3.3, 5.0, 8.0)
_ENOUGH = 30  # cases to learn the shape from


def shape_of(counts: Mapping[tuple[int, str], int], totals: Mapping[int, float]) -> float:
    """Give how alike the products are: the shape of the Gamma their rates are drawn from.

    :param counts: cases by product and fault; products without any may be left out.
    :param totals: pieces by product.
    """
    whole = sum(totals.values())
    if sum(counts.values()) < _ENOUGH or whole <= 0:
        return USUAL_SHAPE
    of_faults: Counter[str] = Counter()
    for (_product, fault), many in counts.items():
        of_faults[fault] += many
    rates = {fault: many / whole for fault, many in of_faults.items() if many >= _ENOUGH // 6}
    pieces = _grouped(totals.values())
    return max(_SHAPES, key=lambda shape: _fit(shape, rates, counts, totals, pieces))


def _fit(
    shape: float,
    rates: Mapping[str, float],
    counts: Mapping[tuple[int, str], int],
    totals: Mapping[int, float],
    pieces: Mapping[float, int],
) -> float:
    """Give the logarithm of how probable the counts are, without what does not depend on the shape."""
    found = 0.0
    for rate in rates.values():
        for many_pieces, products in pieces.items():
            found -= products * shape * log(1 + rate * many_pieces / shape)
    for (product, fault), many in counts.items():
        mean = rates.get(fault, 0.0) * totals.get(product, 0.0)
        if mean > 0:
            found += lgamma(many + shape) - lgamma(shape) + many * log(mean / (mean + shape))
    return found


def _grouped(totals: Iterable[float]) -> Mapping[float, int]:
    """Count products by about how many pieces they have, to two figures: thousands of products are usual."""
    return Counter(float(f"{each:.1e}") for each in totals if each > 0)
