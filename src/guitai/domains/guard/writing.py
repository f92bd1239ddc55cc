"""Read rules as a shop writes them, and hold them to their own cases; needs no Django."""

from dataclasses import dataclass
from typing import Literal

import yaml

from guitai.domains.guard.loading import vocabulary
from guitai.engines.rulebook.checking import Rulebook, check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.loading import parse_rule
from guitai.engines.rulebook.types import Case, Rule

LONGEST = 40_000
# The one rules are parsed by: the other reads a few texts otherwise.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class FailedCase:
    """A case that does not come out as written; ``found`` are the stretches the rule found instead."""

    kind: Literal["hit", "miss"]
    case: Case
    found: tuple[str, ...]


def read(text: str, *, with_cases: bool = True) -> Rule:
    """Read a rule of a shop.

    :raises RuleError: naming the key, what was found and what to write.
    """
    where = "rule"
    if len(text) > LONGEST:
        raise RuleError(f"{where}: the text has {len(text)} characters; keep it below {LONGEST}.")
    _refuse_references(text, where)
    rule = parse_rule(text, where, vocabulary(), with_cases=with_cases)
    alone(rule)
    return rule


def alone(rule: Rule) -> Rulebook:
    """Give a rulebook of this rule only.

    :raises RuleError: if it needs a set of words that is not there.
    """
    return Rulebook((rule,), vocabulary())


def first_failed_case(rule: Rule) -> FailedCase | None:
    """Check a rule's own cases; nothing if all come out as written.

    :raises FactsError: if the context of a case can't be read.
    """
    book = alone(rule)
    cases = rule.cases
    for kind, each in (("hit", cases.hits), ("miss", cases.misses)) if cases else ():
        for case in each:
            platform = case.platform or min(rule.platforms)
            verdict = check(case.text, read_facts(case.context), book, platform=platform)
            found = tuple(finding.matched for finding in verdict.findings)
            wrong = bool(found) if kind == "miss" else _missed(case, found)
            if wrong:
                return FailedCase("miss" if kind == "miss" else "hit", case, found)
    return None


def _missed(case: Case, found: tuple[str, ...]) -> bool:
    return not found or (case.matched is not None and case.matched not in found)


def _refuse_references(text: str, where: str) -> None:
    """Refuse ``*names`` of YAML: a few lines of them can stand for more than any memory holds."""
    try:
        named = any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=_LOADER))
    except yaml.YAMLError:
        return  # the parser says it better
    if named:
        raise RuleError(f"{where}: a word begins with *, which YAML reads as a reference; put it in quotes.")
