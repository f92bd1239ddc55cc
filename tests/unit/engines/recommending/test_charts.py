"""Charts, bodies and histories as they are written, and what is said of bad ones."""

import pytest
from tests.unit.engines.recommending.made import PLAIN, TOP

from guitai.engines.recommending.charts import read_body, read_chart, read_histories
from guitai.engines.recommending.errors import BodyError, ChartError
from guitai.engines.recommending.types import SizeHistory


def _rows(*rows):
    return {"sizes": list(rows)}


def _row(**told):
    return {"size": "M", "height": [160, 170]} | told


def test_the_smallest_size_comes_first_however_a_chart_is_written():
    chart = read_chart({"sizes": TOP["sizes"][::-1]})

    assert [row.size for row in chart.rows] == ["S", "M", "L", "XL"]


def test_sizes_no_measure_is_shared_by_stay_as_they_are_written():
    chart = read_chart(_rows({"size": "B", "height": [160, 170]}, {"size": "A", "weight": [40, 50]}))

    assert [row.size for row in chart.rows] == ["B", "A"]


@pytest.mark.parametrize(
    ("named", "kind", "decider", "asked"),
    [
        (["height", "weight", "bust"], "tops", "bust", ("height", "weight")),
        (["weight", "height"], "clothes", "weight", ("height", "weight")),
        (["waist", "hip", "height"], "bottoms", "waist", ("height", "waist")),
        (["hip", "length"], "bottoms", "hip", ("hip",)),
        (["foot"], "shoes", "foot", ("foot",)),
        (["underbust", "bust"], "bras", "underbust", ("bust", "underbust")),
        (["neck", "weight"], "clothes", "weight", ("weight", "neck")),
    ],
)
def test_what_a_chart_names_tells_what_it_is_of(named, kind, decider, asked):
    chart = read_chart(_rows({"size": "M"} | {name: [150, 160] for name in named}))

    assert (chart.kind, chart.decisive[0], chart.asked) == (kind, decider, asked)


def test_children_go_by_their_height():
    chart = read_chart(_rows({"size": "110", "height": [105, 115], "weight": [16, 20]}))

    assert (chart.kind, chart.decisive[0]) == ("children", "height")


def test_other_names_of_a_measure_are_known_and_what_is_empty_is_left_out():
    chart = read_chart(_rows({"size": 38, "hips": [90, 94], "chest": None}))

    assert (chart.rows[0].size, dict(chart.rows[0].ranges)) == ("38", {"hip": (90, 94)})


@pytest.mark.parametrize(
    ("chart", "words"),
    [
        (None, "no sizes"),
        ([], "no sizes"),
        ({}, "no sizes"),
        ({"sizes": []}, "no sizes"),
        ({"sizes": "SML"}, "no sizes"),
        (_rows("M"), "Row 1 of the chart is no object"),
        (_rows({"height": [1, 2]}), "Row 1 of the chart has no size"),
        (_rows(_row(size=" ")), "has no size"),
        (_rows(_row(size=True)), "has no size"),
        (_rows(_row(), _row()), "has M more than once"),
        (_rows(_row(height=[170, 160])), "height of M goes from 170 to 160"),
        (_rows(_row(height=[-5, 160])), "goes from -5"),
        (_rows(_row(height="160-170")), "'160-170'; write two numbers"),
        (_rows(_row(height=[160])), "two numbers"),
        (_rows(_row(height=[160, "170"])), "two numbers"),
        (_rows(_row(height=[160, True])), "two numbers"),
        (_rows(_row(height=[160, float("nan")])), "two numbers"),
        (_rows(_row(height=[160, float("inf")])), "two numbers"),
        (_rows(_row(height=[160, 10**400])), "two numbers"),
        (_rows(_row(hip=[1, 2], hips=[1, 2])), "hip under two names"),
        (_rows({"size": "M"}), "no measure of a body"),
        (_rows({"size": "M", "length": [60, 70]}), "no measure of a body"),
    ],
)
def test_a_bad_chart_is_refused_with_what_was_found(chart, words):
    with pytest.raises(ChartError, match=words):
        read_chart(chart)


def test_of_a_body_only_what_the_chart_knows_is_taken():
    body = {"id": "1", "height": 165, "weight": "108斤", "hips": "x", "bust": None}

    assert read_body(body, read_chart(PLAIN)) == {"height": (165, 165), "weight": (54, 54)}


@pytest.mark.parametrize(
    ("value", "span"),
    [(52, (52, 52)), ("52", (52, 52)), ([51, 59], (51, 59)), ("五十多公斤", (51, 59)), (52.5, (52.5, 52.5))],
)
def test_a_figure_is_a_number_two_or_words(value, span):
    assert read_body({"weight": value}, read_chart(PLAIN)) == {"weight": span}


@pytest.mark.parametrize(
    "value", ["fat", "165cm", "", True, 0, -1, [60, 50], [1], {}, float("nan"), 10**400, "1" * 5000]
)
def test_a_figure_that_is_none_is_refused(value):
    with pytest.raises(BodyError, match="weight is"):
        read_body({"weight": value}, read_chart(PLAIN))


def test_a_history_is_a_list_of_counts():
    told = [{"size": "M", "kept": 80, "too_small": 15}, {"size": 38, "too_large": 1}]

    assert read_histories(told) == (SizeHistory("M", 80, 15, 0), SizeHistory("38", 0, 0, 1))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "a list such as"),
        (["M"], "Row 1 of the history has no size"),
        ([{"kept": 3}], "has no size"),
        ([{"size": "M", "kept": -1}], "kept of M in the history is -1"),
        ([{"size": "M", "too_small": 1.5}], "too_small of M"),
        ([{"size": "M", "kept": True}], "kept of M"),
    ],
)
def test_a_bad_history_is_refused(told, words):
    with pytest.raises(BodyError, match=words):
        read_histories(told)


def test_chinese_names_of_measures_are_known():
    chart = read_chart({"sizes": [{"size": "M", "身高": [160, 170], "体重": [50, 60]}]})

    assert chart.rows[0].ranges == {"height": (160.0, 170.0), "weight": (50.0, 60.0)}
