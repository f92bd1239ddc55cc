"""Rules and vocabularies as tests write them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from guitai.engines.rulebook.checking import Rulebook, check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.loading import read_rule
from guitai.engines.rulebook.types import Platform, Rule, Verdict
from guitai.engines.rulebook.vocabulary import Vocabulary, read_vocabulary

RULE: dict[str, Any] = {
    "id": "made-up",
    "category": "promise",
    "severity": "block",
    "platforms": ["taobao", "tmall"],
    "title": {"zh": "标题", "en": "Title"},
    "why": {"zh": "原因", "en": "Reason"},
    "source": {"practice": {"zh": "店规", "en": "House rule"}, "checked": date(2026, 11, 20)},
    "penalty": {"zh": "罚", "en": "Fine"},
    "rewrite": {"zh": "改写", "en": "Rewritten"},
    "trigger": [{"words": ["肯定"]}],
}


def vocabulary(**sets: Any) -> Vocabulary:
    """Give a vocabulary of these sets."""
    return read_vocabulary(sets, "words.yaml")


def rule(words: Vocabulary | None = None, **changes: Any) -> Rule:
    """Give a rule like the made-up one with changes."""
    return read_rule(RULE | changes, "made-up.yaml", words or Vocabulary({}), with_cases="cases" in changes)


def checked(
    text: str,
    *rules: Rule,
    words: Vocabulary | None = None,
    context: Mapping[str, Any] | None = None,
    platform: Platform | None = None,
    language: Any = "zh",
) -> Verdict:
    """Check a text against rules."""
    book = Rulebook(rules, words or Vocabulary({}))
    return check(text, read_facts(context or {}), book, platform=platform, language=language)


def matched(text: str, *rules: Rule, **given: Any) -> list[str]:
    """Give what is found in a text."""
    return [finding.matched for finding in checked(text, *rules, **given).findings]


def detected(
    name: str,
    text: str,
    context: Mapping[str, Any] | None = None,
    words: Vocabulary | None = None,
    platform: Platform | None = None,
    **settings: Any,
) -> list[str]:
    """Give what a detector finds in a text."""
    book_words = words or Vocabulary({})
    one = rule(book_words, trigger=[{"detector": name, "with": settings}])
    return matched(text, one, words=book_words, context=context, platform=platform)
