"""Verdicts and findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.rulebook.made import checked, matched, rule, vocabulary

from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.types import Category, Platform, Severity

SURE = rule(id="sure", severity="confirm", trigger=[{"words": ["肯定"]}])
SURE_TODAY = rule(id="sure-today", trigger=[{"words": ["今天肯定"]}])
RUDE = rule(id="rude", category="tone", severity="note", trigger=[{"words": ["肯定", "随便"]}])


def test_a_finding_explains_itself():
    (finding,) = checked("亲，Ｖ 信聊", rule(trigger=[{"words": ["v信"]}])).findings

    assert (finding.start, finding.end, finding.matched) == (2, 5, "Ｖ 信")
    assert (finding.rule, finding.category, finding.severity) == ("made-up", Category.PROMISE, Severity.BLOCK)
    assert (finding.title, finding.why, finding.penalty, finding.rewrite) == ("标题", "原因", "罚", "改写")
    assert finding.source == "店规（2026-11-20）"


def test_findings_speak_english_too():
    (finding,) = checked("肯定", SURE, language="en").findings

    assert (finding.title, finding.source) == ("Title", "House rule (2026-11-20)")


def test_the_verdict_is_the_gravest_finding():
    assert checked("随便，肯定", SURE, RUDE).severity is Severity.CONFIRM
    assert checked("您好", SURE, RUDE).severity is Severity.PASS


def test_of_findings_of_one_category_that_overlap_the_gravest_stays():
    assert [finding.rule for finding in checked("今天肯定", SURE, SURE_TODAY).findings] == ["sure-today"]


def test_findings_of_different_categories_stand_side_by_side_in_order():
    verdict = checked("随便，今天肯定", SURE, SURE_TODAY, RUDE)

    assert [finding.rule for finding in verdict.findings] == ["rude", "sure-today", "rude"]


def test_a_rule_is_for_its_platforms_and_without_one_for_all():
    assert matched("肯定", SURE, platform=Platform.TAOBAO) == ["肯定"]
    assert matched("肯定", SURE, platform=Platform.JD) == []
    assert matched("肯定", SURE) == ["肯定"]


@pytest.mark.parametrize(
    ("when", "context", "found"),
    [
        ({"proactive": True}, {"proactive": True}, True),
        ({"proactive": True}, {}, False),
        ({"proactive": False}, {}, True),
        ({"mood": ["angry"]}, {"buyer": {"mood": "angry"}}, True),
        ({"mood": ["angry"]}, {"buyer": {"mood": "content"}}, False),
        ({"buyer_said": ["地址"]}, {"previous": [{"from": "buyer", "text": "我留的地 址是"}]}, True),
        ({"buyer_said": ["地址"]}, {"previous": [{"from": "agent", "text": "地址"}]}, False),
    ],
)
def test_a_rule_can_depend_on_the_conversation(when, context, found):
    assert bool(matched("肯定", rule(when=when), context=context)) is found


BEFORE = {"previous": [{"from": "agent", "text": "我微"}, {"from": "buyer", "text": "?"}]}


def test_what_began_in_the_last_message_is_found_at_the_head_of_the_draft():
    across = rule(trigger=[{"words": ["微信"]}], across_messages=True)

    (finding,) = checked("信abc", across, context=BEFORE).findings

    assert (finding.start, finding.end, finding.matched) == (0, 1, "信")


def test_other_rules_and_older_messages_are_left_alone():
    across = rule(trigger=[{"words": ["微信"]}], across_messages=True)
    said_before = {"previous": [{"from": "agent", "text": "微信"}, {"from": "agent", "text": "您好"}]}

    assert matched("信abc", rule(trigger=[{"words": ["微信"]}]), context=BEFORE) == []
    assert matched("您好", across, context=said_before) == []
    assert matched("信", across, context={"previous": [{"from": "buyer", "text": "微"}]}) == []


def test_a_rulebook_needs_the_sets_its_excuses_read():
    with pytest.raises(RuleError, match="no set “negation”"):
        checked("肯定", rule(unless=["negated"]))


def test_an_empty_draft_passes():
    assert checked("", SURE).severity is Severity.PASS


@given(st.text(alphabet="今天肯定，随便 Ｖ♥信1.0️⃣微吗不"))
def test_a_finding_lies_in_the_draft_and_says_what_stands_there(text):
    words = vocabulary(asking=["是不是"], negation=["不"])
    near = rule(
        words, trigger=[{"near": [["今天"], ["肯定"]]}, {"words": ["微信", "v信"]}], unless=["negated"]
    )

    for finding in checked(text, near, RUDE, words=words).findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.matched


@given(st.text(alphabet="今天肯定，随便 "))
def test_another_rule_of_another_category_changes_no_finding(text):
    alone = checked(text, SURE).findings

    assert tuple(one for one in checked(text, SURE, RUDE).findings if one.rule == "sure") == alone
