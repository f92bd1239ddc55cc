"""Reads ``intents.yaml``: what buyers ask, and the words by which it is heard."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from guitai.kernel.normalised import normalise
from guitai.kernel.yaml_data import parsed

# How sure a wording of each kind is. A hint counts only where a clause says nothing surer.
HINT = 0.55
STRENGTHS: Mapping[str, float] = {"sure": 0.9, "likely": 0.75, "hint": HINT}
WITHIN = 8  # characters between the words of a wording, where it doesn't say


@dataclass(frozen=True, slots=True)
class Wording:
    """Groups of words of which one each is met in a clause, near one another, and how sure that is.

    ``in_order``: as they are written; else in any order. ``within``: characters between two of them.
    """

    groups: tuple[frozenset[str], ...]
    score: float
    in_order: bool = False
    within: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """A regular expression, tried where a needle was met, and how sure that is."""

    needles: frozenset[str]
    pattern: re.Pattern[str]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One thing buyers ask; ``intents.yaml`` says what each part means."""

    key: str
    zh: str
    en: str
    wordings: tuple[Wording, ...]
    shapes: tuple[Shape, ...]
    harmless: frozenset[str]
    not_into: frozenset[str]
    unless: frozenset[str]
    part_of: frozenset[str]
    reason_for: frozenset[str]
    denied_by: str
    only_asked: bool
    is_manner: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All intents in the order shown, the words that ask nothing at all, and the words that deny."""

    intents: tuple[Intent, ...]
    nothing: frozenset[str]
    denials: Mapping[str, frozenset[str]]
    no_denial: frozenset[str]


@cache
def catalogue() -> Catalogue:
    """Read the intents that come with the engine."""
    text = files("guitai.engines.understanding").joinpath("intents.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Any] = parsed(text)
    return Catalogue(
        intents=tuple(_intent(key, entry, told["groups"]) for key, entry in told["intents"].items()),
        nothing=_words(told["nothing"]),
        denials={kind: _words(words) for kind, words in told["denials"].items()},
        no_denial=_words(told["no_denial"]),
    )


def _intent(key: str, told: Mapping[str, Any], named: Mapping[str, str]) -> Intent:
    return Intent(
        key=key,
        zh=told["zh"],
        en=told["en"],
        wordings=tuple(_wordings(told, named)),
        shapes=tuple(_shape(each) for each in told.get("patterns", ())),
        harmless=_words(told.get("harmless", ())),
        not_into=_words(told.get("not_into", ())),
        unless=frozenset().union(*(_group(str(word), named) for word in told.get("unless", ()))),
        part_of=frozenset(told.get("part_of", ())),
        reason_for=frozenset(told.get("reason_for", ())),
        denied_by=told.get("denied_by", ""),
        only_asked=told.get("only_asked", False),
        is_manner=told.get("manner", False),
        hits=tuple(told["hits"]),
        misses=tuple(told["misses"]),
    )


def _wordings(told: Mapping[str, Any], named: Mapping[str, str]) -> Iterator[Wording]:
    """Give the wordings, all that are single words as one for each strength."""
    for strength, score in STRENGTHS.items():
        single: set[str] = set()
        for written in map(str, told.get(strength, ())):
            parts, _slash, within = written.partition("/")
            in_order = "…" in parts
            groups = tuple(_group(group, named) for group in parts.split("…" if in_order else " "))
            if len(groups) == 1:
                single |= groups[0]
            else:
                yield Wording(groups, score, in_order, int(within or WITHIN))
        if single:
            yield Wording((frozenset(single),), score)


def _group(written: str, named: Mapping[str, str]) -> frozenset[str]:
    """Give the words of a group; ``@name`` stands for the words of that name."""
    words: set[str] = set()
    for word in written.split("|"):
        words |= _group(named[word[1:]], named) if word.startswith("@") else _words([word])
    return frozenset(words)


def _shape(told: Mapping[str, Any]) -> Shape:
    return Shape(_words(told["needles"]), re.compile(told["pattern"]), STRENGTHS[told["strength"]])


def _words(told: Sequence[object]) -> frozenset[str]:
    return frozenset(normalise(str(word)).text for word in told)
