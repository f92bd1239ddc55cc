"""Postage, couriers and the time of dispatch."""

import pytest
from tests.unit.engines.rulebook.made import detected, vocabulary

WORDS = vocabulary(
    free_postage=["包邮"],
    everywhere=["全国"],
    left_out=["除外"],
    returning=["退货"],
    coming_back=["退货", "不合适"],
    towns={"kinds": {"西藏": ["拉萨"]}},
    couriers={"kinds": {"顺丰": ["顺丰", "顺风"], "圆通": ["圆通", "yto"]}},
    shipping=["发", "走"],
    dispatching=["发货", "给您发", "发出"],
    today=["今天", "马上"],
    tomorrow=["明天"],
    certain=["一定"],
)
POSTAGE = {"shop": {"free_postage": True, "postage_exceptions": ["新疆", "西藏"]}}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("包邮", []),
        ("新疆包邮", ["包邮"]),
        ("拉萨包邮", ["包邮"]),
        ("全国包邮", ["包邮"]),
        ("全国包邮，新疆除外", []),
        ("退货包邮", []),
    ],
)
def test_free_postage_to_excepted_places_is_found(text, found):
    assert detected("postage_promise", text, POSTAGE, WORDS) == found


def test_the_place_may_be_the_buyers():
    asked = POSTAGE | {"previous": [{"from": "buyer", "text": "到西藏包邮吗"}]}
    lives = POSTAGE | {
        "buyer": {"id": "a"},
        "orders": [{"buyer": "a", "address": "新疆维吾尔自治区喀什市解放路1号"}],
    }

    assert detected("postage_promise", "包邮", asked, WORDS) == ["包邮"]
    assert detected("postage_promise", "包邮", lives, WORDS) == ["包邮"]


def test_a_shop_without_free_postage_promises_none_but_in_an_activity():
    shop = {"free_postage": False}
    activity = {"activities": [{"name": "满99包邮"}]}

    assert detected("postage_promise", "包邮", {"shop": shop}, WORDS) == ["包邮"]
    assert detected("postage_promise", "包邮", {"shop": shop | activity}, WORDS) == []


def test_without_a_fee_table_free_postage_is_unknown():
    assert detected("postage_promise", "包邮", {}, WORDS) == []
    assert detected("postage_promise", "包邮", {}, WORDS, when="unknown") == ["包邮"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("退货包邮", ["退货包邮"]),
        ("不合适的话，包邮", ["不合适的话，包邮"]),
        ("不合适的。包邮", []),
        ("包邮", []),
    ],
)
def test_free_postage_for_what_comes_back_is_found(text, found):
    assert detected("return_postage", text, {}, WORDS) == found


@pytest.mark.parametrize(
    ("shop", "found"),
    [
        ({"gifts": ["短袜"]}, ["退货包邮"]),
        ({"gifts": ["运费险"]}, []),
        ({"activities": [{"name": "退货包运费"}]}, []),
    ],
)
def test_free_postage_for_returns_passes_where_the_shop_gives_it(shop, found):
    assert detected("return_postage", "退货包邮", {"shop": shop}, WORDS) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发顺丰", ["顺丰"]),
        ("走顺风", ["顺风"]),
        ("发圆通", []),
        ("发YTO", []),
        ("顺丰到付", []),
        ("退货发顺丰", []),
    ],
)
def test_couriers_the_shop_does_not_use_are_found(text, found):
    assert detected("courier_promise", text, {"shop": {"couriers": ["圆通速递"]}}, WORDS) == found


def test_without_couriers_every_named_one_is_unknown():
    assert detected("courier_promise", "发顺丰", {}, WORDS) == []
    assert detected("courier_promise", "发顺丰", {}, WORDS, when="unknown") == ["顺丰"]


def shop(now, **facts):
    return {"now": f"2026-11-21T{now}:00+08:00", "shop": facts}


BEFORE, AFTER = shop("15:30", dispatch_cutoff="16:00"), shop("16:00", dispatch_cutoff="16:00")


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        ("今天给您发货", BEFORE, []),
        ("今天给您发货", AFTER, ["今天给您发货"]),
        ("马上发出", AFTER, ["马上发出"]),
        ("16点前付款今天发出", AFTER, []),
        ("4点前付款的，今天发出", AFTER, []),
        ("16:00 前付款今天发出", AFTER, []),
        ("16:30前付款今天发出", BEFORE, ["今天发出"]),
        ("18点前付款今天发出", BEFORE, ["今天发出"]),
        ("今天发货", {"shop": {"dispatch_cutoff": "16:00"}}, []),
        ("24小时内发货", shop("10:00", dispatch_hours=48), ["24小时内发货"]),
        ("两天内发货", shop("10:00", dispatch_hours=48), []),
        ("24h内发货", shop("10:00", dispatch_hours=48), ["24h内发货"]),
        ("两小时就给您发", shop("10:00", dispatch_hours=48), ["两小时就给您发"]),
        ("24小时内发货", shop("10:00"), []),
        ("明天发货", shop("17:00", dispatch_hours=48), ["明天发货"]),
        ("明天发货", shop("17:00", dispatch_hours=48, dispatch_cutoff="16:00"), []),
        ("明天发货", shop("17:00"), []),
        ("尽快发货", AFTER, []),
        ("今天到了，发货快", AFTER, []),
    ],
)
def test_dispatch_the_shop_does_not_keep_is_found(text, context, found):
    assert detected("dispatch_promise", text, context, WORDS) == found


def test_without_facts_a_firm_dispatch_is_unknown():
    assert detected("dispatch_promise", "今天一定发货", {}, WORDS, when="unknown") == ["今天一定发货"]
    assert detected("dispatch_promise", "今天发货", {}, WORDS, when="unknown") == []
    assert detected("dispatch_promise", "今天一定发货", AFTER, WORDS, when="unknown") == []


def test_later_is_today_where_no_other_day_is_told():
    assert detected("dispatch_promise", "晚上发货", AFTER, WORDS) == ["晚上发货"]
    assert detected("dispatch_promise", "晚上发货", BEFORE, WORDS) == []
    assert detected("dispatch_promise", "明晚上发货", AFTER, WORDS) == []
