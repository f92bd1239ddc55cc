r"""How probable so many cases are by accident.

Cases are counted by a gamma–Poisson predictive (negative binomial). A product's rate is not known; what is
believed of it is a Gamma with shape :math:`A` and rate :math:`B`, so the cases :math:`N` of a coming exposure
:math:`E` have the mean :math:`m = E A / B` and

.. math:: P(N = k) = \frac{\Gamma(k + s)}{\Gamma(s)\,k!} (1 - q)^s q^k, \qquad q = \frac{m}{m + s}

with :math:`s = A` (A. Gelman et al., *Bayesian Data Analysis*, 3rd ed., 2013, section 2.6). A rate also
moves from week to week by itself; its square of variation :math:`v` is added, :math:`1/s = 1/A + v`.
"""

from math import exp, lgamma, log

_SMALL = 1e-17


def at_least(count: int, *, mean: float, shape: float) -> float:
    """Give the chance of ``count`` or more where ``mean`` are expected; negative binomial of ``shape``."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if mean > count:  # the terms still grow: what is below is the shorter sum
        return max(0.0, 1.0 - sum(_exactly(k, mean, shape) for k in range(count)))
    odds = mean / (mean + shape)
    term, number, total = _exactly(count, mean, shape), count, 0.0
    while term > _SMALL * total:
        total += term
        term *= odds * (number + shape) / (number + 1)
        number += 1
    return min(1.0, total)


def at_most_of(count: int, *, among: int, share: float) -> float:
    """Give the chance that ``count`` or fewer ``among`` so many fall into a ``share``; binomial."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return 1.0 if count >= among else 0.0
    return min(1.0, sum(_binomial(k, among, share) for k in range(count + 1)))


def _exactly(count: int, mean: float, shape: float) -> float:
    odds = mean / (mean + shape)
    ways = lgamma(count + shape) - lgamma(shape) - lgamma(count + 1)
    return exp(ways + shape * log(shape / (mean + shape)) + count * log(odds))


def _binomial(count: int, among: int, share: float) -> float:
    ways = lgamma(among + 1) - lgamma(count + 1) - lgamma(among - count + 1)
    return exp(ways + count * log(share) + (among - count) * log(1 - share))
