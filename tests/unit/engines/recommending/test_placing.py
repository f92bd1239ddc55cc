"""Where bodies lie in a chart."""

import pytest
from tests.unit.engines.recommending.made import PLAIN, TOP

from guitai.engines.recommending.charts import read_body, read_chart
from guitai.engines.recommending.placing import Outcome, choose, place
from guitai.engines.recommending.types import Fit


def _placed(body, chart=PLAIN):
    read = read_chart(chart)
    placed = place(read, read_body(body, read))
    return placed.outcome, [read.rows[row].size for row in placed.rows]


@pytest.mark.parametrize(
    ("body", "outcome", "sizes"),
    [
        ({"height": 155, "weight": 45}, Outcome.INSIDE, ["S"]),
        ({"height": 166, "weight": 55}, Outcome.INSIDE, ["M"]),
        ({"height": 159, "weight": 50}, Outcome.BETWEEN, ["S", "M"]),
        ({"height": 173, "weight": 70.5}, Outcome.BETWEEN, ["L", "XL"]),
        ({"height": 180, "weight": 70.5}, Outcome.NEAR, ["XL"]),
        ({"height": 155, "weight": 55}, Outcome.CONTRADICTION, ["M"]),
        ({"height": 190, "weight": 95}, Outcome.BEYOND, []),
        ({"height": 155, "weight": 39}, Outcome.BEYOND, ["S"]),
        ({"height": 165}, Outcome.TOO_FEW, ["M", "L"]),
        ({}, Outcome.TOO_FEW, []),
        ({"height": 166, "weight": [51, 59]}, Outcome.INSIDE, ["M"]),
        ({"height": 166, "weight": [55, 65]}, Outcome.BETWEEN, ["M", "L"]),
        ({"height": [150, 182], "weight": [45, 75]}, Outcome.TOO_VAGUE, ["S", "M", "L", "XL"]),
        ({"height": 180, "weight": [75, 99]}, Outcome.TOO_VAGUE, ["XL"]),
        ({"height": 180, "weight": [70.5, 75]}, Outcome.NEAR, ["XL"]),
    ],
)
def test_figures_lie_inside_between_or_beyond(body, outcome, sizes):
    assert _placed(body) == (outcome, sizes)


def test_two_known_measures_are_enough_whichever_they_are():
    assert _placed({"height": 166, "bust": 86}, TOP) == (Outcome.INSIDE, ["M"])


def test_a_size_without_a_range_takes_any_measure():
    chart = {"sizes": [*PLAIN["sizes"], {"size": "均码", "weight": [81, 90]}]}

    assert _placed({"height": 195, "weight": 85}, chart) == (Outcome.INSIDE, ["均码"])


def test_of_a_contradiction_the_deciding_measure_is_named_and_the_nearest_of_the_others():
    read = read_chart(TOP)

    placed = place(read, read_body({"height": 155, "weight": 75, "bust": 95}, read))

    assert placed.measures == ("bust",)
    assert (placed.rows, placed.against) == ((3,), (0,))


@pytest.mark.parametrize(
    ("fit", "weight", "size"),
    [(Fit.LOOSE, 50, 1), (Fit.TIGHT, 50, 0), (Fit.REGULAR, 50.0, 1), (Fit.REGULAR, 45, 0)],
)
def test_the_fit_chooses_between_two_and_without_a_wish_the_nearer_one(fit, weight, size):
    assert choose(read_chart(PLAIN), (0, 1), {"weight": (weight, weight)}, fit) == size
