from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.agreement.statements import statements
from guitai.engines.agreement.types import Bound, Kind, Statement

CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("pairs.yaml").read_text(encoding="utf-8"))
ANSWERS = sorted({pair[side] for pairs in CASES.values() for pair in pairs for side in ("one", "other")})


def told(text: str, *questions: str) -> list[tuple[str, Kind, int, int]]:
    return [(one.subject, one.kind, one.lo, one.hi) for one in statements(text, *questions)]


def test_an_answer_may_state_several_things():
    found = told("默认发圆通，48小时内发出，江浙沪次日到")

    assert found == [
        ("courier", Kind.NAME, 0, 0),
        ("dispatch", Kind.DURATION, 2880, 2880),
        ("arrival", Kind.DURATION, 1441, 2880),
    ]


def test_a_statement_says_where_it_stands_for_which_case_and_how_it_is_meant():
    text = "亲~ 新疆一般 5-7 天到"

    (one,) = statements(text, "几天到")

    assert one == Statement(
        subject="arrival",
        kind=Kind.DURATION,
        lo=7200,
        hi=10080,
        bound=Bound.ABOUT,
        conditions=frozenset({"region:新疆"}),
        start=text.index("5"),
        end=text.index("到"),
    )


def test_what_an_answer_leaves_out_the_question_says():
    assert told("48小时内", "什么时候发货") == [("dispatch", Kind.DURATION, 2880, 2880)]
    assert told("可以的", "能机洗吗") == [("machine_wash", Kind.YES_NO, 1, 1)]
    assert told("48小时内") == told("可以的") == []


def test_what_is_said_of_something_else_is_no_answer_alone_any_more():
    assert told("可以的，不能机洗哦", "能机洗吗") == [("machine_wash", Kind.YES_NO, 0, 0)]


@given(st.sampled_from(ANSWERS) | st.text(max_size=60), st.sampled_from(["", "能退吗", "多久", "包邮吗"]))
def test_a_statement_stands_inside_its_answer(text: str, question: str):
    assert all(0 <= one.start < one.end <= len(text) for one in statements(text, question))


@pytest.mark.parametrize("text", ["已经给您退了30元", "您的包裹明天到", "是7天内的吗", "今天给您发出", ""])
def test_past_facts_single_orders_and_questions_state_nothing(text: str):
    assert statements(text, "退款多久到账") == ()
