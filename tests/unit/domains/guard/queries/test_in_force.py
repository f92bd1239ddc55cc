"""The rules a shop's drafts are checked against."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.unit.domains.guard.made import rule_text

from guitai.domains.accounts.models import Platform
from guitai.domains.guard import actions, loading
from guitai.domains.guard.models import RuleChange, RulesInForce, RuleState
from guitai.domains.guard.queries import check, rulebook_of, version_of
from guitai.engines.rulebook.facts import NO_FACTS
from guitai.engines.rulebook.types import Severity

pytestmark = pytest.mark.usefixtures("shipped")


def found(shop, text="甲甲甲乙乙乙丙丙丙", **more):
    return [finding.rule for finding in check(shop=shop, text=text, facts=NO_FACTS, **more).findings]


def save(shop, by, at, written, rule_id=None):
    actions.save_rule(shop=shop, written=written, rule_id=rule_id, by=by, at=at)


def test_a_shop_that_changed_nothing_has_what_came_with_the_program(shop):
    assert found(shop) == ["ship-a", "ship-b"]
    assert version_of(shop) == 0
    assert rulebook_of(shop) is loading.rulebook()


def test_a_rule_that_is_off_finds_nothing_in_this_shop_alone(shop, other_shop, lead, now):
    actions.switch_rule(shop=shop, rule_id="ship-a", is_on=False, by=lead, at=now)

    assert found(shop) == ["ship-b"]
    assert found(other_shop) == ["ship-a", "ship-b"]


def test_the_shops_wording_counts_instead_of_the_shipped_one(shop, lead, now):
    save(shop, lead, now, rule_text("ship-a", "丙丙丙", "block"), "ship-a")

    assert found(shop) == ["ship-b", "ship-a"]
    assert check(shop=shop, text="丙丙丙", facts=NO_FACTS).severity is Severity.BLOCK


def test_an_own_rule_counts_in_its_shop_until_it_is_off(shop, other_shop, lead, now):
    save(shop, lead, now, rule_text("our-word", "丙丙丙"))
    assert found(shop) == ["ship-a", "ship-b", "our-word"]
    assert found(other_shop) == ["ship-a", "ship-b"]

    actions.switch_rule(shop=shop, rule_id="our-word", is_on=False, by=lead, at=now)

    assert found(shop) == ["ship-a", "ship-b"]


def test_rules_are_compiled_once_a_version_and_asked_for_in_one_question(shop, lead, now):
    actions.switch_rule(shop=shop, rule_id="ship-a", is_on=False, by=lead, at=now)
    compiled = rulebook_of(shop)

    with CaptureQueriesContext(connection) as asked:
        assert rulebook_of(shop) is compiled
    assert len(asked) == 1

    actions.switch_rule(shop=shop, rule_id="ship-a", is_on=True, by=lead, at=now)
    assert rulebook_of(shop) is not compiled


def test_a_number_that_comes_again_in_a_restored_copy_is_not_taken_for_the_old_one(shop, lead, now):
    actions.switch_rule(shop=shop, rule_id="ship-a", is_on=False, by=lead, at=now)
    assert found(shop) == ["ship-b"]

    for table in (RuleState, RuleChange, RulesInForce):
        table.objects.all().delete()
    actions.switch_rule(shop=shop, rule_id="ship-b", is_on=False, by=lead, at=now)

    assert version_of(shop) == 1
    assert found(shop) == ["ship-a"]


@pytest.mark.parametrize(("platform", "rules"), [(Platform.TMALL, ["ship-a", "ship-b"]), (Platform.JD, [])])
def test_only_the_rules_of_the_shops_platform_count(shop, platform, rules):
    shop.platform = platform

    assert found(shop) == rules


def test_a_finding_is_told_in_the_language_asked_for(shop):
    verdict = check(shop=shop, text="甲甲甲", facts=NO_FACTS, language="en")

    assert verdict.findings[0].why == "We do not say it"


def test_a_wording_a_newer_program_does_not_understand_stops_nobody(shop, lead, now, caplog):
    save(shop, lead, now, rule_text("ship-a", "丙丙丙"), "ship-a")
    save(shop, lead, now, rule_text("our-word", "丙丙丙"))
    RuleState.objects.update(written="id: of another time")

    assert found(shop) == ["ship-a", "ship-b"]
    assert "rule ship-a of shop" in caplog.text
