"""How words are cut; what they come to is in ``test_measures``."""

import pytest

from guitai.engines.recommending.measure_tokens import CHILD, SAME, Kind, plain, tokens, words


def _figures(text):
    return [
        (token.low, token.high, token.measures) for token in tokens(plain(text)) if token.kind is Kind.FIGURE
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "measures"),
    [
        ("108斤", 54, 54, ("weight",)),
        ("52千克", 52, 52, ("weight",)),
        ("245毫米", 24.5, 24.5, ("length",)),
        ("165公分", 165, 165, ("length",)),
        ("1米6", 160, 160, ("height",)),
        ("1.6米", 160, 160, ("height",)),
        ("一点六五米", 165, 165, ("height",)),
        ("二尺一", 70, 70, ("length",)),
        ("165多", 165, 166, ()),
        ("一百来斤", 49, 51, ("weight",)),
        ("一百零五六", 105, 106, ()),
        ("150-160", 150, 160, ()),
        ("105到110斤", 52.5, 55, ("weight",)),
    ],
)
def test_a_figure_has_its_unit_and_its_span(text, low, high, measures):
    assert _figures(text) == [(low, high, measures)]


def test_two_numbers_that_are_no_span_stay_two():
    assert [(low, high) for low, high, _ in _figures("165-108")] == [(165, 165), (108, 108)]
    assert [(low, high) for low, high, _ in _figures("52-165")] == [(52, 52), (165, 165)]


def test_digits_inside_words_and_long_numbers_are_no_figures():
    assert _figures("k165 13800000001 2026.11.20") == []


def test_characters_that_make_no_number_are_none():
    assert _figures("一二三十") == []


def test_a_run_of_a_thousand_digits_in_characters_is_cut_and_not_counted_out():
    assert all(high < 10**7 for _, high, _ in _figures("一" * 10_000))


def test_people_are_told_apart_by_their_line():
    groups = [token.group for token in tokens(plain("我 老公 宝宝 女儿 他 我们 其他"))]

    assert groups == [0, 1, CHILD, CHILD, SAME]


def test_a_code_gives_two_figures():
    assert [measures for _, _, measures in _figures("160/84a 175/72A")] == [
        ("code", "height"),
        ("code", "bust"),
        ("code", "height"),
        ("code", "waist"),
    ]


def test_no_word_stands_for_two_things():
    told = words()
    labels = [word for each in told["labels"].values() for word in each] + told["of_something_else"]
    people = [word for line in told["people"] for word in line] + told["children"] + told["the_same"]

    assert len(labels) == len(set(labels))
    assert len(people) == len(set(people))
