"""A shop's rules are switched, written and taken back."""

import pytest
from tests.unit.domains.guard.made import rule_text

from guitai.common.models import AuditEntry
from guitai.domains.guard import actions
from guitai.domains.guard.errors import CaseFailedError, RuleIdError, UnknownRuleError
from guitai.domains.guard.events import RulesChanged
from guitai.domains.guard.models import RuleChange, RulesInForce, RuleState
from guitai.domains.guard.queries import version_of, written_of
from guitai.engines.rulebook.errors import FactsError, RuleError

pytestmark = pytest.mark.usefixtures("shipped")
EDITED = rule_text("ship-a", "丙丙丙", "block")


def save(shop, by, at, written=EDITED, rule_id="ship-a", why=""):
    return actions.save_rule(shop=shop, written=written, rule_id=rule_id, by=by, at=at, why=why)


def test_switching_a_rule_is_a_new_version_with_who_when_and_why(shop, lead, now, announced):
    with announced() as events:
        actions.switch_rule(shop=shop, rule_id="ship-a", is_on=False, by=lead, at=now, why="误报太多")

    change = RuleChange.objects.get()
    assert (change.rule_id, change.is_on, change.by, change.at, change.why) == (
        "ship-a",
        False,
        lead,
        now,
        "误报太多",
    )
    assert change.version == version_of(shop) == 1
    assert events == [RulesChanged(shop_id=shop.pk, version=1)]
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.subject_label, entry.facts["version"]) == ("rule_switched_off", "ship-a", 1)


def test_switching_what_is_so_already_changes_nothing(shop, lead, now, announced):
    with announced() as events:
        actions.switch_rule(shop=shop, rule_id="ship-a", is_on=True, by=lead, at=now)

    assert (version_of(shop), events, RuleState.objects.count()) == (0, [], 0)
    assert not AuditEntry.objects.exists()


def test_a_rule_that_is_not_there_is_not_switched(shop, lead, now):
    with pytest.raises(UnknownRuleError, match="ship-z"):
        actions.switch_rule(shop=shop, rule_id="ship-z", is_on=False, by=lead, at=now)

    assert not RulesInForce.objects.exists()


def test_every_change_of_a_shop_has_a_number_of_its_own(shop, other_shop, lead, other_lead, now):
    save(shop, lead, now)
    actions.switch_rule(shop=shop, rule_id="ship-b", is_on=False, by=lead, at=now)
    actions.switch_rule(shop=other_shop, rule_id="ship-b", is_on=False, by=other_lead, at=now)

    assert list(RuleChange.objects.filter(shop=shop).values_list("version", flat=True)) == [1, 2]
    assert version_of(other_shop) == 1


def test_a_saved_rule_keeps_its_text(shop, lead, now):
    state = save(shop, lead, now, written=EDITED.replace("\n", "\r\n"))

    assert state.written == EDITED
    assert written_of(shop, "ship-a") == EDITED
    assert AuditEntry.objects.get().deed == "rule_saved"


def test_saving_what_is_kept_already_is_no_change(shop, lead, now):
    save(shop, lead, now)
    save(shop, lead, now)

    assert version_of(shop) == 1


def test_a_rule_saved_as_it_was_shipped_is_no_longer_the_shops(shop, lead, now):
    save(shop, lead, now)
    state = save(shop, lead, now, written=rule_text("ship-a", "甲甲甲", "confirm"))

    assert (state.written, state.version) == ("", 2)


def test_an_edited_rule_that_is_off_stays_off(shop, lead, now):
    actions.switch_rule(shop=shop, rule_id="ship-a", is_on=False, by=lead, at=now)

    assert save(shop, lead, now).is_on is False


def test_a_shop_makes_a_rule_of_its_own(shop, lead, now):
    state = save(shop, lead, now, written=rule_text(), rule_id=None)

    assert (state.rule_id, state.is_on, state.version) == ("our-word", True, 1)


def test_an_own_rule_is_changed_by_its_id(shop, lead, now):
    save(shop, lead, now, written=rule_text(), rule_id=None)
    state = save(shop, lead, now, written=rule_text(severity="block"), rule_id="our-word")

    assert state.version == 2
    assert RuleState.objects.count() == 1


@pytest.mark.parametrize("taken", ["ship-a", "our-word"])
def test_two_rules_never_have_the_same_id(shop, lead, now, taken):
    save(shop, lead, now, written=rule_text(), rule_id=None)

    with pytest.raises(RuleIdError, match=taken):
        save(shop, lead, now, written=rule_text(taken), rule_id=None)


def test_a_rule_keeps_its_id(shop, lead, now):
    with pytest.raises(RuleIdError, match="ship-a"):
        save(shop, lead, now, written=rule_text("ship-c"))


def test_the_own_rule_next_door_is_no_rule_here(shop, lead, other_shop, other_lead, now):
    save(other_shop, other_lead, now, written=rule_text(), rule_id=None)

    with pytest.raises(UnknownRuleError, match="our-word"):
        actions.switch_rule(shop=shop, rule_id="our-word", is_on=False, by=lead, at=now)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("hits: [丙丙丙", "hits: [丁丁丁", "丁丁丁"),
        ("misses: [您好", "misses: [丙丙丙呀", "丙丙丙呀"),
        ("hits: [丙丙丙", "hits: [{text: 丙丙丙, matched: 丙}", "丙"),
    ],
)
def test_a_rule_that_fails_its_own_cases_is_not_kept_and_the_case_is_named(
    shop, lead, now, before, after, named
):
    with pytest.raises(CaseFailedError, match=named):
        save(shop, lead, now, written=EDITED.replace(before, after))

    assert not RuleState.objects.exists()


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        (EDITED.replace("trigger", "sets_off"), RuleError),
        (EDITED.partition("misses")[0], RuleError),
        (EDITED.replace("hits: [丙丙丙", "hits: [{text: 丙丙丙, context: {agent: 5}}"), FactsError),
    ],
    ids=["unknown key", "no misses", "context that is none"],
)
def test_a_rule_that_can_t_be_read_is_not_kept(shop, lead, now, written, refusal):
    with pytest.raises(refusal):
        save(shop, lead, now, written=written)

    assert not RuleState.objects.exists()


def test_a_rule_goes_back_to_how_it_was_shipped(shop, lead, now):
    save(shop, lead, now)
    state = actions.restore_rule(shop=shop, rule_id="ship-a", by=lead, at=now)

    assert (state.written, state.version) == ("", 2)
    assert AuditEntry.objects.order_by("-pk").values_list("deed", flat=True)[0] == "rule_restored"


def test_a_rule_goes_back_to_an_earlier_version(shop, lead, now):
    save(shop, lead, now)
    save(shop, lead, now, written=rule_text("ship-a", "丁丁丁"))
    state = actions.restore_rule(shop=shop, rule_id="ship-a", by=lead, at=now, version=1)

    assert (state.written, state.version) == (EDITED, 3)


def test_going_back_leaves_a_rule_off(shop, lead, now):
    save(shop, lead, now)
    actions.switch_rule(shop=shop, rule_id="ship-a", is_on=False, by=lead, at=now)

    assert actions.restore_rule(shop=shop, rule_id="ship-a", by=lead, at=now, version=1).is_on is False


def test_an_own_rule_was_never_shipped(shop, lead, now):
    save(shop, lead, now, written=rule_text(), rule_id=None)

    with pytest.raises(UnknownRuleError, match="our-word"):
        actions.restore_rule(shop=shop, rule_id="our-word", by=lead, at=now)


def test_a_version_of_another_rule_is_none_of_this_one(shop, lead, now):
    save(shop, lead, now, written=rule_text(), rule_id=None)

    with pytest.raises(UnknownRuleError, match="ship-a"):
        actions.restore_rule(shop=shop, rule_id="ship-a", by=lead, at=now, version=1)


def test_an_old_wording_the_program_no_longer_understands_is_not_restored(shop, lead, now):
    save(shop, lead, now)
    RuleChange.objects.update(written="id: ship-a")
    actions.restore_rule(shop=shop, rule_id="ship-a", by=lead, at=now)

    with pytest.raises(RuleError):
        actions.restore_rule(shop=shop, rule_id="ship-a", by=lead, at=now, version=1)
