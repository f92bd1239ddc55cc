"""Sizes out of figures: plain cases, 500 people against a plain reading of the chart, and what came back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.recommending.made import PLAIN, TOP, advised
from tools.unsure_sizes import people, plain_reading

from guitai.engines.recommending.types import Fit, SizeHistory

GAPS = {
    "sizes": [
        {"size": "M", "height": [150, 159], "weight": [40, 50]},
        {"size": "L", "height": [161, 170], "weight": [45, 60]},
    ]
}


def _codes(advice):
    return [reason.code for reason in advice.reasons]


def test_five_hundred_people_inside_a_chart_get_what_a_plain_reading_of_it_gives():
    # python -m tools.unsure_sizes lists the unsure ones of them.
    unsure = 0
    for chart, body, fit in people(500):
        read = plain_reading(chart, body)

        advice = advised(body, chart=chart, fit=fit)

        assert advice.size in read  # of several the fit decides
        assert advice.unsure == (len(read) > 1)
        assert set(read) <= {advice.size, *advice.alternatives}
        unsure += advice.unsure
    assert 0 < unsure < 250


@given(
    st.dictionaries(st.sampled_from(["height", "weight", "bust"]), st.floats(1, 300), max_size=3),
    st.sampled_from(Fit),
    st.lists(
        st.builds(
            SizeHistory,
            st.sampled_from(["S", "M", "L", "XL", "9"]),
            st.integers(0, 99),
            st.integers(0, 99),
            st.integers(0, 99),
        )
    ),
)
def test_never_a_size_outside_the_chart_and_never_a_missing_measure_it_has_not(body, fit, history):
    advice = advised(body, chart=TOP, fit=fit, history=history)

    assert advice.size in {None, "S", "M", "L", "XL"}
    assert {*advice.alternatives} <= {"S", "M", "L", "XL"} - {advice.size}
    assert set(advice.missing) <= {"height", "weight", "bust"} - set(body)
    assert (advice.confidence == 0) == (advice.size is None)
    assert advice.confidence <= 0.99


@pytest.mark.parametrize(
    ("body", "fit", "size", "alternatives"),
    [
        ({"height": 159, "weight": 50}, "loose", "M", ("S",)),
        ({"height": 159, "weight": 50}, "tight", "S", ("M",)),
        ({"height": 155, "weight": 45}, "loose", "S", ("M",)),
        ({"height": 155, "weight": 45}, "tight", "S", ()),
        ({"height": 155, "weight": 45}, "regular", "S", ()),
        ({"height": 180, "weight": 75}, "loose", "XL", ()),
    ],
)
def test_a_wish_decides_between_two_sizes_and_else_names_a_neighbour(body, fit, size, alternatives):
    advice = advised(body, fit=Fit(fit))

    assert (advice.size, advice.alternatives) == (size, alternatives)


def test_between_two_is_less_sure_than_inside_one_and_asks_for_what_tells_them_apart():
    inside = advised({"height": 166, "weight": 55}, chart=TOP)
    between = advised({"height": 159, "weight": 50}, chart=TOP)

    assert (inside.confidence, inside.missing) == (0.9, ())
    assert (between.confidence, between.missing) == (0.6, ("bust",))
    assert "S码" in between.why and "M码" in between.why


def test_a_measure_in_a_gap_lies_between_its_neighbours():
    both = advised({"height": 160, "weight": 47}, chart=GAPS)
    other_decides = advised({"height": 160, "weight": 55}, chart=GAPS)

    assert ({both.size, *both.alternatives}, both.unsure) == ({"M", "L"}, True)
    assert (other_decides.size, _codes(other_decides), other_decides.confidence) == ("L", ["near"], 0.7)


def test_one_measure_of_two_names_no_size():
    advice = advised({"height": 161}, chart=PLAIN)

    assert (advice.size, advice.missing, advice.alternatives) == (None, ("weight",), ("M",))
    assert advice.why == "只看身高161厘米，可能是M码。还需要知道体重。"


def test_nothing_known_asks_for_both():
    assert advised({}).missing == ("height", "weight")


def test_outside_every_range_there_is_no_size_and_why_names_the_end():
    advice = advised({"height": 190, "weight": 75}, language="en")

    assert (advice.size, advice.confidence) == (None, 0.0)
    assert advice.why == "Height 190 cm is above the chart, which ends at 182 cm; no size fits."
    assert "低于尺码表的最小值40公斤" in advised({"height": 155, "weight": 35}).why


def test_when_height_and_weight_disagree_the_weight_decides_and_it_is_unsure():
    advice = advised({"height": 155, "weight": 55})

    assert (advice.size, advice.alternatives, advice.confidence) == ("M", ("S",), 0.45)
    assert advice.unsure
    assert "以体重为准" in advice.why


def test_the_farther_they_disagree_the_less_sure_until_no_size_is_named():
    two = advised({"height": 155, "weight": 65})
    three = advised({"height": 155, "weight": 75})

    assert (two.size, two.confidence) == ("L", 0.3)
    assert (three.size, three.alternatives) == (None, ("XL", "S"))


def test_two_that_agree_outvote_the_height_however_far_it_is():
    advice = advised({"height": 155, "weight": 75, "bust": 95}, chart=TOP)

    assert (advice.size, advice.confidence) == ("XL", 0.3)


def test_a_span_over_too_many_sizes_is_asked_for_again():
    advice = advised({"height": [150, 182], "weight": [45, 75]})

    assert (advice.size, advice.missing) == (None, ("height", "weight"))


def test_a_build_asks_for_the_measure_it_makes_doubtful():
    known = advised({"height": 155, "weight": 45, "bust": 80}, chart=TOP, watch=["bust"])
    asked = advised({"height": 155, "weight": 45}, chart=TOP, watch=["bust"])
    not_in_chart = advised({"height": 155, "weight": 45}, watch=["waist"])

    assert (known.confidence, known.missing) == (0.9, ())
    assert (asked.confidence, asked.missing, asked.unsure) == (0.54, ("bust",), True)
    assert (not_in_chart.missing, not_in_chart.alternatives) == ((), ("M",))


@pytest.mark.parametrize(
    ("history", "size", "code"),
    [
        (SizeHistory("M", 50, 50, 1), "L", "history_smaller"),
        (SizeHistory("M", 50, 1, 50), "S", "history_larger"),
        (SizeHistory("M", 80, 25, 2), "M", "history_often_smaller"),
        (SizeHistory("M", 80, 2, 25), "M", "history_often_larger"),
        (SizeHistory("M", 99, 1, 1), "M", "inside"),
        (SizeHistory("S", 0, 99, 0), "M", "inside"),
    ],
)
def test_enough_returns_of_a_size_advise_the_next_one(history, size, code):
    advice = advised({"height": 162, "weight": 55}, history=[history])

    assert advice.size == size
    assert _codes(advice)[-1] == code
    assert size == "M" or "M" in advice.alternatives


def test_at_the_ends_of_the_chart_and_against_the_next_size_nothing_is_moved():
    end = advised({"height": 180, "weight": 75}, history=[SizeHistory("XL", 50, 50, 1)])
    torn = advised(
        {"height": 162, "weight": 55},
        history=[SizeHistory("M", 50, 50, 1), SizeHistory("L", 50, 1, 50)],
    )

    assert (end.size, end.unsure, _codes(end)[-1]) == ("XL", True, "history_smaller_end")
    assert (torn.size, torn.unsure, _codes(torn)[-1]) == ("M", True, "history_smaller_end")


def test_what_was_kept_makes_it_surer_and_what_came_back_less():
    body = {"height": 162, "weight": 55}
    usual = advised(body).confidence

    assert advised(body, history=[SizeHistory("M", 500, 2, 2)]).confidence > usual
    assert advised(body, history=[SizeHistory("M", 80, 12, 8)]).confidence < usual
