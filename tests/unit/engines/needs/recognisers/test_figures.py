import re

import pytest

from guitai.engines.needs.recognisers.figures import NO_UNIT, RANGE, is_under, lowest, told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("110", "110"),
        ("24.50", "24.5"),
        ("一百二", "120"),
        ("100-110", "100-110"),
        ("一百到一百一", "100-110"),
        ("七八", "7-8"),
        ("三点", None),
    ],
)
def test_figures_are_told_in_digits(text: str, shown: str | None):
    assert told(text) == shown


def test_the_lowest_of_a_range():
    assert lowest("100-110") == 100


def test_a_bound_is_told_by_the_words_before():
    assert is_under("体重不到")
    assert not is_under("体重")


def test_two_figures_in_characters_side_by_side_are_kept_apart():
    assert re.findall(RANGE, "一米六五一百一十斤")[-1] == "一百一十"


@pytest.mark.parametrize(
    ("text", "bare"), [("165", True), ("165的", True), ("165斤", False), ("165元", False), ("165.5", False)]
)
def test_a_figure_with_a_unit_is_not_bare(text: str, bare: bool):
    assert bool(re.match(f"165{NO_UNIT}", text)) is bare
