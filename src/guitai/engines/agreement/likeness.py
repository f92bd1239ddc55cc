"""How alike two questions are by their characters, where no topic knows them; and questions put together."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from guitai.engines.agreement.clauses import without_emoji
from guitai.kernel.normalised import normalise

ALIKE = 0.6  # as many pairs of characters in common: 可以刻字吗, 能刻字不
SAME = 0.8  # from here what the caller says to be the same question is
_FILLERS = re.compile(
    r"您好|你好|在吗|在不|亲爱的|亲|请问|我想问|想问|问一下|问下|麻烦|谢谢|一下|这个|那个|这款|这件|这条|你们|你家|咱们|咱家|我们|可以|能不能|能否|是不是|有没有|会不会"
    r"|[吗呢吧啊呀哦哈嘛么的了是我你您能会有要想请就也都还不没很,。!?;:…、]"
)
_WITHIN, _LEAST_PAIRS = 0.65, 2
_KEPT = 50_000
_MOST_HOLDERS = 200  # of one pair; the most frequent
_FEW = 40  # questions looked at for each: those it shares most with, and with ``same`` the most frequent


@lru_cache(_KEPT)
def core_of(question: str) -> str:
    """Give what is left of a question without greetings, fillers and signs."""
    return _FILLERS.sub("", normalise(without_emoji(question)).text)


@lru_cache(_KEPT)
def pairs_of(question: str) -> frozenset[str]:
    """Give the pairs of neighbouring characters of a question's core; a single character is one itself."""
    core = core_of(question)
    return (
        frozenset(core[place : place + 2] for place in range(max(len(core) - 1, 1))) if core else frozenset()
    )


def likeness(one: str, other: str) -> float:
    """Say how alike two questions are, 0 to 1: by the pairs they share.

    Twice those over the pairs they have; or, a little less, over those of the shorter, if it has some:
    能改裤长不 asks what 裤子太长了可以帮忙改裤长吗 does.
    """
    mine, theirs = pairs_of(one), pairs_of(other)
    if not mine or not theirs:
        return 0.0
    shared, fewest = len(mine & theirs), min(len(mine), len(theirs))
    held = _WITHIN * shared / fewest if fewest >= _LEAST_PAIRS else 0.0
    return max(2 * shared / (len(mine) + len(theirs)), held)


def put_together(questions: Iterable[str], same: Callable[[str, str], float] | None = None) -> dict[str, str]:
    """Give each question the one that stands for its group: the most frequent of those alike.

    :param same: how alike two questions are; without it their characters say so.
    """
    counted = Counter(questions)
    stands_for: dict[str, str] = {}
    holders: dict[str, list[str]] = {}
    leaders: list[str] = []
    for question, _count in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        pairs = pairs_of(question)
        near = _neighbours(pairs, holders)
        if same is not None:
            near = [*near, *leaders[:_FEW]]  # the same may be asked in other words
        leader = _leader(question, near, same)
        stands_for[question] = leader or question
        if leader:
            continue
        leaders.append(question)
        for pair in pairs:
            holders.setdefault(pair, []).append(question)
    return stands_for


def _neighbours(pairs: Iterable[str], holders: dict[str, list[str]]) -> Sequence[str]:
    shared: Counter[str] = Counter()
    for pair in pairs:
        shared.update(holders.get(pair, ())[:_MOST_HOLDERS])
    return [
        question for question, _count in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:_FEW]
    ]


def _leader(question: str, neighbours: Iterable[str], same: Callable[[str, str], float] | None) -> str | None:
    best, leader = 0.0, None
    for other in neighbours:
        alike = likeness(question, other) / ALIKE
        if same is not None:
            alike = max(alike, same(question, other) / SAME)
        if alike >= 1 and alike > best:
            best, leader = alike, other
    return leader
