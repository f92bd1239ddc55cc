"""The parts of a rule, and how a bad one is refused."""

import pytest
from tests.unit.engines.rulebook.made import rule

from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.types import Conditions, Severity, Words

THREE = ["一", "二", "三"]


def test_conditions_are_read():
    when = rule(when={"proactive": True, "mood": ["angry"], "buyer_said": ["地址"]}).when

    assert when == Conditions(True, frozenset({"angry"}), Words(frozenset({"地址"})))


def test_a_text_may_have_alternatives():
    assert rule(why={"zh": ["一", "二"], "en": "one"}).why.zh == ("一", "二")


def test_a_safe_wording_may_be_empty():
    assert rule(rewrite={"zh": "", "en": ""}).rewrite.zh == ("",)


def test_a_severity_is_read_by_its_word():
    assert rule(severity="approve").severity is Severity.APPROVE


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": "Promise_1"}, "id is 'Promise_1'; write small letters"),
        ({"category": "promises"}, "category is 'promises'; write one of promise, privacy"),
        ({"severity": "pass"}, "severity is 'pass'; write one of note, confirm, approve, block"),
        ({"platforms": []}, "write a list of taobao"),
        ({"platforms": ["ebay"]}, "platforms is 'ebay'"),
        ({"title": "标题"}, "in both languages"),
        ({"title": {"zh": "", "en": "x"}}, "title.zh is ''; write a text"),
        ({"title": {"zh": 1, "en": "x"}}, "title.zh is 1; write a text, or a list"),
        ({"source": "law"}, "write statute, platform, practice"),
        ({"source": {"law": {"zh": "x", "en": "x"}, "checked": 1}}, "write statute"),
        ({"source": {"practice": {"zh": "x", "en": "x"}, "checked": "soon"}}, "source.checked is 'soon'"),
        ({"when": {"weather": "rain"}}, "it may say proactive, mood"),
        ({"when": {"mood": "angry"}}, "write a list of moods"),
        ({"when": {"proactive": "yes"}}, "when.proactive is 'yes'; write true or false"),
        ({"across_messages": 1}, "across_messages is 1"),
        ({"cases": []}, "write hits and misses"),
        ({"cases": {"hits": THREE, "misses": THREE[:2]}}, "cases.misses is 2; write 3 or more"),
        ({"cases": {"hits": [1], "misses": THREE}}, "cases.hits[0] is 1; write a text"),
        ({"cases": {"hits": [{"text": "x", "found": "x"}], "misses": THREE}}, "a case has text"),
        (
            {"cases": {"hits": [{"text": "x", "platform": "x"}], "misses": THREE}},
            "cases.hits[0].platform is 'x'",
        ),
        ({"rewrite": {"zh": ["很长" * 60, 1], "en": "x"}}, "…; write a text, or a list"),
    ],
)
def test_a_bad_part_is_refused_with_its_key(changes, sentence):
    with pytest.raises(RuleError) as refusal:
        rule(**changes)

    assert sentence in refusal.value.sentence
