"""Reads the check lists, motives and places that come with the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from guitai.engines.needs.types import Kind, Need, Words
from guitai.kernel.normalised import normalise

EVERY_KIND = "*"


@dataclass(frozen=True, slots=True)
class Reason:
    """What may stand behind a question on a topic; ``signs`` are words of the buyer that speak for it."""

    key: str
    title: Words
    ask: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about, by its words, and the reasons behind it for each kind of product."""

    key: str
    title: Words
    words: tuple[str, ...]
    harmless: tuple[str, ...]
    reasons: Mapping[str, tuple[Reason, ...]]

    def reasons_of(self, kind: str) -> tuple[Reason, ...]:
        """Give those of a kind, then those of every kind."""
        return self.reasons.get(kind, ()) + self.reasons.get(EVERY_KIND, ())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a place lies (北方 or 南方) and its winter (严寒, 寒冷, 冬冷, 冬暖, 温和; empty if untold)."""

    side: str
    winter: str


@cache
def kinds() -> tuple[Kind, ...]:
    """Give every kind of product in the order they are tried; the last is for what is of no kind."""
    needs = _read("needs.yaml")
    return tuple(_kind(told, needs) for told in _read("kinds.yaml"))


@cache
def topics() -> tuple[Topic, ...]:
    """Give everything a question can be about."""
    told = _read("motives.yaml")
    return tuple(
        Topic(
            key=key,
            title=_words(topic["title"]),
            words=_plain(topic["words"]),
            harmless=_plain(topic.get("harmless", ())),
            reasons=_reasons([each for each in told["reasons"] if each["topic"] == key]),
        )
        for key, topic in told["topics"].items()
    )


@cache
def places() -> Mapping[str, Place]:
    """Give every place by its name."""
    return {
        name: Place(told["side"], told["winter"]) for told in _read("places.yaml") for name in told["places"]
    }


def _read(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _kind(told: Mapping[str, Any], needs: Mapping[str, Any]) -> Kind:
    return Kind(
        key=told["key"],
        title=_words(told["title"]),
        needs=(
            *(_need(each, needs, also=False) for each in told["needs"]),
            *(_need(each, needs, also=True) for each in told.get("also", ())),
        ),
        words=_plain(told["words"]),
        both=tuple(_plain(each) for each in told.get("both", ())),
        harmless=_plain(told.get("harmless", ())),
    )


def _need(named: str | Mapping[str, Any], needs: Mapping[str, Any], *, also: bool) -> Need:
    """Read a need as a kind names it: a key, or a mapping with what is its own there."""
    own = {"need": named} if isinstance(named, str) else named
    key = own["need"]
    told = {**needs[key], **own}
    limits = told.get("limits")
    return Need(
        key=key,
        title=_words(told["title"]),
        ask=told["ask"],
        why=_words(told["why"]),
        hears=told["heard"],
        asked=_plain(told["asked"]),
        options=tuple((value, _plain(words)) for value, words in told.get("options", {}).items()),
        harmless=_plain(told.get("harmless", ())),
        near=_plain(told.get("near", ())),
        settled_by=tuple(told.get("settled_by", ())),
        limits=(limits[0], limits[1]) if limits else None,
        only=_plain(told.get("only", ())),
        also=also,
    )


def _reasons(told: Sequence[Mapping[str, Any]]) -> Mapping[str, tuple[Reason, ...]]:
    reasons: dict[str, tuple[Reason, ...]] = {}
    for each in told:
        own = tuple(
            Reason(one["key"], Words(one["zh"], one["en"]), one["ask"], _plain(one["signs"]))
            for one in each["reasons"]
        )
        for kind in each["kinds"]:
            reasons[kind] = reasons.get(kind, ()) + own
    return reasons


def _words(told: Mapping[str, str]) -> Words:
    return Words(told["zh"], told["en"])


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    """Give words as they stand in a normalised text."""
    return tuple(normalise(word).text for word in words)
