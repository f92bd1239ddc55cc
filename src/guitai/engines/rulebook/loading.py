"""Read rule files: YAML in, frozen rules out, and a sentence about what is wrong with a bad one."""

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

import yaml

from guitai.engines.rulebook.detectors import DETECTORS
from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.reading import Reader
from guitai.engines.rulebook.reading_triggers import read_excuses, read_triggers
from guitai.engines.rulebook.types import Category, DetectorTrigger, PatternTrigger, Rule, Trigger
from guitai.engines.rulebook.vocabulary import Vocabulary
from guitai.engines.rulebook.wording import COMMON_SLOTS

_HEAD = ("id", "category", "severity", "platforms", "title", "why", "source", "penalty", "rewrite")
_NEEDED = (*_HEAD, "trigger")
_ALLOWED = frozenset((*_NEEDED, "unless", "when", "across_messages", "cases"))
_CASES = re.compile(r"^cases:", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, where: str) -> Any:
    """Read YAML.

    :raises RuleError: if it is none, with the line.
    """
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506, a safe loader
    except ValueError as error:  # a day that no calendar has
        raise RuleError(f"{where}: {error}; write it in quotation marks, or mend it.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}:" if mark else ""
        raise RuleError(f"{where}:{line} this is no YAML ({getattr(error, 'problem', error)}).") from None


def parse_rule(text: str, where: str, vocabulary: Vocabulary, *, with_cases: bool = True) -> Rule:
    """Read a rule file. Without its cases, which come last in a file, it takes half the time.

    :raises RuleError: naming file, key and what to write.
    """
    if not with_cases and (cases := _CASES.search(text)):
        text = text[: cases.start()]
    return read_rule(parse(text, where), where, vocabulary, with_cases=with_cases)


def read_rule(written: Any, where: str, vocabulary: Vocabulary, *, with_cases: bool = True) -> Rule:
    """Read a rule as its file, or a page, says it.

    :raises RuleError: naming file, key and what to write.
    """
    if not isinstance(written, Mapping):
        raise RuleError(f"{where}: write a rule: keys and what they say.")
    if unknown := sorted(map(str, written.keys() - _ALLOWED)):
        known = ", ".join(sorted(_ALLOWED))
        raise RuleError(f"{where}: unknown key {', '.join(unknown)}; a rule has {known}.")
    if missing := [key for key in _NEEDED if written.get(key) is None]:
        raise RuleError(f"{where}: {', '.join(missing)} is missing.")
    reader = Reader(where, vocabulary)
    rule = Rule(
        id=reader.id(written["id"]),
        category=reader.choice(Category, written["category"], "category"),
        severity=reader.severity(written["severity"]),
        platforms=reader.platforms(written["platforms"]),
        title=reader.wording(written["title"], "title"),
        why=reader.wording(written["why"], "why"),
        source=reader.source(written["source"]),
        penalty=reader.wording(written["penalty"], "penalty"),
        rewrite=reader.wording(written["rewrite"], "rewrite", may_be_empty=True),
        triggers=read_triggers(reader, written["trigger"]),
        unless=read_excuses(reader, written.get("unless", [])),
        when=reader.conditions(written.get("when", {})),
        across_messages=reader.flag(written.get("across_messages", False), "across_messages"),
        cases=reader.cases(written.get("cases")) if with_cases else None,
    )
    _check_slots(rule, reader)
    return rule


def one_of_each(rules: Iterable[Rule], where: str) -> tuple[Rule, ...]:
    """Give the rules in order of their ids.

    :raises RuleError: if two have the same.
    """
    named: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in named:
            raise RuleError(f"{where}: there are two rules {rule.id}; give one another id.")
        named[rule.id] = rule
    return tuple(named[name] for name in sorted(named))


def _check_slots(rule: Rule, reader: Reader) -> None:
    known = COMMON_SLOTS.union(*(_slots_of(trigger) for trigger in rule.triggers))
    for key, wording in (
        ("title", rule.title),
        ("why", rule.why),
        ("rewrite", rule.rewrite),
        ("penalty", rule.penalty),
    ):
        for text in (*wording.zh, *wording.en):
            if unknown := _slots(text, reader, key) - known:
                names = ", ".join(sorted(unknown))
                raise reader.refuse(key, text, f"nothing fills {names}; there is {', '.join(sorted(known))}")


def _slots(text: str, reader: Reader, key: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        raise reader.refuse(key, text, "a brace is alone; write {slot}") from None


def _slots_of(trigger: Trigger) -> frozenset[str]:
    match trigger:
        case DetectorTrigger(name, _):
            return frozenset(DETECTORS[name].slots)
        case PatternTrigger(pattern, _):
            return frozenset(re.compile(pattern).groupindex)
        case _:
            return frozenset()
