"""Which questions are the same, or nearly so: by the letters and pairs of letters they share."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Generic, TypeVar

from guitai.kernel.text import fold

ALIKE = 0.65  # the share of letters and pairs that two questions have in common

Key = TypeVar("Key", bound=Hashable)

# What is said around a question and does not change what is asked.
_AROUND = re.compile(
    r"请问|您好|你好|你们家|你们|咱们|我想问|想问下|问一下|亲|可不可以|能不能|会不会|可以|[能会]"
    r"|[吗呢啊呀哦吧]|[么的了]$|[\W_]+"
)
# Sizes, numbers, days: questions that differ in these ask different things.
_MARKS = re.compile(r"[0-9a-z]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Alike(Generic[Key]):
    """Keys whose questions are like that of the first, and how much those most alike share (0–1)."""

    keys: tuple[Key, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """A bare question: its letters and pairs, and its marks."""

    parts: frozenset[str]
    marks: tuple[str, ...]


def bare(text: str) -> str:
    """Give a question as it is compared: folded, without politeness, particles and signs."""
    folded = fold(text)
    return _AROUND.sub("", folded) or folded


def alike(questions: Iterable[tuple[Key, str]], *, least: float = ALIKE) -> list[Alike[Key]]:
    """Group the keys that have questions alike, those most alike first; a key may have several questions.

    A key stands in one group. Each of a group is like its first, so that no chain ties strangers together.

    :param least: the likeness from which on two questions are taken for the same.
    """
    keys_of: dict[str, dict[Key, None]] = defaultdict(dict)
    for key, text in questions:
        keys_of[bare(text)].setdefault(key)
    texts = list(keys_of)
    firsts = [next(iter(keys)) for keys in keys_of.values()]
    joined = [(1.0, firsts[place], key) for place, keys in enumerate(keys_of.values()) for key in keys]
    near = sorted(_pairs([_asked(text) for text in texts], least), key=lambda pair: (-pair[0], pair[1:]))
    joined += [(share, firsts[one], firsts[other]) for share, one, other in near]
    return _grouped(joined)


def _asked(text: str) -> _Asked:
    pairs = (before + after for before, after in pairwise(text))
    return _Asked(frozenset((*text, *pairs)), tuple(sorted(_MARKS.findall(text))))


def _pairs(asked: list[_Asked], least: float) -> Iterator[tuple[float, int, int]]:
    """Give how much two questions share, and their places, the earlier first.

    Two that share enough share one of the rarest parts of each, so only those are looked up.
    """
    often = Counter(part for each in asked for part in each.parts)
    holding: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for place in sorted(range(len(asked)), key=lambda place: (len(asked[place].parts), place)):
        here = asked[place]
        size = len(here.parts)
        ranked = sorted(here.parts, key=lambda part: (often[part], part))
        rarest = [(part, here.marks) for part in ranked[: size - ceil(size * least) + 1]]
        for other in {other for part in rarest for other in holding[part]}:
            there = asked[other].parts
            if len(there) < size * least:
                continue
            shared = len(here.parts & there)
            share = shared / (size + len(there) - shared)
            if share >= least:
                yield share, min(place, other), max(place, other)
        for part in rarest:
            holding[part].append(place)


def _grouped(joined: Iterable[tuple[float, Key, Key]]) -> list[Alike[Key]]:
    """Gather what is joined to the same key, the strongest ties first."""
    first_of: dict[Key, Key] = {}
    members: dict[Key, list[Key]] = defaultdict(list)
    best: dict[Key, float] = {}
    for share, one, other in joined:
        if one == other or other in first_of or first_of.get(one, one) != one:
            continue
        if other in members:  # it is the first of others itself
            continue
        first_of[one] = one
        first_of[other] = one
        members[one].append(other)
        best.setdefault(one, share)
    groups = [Alike((first, *others), best[first]) for first, others in members.items()]
    return sorted(groups, key=lambda group: -group.likeness)
