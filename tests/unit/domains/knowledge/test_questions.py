"""What asks something, and what is thanks, a greeting or a yes."""

import pytest

from guitai.domains.knowledge.questions import question_in


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        (["什么时候发货"], "什么时候发货"),
        (["在吗", "这件有货吗", "M码的"], "这件有货吗 M码的"),
        (["谢谢，那什么时候发货"], "谢谢，那什么时候发货"),
        (["可以退吗/:^_^"], "可以退吗"),
        (["165 52公斤"], "165 52公斤"),
        (["好" * 40], "好" * 40),
    ],
)
def test_the_lines_of_a_turn_are_one_question(lines: list[str], question: str) -> None:
    assert question_in(lines) == question


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["好的"],
        ["嗯嗯"],
        ["谢谢啦/:^_^"],
        ["在吗"],
        ["您好"],
        ["好的，谢谢亲"],
        ["😊"],
        ["OK"],
        ["。。。"],
        ["行", "知道了"],
    ],
)
def test_thanks_greetings_and_a_yes_ask_nothing(lines: list[str]) -> None:
    assert question_in(lines) == ""


def test_of_many_words_the_last_are_asked_about() -> None:
    assert question_in(["起球" * 400, "怎么办"]).endswith("怎么办")
    assert len(question_in(["起球" * 400])) == 300
