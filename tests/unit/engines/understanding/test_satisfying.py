"""How satisfied a buyer is; the cases stand in ``mood_talks.yaml``."""

import pytest
from tests.unit.engines.understanding.mood_made import talk, told

from guitai.engines.understanding.moods import mood_of
from guitai.engines.understanding.satisfying import satisfaction_of

TALKS = told("mood_talks.yaml")
CASES = [(span, said) for kind in ("clear", "widened", "wide") for _mood, span, *said in TALKS[kind]]


def satisfaction(*said: str) -> int:
    turns = talk(*said)
    return satisfaction_of(turns, mood_of(turns))


@pytest.mark.parametrize(("span", "said"), CASES)
def test_satisfaction_of_a_clear_talk(span: str, said: list[str]):
    low, high = map(int, span.split("-"))

    assert low <= satisfaction(*said) <= high


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["B 骗子，我要投诉你们"], 1),
        (["B 有点无语", "A 抱歉", "B 订单尾号123"], 2),
        (["B 怎么还没发货"], 3),
        (["B 怎么还没发货", "A 稍等", "B 怎么还没发货啊"], 2),
        (["B 杯子收到碎了"], 2),
        (["B 有黑色吗", "A 有的", "B 好的"], 4),
        (["B 有黑色吗", "A 有的", "B 好吧"], 3),
        (["B 好的"], 3),
        (["B 谢谢"], 4),
        (["B 非常满意，谢谢！！"], 5),
        ([], 3),
        (["A 亲，在吗"], 3),
    ],
)
def test_strength_course_and_answers_decide(said: list[str], expected: int):
    assert satisfaction(*said) == expected
