"""One figure: its measure, whether a person can have it, and a weight without its unit."""

import pytest

from guitai.engines.recommending.figures import figure_of, is_likely, measure_with, with_units
from guitai.engines.recommending.measure_tokens import plain, tokens
from guitai.engines.recommending.types import Figure


def _token(said):
    (token,) = tokens(plain(said))
    return token


@pytest.mark.parametrize(
    ("measure", "said", "low"), [("height", "1.65", 165), ("foot", "245", 24.5), ("weight", "52", 52)]
)
def test_a_number_without_a_unit_is_in_the_unit_its_measure_makes_likely(measure, said, low):
    assert figure_of(measure, _token(said)).low == low


@pytest.mark.parametrize(
    ("said", "label", "measure"),
    [
        ("52公斤", "height", "weight"),
        ("165cm", "weight", ""),
        ("165cm", "bust", "bust"),
        ("88", "bust", "bust"),
    ],
)
def test_a_unit_knows_better_than_a_label(said, label, measure):
    assert measure_with(_token(said), label) == measure


@pytest.mark.parametrize(
    ("figure", "likely"),
    [
        (Figure("height", 165, 165, ""), True),
        (Figure("height", 16, 16, ""), False),
        (Figure("weight", 300, 300, "", "unit"), True),  # 斤
        (Figure("weight", 300, 300, ""), False),
        (Figure("neck", 999, 999, ""), True),
    ],
)
def test_what_no_person_has_is_not_likely(figure, likely):
    assert is_likely(figure) is likely


@pytest.mark.parametrize(
    ("height", "said", "kg", "assumed", "doubtful"),
    [
        (None, 91, 45.5, "jin", False),
        (None, 90, 90, "kg", False),
        (165, 52, 52, "kg", False),
        (165, 108, 54, "jin", False),
        (180, 95, 95, "kg", False),  # 47.5 kg at 180 cm is no one
        (160, 90, 45, "jin", False),  # nor is 90 kg at 160 cm likely
        (165, 85, 85, "kg", True),  # both are
        (110, 38, 19, "jin", False),  # a child
    ],
)
def test_the_height_tells_the_unit_of_a_weight(height, said, kg, assumed, doubtful):
    figures = [Figure("weight", said, said, str(said), "unit")]
    figures += [Figure("height", height, height, "")] if height else []

    weight = next(with_units(figures))

    assert (weight.low, weight.assumed, weight.doubtful) == (kg, assumed, doubtful)


def test_a_weight_behind_a_slash_may_be_a_size_code():
    height = Figure("height", 160, 160, "160", "unit")
    found = {each.measure: each for each in with_units([height, Figure("weight", 84, 84, "84", "slash")])}

    assert (found["weight"].assumed, found["weight"].doubtful) == ("no_code", True)
    assert found["height"].assumed == ""
