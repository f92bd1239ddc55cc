"""What is said to everybody, and what to this buyer."""

import pytest
from tests.unit.engines.promises.made import made

from guitai.engines.promises.ruling import is_rule


@pytest.mark.parametrize(
    "text",
    [
        "48小时内发货",
        "周一至周六发货",
        "晚上六点以后的单明天发",
        "一般上午下单下午发货",
        "今天拍今天发",
        "付款后会在两天内出库",
        "收到货24小时内反馈",
        "保价15天内退差价",
        "清洗一次5分钟搞定",
        "灯泡3分钟就换好了",
        "售后回复要三天，处理看情况",
        "今晚有红包",
        "两小时内审完",
    ],
)
def test_nobody_says_for_whom(text):
    assert is_rule(made(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "48小时内给您发货",
        "您的价保申请给您加急，5分钟内给您通过",
        "今天五点前我把保价的差额返您",
        "我3分钟就换好了",
        "给您开了绿色通道，两小时内审完",
        "今晚给您发红包",
        "厂家回复后24小时内告诉您",
        "大概需要半小时，核实好了给您回复",
    ],
)
def test_somebody_does_it_for_this_buyer(text):
    assert not is_rule(made(text)[-1])
