"""The rules a shop's drafts are checked against, compiled once for each of their versions."""

import logging
from collections.abc import Iterator

from guitai.common.statements import Question, given
from guitai.domains.accounts.models import Shop
from guitai.domains.guard import loading, writing
from guitai.domains.guard.models import RulesInForce, RuleState
from guitai.engines.rulebook.checking import Rulebook
from guitai.engines.rulebook.checking import check as checked
from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Language, Platform, Rule, Verdict

logger = logging.getLogger(__name__)

# Asked before every reply.
_version = Question(
    lambda: RulesInForce.objects.filter(shop=given("shop")).order_by().values_list("version", "token")
)
_compiled: dict[int, tuple[str, Rulebook]] = {}


def check(*, shop: Shop, text: str, facts: Facts, language: Language = "zh") -> Verdict:
    """Check a draft against the rules the shop has in force on its platform."""
    return checked(text, facts, rulebook_of(shop), platform=Platform(shop.platform), language=language)


def version_of(shop: Shop) -> int:
    """Give the number of the rules in force; 0 in a shop that changed nothing."""
    row = _version.first(shop=shop.pk)
    return row[0] if row else 0


def rulebook_of(shop: Shop) -> Rulebook:
    """Give the rules in force, compiled, for every platform."""
    row = _version.first(shop=shop.pk)
    if row is None:
        return loading.rulebook()
    _number, token = row
    kept = _compiled.get(shop.pk)
    if kept is None or kept[0] != token:
        kept = _compiled[shop.pk] = token, Rulebook(tuple(_in_force(shop)), loading.vocabulary())
    return kept[1]


def _in_force(shop: Shop) -> Iterator[Rule]:
    states = {state.rule_id: state for state in RuleState.objects.filter(shop=shop).order_by("rule_id")}
    for rule in loading.rulebook().rules:
        state = states.pop(rule.id, None)
        if state is None:
            yield rule
        elif state.is_on:
            yield _as_written(state) or rule
    for own in states.values():
        if own.is_on and (own_rule := _as_written(own)):
            yield own_rule


def _as_written(state: RuleState) -> Rule | None:
    """Read a shop's wording; none where it has none, or a newer program no longer understands it."""
    if not state.written:
        return None
    try:
        return writing.read(state.written, with_cases=False)
    except RuleError:
        # What the shop wrote for an older program stops nobody from answering; the page of rules says it.
        logger.exception("rule %s of shop %s can't be read", state.rule_id, state.shop_id)
        return None
