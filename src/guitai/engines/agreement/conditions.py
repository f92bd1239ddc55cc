"""For whom, where and when a statement holds: tags found by the words of ``conditions.yaml``."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick
import yaml

from guitai.kernel.normalised import normalise

ALWAYS = "always:"  # of a statement for every case: 全国都包邮


class Conditions:
    """All tags and the words they are found by."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._wider: Mapping[str, Sequence[str]] = told["wider"]
        tags: dict[str, list[str]] = {}
        for division, entries in told["divisions"].items():
            for tag, words in entries.items():
                for word in words:
                    tags.setdefault(normalise(str(word)).text, []).extend(self._with_narrower(division, tag))
        for word in told["always"]:
            tags.setdefault(word, []).append(ALWAYS)
        self._automaton = ahocorasick.Automaton()
        for word, written in tags.items():
            self._automaton.add_word(word, tuple(written))
        self._automaton.make_automaton()

    def in_text(self, text: str) -> frozenset[str]:
        """Give the tags of a normalised text, each ``division:tag``."""
        return frozenset(tag for _last, tags in self.places_in(text) for tag in tags)

    def places_in(self, text: str) -> list[tuple[int, tuple[str, ...]]]:
        """Give where the words of tags end in a normalised text, and the tags of each."""
        return [(last, tags) for last, tags in self._automaton.iter_long(text)]

    def _with_narrower(self, division: str, tag: object) -> list[str]:
        return [f"{division}:{each}" for each in (tag, *self._wider.get(str(tag), ()))]


@cache
def conditions() -> Conditions:
    """Read the conditions that come with the engine."""
    text = files("guitai.engines.agreement").joinpath("conditions.yaml").read_text(encoding="utf-8")
    return Conditions(yaml.safe_load(text))


def division_of(tag: str) -> str:
    """Give the division of a tag: ``region`` of ``region:新疆``."""
    return tag.partition(":")[0]


def for_divisions(tags: frozenset[str], divisions: frozenset[str]) -> frozenset[str]:
    """Give those of the tags that belong to one of the divisions, and whether it is for every case."""
    return frozenset(tag for tag in tags if tag == ALWAYS or division_of(tag) in divisions)


def by_division(tags: frozenset[str]) -> dict[str, frozenset[str]]:
    """Give the tags of each division."""
    found: dict[str, set[str]] = {}
    for tag in tags - {ALWAYS}:
        found.setdefault(division_of(tag), set()).add(tag)
    return {division: frozenset(members) for division, members in found.items()}


def meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two statements may hold for the same case.

    One for 新疆 and one for 江浙沪 don't, nor do one for 新疆 and one that names no region: that is the rule
    and an exception. One that is for every case meets all.
    """
    mine, theirs = by_division(one), by_division(other)
    for division in mine.keys() | theirs.keys():
        here, there = mine.get(division), theirs.get(division)
        if here and there:
            if not here & there:
                return False
        elif ALWAYS not in (other if here else one):
            return False
    return True
