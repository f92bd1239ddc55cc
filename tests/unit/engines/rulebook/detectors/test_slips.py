"""Gaps, wrong shops, wrong buyers, replies pasted twice."""

import pytest
from tests.unit.engines.rulebook.made import detected, vocabulary

from guitai.engines.rulebook.types import Platform


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
        ("这里是XX旗舰店", ["XX"]),
        ("单号：XXXXXX", ["XXXXXX"]),
        ("单号____", ["____"]),
        ("您好【请输入昵称】", ["【请输入昵称】"]),
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


BUYER = {
    "buyer": {"id": "b"},
    "orders": [{"id": "3515313140001", "buyer": "b", "tracking": "YT2210001234567"}],
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("您的订单3515313149999已发", ["3515313149999"]),
        ("订单号是：3515 3131 49999", ["3515 3131 49999"]),
        ("运单号YT9990001112223", ["YT9990001112223"]),
        ("您的订单3515313140001已发", []),
        ("运单号YT2210001234567", []),
        ("付款码3515313149999", []),
        ("单号13800000001", []),
    ],
)
def test_the_number_of_no_order_of_the_buyer_is_found(text, found):
    assert detected("unknown_order", text, BUYER) == found


def test_a_number_told_before_or_of_a_known_order_of_somebody_is_not_unknown():
    said = {"previous": [{"from": "buyer", "text": "订单3515313149999退一下"}]}
    theirs = {"orders": [*BUYER["orders"], {"id": "3515313149999", "buyer": "c"}]}

    assert detected("unknown_order", "订单3515313149999退了", BUYER | said) == []
    assert detected("unknown_order", "订单3515313149999退了", BUYER | theirs) == []


def test_a_waybill_is_unknown_only_if_those_of_all_orders_are_known():
    orders = [{"id": "3515313140001", "buyer": "b"}]

    assert detected("unknown_order", "运单号YT9990001112223", BUYER | {"orders": orders}) == []
    assert detected("unknown_order", "订单3515313149999已发", {"orders": orders}) == []


@pytest.mark.parametrize(
    ("platform", "text", "found"),
    [
        ("tmall", "感谢您对京东的支持", ["京东的支持"]),
        ("tmall", "感谢您对淘宝的支持", []),
        ("tmall", "欢迎光临天猫云裳店", []),
        ("taobao", "京东在线客服小美为您服务", ["京东在线客服小美为您"]),
        ("taobao", "感谢选择拼多多", ["感谢选择拼多多"]),
        ("taobao", "京东的订单请联系京东", []),
        (None, "感谢您对京东的支持", []),
    ],
)
def test_thanks_in_the_name_of_another_platform_are_found(platform, text, found):
    assert detected("other_platform", text, platform=platform and Platform(platform)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王姐您好，已备注", ["王姐"]),
        ("您好，刘先生，已发出", ["刘先生"]),
        ("李先生您好", []),
        ("小姐姐您好", []),
        ("找王姐就行", []),
    ],
)
def test_a_surname_that_is_not_the_buyers_is_found(text, found):
    orders = [{"id": "1", "buyer": "b", "receiver": "李四"}]

    assert detected("other_name", text, {"buyer": {"id": "b"}, "orders": orders}) == found


def test_a_surname_the_buyer_told_or_nobody_knows_is_not_found():
    talk = {"buyer": {"id": "b"}, "orders": [{"id": "1", "buyer": "b", "receiver": "李四"}]}
    told = {"previous": [{"from": "buyer", "text": "我姓王"}]}

    assert detected("other_name", "王姐您好", talk | told) == []
    assert detected("other_name", "王姐您好", {"buyer": {"id": "b"}}) == []


GOODS = vocabulary(goods={"kinds": {"穿戴": ["衬衫"], "锅具": ["奶锅", "炒锅"]}})


@pytest.mark.parametrize(
    ("title", "said", "found"),
    [
        ("纯色衬衫", "", ["这款奶锅"]),
        ("不粘炒锅", "", []),
        ("A12", "", []),
        ("纯色衬衫", "那个奶锅呢", []),
    ],
)
def test_goods_of_another_kind_than_the_product_are_found(title, said, found):
    facts = {"product": {"title": title}, "previous": [{"from": "buyer", "text": said}]}

    assert detected("other_goods", "这款奶锅可以用的", facts, GOODS) == found


def test_a_reply_said_again_unasked_is_left_to_the_repeated_contact():
    facts = {"proactive": True, "previous": [{"from": "agent", "text": "您的单还没有付款哦"}]}

    assert detected("repeated_reply", "您的单还没有付款哦", facts) == []
