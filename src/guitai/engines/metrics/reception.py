"""Reception: whom an agent, a group or the shop met, how much was said, how long buyers waited.

Tables come as :func:`~guitai.engines.metrics.grain.of_whom` gives them.
"""

import ibis
from ibis import _
from ibis.expr.types import Table

from guitai.engines.metrics import talks
from guitai.engines.metrics.grain import Grain, grouped
from guitai.engines.metrics.settings import Settings


def per_buyer(chats: Table, grain: Grain) -> Table:
    """Give the buyers met: a row for each buyer and day, for the agent, the group or the shop as a whole.

    For the shop (and a group) a buyer counts once a day, with whomever they spoke: who wrote to one agent and
    was answered by another was received. Whom only the agent spoke to is received where
    agent-only talk is let in, and is no inquiry even then: there is no ``first_asked_at``.
    """
    kept = chats.kept
    if grain.agents:  # a chat is a buyer's day with an agent as it is
        found = chats.select(
            *[*grain.who, "buyer", "day", "first_at"],
            first_asked_at=kept.ifelse(chats.first_asked_at, None),
            asked=kept & (chats.buyer_counted > 0),
            answered=kept & (chats.agent_counted > 0),
        )
    else:
        found = chats.group_by([*grain.who, "buyer", "day"]).agg(
            first_at=chats.first_at.min(),
            first_asked_at=chats.first_asked_at.min(where=kept),
            asked=(kept & (chats.buyer_counted > 0)).any(),
            answered=(kept & (chats.agent_counted > 0)).any(),
        )
    return found.mutate(
        received=found.answered, unreplied=found.asked & ~found.answered, hour=found.first_at.hour()
    )


def buyers(met: Table, grain: Grain) -> Table:
    """Count the buyers met; at the grain of hours a buyer belongs to the hour of the day's first message."""
    return grouped(met, grain).agg(
        consulted=met.count(), received=met.received.sum(), unreplied=met.unreplied.sum()
    )


def words(chats: Table, grain: Grain) -> Table:
    """Count messages and characters; the filters leave none of these out."""
    return grouped(chats, grain).agg(
        buyer_messages=chats.buyer_messages.sum(),
        agent_messages=chats.agent_messages.sum(),
        agent_characters=chats.agent_characters.sum(),
    )


def words_by_hour(said: Table, grain: Grain) -> Table:
    """Count messages and characters, each message in its own hour."""
    found = said.mutate(hour=_["at"].hour())
    by_agent = found.author == "agent"
    return grouped(found, grain).agg(
        buyer_messages=(~by_agent).sum(),
        agent_messages=by_agent.sum(),
        agent_characters=found.characters.sum(where=by_agent).fill_null(0),
    )


def transfers(chats: Table, grain: Grain) -> Table:
    """Count the chats that came from another agent or went to one, in the hour they began."""
    found = chats.mutate(hour=_.first_at.hour())
    return grouped(found, grain).agg(
        transferred_in=found.transferred_in.sum(),
        transferred_out=found.transferred_out.sum(),
    )


def waits(rounds: Table, grain: Grain, settings: Settings) -> Table:
    """Sum up rounds."""
    return grouped(rounds, grain).agg(**talks.waits(rounds, settings))


def concurrency(stretches: Table, grain: Grain, settings: Settings) -> Table:
    """Give the most buyers in conversation at one moment of the period.

    A buyer who speaks with two agents is one for the shop, so their stretches are merged first.
    """
    found = stretches if grain.agents else merged(stretches, grain)
    each_day = [*grain.who, "day"]
    if grain.hours:
        found = talks.hourly(found, settings)
        each_day.append("hour")
    most = talks.most_at_once(found, each_day)
    return grouped(most, grain).agg(max_concurrent=most.max_concurrent.max())


def merged(stretches: Table, grain: Grain) -> Table:
    """Give the stretches in which a buyer was in conversation with anybody of the shop or group."""
    one = [*grain.who, "buyer", "day"]
    before = ibis.window(
        group_by=[stretches[name] for name in one],
        order_by=[stretches.begins_at, stretches.ends_at],
        rows=(None, -1),
    )
    found = stretches.mutate(reached=stretches.ends_at.max().over(before))
    begins = (found.reached.isnull() | (found.begins_at > found.reached)).cast("int64")
    found = found.mutate(begins=begins)
    upto = ibis.window(
        group_by=[found[name] for name in one],
        order_by=[found.begins_at, found.ends_at],
        rows=(None, 0),
    )
    found = found.mutate(stretch=found.begins.sum().over(upto))
    return found.group_by([*one, "stretch"]).agg(begins_at=found.begins_at.min(), ends_at=found.ends_at.max())
