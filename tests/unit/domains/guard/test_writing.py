"""Rules as a shop writes them."""

import pytest
from tests.unit.domains.guard.made import rule_text

from guitai.domains.guard import writing
from guitai.engines.rulebook.errors import RuleError


def test_a_rule_that_does_what_its_cases_say_has_no_failed_case():
    assert writing.first_failed_case(writing.read(rule_text())) is None


@pytest.mark.parametrize(
    ("before", "after", "kind", "text", "found"),
    [
        ("hits: [晓得咯", "hits: [知道啦", "hit", "知道啦", ()),
        ("misses: [您好", "misses: [晓得咯呀", "miss", "晓得咯呀", ("晓得咯",)),
        ("hits: [晓得咯", "hits: [{text: 晓得咯, matched: 晓得}", "hit", "晓得咯", ("晓得咯",)),
        ("hits: [晓得咯", "hits: [{text: 晓得咯, platform: jd}", "hit", "晓得咯", ()),
    ],
    ids=["a hit that is none", "a miss that is found", "another stretch", "a platform it is not for"],
)
def test_a_case_that_comes_out_otherwise_is_named(before, after, kind, text, found):
    failed = writing.first_failed_case(writing.read(rule_text().replace(before, after)))

    assert (failed.kind, failed.case.text, failed.found) == (kind, text, found)


def test_a_rule_is_tried_before_it_has_cases():
    text = rule_text().partition("cases:")[0]

    assert writing.read(text, with_cases=False).id == "our-word"
    assert writing.first_failed_case(writing.read(text, with_cases=False)) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "rule: write a rule"),
        ("id: [", "this is no YAML"),
        ('id: "x', "this is no YAML"),
        (rule_text().replace("category", "kategory"), "unknown key kategory"),
        (rule_text().replace("severity: confirm", "severity: pass"), "severity is 'pass'; write one of note"),
        (rule_text() + "#" * writing.LONGEST, "keep it below"),
        ("a: &a [x]\nb: [*a, *a]", "a word begins with \\*"),
    ],
    ids=["nothing", "no yaml", "an open quote", "unknown key", "unknown severity", "too long", "references"],
)
def test_what_can_t_be_read_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(RuleError, match=sentence):
        writing.read(text)


def test_references_are_seen_in_what_only_the_quick_reader_takes():
    with pytest.raises(RuleError, match="reference"):
        writing.read("a: {text: &a http://x.example/?b=1, c: d}\nb: *a")


def test_nested_references_are_refused_before_they_unfold():
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12)]

    with pytest.raises(RuleError, match="reference"):
        writing.read("\n".join(lines))
