"""A shop's rules as its lead sees them."""

import pytest
from tests.unit.domains.guard.made import rule_text

from guitai.domains.guard import actions, queries, writing
from guitai.domains.guard.errors import UnknownRuleError
from guitai.domains.guard.models import RuleState
from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.facts import NO_FACTS
from guitai.engines.rulebook.types import Platform, Severity

pytestmark = pytest.mark.usefixtures("shipped")
EDITED = rule_text("ship-a", "丙丙丙", "block")


@pytest.fixture
def changed(shop, lead, now):
    """A shop that edited ``ship-a``, switched ``ship-b`` off and made ``our-word``."""
    actions.save_rule(shop=shop, written=EDITED, rule_id="ship-a", by=lead, at=now, why="太松")
    actions.switch_rule(shop=shop, rule_id="ship-b", is_on=False, by=lead, at=now)
    actions.save_rule(shop=shop, written=rule_text(), by=lead, at=now)


def test_every_rule_is_shown_with_what_the_shop_did_to_it(shop, changed):
    shown = queries.rules_of(shop)

    assert [(one.id, one.is_on, one.is_edited, one.is_own, one.version) for one in shown] == [
        ("our-word", True, False, True, 3),
        ("ship-a", True, True, False, 1),
        ("ship-b", False, False, False, 2),
    ]
    assert shown[1].rule.severity is Severity.BLOCK
    assert all(one.rule.cases.hits for one in shown)


def test_a_rule_is_shown_with_who_changed_it(shop, changed, lead, now):
    shown = queries.rule_of(shop, "ship-a")

    assert (shown.changed_by, shown.changed_at, shown.rule.severity) == (lead, now, Severity.BLOCK)


def test_next_door_nothing_is_changed(changed, other_shop):
    shown = queries.rules_of(other_shop)

    assert [(one.id, one.is_on, one.version) for one in shown] == [("ship-a", True, 0), ("ship-b", True, 0)]
    with pytest.raises(UnknownRuleError):
        queries.rule_of(other_shop, "our-word")
    assert not queries.history_of(other_shop, "our-word").exists()


def test_a_rule_nobody_changed_is_shown_as_shipped(shop):
    shown = queries.rule_of(shop, "ship-b")

    assert (shown.version, shown.changed_by, shown.rule.severity) == (0, None, Severity.BLOCK)


def test_a_wording_that_can_t_be_read_is_shown_as_trouble(shop, changed):
    RuleState.objects.exclude(written="").update(written="id: [")

    edited, own = queries.rule_of(shop, "ship-a"), queries.rule_of(shop, "our-word")

    assert "no YAML" in edited.trouble and "no YAML" in own.trouble
    assert (edited.rule.severity, own.rule) == (Severity.CONFIRM, None)


def test_the_history_of_a_rule_is_newest_first(shop, changed, lead, now):
    actions.restore_rule(shop=shop, rule_id="ship-a", by=lead, at=now)

    history = queries.history_of(shop, "ship-a")

    assert [(change.version, change.written, change.why) for change in history] == [
        (4, "", ""),
        (1, EDITED, "太松"),
    ]


def test_a_rule_is_written_as_the_shop_has_it(shop, changed):
    assert queries.written_of(shop, "ship-a") == EDITED
    assert queries.written_of(shop, "our-word") == rule_text()
    assert queries.written_of(shop, "ship-b") == queries.shipped_text("ship-b")
    assert queries.shipped_text("ship-a") == rule_text("ship-a", "甲甲甲", "confirm")


@pytest.mark.parametrize("ask", [queries.written_of, lambda _shop, rule_id: queries.shipped_text(rule_id)])
def test_a_rule_that_is_nowhere_has_no_text(shop, ask):
    with pytest.raises(UnknownRuleError, match="ship-z"):
        ask(shop, "ship-z")


def test_a_text_is_tried_against_a_rule_as_it_is_being_written(shop):
    written = rule_text(word="丁丁丁").partition("cases:")[0]

    verdict = queries.try_text(shop=shop, written=written, text="亲丁丁丁甲甲甲", facts=NO_FACTS)

    assert [finding.matched for finding in verdict.findings] == ["丁丁丁"]


def test_a_text_is_tried_against_a_rule_as_the_shop_has_it(shop, changed):
    for rule_id, text, found in (("ship-a", "丙丙丙", 1), ("ship-a", "甲甲甲", 0), ("ship-b", "乙乙乙", 1)):
        verdict = queries.try_text(shop=shop, rule_id=rule_id, text=text, facts=NO_FACTS)

        assert len(verdict.findings) == found


def test_what_is_being_written_may_be_no_rule_yet(shop):
    with pytest.raises(RuleError, match="missing"):
        queries.try_text(shop=shop, written="id: x", text="您好", facts=NO_FACTS)


def test_a_rule_is_run_over_many_texts_and_gives_those_it_finds_something_in():
    texts = ((number, text, NO_FACTS) for number, text in enumerate(("您好", "晓得咯", "亲晓得咯呀")))

    found = queries.run_over(rule=writing.read(rule_text()), texts=texts, platform=Platform.TAOBAO)

    assert [(key, verdict.severity) for key, verdict in found] == [
        (1, Severity.CONFIRM),
        (2, Severity.CONFIRM),
    ]
