"""What is asked, and what is only put to the buyer for a nod."""

import pytest
from tests.unit.engines.promises.made import made

from guitai.engines.promises.asking import is_asked, is_put_to_buyer


@pytest.mark.parametrize(
    "text",
    [
        "我明天给您发，好吗",
        "我10分钟后给您回电好不好",
        "稍等5分钟可以吗",
        "帮您申请了，明天到账，您看这样行吗",
        "10分钟后回电，您看行吗",
    ],
)
def test_a_nod_wished_for_leaves_it_a_promise(text):
    one = made(text)[-1]

    assert is_put_to_buyer(one)
    assert not is_asked(one)


@pytest.mark.parametrize(
    "text",
    [
        "明天发货可以吗",
        "您看明天给您发，可以吗",
        "要不明天给您发，好吗",
        "今晚给您打电话，方便吗",
        "您看3天内给您补发还是退款",
        "哪位说今天给您退的",
        "给您今天安排还是过两天",
        "要不要换个快递，明天就能走",
    ],
)
def test_a_question_is_none(text):
    one = made(text)[0]

    assert is_asked(one)
    assert not is_put_to_buyer(one)


def test_a_plain_sentence_asks_nothing():
    for text in ("我明天给您发", "我明天还是给您发"):
        one = made(text)[0]

        assert not is_asked(one)
        assert not is_put_to_buyer(one)
