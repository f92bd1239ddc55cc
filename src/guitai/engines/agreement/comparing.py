"""Whether two statements about the same thing can both be true."""

from math import inf

from guitai.engines.agreement.conditions import meet
from guitai.engines.agreement.topics import topics
from guitai.engines.agreement.types import Bound, Kind, Statement

_SLACK = 3  # 三天左右 is two to four days: a third more or less

_SPANS = frozenset({Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.TEMPERATURE, Kind.PERCENT, Kind.MONEY})


def contradict(one: Statement, other: Statement) -> bool:
    """Say whether two statements can't both be true.

    Statements of different subjects, kinds or nouns, or for different cases, never contradict one another.
    """
    if (one.subject, one.kind, one.noun) != (other.subject, other.kind, other.noun):
        return False
    return meet(one.conditions, other.conditions) and differ(one, other)


def differ(one: Statement, other: Statement) -> bool:
    """Say whether two statements of one kind say different things, whatever they hold for."""
    if one.kind is Kind.NAME:
        return bool(one.names and other.names) and not one.names & other.names
    if one.kind is Kind.DEAL:
        return (one.lo == other.lo) != (one.hi == other.hi)
    if one.kind is Kind.DURATION:
        return _times_differ(one, other)
    if one.kind in _SPANS and Bound.AT_MOST in {one.bound, other.bound} and one.bound is not other.bound:
        return _limit_broken(one, other)
    return not _overlap(one, other)


def agree(one: Statement, other: Statement) -> bool:
    """Say whether two statements say the very same."""
    if one.kind is Kind.NAME:
        return not one.names.isdisjoint(other.names)
    return (one.lo, one.hi) == (other.lo, other.hi)


def _times_differ(one: Statement, other: Statement) -> bool:
    """Compare times the shop takes; those the buyer has (七天无理由) are plain numbers.

    What is usual, or a span, is not against a promise it keeps: 一般两天 goes with 三天内, 2到3天 does not
    go with 48小时内.
    """
    topic = topics().by_key.get(one.subject)
    promises = [each for each in (one, other) if each.bound is Bound.AT_MOST]
    if len(promises) != 1 or (topic is not None and topic.is_window):
        return not _overlap(one, other)
    usual = other if promises[0] is one else one
    if usual.bound is Bound.EXACT and usual.lo == usual.hi:
        return not _overlap(one, other)
    return usual.hi > promises[0].hi


def _limit_broken(one: Statement, other: Statement) -> bool:
    """30度以下 and 20度 go together, 30度以下 and 40度 do not."""
    limit, told = (one, other) if one.bound is Bound.AT_MOST else (other, one)
    return told.lo > limit.hi


def _overlap(one: Statement, other: Statement) -> bool:
    if one.bound is other.bound is Bound.AT_LEAST:
        return one.lo == other.lo
    (a, b), (c, d) = _widened(one), _widened(other)
    return a <= d and c <= b


def _widened(one: Statement) -> tuple[float, float]:
    """Give the span a value may lie in: 三天左右 leaves room, 一般2-3天 has its own, 以上 is open."""
    if one.bound is Bound.AT_LEAST:
        return one.lo, inf
    if one.bound is Bound.ABOUT and one.lo == one.hi:
        slack = max(abs(one.lo), abs(one.hi)) / _SLACK
        return one.lo - slack, one.hi + slack
    return one.lo, one.hi
