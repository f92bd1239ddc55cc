"""Yes and no of an answer as statements: of what a clause names, or alone to what was asked."""

import re
from collections.abc import Iterator, Sequence

from guitai.engines.agreement.conditions import division_of, for_divisions
from guitai.engines.agreement.likeness import core_of
from guitai.engines.agreement.polarity import said_alone, said_of, said_of_words
from guitai.engines.agreement.reading import Question, Said, lacks_need, last_asked
from guitai.engines.agreement.topics import Topic, topics
from guitai.engines.agreement.types import Kind, Statement

# The answer depends on the day, the stock or the order.
_OF_NOW = re.compile(
    "[今明后]天|今晚|周[一二三四五六日天末]|星期|现在|马上|还[有能没在]|到货|发货|能到|我[的这那]|[帮给]我"
    "|订单|单号|发了|有货|现货|库存|在吗|便宜|优惠|价|少点|合适|能穿|码"
)


def affirmed(said: Said) -> Iterator[Statement]:
    """Give what a clause says yes or no to, topic by topic."""
    for topic in said.spoken_of():
        told = said_of(topic, said.text) if Kind.YES_NO in topic.kinds else None
        tags = said.conditions_for(topic)
        if told is None or lacks_need(topic, said.tags if topic.varies else tags):
            continue
        yes, start, end = told
        yield _stated(topic.key, tags, said, yes, start, end)


def answered_alone(clauses: Sequence[Said], question: str) -> Iterator[Statement]:
    """Read a mere yes or no as the answer to the last thing asked, if that is plain."""
    asked = last_asked(question)
    if asked is None or asked.is_open:
        return
    topic = topics().by_key[asked.found.best] if asked.is_covered else None
    if topic is not None and topic.varies:
        return
    if topic is None or Kind.YES_NO not in topic.kinds:
        yield from _first(clauses, asked, None, asked.tags) if not _OF_NOW.search(asked.text) else ()
        return
    tags = for_divisions(asked.tags, topic.by)
    if not topic.of_product:
        tags = frozenset(tag for tag in tags if division_of(tag) != "goods")
    if not lacks_need(topic, tags):
        yield from _first(clauses, asked, topic, tags)


def _first(
    clauses: Sequence[Said], asked: Question, topic: Topic | None, tags: frozenset[str]
) -> Iterator[Statement]:
    """Give the first clause that says yes or no, or, where no topic is asked about, says so of its words."""
    for said in clauses:
        if not said.clause.is_general:
            continue
        told = said_alone(said.text, asked.text)
        if told is not None:
            yield _stated(topic.key if topic else "", tags, said, told, 0, len(said.text))
            return
        of_words = None if topic else said_of_words(said.text, asked.text, core_of(asked.text))
        if of_words is not None:
            yes, start, end = of_words
            yield _stated("", tags, said, yes, start, end)
            return


def _stated(subject: str, tags: frozenset[str], said: Said, yes: bool, start: int, end: int) -> Statement:
    first, last = said.place(start, end)
    return Statement(
        subject=subject, kind=Kind.YES_NO, lo=int(yes), hi=int(yes), conditions=tags, start=first, end=last
    )
