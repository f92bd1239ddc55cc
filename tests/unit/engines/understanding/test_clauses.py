import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.understanding.clauses import asks, clauses, is_question
from guitai.kernel.normalised import normalise


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("好的", ["好的"]),
        ("收到了,破了个洞。能退吗?", ["收到了,", "破了个洞。", "能退吗?"]),
        ("有货吗什么时候发货", ["有货吗", "什么时候发货"]),
        ("帮我看看呢到哪里了", ["帮我看看呢", "到哪里了"]),
        ("今天发吧亲", ["今天发吧亲"]),
        ("不干吗", ["不干吗"]),
        ("质量还行但是颜色不对", ["质量还行", "但是颜色不对"]),
        ("另外问一下", ["另外问一下"]),
        ("什么时候 发货", ["什么时候发货"]),
        ("多少钱一件 什么时候发货 谢谢", ["多少钱一件", "什么时候发货谢谢"]),
        ("0.5公斤的", ["0.5公斤的"]),
    ],
)
def test_a_message_is_cut_at_marks_questions_turns_and_blanks(text: str, parts: list[str]):
    plain = normalise(text)

    assert [plain.text[start:end] for start, end in clauses(plain)] == parts


@given(st.text(st.sampled_from("有货吗呢吧另外,。 ~1.5但是"), max_size=40))
def test_the_clauses_are_the_whole_text(text: str):
    plain = normalise(text)

    assert "".join(plain.text[start:end] for start, end in clauses(plain)) == plain.text


@pytest.mark.parametrize(
    ("text", "question", "asked"),
    [
        ("有货不", True, True),
        ("好不好看", True, True),
        ("是棉的还是麻的", True, True),
        ("帮我换成红色", False, True),
        ("再不发货", False, True),
        ("我不要了", False, False),
        ("有点小", False, False),
        ("不错", False, False),
    ],
)
def test_a_question_a_request_and_a_threat_ask_and_what_is_told_does_not(
    text: str, question: bool, asked: bool
):
    assert (is_question(text), asks(text)) == (question, asked)
