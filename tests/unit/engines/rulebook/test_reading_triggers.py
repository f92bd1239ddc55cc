"""Triggers, excuses and settings, and how a bad one is refused."""

from decimal import Decimal

import pytest
from tests.unit.engines.rulebook.made import rule

from guitai.engines.rulebook.detectors.discounts import SlipSettings
from guitai.engines.rulebook.detectors.prices import PriceSettings
from guitai.engines.rulebook.detectors.registry import OnFacts, When
from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.types import NearTrigger, Scope, Words, WordsExcuse
from guitai.kernel.money import Money


def test_near_words_have_a_reach_by_default():
    (trigger,) = rule(trigger=[{"near": [["明天"], ["到"]]}]).triggers

    words = (Words(frozenset({"明天"})), Words(frozenset({"到"})))
    assert trigger == NearTrigger(words, within=8, ordered=False, scope=Scope.CLAUSE)


@pytest.mark.parametrize(
    ("detector", "given", "settings"),
    [
        ("gift_promise", {"when": "unknown"}, OnFacts(When.UNKNOWN)),
        ("price_authority", {"authority": "50.00"}, PriceSettings(Money(5000))),
        ("discount_slip", {"below": 2, "impossible": False}, SlipSettings(Decimal(2), impossible=False)),
        ("gift_promise", {}, OnFacts()),
    ],
)
def test_settings_of_a_detector_are_read(detector, given, settings):
    (trigger,) = rule(trigger=[{"detector": detector, "with": given}]).triggers

    assert trigger.settings == settings


def test_words_excuse_in_the_clause_by_default():
    (excuse,) = rule(unless=[{"words": ["为准"]}]).unless

    assert excuse == WordsExcuse(Words(frozenset({"为准"})), Scope.CLAUSE)


@pytest.mark.parametrize(
    ("trigger", "sentence"),
    [
        ({}, "trigger is {}; write a list"),
        ([{}], "trigger[0] is {}; write one of words, near, pattern, detector"),
        ([{"words": ["一"], "within": 2}], "beside words there may be harmless"),
        ([{"words": "一"}], "trigger[0].words: write a list of words"),
        ([{"words": ["@gone"]}], "no set “gone”"),
        ([{"near": [["一"]]}], "two to four lists"),
        ([{"near": [["一"], ["二"]], "within": 99}], "within is 99; write a number of characters"),
        ([{"near": [["一"], ["二"]], "scope": "before"}], "write clause, sentence or draft"),
        ([{"near": [["一"], ["二"]], "scope": "page"}], "scope is 'page'"),
        ([{"pattern": "一"}], "write needles too"),
        ([{"pattern": "(", "needles": ["一"]}], "this is no regular expression"),
        ([{"detector": "magic"}], "detector is 'magic'; write one of activity_claim"),
        ([{"detector": "unfilled_slot", "with": {"x": 1}}], "it may set nothing"),
        ([{"detector": "gift_promise", "with": {"when": "never"}}], "with.when is 'never'"),
        ([{"detector": "price_authority", "with": {"authority": "much"}}], "write yuan"),
        ([{"detector": "too_many_contacts", "with": {"limit": "3"}}], "write a whole number"),
        ([{"detector": "discount_slip", "with": {"below": "low"}}], "write a number"),
        ([{"detector": "discount_slip", "with": {"impossible": 1}}], "write true or false"),
        ([{"detector": "others_data", "with": {"parts": "name"}}], "write a list"),
        ([{"detector": "foreign_link", "with": {"allowed": []}}], "write names, each with a list"),
    ],
)
def test_a_bad_trigger_is_refused_with_its_key(trigger, sentence):
    with pytest.raises(RuleError) as refusal:
        rule(trigger=trigger)

    assert sentence in refusal.value.sentence


@pytest.mark.parametrize(
    ("unless", "sentence"),
    [
        ("question", "write a list of excuses"),
        (["luck"], "unless[0] is 'luck'; write one of question"),
        ([{"words": ["一"], "near": 2}], "write one of question"),
        ([{"words": ["一"], "in": "page"}], "unless[0].in is 'page'"),
    ],
)
def test_a_bad_excuse_is_refused_with_its_key(unless, sentence):
    with pytest.raises(RuleError) as refusal:
        rule(unless=unless)

    assert sentence in refusal.value.sentence
