"""What one line tells, whatever was said before."""

import pytest

from guitai.engines.understanding.mood_lines import LONGEST, line_of


@pytest.mark.parametrize(
    ("text", "marks"),
    [("快点！！", "！！"), ("快!点!啊!", "！！！"), ("什么?？", "？？"), ("好！", ""), ("！ ？", "！？")],
)
def test_marks(text: str, marks: str):
    assert line_of(text).marks == marks


def test_praise_beside_a_complaint_is_ironical():
    assert line_of("服务真好，问三遍没人理").strength("content") == 0
    assert line_of("服务真好，问三遍没人理").strength("angry") > 0.5
    assert line_of("快递慢，不过东西很喜欢").strength("content") > line_of("快递慢，不过东西很喜欢").strength(
        "anxious"
    )


def test_thanks_in_a_request_are_manners():
    assert line_of("谢谢").strength("content") > 2 * line_of("谢谢，请问几天能到").strength("content") > 0
    assert line_of("快点发货，谢谢").strength("anxious") < line_of("快点发货").strength("anxious")


def test_kinds_of_short_lines():
    assert line_of("嗯好的呢").accepts and not line_of("好吧").accepts
    assert line_of("哦哦").assents and line_of("好吧").assents
    assert line_of("你好，在吗？").greets
    assert line_of("？？").calls and line_of("人呢").calls and not line_of("人呢").greets


def test_a_pasted_book_is_read_at_its_beginning():
    assert line_of("气死我了" + "。" * LONGEST).strength("angry") > 0
    assert line_of("。" * LONGEST + "气死我了").strength("angry") == 0
