"""Named things of an answer, and what stands for a number: 默认发圆通, 纯棉, 全场包邮."""

import re
from collections.abc import Iterator

from guitai.engines.agreement.conditions import ALWAYS
from guitai.engines.agreement.reading import Said, is_threshold, lacks_need
from guitai.engines.agreement.topics import Topic
from guitai.engines.agreement.types import Kind, Statement

_NOT = ("不", "没", "非", "不是", "没有", "仿")
_PURE = re.compile(r"(?<!非)(?:纯|全|百分百|百分之百|100%)的?")
_WHOLE = 10_000  # hundredths of a percent


def named(said: Said) -> Iterator[Statement]:
    """Give the statements that names in a clause make, topic by topic."""
    for topic in said.spoken_of():
        if Kind.NAME in topic.kinds:
            yield from _names(said, topic)
        if topic.noun == "name":
            yield from _pure(said, topic)
        if topic.zero is not None:
            yield from _from_nothing(said, topic)


def _names(said: Said, topic: Topic) -> Iterator[Statement]:
    tags = said.conditions_for(topic)
    found = [
        (name, place, place + len(word))
        for name, words in topic.names.items()
        for word in words
        if (place := said.text.find(word)) >= 0 and not said.text[:place].endswith(_NOT)
    ]
    if found and not lacks_need(topic, tags):
        start, end = said.place(min(start for _, start, _ in found), max(end for _, _, end in found))
        yield Statement(
            subject=topic.key,
            kind=Kind.NAME,
            names=frozenset(name for name, _start, _end in found),
            conditions=tags,
            start=start,
            end=end,
        )


def _pure(said: Said, topic: Topic) -> Iterator[Statement]:
    """纯棉 is a hundred percent of it."""
    for hit in _PURE.finditer(said.text):
        for name, words in topic.names.items():
            if said.text.startswith(words, hit.end()):
                start, end = said.place(hit.start(), hit.end() + 1)
                yield Statement(
                    subject=topic.key,
                    kind=Kind.PERCENT,
                    lo=_WHOLE,
                    hi=_WHOLE,
                    noun=name,
                    conditions=said.conditions_for(topic),
                    start=start,
                    end=end,
                )


def _from_nothing(said: Said, topic: Topic) -> Iterator[Statement]:
    """全场包邮 is free postage from nothing on."""
    hit = topic.zero.search(said.text) if topic.zero else None
    if hit and not any(is_threshold(value) for value in said.values):
        start, end = said.place(*hit.span())
        yield Statement(
            subject=topic.key,
            kind=Kind.MONEY,
            noun="from",
            conditions=said.conditions_for(topic) - {ALWAYS},
            start=start,
            end=end,
        )
