"""Cuts a message into clauses, with marks or without: 有货吗什么时候发 is two."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from guitai.kernel.normalised import Normalised

# Where a clause ends: after a mark, after a word that ends a question, and before one that begins something
# new. 还有 begins nothing in 还有货吗, 吗 and 吧 end nothing in 干吗.
_CUT = re.compile(
    r"[,。.!?;:、…\n]+(?<!\d[.:])|(?<!干)(?:吗|嘛)(?=[^,。.!?;:、…\n])|(?<=..)(?:呢|吧|啊|呀)(?=[^,。.!?;:、…\n]{2})"
    r"|(?<!^)(?=另外|顺便|而且|并且|以及|但是|不过|可是|还想问|再问|还有就是|还有个|要是|如果|不然)"
)
# What makes words a question, and what a request; without either a clause only tells something.
_QUESTION = re.compile(
    r"[?吗么嘛呢呗]|[不没](?:有|啊|呀|哈|亲)?[,。.!;…\n]*$|(.)[不没]\1|有没有|能不|会不会|可不可以|什么|啥|怎|咋|为何|如何"
    r"|[几哪谁]|多少|多[大久长高宽重厚快]|是.{1,8}还是"
)
_REQUEST = re.compile(
    r"帮|麻烦|给我|能|可以|想|(?<!不)要(?!不)|申请|需要|赶紧|赶快|尽快|快点|先别|先不|再发"
    r"|再.{0,3}不|不[^,。]{1,4}就"  # a threat: 再不发 …, 不发就 …
)
_FEWEST = 4  # characters on both sides of a blank that parts clauses: 什么时候 发货 is one


def clauses(plain: Normalised) -> tuple[tuple[int, int], ...]:
    """Give the clauses of a normalised text from first to last, as stretches of ``plain.text``.

    They touch one another and together are the whole text; an empty text has none.
    """
    length = len(plain.text)
    if not length:
        return ()
    ends = {found.end() for found in _CUT.finditer(plain.text)} | {length}
    edges = [0, *sorted(ends - {0})]
    return tuple(part for clause in pairwise(edges) for part in _at_blanks(clause, plain.gaps))


def _at_blanks(clause: tuple[int, int], gaps: Sequence[int]) -> list[tuple[int, int]]:
    """Cut a clause at its blanks where that leaves something to read on both sides."""
    if not gaps:
        return [clause]
    start, end = clause
    parts = []
    for gap in gaps[bisect_right(gaps, start) :]:
        if gap > end - _FEWEST:
            break
        if gap - start >= _FEWEST:
            parts.append((start, gap))
            start = gap
    return [*parts, (start, end)]


def is_question(text: str) -> bool:
    """Say whether words of a normalised text ask something."""
    return _QUESTION.search(text) is not None


def asks(text: str) -> bool:
    """Say whether a clause of a normalised text asks or requests something, and doesn't merely tell it."""
    return is_question(text) or _REQUEST.search(text) is not None
