"""What tells a waiting buyer something, and what only lets them wait on."""

from datetime import UTC, datetime

import pytest

from guitai.domains.followups.answers import is_answer

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "查到了，您的快递在杭州",
        "仓库说这件还有货",
        "可以的，已经帮您改好地址",
        "有货",
        "质量您放心",
        "帮您核实过了，是175/92A",
        "今天给您发货",
        "查到了。您看可以吗？",
        "还没有发出呢",
        "亲，这款是纯棉的哦",
    ],
)
def test_what_is_told_is_an_answer(text: str):
    assert is_answer(text, AT)


@pytest.mark.parametrize(
    "text",
    [
        "稍等",
        "亲，请您稍等一下哦～",
        "好的，马上帮您查",
        "在的呢",
        "再给我10分钟",
        "仓库还在核实，晚点给您回复",
        "请问您的订单号是多少？",
        "方便发一下截图吗",
        "麻烦您提供一下订单号",
        "正在帮您联系快递",
        "您好，很高兴为您服务",
        "非常抱歉，让您久等了",
        "感谢支持，期待您再来哦",
        "😊",
        "",
    ],
)
def test_words_to_wait_by_questions_and_another_promise_are_none(text: str):
    assert not is_answer(text, AT)
