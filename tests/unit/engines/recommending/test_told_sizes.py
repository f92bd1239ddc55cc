"""From words to a size, with what had to be taken for granted."""

import pytest
from tests.unit.engines.recommending.made import PLAIN, TOP

from guitai.engines.recommending.charts import read_chart
from guitai.engines.recommending.measures import read_told
from guitai.engines.recommending.told_sizes import recommend_told
from guitai.engines.recommending.types import Fit, SizeHistory


def _advised(text, chart=PLAIN, **asked):
    return recommend_told(read_chart(chart), read_told(text), **asked)


@pytest.mark.parametrize(
    ("text", "size", "confidence"),
    [
        ("166 55公斤", "M", 0.9),
        ("166 110", "M", 0.9),
        ("159 50公斤 喜欢宽松", "M", 0.6),
        ("159 50公斤 要修身的", "S", 0.6),
        ("166 体重五十多公斤", "M", 0.9),
        ("我老公175cm 150斤 啤酒肚", "XL", 0.54),
        ("在吗", None, 0.0),
    ],
)
def test_words_give_a_size(text, size, confidence):
    advice = _advised(text)

    assert (advice.size, advice.confidence) == (size, confidence)


def test_figures_of_two_people_are_never_mixed():
    advice = _advised("我158 45kg 我老公178 75kg")

    assert (advice.size, advice.missing) == (None, ())
    assert advice.why == "话里说了2个人的数据（我和我老公），请一个一个地看。"
    assert "not said who" in _advised("158 45kg 178 75kg", language="en").why


def test_a_weight_without_a_unit_is_told():
    assert "体重“110”没写单位，按斤算是55公斤。" in _advised("166 110").why
    assert "read as kilograms" in _advised("166 55", language="en").why


@pytest.mark.parametrize(("text", "word"), [("165 85", "也可能是斤"), ("160/84", "也可能是衣服号型")])
def test_what_may_be_read_otherwise_is_said_and_makes_it_unsure(text, word):
    chart = {"sizes": [{"size": "F", "height": [150, 170], "weight": [40, 90]}]}

    advice = _advised(text, chart)

    assert (advice.size, advice.confidence, advice.unsure) == ("F", 0.54, True)
    assert word in advice.why


def test_a_figure_nobody_has_is_left_out_and_said():
    advice = _advised("身高16 体重55公斤")

    assert advice.missing == ("height",)
    assert "不像人体数据" in advice.why


def test_what_is_known_beside_the_text_comes_first():
    advice = _advised("158 45公斤 喜欢宽松", body={"weight": (50, 50)}, fit=Fit.TIGHT)

    assert advice.size == "S"
    assert "体重50公斤" in advice.why


def test_what_came_back_counts():
    assert _advised("166 55公斤", history=[SizeHistory("M", 50, 50, 0)]).size == "L"


def test_a_size_code_gives_height_and_bust():
    assert _advised("166 86", TOP).size is None
    assert _advised("160/86A", TOP).size == "M"
