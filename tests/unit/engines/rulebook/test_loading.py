"""Rule files: what is read, and what is refused with which sentence."""

import pytest
from tests.unit.engines.rulebook.made import RULE, rule

from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.loading import one_of_each, parse, parse_rule, read_rule
from guitai.engines.rulebook.types import Case, Platform, Severity
from guitai.engines.rulebook.vocabulary import Vocabulary

NOTHING = Vocabulary({})
WRITTEN = """
id: made-up
category: promise
severity: block
platforms: [taobao]
title: {zh: 标题, en: Title}
why: {zh: 原因, en: Reason}
source: {statute: {zh: 某法, en: Some law}, checked: 2026-11-20}
penalty: {zh: 罚, en: Fine}
rewrite: {zh: "", en: ""}
trigger:
  - {words: [肯定]}
cases:
  context: {agent: {name: 小美}}
  hits: [一, {text: 二, matched: 二, context: {buyer: {id: a}}, platform: taobao}, 三]
  misses: [四, 五, 六]
"""


def test_a_file_is_a_rule_with_its_cases():
    read = parse_rule(WRITTEN, "made-up.yaml", NOTHING)

    assert (read.id, read.severity, read.source.kind) == ("made-up", Severity.BLOCK, "statute")
    assert read.cases.hits[0] == Case("一", context={"agent": {"name": "小美"}})
    assert read.cases.hits[1].context == {"agent": {"name": "小美"}, "buyer": {"id": "a"}}
    assert read.cases.hits[1].platform is Platform.TAOBAO


def test_cases_can_be_left_unread():
    broken = WRITTEN.replace("hits: [", "hits: [[")

    assert parse_rule(broken, "made-up.yaml", NOTHING, with_cases=False).cases is None


def test_what_is_no_yaml_is_refused_with_its_line():
    with pytest.raises(RuleError, match=r"made-up\.yaml: line 3: this is no YAML"):
        parse("a: 1\nb: [", "made-up.yaml")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weight": 2}, "unknown key weight"),
        ({"why": None}, "why is missing"),
        ({"why": {"zh": "看{shop}和{moon}", "en": "x"}}, "nothing fills moon"),
        ({"rewrite": {"zh": "{", "en": "x"}}, "a brace is alone"),
        (
            {"trigger": [{"detector": "unfilled_slot"}], "why": {"zh": "{gift}", "en": "x"}},
            "nothing fills gift",
        ),
    ],
)
def test_a_bad_rule_is_refused_with_file_and_key(changes, sentence):
    with pytest.raises(RuleError, match=r"made-up\.yaml") as refusal:
        rule(**changes)

    assert sentence in refusal.value.sentence


def test_a_rule_is_keys_and_what_they_say():
    with pytest.raises(RuleError, match="write a rule"):
        read_rule(["made-up"], "made-up.yaml", NOTHING)


def test_two_rules_of_one_id_are_refused():
    with pytest.raises(RuleError, match="two rules made-up"):
        one_of_each([rule(), rule()], "rulebook")


def test_rules_come_in_order_of_their_ids():
    assert [one.id for one in one_of_each([rule(id="b"), rule(id="a")], "rulebook")] == ["a", "b"]


def test_slots_of_detectors_and_patterns_can_be_filled():
    gift = {"trigger": [{"detector": "gift_promise"}], "why": {"zh": "{gift}", "en": "{gift}"}}
    share = {"trigger": [{"pattern": "(?P<n>1)", "needles": ["1"]}], "why": {"zh": "{n}", "en": "{n}"}}

    assert read_rule(RULE | gift, "x", NOTHING, with_cases=False)
    assert read_rule(RULE | share, "x", NOTHING, with_cases=False)
