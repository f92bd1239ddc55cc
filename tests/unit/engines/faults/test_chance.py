"""Hand-worked tails."""

from math import exp

import pytest

from guitai.engines.faults.chance import at_least, at_most_of


@pytest.mark.parametrize(
    ("count", "mean", "shape", "chance"),
    [
        # Of shape 1 it is geometric: every further case with q = m / (m + 1).
        (2, 1.0, 1.0, 1 / 4),
        (3, 2.0, 1.0, 8 / 27),
        (1, 3.0, 1.0, 3 / 4),
        (0, 0.1, 1.0, 1.0),
        (1, 0.0, 1.0, 0.0),
        # Of a rate that is known well it is Poisson: 1 − e^−0.1 (1 + 0.1).
        (2, 0.1, 1e9, 1 - exp(-0.1) * 1.1),
        # What is next to impossible is still told apart: q⁴ with q = 1/10001.
        (4, 0.0001, 1.0, (1 / 10001) ** 4),
    ],
)
def test_the_chance_of_so_many_or_more(count: int, mean: float, shape: float, chance: float):
    assert at_least(count, mean=mean, shape=shape) == pytest.approx(chance, rel=1e-5)


@pytest.mark.parametrize(
    ("count", "among", "share", "chance"),
    [
        (0, 3, 0.5, 1 / 8),
        (1, 3, 0.5, 4 / 8),
        (3, 3, 0.5, 1.0),
        (0, 5, 0.0, 1.0),
        (4, 5, 1.0, 0.0),
        (5, 5, 1.0, 1.0),
    ],
)
def test_the_chance_of_so_few_in_a_share(count: int, among: int, share: float, chance: float):
    assert at_most_of(count, among=among, share=share) == pytest.approx(chance)
