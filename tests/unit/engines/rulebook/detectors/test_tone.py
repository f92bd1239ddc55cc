"""A cold answer to a question."""

import pytest
from tests.unit.engines.rulebook.made import detected, vocabulary

WORDS = vocabulary(cold_answers=["不会", "哦", "嗯", "没有", "不知道"])
ASKED = {"previous": [{"from": "buyer", "text": "会掉色吗"}]}
SAID = {"previous": [{"from": "buyer", "text": "那我拍了"}]}


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        ("不会", ASKED, True),
        ("不会。", ASKED, True),
        ("没有呢", ASKED, True),
        ("不会掉色的", ASKED, False),
        ("不会掉色的哦您放心穿", ASKED, False),
        ("好的", ASKED, False),
        ("嗯", SAID, False),
        ("哦", {"buyer": {"mood": "angry"}}, True),
        ("哦", {"buyer": {"mood": "content"}}, False),
        ("", ASKED, False),
    ],
)
def test_one_word_to_a_question_is_cold(text, context, found):
    assert bool(detected("cold_answer", text, context, WORDS)) is found


def test_a_rule_may_mind_it_always():
    assert detected("cold_answer", "嗯", SAID, WORDS, without_question=True) == ["嗯"]
