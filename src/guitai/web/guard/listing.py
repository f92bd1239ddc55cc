"""The rules of a shop as the list shows them: under their categories, narrowed to what somebody looks for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from guitai.domains.accounts.queries import Platform
from guitai.domains.guard.queries import RuleHits, RuleShown
from guitai.engines.rulebook.types import (
    Category,
    DetectorTrigger,
    Language,
    NearTrigger,
    PatternTrigger,
    Rule,
    Trigger,
    WordsTrigger,
)
from guitai.kernel.text import fold
from guitai.web.guard.marking import CATEGORIES, SEVERITIES, language

SHOWN = ("off", "edited", "own")
_ORDER = {category: place for place, category in enumerate(CATEGORIES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule of the list; ``hits`` of the last days, none for those who may not see them."""

    shown: RuleShown
    title: str
    severity: str
    severity_name: Promise | str
    platforms: list[str]
    hits: RuleHits | None


@dataclass(frozen=True, slots=True)
class Section:
    """A category with its rules; unreadable rules of the shop's own stand in one without a name."""

    category: str
    name: Promise | str
    rows: list[Row]


def row_of(shown: RuleShown, hits: RuleHits | None = None) -> Row:
    """Give a rule as its row of the list."""
    rule = shown.rule
    return Row(
        shown=shown,
        title=title_of(rule, language()) if rule else shown.id,
        severity=rule.severity.word if rule else "",
        severity_name=SEVERITIES[rule.severity] if rule else "",
        platforms=_platforms(rule) if rule else [],
        hits=hits,
    )


def sections(
    rules: Iterable[RuleShown], hits: Mapping[str, RuleHits], *, wanted: Mapping[str, str], platform: str
) -> list[Section]:
    """Give the rules that are looked for, under their categories, each with its hits.

    :param wanted: what the address says: ``q``, ``category``, ``severity`` and ``show``.
    :param platform: the shop's; rules of others are left out unless ``show`` asks for all.
    """
    found = [shown for shown in rules if _is_wanted(shown, wanted, platform)]
    found.sort(key=_place)
    return [
        Section(
            category,
            CATEGORIES[Category(category)] if category else "",
            [row_of(one, hits.get(one.id)) for one in group],
        )
        for category, group in groupby(found, key=_category)
    ]


def title_of(rule: Rule, told: Language) -> str:
    """Give a rule's title."""
    return rule.title.in_language(told)[0]


def _platforms(rule: Rule) -> list[str]:
    chosen = [str(each.label) for each in Platform if each.value in rule.platforms]
    return chosen if len(chosen) < len(Platform) else [_("all")]


def _place(shown: RuleShown) -> tuple[int, int, str]:
    rule = shown.rule
    return (_ORDER[rule.category], -rule.severity, shown.id) if rule else (len(_ORDER), 0, shown.id)


def _category(shown: RuleShown) -> str:
    return shown.rule.category.value if shown.rule else ""


def _is_wanted(shown: RuleShown, wanted: Mapping[str, str], platform: str) -> bool:
    rule, show = shown.rule, wanted.get("show", "")
    if rule is None:
        return not any(wanted.get(name) for name in ("category", "severity", "q"))
    if show != "all" and platform not in rule.platforms and not shown.is_own:
        return False
    if show in SHOWN and not {"off": not shown.is_on, "edited": shown.is_edited, "own": shown.is_own}[show]:
        return False
    if wanted.get("category") and rule.category != wanted["category"]:
        return False
    if wanted.get("severity") and rule.severity.word != wanted["severity"]:
        return False
    sought = fold(wanted.get("q", ""))
    return not sought or any(sought in fold(text) for text in _texts(rule))


def _texts(rule: Rule) -> Iterator[str]:
    yield rule.id
    for wording in (rule.title, rule.why, rule.rewrite):
        yield from (*wording.zh, *wording.en)
    for trigger in rule.triggers:
        yield from _words(trigger)


def _words(trigger: Trigger) -> Iterator[str]:
    match trigger:
        case WordsTrigger(words):
            yield from words.words
        case NearTrigger(sets):
            for each in sets:
                yield from each.words
        case PatternTrigger(pattern, needles):
            yield pattern
            yield from needles.words
        case DetectorTrigger(name):
            yield name
