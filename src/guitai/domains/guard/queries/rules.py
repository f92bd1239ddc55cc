"""A shop's rules as its lead sees them: what is on, what was changed by whom, what a rule would do."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard import loading, writing
from guitai.domains.guard.errors import UnknownRuleError
from guitai.domains.guard.models import RuleChange, RuleState
from guitai.engines.rulebook.checking import check
from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Platform, Rule, Verdict

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShown:
    """A rule as it is in a shop, with its cases.

    ``trouble`` says why the shop's wording can't be read; the rule is then shown, and counts, as shipped. A
    rule of the shop's own that can't be read has no ``rule`` and does not count.
    """

    id: str
    rule: Rule | None
    is_on: bool = True
    is_edited: bool = False
    is_own: bool = False
    version: int = 0
    changed_at: datetime | None = None
    changed_by: Membership | None = None
    trouble: str = ""


def rules_of(shop: Shop) -> list[RuleShown]:
    """Give every rule of the shop, shipped and own, in order of their ids."""
    shown = {rule_id: RuleShown(id=rule_id, rule=rule) for rule_id, rule in loading.shipped().items()}
    for state in RuleState.objects.filter(shop=shop).select_related("by"):
        shown[state.rule_id] = _shown(state)
    return [shown[rule_id] for rule_id in sorted(shown)]


def rule_of(shop: Shop, rule_id: str) -> RuleShown:
    """Give one rule of the shop.

    :raises UnknownRuleError: if there is none by that id.
    """
    state = RuleState.objects.filter(shop=shop, rule_id=rule_id).select_related("by").first()
    if state:
        return _shown(state)
    if rule_id not in loading.shipped():
        raise UnknownRuleError(_("The shop has no rule %(rule)s.") % {"rule": rule_id}, rule=rule_id)
    return RuleShown(id=rule_id, rule=loading.shipped()[rule_id])


def history_of(shop: Shop, rule_id: str) -> QuerySet[RuleChange]:
    """Give the changes of a rule, newest first."""
    return RuleChange.objects.filter(shop=shop, rule_id=rule_id).select_related("by").order_by("-version")


def written_of(shop: Shop, rule_id: str) -> str:
    """Give the text of a rule as the shop has it.

    :raises UnknownRuleError: if there is none by that id.
    """
    state = RuleState.objects.filter(shop=shop, rule_id=rule_id).first()
    return state.written if state and state.written else shipped_text(rule_id)


def shipped_text(rule_id: str) -> str:
    """Give the text of a rule as it comes with the program.

    :raises UnknownRuleError: if it does not.
    """
    text = loading.text_of(rule_id)
    if not text:
        raise UnknownRuleError(
            _("No rule %(rule)s comes with the program.") % {"rule": rule_id}, rule=rule_id
        )
    return text


def try_text(
    *, shop: Shop, text: str, facts: Facts, written: str | None = None, rule_id: str = ""
) -> Verdict:
    """Check a text against one rule alone: as somebody is writing it, else as the shop has it.

    Cases that are still missing keep nobody from trying.

    :raises RuleError: if what is written can't be read.
    :raises UnknownRuleError: if there is no such rule.
    """
    wording = written_of(shop, rule_id) if written is None else written
    rule = writing.read(wording, with_cases=False)
    return check(text, facts, writing.alone(rule), platform=Platform(shop.platform))


def run_over(
    *, rule: Rule, texts: Iterable[tuple[Key, str, Facts]], platform: Platform
) -> Iterator[tuple[Key, Verdict]]:
    """Check texts against one rule alone; give those in which it finds something, as they come."""
    book = writing.alone(rule)
    for key, text, facts in texts:
        verdict = check(text, facts, book, platform=platform)
        if verdict.findings:
            yield key, verdict


def _shown(state: RuleState) -> RuleShown:
    shipped = loading.shipped().get(state.rule_id)
    shown = RuleShown(
        id=state.rule_id,
        rule=shipped,
        is_on=state.is_on,
        is_edited=bool(shipped and state.written),
        is_own=shipped is None,
        version=state.version,
        changed_at=state.at,
        changed_by=state.by,
    )
    if not state.written:
        return shown
    try:
        return replace(shown, rule=writing.read(state.written))
    except RuleError as refusal:
        return replace(shown, trouble=refusal.sentence)
