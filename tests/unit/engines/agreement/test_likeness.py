import pytest

from guitai.engines.agreement.likeness import core_of, likeness, put_together


@pytest.mark.parametrize(
    ("question", "core"),
    [("您好，请问可以刻字吗？", "刻字"), ("刻字 /:066", "刻字"), ("在吗", ""), ("亲", "")],
)
def test_the_core_of_a_question_is_what_it_asks(question: str, core: str):
    assert core_of(question) == core


def test_questions_are_as_alike_as_the_pairs_they_share():
    assert likeness("可以刻字吗", "能刻字不") == 1
    assert likeness("裤子太长了可以帮忙改裤长吗", "能改裤长不") >= 0.6
    assert likeness("可以刻字吗", "有礼盒吗") == 0
    assert likeness("在吗", "可以刻字吗") == 0


def test_like_questions_are_put_with_the_most_frequent_of_them():
    questions = ["能刻字不", "可以刻字吗", "可以刻字吗", "有礼盒吗"]

    assert put_together(questions) == {
        "可以刻字吗": "可以刻字吗",
        "能刻字不": "可以刻字吗",
        "有礼盒吗": "有礼盒吗",
    }


def test_the_caller_may_know_better_which_are_the_same():
    questions = ["表带能换吗", "可以更换链子么"]

    assert len(set(put_together(questions).values())) == 2
    assert len(set(put_together(questions, lambda _one, _other: 0.9).values())) == 1
