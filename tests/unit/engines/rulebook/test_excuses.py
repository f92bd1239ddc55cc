"""What makes a hit no offence; the words of the sets are the test's own."""

import pytest
from tests.unit.engines.rulebook.made import matched, rule, vocabulary

from guitai.engines.rulebook.excuses import EXCUSES

WORDS = vocabulary(
    asking=["是不是"],
    quoting=["您说"],
    warning={"words": ["骗子"], "harmless": ["不是骗子"]},
    forbidding=["请勿", "不要"],
    negation={"words": ["不", "不能", "没法"], "harmless": ["不错"]},
    refusal=["不行", "没办法"],
    past=["昨天"],
    hedge=["为准"],
    condition=["如果"],
)
BUYER_ASKED = {"previous": [{"from": "buyer", "text": "能加微信吗"}]}
COTTON = {"product": {"title": "衬衫", "facts": {"材质": "棉100%"}}}
RUNNING = {"shop": {"activities": [{"name": "满300减30"}]}}


@pytest.mark.parametrize(
    ("excuse", "text", "context"),
    [
        ("question", "要加微信吗", {}),
        ("question", "要加微信吗 亲", {}),
        ("question", "加微信？", {}),
        ("question", "是不是要加微信呢", {}),
        ("quoted", "您说加微信是指", {}),
        ("quoted", "“能加微信吗”这个不可以", BUYER_ASKED),
        ("warning", "让您加微信的，都是骗子", {}),
        ("warning", "请勿相信任何加微信的人", {}),
        ("negated", "不能给您加微信", {}),
        ("negated", "不加微信", {}),
        ("negated", "不能发图片、加微信", {}),
        ("refused", "加微信不行", {}),
        ("refused", "加微信的话，真的没办法", {}),
        ("past", "昨天加微信了", {}),
        ("hedged", "加微信，以平台为准", {}),
        ("conditional", "如果您加微信", {}),
        ("in_product_facts", "棉100%", COTTON),
        ("running_activity", "满300减30", RUNNING),
    ],
)
def test_an_excuse_lets_a_hit_pass(excuse, text, context):
    strict = rule(trigger=[{"words": ["加微信", "棉100%", "满300减30"]}])
    excused = rule(WORDS, trigger=[{"words": ["加微信", "棉100%", "满300减30"]}], unless=[excuse])

    assert matched(text, strict, context=context)
    assert matched(text, excused, words=WORDS, context=context) == []


@pytest.mark.parametrize(
    ("excuse", "text", "context"),
    [
        ("question", "加微信吧，好吗", {}),
        ("question", "加微信做什么", {}),
        ("quoted", "“加微信”吧", {}),
        ("warning", "不是骗子，加微信", {}),
        ("warning", "不要急，加微信", {}),
        ("negated", "不贵的，加微信", {}),
        ("negated", "不是很贵加微信", {}),
        ("negated", "质量不错加微信", {}),
        ("negated", "没法改价 加微信", {}),
        ("refused", "加微信，别的不行", {}),
        ("past", "昨天的事，加微信", {}),
        ("hedged", "为准。加微信", {}),
        ("conditional", "加微信，如果方便", {}),
        ("in_product_facts", "棉100%", {"product": {"facts": {"材质": "棉95%"}}}),
        ("running_activity", "满300减30", {"shop": {"activities": [{"name": "满300减20"}]}}),
    ],
)
def test_an_excuse_elsewhere_is_none(excuse, text, context):
    excused = rule(WORDS, trigger=[{"words": ["加微信", "棉100%", "满300减30"]}], unless=[excuse])

    assert matched(text, excused, words=WORDS, context=context)


def test_words_of_a_rule_excuse_in_their_scope():
    excused = rule(trigger=[{"words": ["好评"]}], unless=[{"words": ["平台"], "in": "before"}])

    assert matched("平台好评", excused) == []
    assert matched("好评平台", excused) == ["好评"]


def test_a_word_between_the_words_of_a_hit_can_deny_it():
    denied = rule(WORDS, trigger=[{"near": [["明天"], ["到"]]}], unless=["negated"])

    assert matched("明天不能到", denied, words=WORDS) == []


def test_every_excuse_says_what_it_means():
    assert all(excuse.meaning for excuse in EXCUSES.values())
