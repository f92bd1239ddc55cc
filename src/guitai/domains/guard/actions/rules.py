"""Switch a shop's rules, write them, and take them back; every version is kept with who, when and why."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import audit, events
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard import loading, writing
from guitai.domains.guard.errors import CaseFailedError, RuleIdError, UnknownRuleError
from guitai.domains.guard.events import RulesChanged
from guitai.domains.guard.models import RuleChange, RulesInForce, RuleState
from guitai.engines.rulebook.types import Rule
from guitai.kernel.text import clean, shorten

_LONGEST_WHY = 300


@transaction.atomic
def switch_rule(
    *, shop: Shop, rule_id: str, is_on: bool, by: Membership | None, at: datetime, why: str = ""
) -> RuleState:
    """Let a rule count, or not; where it is so already, nothing changes.

    :raises UnknownRuleError: if the shop has no such rule.
    """
    in_force = _turn(shop)
    state = _state(shop, rule_id)
    if state.is_on != is_on:
        state.is_on = is_on
        _keep(state, in_force, by=by, at=at, why=why, deed=f"rule_switched_{'on' if is_on else 'off'}")
    return state


@transaction.atomic
def save_rule(
    *,
    shop: Shop,
    written: str,
    by: Membership | None,
    at: datetime,
    why: str = "",
    rule_id: str | None = None,
) -> RuleState:
    """Keep a rule as the shop writes it: another wording of one there is or, with no id given, a new one.

    :raises RuleError: if it can't be read; the sentence names the key.
    :raises FactsError: if the context of a case can't be read.
    :raises RuleIdError: if it has another id than the rule it changes, or a new one has that of another.
    :raises CaseFailedError: if it does not do what its own cases say.
    :raises UnknownRuleError: if the shop has no rule by the id given.
    """
    written = _as_kept(written)
    rule = _sound(written)
    in_force = _turn(shop)
    state = _new(shop, rule.id) if rule_id is None else _state(shop, rule_id)
    if rule.id != state.rule_id:
        raise RuleIdError(
            _("The id is %(found)s; a rule keeps its own, %(rule)s.")
            % {"found": rule.id, "rule": state.rule_id},
            rule=state.rule_id,
        )
    if written == loading.text_of(rule.id):
        written = ""
    if rule_id is None or written != state.written:
        state.written = written
        _keep(state, in_force, by=by, at=at, why=why, deed="rule_saved")
    return state


@transaction.atomic
def restore_rule(
    *,
    shop: Shop,
    rule_id: str,
    by: Membership | None,
    at: datetime,
    version: int | None = None,
    why: str = "",
) -> RuleState:
    """Write a rule again as it was in an earlier version or, with none given, as it comes with the program.

    Whether it counts stays as it is.

    :raises UnknownRuleError: if there is no such rule or version, or the rule is the shop's own.
    :raises GuitaiError: as :func:`save_rule` does, if an old wording no longer does what its cases say.
    """
    in_force = _turn(shop)
    state = _state(shop, rule_id)
    written = "" if version is None else _written_in(shop, rule_id, version)
    if not written and not loading.text_of(rule_id):
        raise UnknownRuleError(
            _("%(rule)s is the shop's own; choose one of its versions.") % {"rule": rule_id}, rule=rule_id
        )
    if written != state.written:
        if written:
            _sound(written)
        state.written = written
        _keep(state, in_force, by=by, at=at, why=why, deed="rule_restored")
    return state


def _turn(shop: Shop) -> RulesInForce:
    """Give the shop's number, held until the commit: changes of one shop come one after another."""
    RulesInForce.objects.get_or_create(shop=shop, defaults={"token": secrets.token_hex(8)})
    return RulesInForce.objects.select_for_update().get(shop=shop)


def _state(shop: Shop, rule_id: str) -> RuleState:
    state = RuleState.objects.filter(shop=shop, rule_id=rule_id).first()
    if state is None and rule_id in loading.shipped():
        state = RuleState(shop=shop, rule_id=rule_id)
    if state is None:
        raise UnknownRuleError(_("The shop has no rule %(rule)s.") % {"rule": rule_id}, rule=rule_id)
    return state


def _new(shop: Shop, rule_id: str) -> RuleState:
    taken = RuleState.objects.filter(shop=shop, rule_id=rule_id).exists()
    if taken or rule_id in loading.shipped():
        raise RuleIdError(
            _("There is a rule %(rule)s already; give yours another id.") % {"rule": rule_id}, rule=rule_id
        )
    return RuleState(shop=shop, rule_id=rule_id)


def _written_in(shop: Shop, rule_id: str, version: int) -> str:
    change = RuleChange.objects.filter(shop=shop, rule_id=rule_id, version=version).first()
    if change is None:
        raise UnknownRuleError(
            _("The rule %(rule)s has no version %(version)s.") % {"rule": rule_id, "version": version},
            rule=rule_id,
        )
    return change.written


def _as_kept(written: str) -> str:
    """Give a text with one kind of line ends; a browser's form sends another than files have."""
    return written.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"


def _sound(written: str) -> Rule:
    rule = writing.read(written)
    failed = writing.first_failed_case(rule)
    if failed is None:
        return rule
    text = shorten(failed.case.text, 60)
    if failed.kind == "miss":
        sentence = _("“%(text)s” stands among the misses, but the rule finds “%(found)s” in it.")
    elif failed.found:
        sentence = _("In “%(text)s” the rule finds “%(found)s”, not “%(expected)s”.")
    else:
        sentence = _("“%(text)s” stands among the hits, but the rule finds nothing in it.")
    told = {"text": text, "found": ", ".join(failed.found), "expected": failed.case.matched}
    raise CaseFailedError(sentence % told, rule=rule.id, text=failed.case.text)


def _keep(
    state: RuleState, in_force: RulesInForce, *, by: Membership | None, at: datetime, why: str, deed: str
) -> None:
    in_force.version += 1
    in_force.token = secrets.token_hex(8)
    in_force.save(update_fields=["version", "token"])
    why = clean(why)[:_LONGEST_WHY]
    state.version, state.by, state.at = in_force.version, by, at
    state.save()
    RuleChange.objects.create(
        shop_id=state.shop_id,
        rule_id=state.rule_id,
        version=state.version,
        is_on=state.is_on,
        written=state.written,
        by=by,
        at=at,
        why=why,
    )
    audit.record(deed, subject=state, by=by, at=at, shop_id=state.shop_id, version=state.version, why=why)
    events.publish(RulesChanged(shop_id=state.shop_id, version=state.version))
