"""Read the parts of one rule; every refusal names the file, the key, what was found and what to write."""

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.types import (
    Case,
    Cases,
    Conditions,
    Platform,
    Severity,
    Source,
    Wording,
    Words,
)
from guitai.engines.rulebook.vocabulary import Vocabulary, read_words

Choice = TypeVar("Choice", bound=Enum)

_LEAST_CASES = 3
_LONGEST_SHOWN = 60
_SOURCES = ("statute", "platform", "practice")


class Reader:
    """Reads one rule file."""

    def __init__(self, where: str, vocabulary: Vocabulary) -> None:
        self.where, self.vocabulary = where, vocabulary

    def refuse(self, key: str, found: object, do: str) -> RuleError:
        """Give the refusal of a value: what was found under which key, and what to do."""
        shown = repr(found)
        if len(shown) > _LONGEST_SHOWN:
            shown = shown[: _LONGEST_SHOWN - 1] + "…"
        return RuleError(f"{self.where}: {key} is {shown}; {do}.")

    def id(self, found: Any) -> str:
        """Read the id of a rule."""
        if not isinstance(found, str) or not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", found):
            raise self.refuse("id", found, "write small letters and digits, joined by -")
        return found

    def choice(self, kind: type[Choice], found: Any, key: str) -> Choice:
        """Read one word of a list."""
        try:
            return kind(found)
        except ValueError:
            known = ", ".join(str(one.value) for one in kind)
            raise self.refuse(key, found, f"write one of {known}") from None

    def severity(self, found: Any) -> Severity:
        """Read a severity by its word."""
        words = {severity.word: severity for severity in Severity if severity is not Severity.PASS}
        if not isinstance(found, str) or found not in words:
            raise self.refuse("severity", found, f"write one of {', '.join(words)}")
        return words[found]

    def platforms(self, found: Any) -> frozenset[Platform]:
        """Read the platforms a rule is for."""
        if not isinstance(found, list) or not found:
            raise self.refuse("platforms", found, f"write a list of {', '.join(Platform)}")
        return frozenset(self.choice(Platform, each, "platforms") for each in found)

    def flag(self, found: Any, key: str) -> bool:
        """Read true or false."""
        if not isinstance(found, bool):
            raise self.refuse(key, found, "write true or false")
        return found

    def wording(self, found: Any, key: str, *, may_be_empty: bool = False) -> Wording:
        """Read a text in both languages, each one text or a list of alternatives."""
        if not isinstance(found, Mapping) or found.keys() != {"zh", "en"}:
            raise self.refuse(key, found, "write it in both languages, zh: … and en: …")
        texts = {language: [each] if isinstance(each, str) else each for language, each in found.items()}
        for language, each in texts.items():
            if not isinstance(each, list) or not all(isinstance(text, str) for text in each):
                raise self.refuse(f"{key}.{language}", found[language], "write a text, or a list of them")
            if not may_be_empty and not any(text.strip() for text in each):
                raise self.refuse(f"{key}.{language}", found[language], "write a text")
        return Wording(tuple(texts["zh"]), tuple(texts["en"]))

    def source(self, found: Any) -> Source:
        """Read where a rule comes from and when somebody last looked."""
        kinds = set(found) - {"checked"} if isinstance(found, Mapping) else set()
        if not isinstance(found, Mapping) or len(kinds) != 1 or not kinds <= set(_SOURCES):
            raise self.refuse("source", found, f"write {', '.join(_SOURCES)} (one of them) and checked")
        if not isinstance(found.get("checked"), date):
            day = found.get("checked")
            raise self.refuse("source.checked", day, "write the day somebody last looked, like 2026-11-20")
        (kind,) = kinds
        return Source(kind, self.wording(found[kind], f"source.{kind}"), found["checked"])

    def words(self, found: Any, harmless: Any, key: str) -> Words:
        """Read a list of words and sets, with the longer words that make one harmless."""
        return read_words(found, harmless, self.vocabulary, f"{self.where}, {key}")

    def conditions(self, found: Any) -> Conditions:
        """Read what must be so in the conversation."""
        if not isinstance(found, Mapping) or found.keys() - {"proactive", "mood", "buyer_said"}:
            raise self.refuse("when", found, "it may say proactive, mood and buyer_said")
        said, moods = found.get("buyer_said"), found.get("mood")
        if moods is not None and not isinstance(moods, list):
            raise self.refuse("when.mood", moods, "write a list of moods")
        return Conditions(
            proactive=self.flag(found["proactive"], "when.proactive") if "proactive" in found else None,
            moods=None if moods is None else frozenset(map(str, moods)),
            buyer_said=None if said is None else self.words(said, (), "when.buyer_said"),
        )

    def cases(self, found: Any) -> Cases:
        """Read what a rule must hit and what it must let pass."""
        if not isinstance(found, Mapping) or found.keys() - {"context"} != {"hits", "misses"}:
            raise self.refuse("cases", found, "write hits and misses, and a context if all of them share one")
        shared = self._facts(found.get("context"), "cases.context")
        for side in ("hits", "misses"):
            if not isinstance(found[side], list):
                raise self.refuse(f"cases.{side}", found[side], "write a list of cases")
        hits, misses = (
            tuple(self._case(each, shared, f"cases.{side}[{at}]") for at, each in enumerate(found[side]))
            for side in ("hits", "misses")
        )
        for side, cases in (("hits", hits), ("misses", misses)):
            if len(cases) < _LEAST_CASES:
                raise self.refuse(f"cases.{side}", len(cases), f"write {_LEAST_CASES} or more")
        return Cases(hits, misses)

    def _case(self, found: Any, shared: Mapping[str, Any], key: str) -> Case:
        if isinstance(found, str):
            return Case(found, context=shared)
        if not isinstance(found, Mapping) or not isinstance(found.get("text"), str):
            raise self.refuse(key, found, "write a text, or text: … with matched, context, platform")
        if unknown := sorted(map(str, found.keys() - {"text", "matched", "context", "platform"})):
            raise self.refuse(key, unknown, "a case has text, matched, context and platform")
        platform = found.get("platform")
        return Case(
            text=found["text"],
            matched=found.get("matched"),
            context={**shared, **self._facts(found.get("context"), f"{key}.context")},
            platform=None if platform is None else self.choice(Platform, platform, f"{key}.platform"),
        )

    def _facts(self, found: Any, key: str) -> Mapping[str, Any]:
        if found is None:
            return {}
        if not isinstance(found, Mapping):
            raise self.refuse(key, found, "write facts as keys and what they say")
        return found
