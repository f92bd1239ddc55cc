"""Gaps, wrong shops, wrong buyers, replies pasted twice."""

import pytest
from tests.unit.engines.rulebook.made import detected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{buyer}您好", ["{buyer}"]),
        ("${单号}已发", ["${单号}"]),
        ("单号是***哦", ["***"]),
        ("***", ["***"]),
        ("【姓名】您好", ["【姓名】"]),
        ("（订单号）已发", ["（订单号）"]),
        ("<买家昵称>您好", ["<买家昵称>"]),
        ("优惠XX元", ["XX"]),
        ("单号____", ["____"]),
        ("138****0001", []),
        ("XXL有货", []),
        ("【限时】活动", []),
        ("好的**", []),
    ],
)
def test_gaps_nobody_filled_are_found(text, found):
    assert detected("unfilled_slot", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("欢迎光临优木旗舰店", ["优木旗舰店"]),
        ("您好，这里是美衣坊专卖店", ["美衣坊专卖店"]),
        ("欢迎光临云裳旗舰店", []),
        ("我们是官方旗舰店", []),
        ("云裳女装官方旗舰店", []),
        ("本店", []),
    ],
)
def test_the_name_of_another_shop_is_found(text, found):
    assert detected("other_shop", text, {"shop": {"name": "云裳官方旗舰店"}}) == found


def test_without_a_name_no_shop_is_another():
    assert detected("other_shop", "欢迎光临优木旗舰店", {}) == []


TALK = {
    "buyer": {"id": "b"},
    "orders": [{"buyer": "tb_gamma", "receiver": "王小明"}, {"buyer": "b", "receiver": "李四"}],
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王小明您好", ["王小明"]),
        ("亲爱的王小明，您的包裹", ["王小明"]),
        ("tb_gamma，您好", ["tb_gamma"]),
        ("李四您好", []),
        ("收件人是王小明", []),
        ("王小明这个名字", []),
    ],
)
def test_a_reply_to_somebody_else_is_found(text, found):
    assert detected("other_buyer_named", text, TALK) == found


def test_without_other_orders_nobody_else_is_named():
    assert detected("other_buyer_named", "王小明您好", {}) == []


LAST = {"previous": [{"from": "agent", "text": "包裹已经给您发出了哦"}, {"from": "buyer", "text": "单号"}]}


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        ("包裹已经给您发出了哦", LAST, True),
        ("包裹已经 给您发出了哦~", LAST, True),
        ("包裹明天给您发出的哦", LAST, False),
        ("请您稍等我查一下请您稍等我查一下", {}, True),
        ("请您稍等我查一下请您稍等我查两下", {}, False),
        ("在的亲", {"previous": [{"from": "agent", "text": "在的亲"}]}, False),
        ("哈哈哈哈哈哈哈哈", {}, False),
    ],
)
def test_a_reply_sent_twice_is_found(text, context, found):
    assert bool(detected("repeated_reply", text, context)) is found


def test_how_long_a_repeated_reply_is_can_be_set():
    assert detected("repeated_reply", "在的在的", at_least=2) == ["在的"]
