"""Gifts, activities and price differences against what the shop gives."""

import pytest
from tests.unit.engines.rulebook.made import detected, vocabulary

WORDS = vocabulary(giving={"words": ["送您", "赠送"], "harmless": ["配送您"]}, price_match=["价保", "差价"])
SHOP = {"shop": {"gifts": ["运费险", "短袜一双"], "activities": [{"name": "满300送帆布袋"}]}}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("送您一条围巾", ["送您一条围巾"]),
        ("赠送运动鞋哦", ["赠送运动鞋哦"]),
        ("送您一双袜子", []),
        ("送您短袜2双", []),
        ("赠送运费险", []),
        ("送您帆布袋", []),
        ("送您小礼物", []),
        ("送您到家", []),
        ("送您20元红包", []),
        ("送您", []),
    ],
)
def test_gifts_the_shop_does_not_give_are_found(text, found):
    assert detected("gift_promise", text, SHOP, WORDS) == found


def test_without_a_list_every_gift_is_unknown():
    assert detected("gift_promise", "送您围巾", {}, WORDS) == []
    assert detected("gift_promise", "送您围巾", {}, WORDS, when="unknown") == ["送您围巾"]
    assert detected("gift_promise", "送您围巾", SHOP, WORDS, when="unknown") == []


def test_a_shop_without_gifts_gives_none():
    assert detected("gift_promise", "赠送小礼品", {"shop": {"gifts": []}}, WORDS) == ["赠送小礼品"]


ACTIVITIES = {
    "now": "2026-11-21T10:00:00+08:00",
    "shop": {
        "activities": [
            {"name": "满300减30"},
            {"name": "第二件半价"},
            {"name": "全场8折", "to": "2026-11-11"},
            {"name": "买二送一"},
        ]
    },
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("满300元立减30元", []),
        ("满三百减三十", []),
        ("满300减50", ["满300减50"]),
        ("第二件半价", []),
        ("第三件半价", ["第三件半价"]),
        ("全场八折", ["全场八折"]),
        ("现在七折", ["现在七折"]),
        ("现在给您七折", []),
        ("两件打八折", ["两件打八折"]),
        ("满300减30可以叠加", []),
        ("买2送1", []),
        ("买一送一", ["买一送一"]),
    ],
)
def test_activities_that_do_not_run_are_found(text, found):
    assert detected("activity_claim", text, ACTIVITIES, WORDS) == found


def test_without_a_list_every_activity_is_unknown():
    assert detected("activity_claim", "买一送一", {}, WORDS, when="unknown") == ["买一送一"]
    assert detected("activity_claim", "买一送一", {}, WORDS) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("15天价保", []),
        ("价保的", []),
        ("30天价保", ["价保"]),
        ("一个月内补差价", ["差价"]),
        ("半个月内补差价", []),
        ("永久价保", ["价保"]),
        ("半年价保", ["价保"]),
    ],
)
def test_price_differences_for_too_long_are_found(text, found):
    assert detected("price_match", text, {"shop": {"price_match_days": 15}}, WORDS) == found


def test_a_shop_that_gives_no_price_difference_promises_none():
    assert detected("price_match", "7天价保", {"shop": {"price_match_days": 0}}, WORDS) == ["价保"]
    assert detected("price_match", "7天价保", {}, WORDS) == []
    assert detected("price_match", "7天价保", {}, WORDS, when="unknown") == ["价保"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("双12便宜了退差价", ["差价"]),
        ("年底前降了补差价", ["差价"]),
        ("双11的差价可以退", ["差价"]),
        ("一周内的差价可以退", []),
    ],
)
def test_a_day_that_is_named_may_be_too_far_away(text, found):
    shop = {"now": "2026-11-21T10:00:00+08:00", "shop": {"price_match_days": 15}}

    assert detected("price_match", text, shop, WORDS) == found
