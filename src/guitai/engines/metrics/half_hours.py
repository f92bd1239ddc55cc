"""What comes in by the half hour and weekday, for planning how many people it takes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ibis.expr.types import IntegerValue, Table, TimestampValue

from guitai.engines.metrics import reception, talks
from guitai.engines.metrics.computing import Sums, gathered
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain, grouped, of_whom, within
from guitai.engines.metrics.settings import Settings

_MINUTES = 30


def half_hour(at: TimestampValue) -> IntegerValue:
    """Give the half hour of a moment: 0 from 00:00 to 00:30, 47 the last of the day."""
    return at.hour() * 2 + (at.minute() >= _MINUTES).cast("int32")


def by_half_hour(
    facts: Facts, grain: Grain, settings: Settings, *, first: date | None = None, last: date | None = None
) -> list[Sums]:
    """Give sums of the period by weekday and half hour (docs/reference/metrics.md names them), in order.

    A row has the grain's keys, ``weekday`` (0 is Monday) and ``half_hour``, and what there was none of is not
    in it. ``handled_seconds`` over ``conversations`` is the mean handling time; ``busy_seconds`` over 1,800
    and ``days`` how many were in conversation on average.
    """
    grain = replace(grain, weekdays=True)
    halves = replace(grain, more=("half_hour",))
    days = gathered([_days(facts, grain, settings, first, last)], grain)
    summed = gathered(_tables(facts, halves, settings, first, last), halves)
    return [
        {**dict(zip(halves.keys, key, strict=True)), **days[key[:-1]], **sums}
        for key, sums in sorted(summed.items())
    ]


def _days(facts: Facts, grain: Grain, settings: Settings, first: date | None, last: date | None) -> Table:
    """Count the days with any chat."""
    chats = within(talks.chats(facts.messages, settings), first, last)
    chats = of_whom(chats, facts.groups, grain)
    return grouped(chats, grain).agg(days=chats.day.nunique())


def _tables(
    facts: Facts, grain: Grain, settings: Settings, first: date | None, last: date | None
) -> Iterator[Table]:
    def whose(table: Table) -> Table:
        return of_whom(table, facts.groups, grain)

    chats = within(talks.chats(facts.messages, settings), first, last).cache()
    both = chats.filter(chats.kept & (chats.buyer_counted > 0) & (chats.agent_counted > 0))
    received = whose(both).mutate(half_hour=half_hour(both.first_at))
    yield grouped(received, grain).agg(received=received.count())
    said = whose(within(talks.people_only(facts.messages, settings), first, last))
    said = said.mutate(half_hour=half_hour(said["at"]))
    by_agent = said.author == "agent"
    yield grouped(said, grain).agg(buyer_messages=(~by_agent).sum(), agent_messages=by_agent.sum())
    rounds = talks.rounds(chats.filter(chats.kept), settings)
    rounds = whose(rounds.mutate(half_hour=half_hour(rounds["at"])))
    yield grouped(rounds, grain).agg(rounds=rounds.count())
    yield from _conversations(whose(talks.conversations(both)), grain, settings)
    stretches = whose(talks.conversations(chats))
    stretches = stretches if grain.agents else reception.merged(stretches, grain)
    keys = [*grain.who, "day", "half_hour"]
    most = talks.most_at_once(_cut(stretches, settings), keys)
    yield grouped(most, grain).agg(max_concurrent=most.max_concurrent.max())


def _conversations(stretches: Table, grain: Grain, settings: Settings) -> Iterator[Table]:
    lasts = settings.conversation_ends.total_seconds()
    seconds = stretches.ends_at.delta(stretches.begins_at, unit="millisecond") / 1000.0
    begun = stretches.mutate(half_hour=half_hour(stretches.begins_at), handled=seconds - lasts)
    yield grouped(begun, grain).agg(conversations=begun.count(), handled_seconds=begun.handled.sum())
    pieces = _cut(stretches, settings)
    pieces = pieces.mutate(busy=pieces.ends_at.delta(pieces.begins_at, unit="millisecond") / 1000.0)
    yield grouped(pieces, grain).agg(busy_seconds=pieces.busy.sum())


def _cut(stretches: Table, settings: Settings) -> Table:
    pieces = talks.hourly(stretches, settings, minutes=_MINUTES)
    return pieces.mutate(half_hour=half_hour(pieces.begins_at))
