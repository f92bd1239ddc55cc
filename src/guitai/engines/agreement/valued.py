"""Values of an answer as statements: what each is about."""

import re
from collections.abc import Iterator
from dataclasses import replace

from guitai.engines.agreement.conditions import division_of, for_divisions
from guitai.engines.agreement.reading import Question, Said, is_threshold
from guitai.engines.agreement.topics import Topic, topics
from guitai.engines.agreement.types import DAY, Bound, Kind, Statement, Value

_ASKED_WEIGHT = 2  # a topic that the question has too goes before others of the clause
# Of these a noun before the number says enough: 厚度2cm.
_NOUN_KINDS = frozenset({Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.TEMPERATURE, Kind.PERCENT})
_NOUN = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:是|为|约|有|:|大概|在|差不多|大约|都是|只有)*$")
_NOUN_LENGTH = 2
_MEASURE_ASKED = re.compile("胸围|腰围|臀围|直径|身高|[长宽高厚深肩]")
_MEASURED = re.compile(
    r"(胸围|腰围|臀围|直径|身高|[长宽高厚深肩])度?(?:是|为|约|有|:|大概|在|差不多|大约|m码|s码|l码)*$"
)
# A question of no topic asks for these; what goods cost is no rule of the shop.
_ASKS_FOR = {
    Kind.MONEY: re.compile("收费|要钱|费用|[运邮工续务]费|加钱|免费|花钱"),
    Kind.DURATION: re.compile("多久|几天|多长时间|什么时候|多少天"),
}
# How soon somebody writes back is about one buyer's case.
_SERVICE = re.compile("回复|答复|联系您|致电|回电|审核|短信|通知您|给您结果|核实")
_HEDGES = ("一般", "大概", "通常", "可能", "基本", "大约", "差不多")


def valued(said: Said) -> Iterator[Statement]:
    """Give the statements that values of a clause make."""
    for value in said.values:
        if value.kind is Kind.DURATION and _SERVICE.search(said.text):
            continue
        topic = _topic_for(said, value)
        if topic is not None:
            yield from _of_topic(said, value, topic)
        elif _asks_for(said.question, value.kind):
            yield _stated(said, value, "", said.tags)
        elif value.kind in _NOUN_KINDS and not said.found.topics:
            yield from _of_noun(said, value)


def _topic_for(said: Said, value: Value) -> Topic | None:
    """Give the topic a value belongs to: of its clause, else of the sentence so far, else of the question."""
    asked = said.question.found
    for found in (said.found, said.sentence, asked):
        fitting = [
            (-score - _ASKED_WEIGHT * asked.holds(key), key)
            for key, score in found.topics
            if _takes(topics().by_key[key], value) and not said.is_about_another(key)
        ]
        if fitting:
            return _become(topics().by_key[min(fitting)[1]], said)
    return None


def _takes(topic: Topic, value: Value) -> bool:
    if value.kind not in topic.kinds:
        return False
    if value.kind is Kind.DURATION and value.noun == DAY:
        return not topic.is_window
    if value.kind is Kind.COUNT:
        return value.noun in topic.counted
    if value.kind is Kind.MONEY:
        return is_threshold(value) == (topic.zero is not None)
    return True


def _become(topic: Topic, said: Said) -> Topic:
    """Give the topic that this one is in the case the answer or the question speaks of."""
    for tag in sorted(said.tags | said.question.tags):
        if key := topic.becomes.get(division_of(tag)):
            return topics().by_key[key]
    return topic


def _of_topic(said: Said, value: Value, topic: Topic) -> Iterator[Statement]:
    told = _stated(said, value, topic.key, said.conditions_for(topic))
    yield replace(told, noun=_noun_of(said, value, topic))
    if value.kind is Kind.MONEY and not value.hi and Kind.PERCENT in topic.kinds:
        yield replace(told, kind=Kind.PERCENT)  # free of charge is no share either


def _asks_for(question: Question, kind: Kind) -> bool:
    """Say whether a question of no topic asks for a value of that kind."""
    asks = _ASKS_FOR.get(kind)
    return asks is not None and not question.found.topics and asks.search(question.text) is not None


def _of_noun(said: Said, value: Value) -> Iterator[Statement]:
    hit = _NOUN.search(said.text[: value.start])
    if hit:
        tags = for_divisions(said.tags, frozenset({"size", "goods"}))
        yield _stated(said, value, hit[1][-_NOUN_LENGTH:], tags)


def _stated(said: Said, value: Value, subject: str, tags: frozenset[str]) -> Statement:
    start, end = said.place(value.start, value.end)
    bound = value.bound
    if bound is Bound.EXACT and any(word in said.text[: value.start] for word in _HEDGES):
        bound = Bound.ABOUT
    return Statement(
        subject=subject,
        kind=value.kind,
        lo=value.lo,
        hi=value.hi,
        bound=bound,
        conditions=tags,
        start=start,
        end=end,
    )


def _noun_of(said: Said, value: Value, topic: Topic) -> str:
    """Say what within a topic is measured: the material of a percentage, 长 or 宽, beginning or end."""
    if topic.noun == "name" and value.kind is Kind.PERCENT:
        return _name_beside(said, value, topic)
    if topic.noun == "measure":
        hit = _MEASURED.search(said.text[: value.start])
        asked = set(_MEASURE_ASKED.findall(said.question.text))
        return hit[1] if hit else (asked.pop() if len(asked) == 1 else "")
    return "" if value.kind is Kind.DURATION else value.noun


def _name_beside(said: Said, value: Value, topic: Topic) -> str:
    """Give the named thing just before or after a percentage, else the only one the question names."""
    before = said.text[: value.start].rstrip("含是有为:占约达").removesuffix("含量")
    after = said.text[value.end :].lstrip("的")
    for name, words in topic.names.items():
        if before.endswith(words) or after.startswith(words):
            return name
    asked = [name for name, words in topic.names.items() if any(word in said.question.text for word in words)]
    return asked[0] if len(asked) == 1 else ""
