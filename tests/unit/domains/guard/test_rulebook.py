"""The rules that come with the program: each hits and misses what its file says."""

from collections import Counter

import pytest

from guitai.domains.guard.loading import rules, vocabulary
from guitai.engines.rulebook.checking import Rulebook, check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.types import Category

RULES = rules(vocabulary(), with_cases=True)
ALONE = {rule.id: Rulebook([rule], vocabulary()) for rule in RULES}
HITS = [pytest.param(rule, case, id=f"{rule.id}: {case.text}") for rule in RULES for case in rule.cases.hits]
MISSES = [
    pytest.param(rule, case, id=f"{rule.id}: {case.text}") for rule in RULES for case in rule.cases.misses
]
LEAST_RULES = 2


def found(rule, case):
    platform = case.platform or min(rule.platforms)
    verdict = check(case.text, read_facts(case.context), ALONE[rule.id], platform=platform)
    return verdict.findings


@pytest.mark.parametrize(("rule", "case"), HITS)
def test_a_rule_hits(rule, case):
    findings = found(rule, case)

    assert findings, "not found"
    if case.matched is not None:
        assert case.matched in [finding.matched for finding in findings]


@pytest.mark.parametrize(("rule", "case"), MISSES)
def test_a_rule_lets_pass_what_only_looks_like_it(rule, case):
    assert [finding.matched for finding in found(rule, case)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_finding_can_be_explained_in_both_languages(rule):
    case = rule.cases.hits[0]
    platform = case.platform or min(rule.platforms)

    for language in ("zh", "en"):
        verdict = check(
            case.text, read_facts(case.context), ALONE[rule.id], platform=platform, language=language
        )
        assert all(one.title and one.why and one.source and one.penalty for one in verdict.findings)


def test_every_category_has_rules():
    counted = Counter(rule.category for rule in RULES)

    assert {category: counted[category] for category in Category if counted[category] < LEAST_RULES} == {}
