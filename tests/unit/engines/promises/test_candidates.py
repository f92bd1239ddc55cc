"""Which deed belongs to which time."""

import pytest
from tests.unit.engines.promises.made import made


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("10分钟后回复您", [("10分钟后", "回复")]),
        ("明天处理发货", [("明天", "发货")]),
        ("10分钟内核实回复您", [("10分钟内", "回复")]),
        ("给您发货，最晚明天", [("明天", "给您发货")]),
        ("大概需要半小时，核实好了给您回复", [("半小时", "回复"), ("", "回复")]),
        ("今天发货明天退款", [("今天", "发货"), ("明天", "退款")]),
        ("稍等5分钟", [("5分钟", None)]),
        ("稍等哈，5分钟", [("5分钟", None)]),
        ("明天把改好的图给您", [("明天", "把")]),
        ("也就是26号 我先发您图", [("26号", "先发")]),
        ("5分钟！我给您改价", [("5分钟", "改价")]),
        ("给我一天时间", [("一天", None)]),
        ("签收后7天内", []),
        ("今天天气好", []),
        ("立即前往会员中心的权益页面领取之后再确认", []),
    ],
)
def test_a_time_takes_the_nearest_telling_deed(text, pairs):
    found = [
        (one.text[one.time.start : one.time.end], one.deed and one.text[one.deed.start : one.deed.end])
        for one in made(text)
    ]

    assert found == pairs


def test_a_candidate_knows_the_words_around_it():
    (one,) = made("您放心，我今天一定给您发货哦")

    assert (one.lead, one.between, one.rest) == ("我今天一定", "一定", "哦")
    assert one.before.of(one.text) == "您放心"
    assert one.after is None
