"""What questions are about: the topics of ``topics.yaml``, found by their words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick
import yaml

from guitai.engines.agreement.types import Kind
from guitai.kernel.normalised import normalise

_FOUND_KEPT = 50_000
_ANY_NAME = "@"  # stands in a wording for any of the topic's named things
_ALWAYS_BY = frozenset({"goods", "member", "period"})  # divisions of every topic that does not refuse them
_SAID_WEIGHT = 1.01  # a topic met by an answer's wording goes before one as long


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What makes two questions the same; ``topics.yaml`` says what each part means."""

    key: str
    title: Mapping[str, str]
    kinds: frozenset[Kind]
    by: frozenset[str]
    needs: str
    becomes: Mapping[str, str]
    of_product: bool
    noun: str
    is_window: bool
    varies: bool
    counted: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    of: tuple[str, ...]
    affirms: re.Pattern[str] | None
    denies: re.Pattern[str] | None
    zero: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Wording:
    """Groups of words, of each of which one must be met."""

    topic: str
    groups: tuple[frozenset[str], ...]
    is_said: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The topics of a stretch of text with how much of it speaks for each, the strongest first."""

    topics: tuple[tuple[str, float], ...]

    @property
    def best(self) -> str:
        """The strongest topic, or nothing."""
        return self.topics[0][0] if self.topics else ""

    def holds(self, key: str) -> bool:
        """Say whether a topic is among them."""
        return any(each == key for each, _score in self.topics)


class Topics:
    """All topics, and the words they are found by."""

    def __init__(self, told: Mapping[str, Mapping[str, Any]]) -> None:
        self.by_key = {key: _topic(key, entry) for key, entry in told.items()}
        self._wordings: dict[str, list[_Wording]] = {}
        self._found: dict[bool, dict[frozenset[str], Found]] = {
            True: {},
            False: {},
        }  # the same words come often
        self._unless = {key: _words(entry.get("unless", ())) for key, entry in told.items()}
        self._automaton = ahocorasick.Automaton()
        words = set().union(*self._unless.values())
        for key, entry in told.items():
            for wording in _wordings(self.by_key[key], entry):
                words.update(*wording.groups)
                for word in wording.groups[0]:
                    self._wordings.setdefault(word, []).append(wording)
        for word in sorted(words):
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def words_in(self, text: str) -> list[tuple[int, str]]:
        """Give every word of a normalised text that a topic knows, and where it ends."""
        return [(last + 1, word) for last, word in self._automaton.iter(text)]

    def is_about_another(self, key: str, words: frozenset[str]) -> bool:
        """Say whether words make a topic another one: 补发 is no dispatch."""
        return not self._unless[key].isdisjoint(words)

    def found(self, met: frozenset[str], *, said: bool = False) -> Found:
        """Give the topics that words speak of.

        :param said: whether they stand in an answer: wordings of questions alone don't count then.
        """
        if met not in self._found[said]:
            if len(self._found[said]) >= _FOUND_KEPT:
                self._found[said].clear()
            self._found[said][met] = self._look_for(met, said=said)
        return self._found[said][met]

    def _look_for(self, met: frozenset[str], *, said: bool) -> Found:
        scores: dict[str, float] = {}
        for word in met:
            for wording in self._wordings.get(word, ()):
                if said and not wording.is_said:
                    continue
                score = _score(wording, met)
                if score > scores.get(wording.topic, 0) and not self.is_about_another(wording.topic, met):
                    scores[wording.topic] = score
        return Found(tuple(sorted(scores.items(), key=lambda each: (-each[1], each[0]))))


@cache
def topics() -> Topics:
    """Read the topics that come with the engine."""
    text = files("guitai.engines.agreement").joinpath("topics.yaml").read_text(encoding="utf-8")
    return Topics(yaml.safe_load(text)["topics"])


def topic_of(question: str) -> str:
    """Give the key of the topic a question is about, or nothing."""
    return topics_of(question).best


def topics_of(question: str) -> Found:
    """Give the topics a question speaks of, the strongest first."""
    known = topics()
    return known.found(frozenset(word for _end, word in known.words_in(normalise(question).text)))


def title_of(key: str, language: str) -> str:
    """Give a topic's name as people read it, in ``zh`` or ``en``; a noun that is no topic is its own."""
    topic = topics().by_key.get(key)
    return topic.title[language] if topic else key


def _topic(key: str, told: Mapping[str, Any]) -> Topic:
    return Topic(
        key=key,
        title={"zh": told["zh"], "en": told["en"]},
        kinds=frozenset(Kind(kind) for kind in told["kinds"]),
        by=(_ALWAYS_BY | frozenset(told.get("by", ()))) - frozenset(told.get("not_by", ())),
        needs=told.get("needs", ""),
        becomes=told.get("becomes", {}),
        of_product=told.get("scope") == "product",
        noun=told.get("noun", ""),
        is_window=told.get("window", False),
        varies=told.get("varies", False),
        counted=tuple(told.get("count", ())),
        names={name: tuple(words) for name, words in told.get("names", {}).items()},
        of=tuple(sorted(told.get("of", ()), key=len, reverse=True)),
        affirms=_any_of(told.get("affirms")),
        denies=_any_of(told.get("denies")),
        zero=_any_of(told.get("zero")),
    )


def _any_of(patterns: Sequence[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None


def _words(told: Iterable[str]) -> frozenset[str]:
    return frozenset(normalise(str(word)).text for word in told)


def _wordings(topic: Topic, told: Mapping[str, Any]) -> Iterable[_Wording]:
    names = frozenset(word for words in topic.names.values() for word in words)
    for kind in ("asks", "says"):
        for written in told.get(kind, ()):
            groups = tuple(_group(group, names) for group in str(written).split())
            yield _Wording(topic.key, groups, kind == "says")
    if topic.of:
        yield _Wording(topic.key, (_words(topic.of),), is_said=True)


def _group(written: str, names: frozenset[str]) -> frozenset[str]:
    words = _words(written.split("|"))
    return words - {_ANY_NAME} | names if _ANY_NAME in words else words


def _score(wording: _Wording, met: frozenset[str]) -> float:
    """Say how much of a text a wording covers: the longest word of each group, or nothing."""
    score = 0
    for group in wording.groups:
        longest = max((len(word) for word in group & met), default=0)
        if not longest:
            return 0
        score += longest
    return score * (_SAID_WEIGHT if wording.is_said else 1)
