"""What returns say: Wilson's interval, and when it is enough."""

import pytest

from guitai.engines.recommending.histories import by_size, experience, factor, wilson
from guitai.engines.recommending.types import SizeHistory


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # statsmodels' proportion_confint(part, whole, method="wilson"), four digits
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (15, 100, 0.0931, 0.2328),
        (100, 100, 0.9630, 1.0),
    ],
)
def test_the_interval_is_as_it_is_known(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_every_share_is_possible():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("kept", "small", "large", "step", "strong"),
    [
        (50, 50, 1, 1, True),
        (50, 1, 50, -1, True),
        (80, 25, 2, 1, False),  # 23 % ± : surely above 10 %, not above 30 %
        (1, 1, 0, 0, False),  # half of two is no evidence
        (90, 5, 5, 0, False),
        (20, 40, 40, 0, False),  # both: neither size would be better
        (0, 0, 0, 0, False),
    ],
)
def test_only_enough_returns_of_one_direction_speak(kept, small, large, step, strong):
    found = experience(SizeHistory("M", kept, small, large))

    assert (found.step, found.strong) == (step, strong)


def test_a_size_nothing_is_known_of_is_as_usual():
    assert experience(None).step == 0
    assert factor(None) == 1.0
    assert factor(SizeHistory("M", 0, 0, 0)) == pytest.approx(1.0)


def test_the_share_kept_counts_more_the_more_was_sold():
    # 20 sales of the usual 0.9, and 80 of which 40 were kept: 58 of 100, against 0.9.
    assert factor(SizeHistory("M", 40, 40, 0)) == pytest.approx(0.58 / 0.9)
    assert factor(SizeHistory("M", 4, 4, 0)) > factor(SizeHistory("M", 40, 40, 0))
    assert factor(SizeHistory("M", 100, 0, 0)) > 1


def test_two_histories_of_a_size_are_one():
    assert by_size([SizeHistory("M", 1, 2, 3), SizeHistory("M", 4, 5, 6)]) == {"M": SizeHistory("M", 5, 7, 9)}
