"""Figures out of a buyer's own words; the cases stand in ``cases/measures.yaml``."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.recommending.measures import read_figure, read_told
from guitai.engines.recommending.types import Fit

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "measures.yaml").read_text(encoding="utf-8"))
WORDS = [
    "身高",
    "体重",
    "165",
    "52",
    "108斤",
    "公斤",
    "我",
    "老公",
    "-",
    "/",
    "多",
    "一百",
    "尺",
    "1米6",
    "不",
    "紧",
    " ",
]


def _people(told):
    return [
        ({"who": each.who} if each.who else {})
        | {
            figure.measure: figure.low if figure.low == figure.high else [figure.low, figure.high]
            for figure in each.figures
        }
        for each in told.wearers
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_buyers_words_give_the_figures_of_their_case(case):
    told = read_told(case["text"])

    units = [
        figure.assumed + "?" * figure.doubtful
        for each in told.wearers
        for figure in each.figures
        if figure.assumed
    ]
    assert _people(told) == case["people"]
    assert units == ([case["unit"]] if "unit" in case else [])
    assert told.fit == (Fit(case["fit"]) if "fit" in case else None)
    assert list(told.watch) == case.get("watch", [])
    assert list(told.unlikely) == case.get("unlikely", [])


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=12).map("".join))
def test_whatever_is_written_gives_spans_of_people(text):
    told = read_told(text)

    for each in told.wearers:
        assert each.figures
        assert all(0 < low <= high < 300 for low, high in each.body.values())


def test_one_measure_is_read_with_its_unit():
    assert read_figure("weight", "108斤").low == 54
    assert read_figure("height", "1米65").low == 165
    assert read_figure("weight", "五十多公斤").high == 59


@pytest.mark.parametrize(
    ("measure", "said"), [("height", "108斤"), ("weight", "165cm"), ("weight", "胖"), ("height", "12 13")]
)
def test_one_measure_is_not_read_out_of_another(measure, said):
    assert read_figure(measure, said) is None
