"""Service: recommendations, promises, the guard, ratings, after-sales, and why buyers were lost.

Tables come as :func:`~guitai.engines.metrics.grain.of_whom` gives them. Each figure has a table of its own
that a shop may lack; only whether a buyer came back is read from the chats themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

import ibis
from ibis.expr.types import Table

from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain, business_day, grouped, of_whom
from guitai.engines.metrics.settings import Settings

SEVERITIES = ("block", "approve", "confirm", "note")
_SATISFIED = 4  # of five


def about(asked: Table, facts: Facts, grain: Grain, settings: Settings) -> Table:
    """Add to inquiries whether anything was recommended, and whether it is known why they were lost.

    What there is no table of is left out.
    """
    if (given := facts.recommendations) is not None:
        given = given.mutate(day=business_day(given["at"], settings))
        asked = _marked(asked, of_whom(given, facts.groups, grain), "recommended", grain)
    if (lost := facts.lost) is not None:
        known = of_whom(lost.filter(lost.reason != ""), facts.groups, grain)
        asked = _marked(asked, known, "lost_explained", grain)
        asked = asked.mutate(lost_explained=asked.lost_explained & asked.lost)
    return asked


def _marked(asked: Table, rows: Table, name: str, grain: Grain) -> Table:
    """Add whether there is a row of the same buyer and day; a buyer without a name is none of them."""
    keys = [*grain.who, "buyer", "day"]
    there = rows.filter(rows.buyer != "").select(*keys).distinct().mutate(there=ibis.literal(True))
    joined = asked.left_join(there, keys)
    return joined.select([asked[each] for each in asked.columns] + [joined.there.notnull().name(name)])


def returns(met: Table, chats: Table, settings: Settings) -> Table:
    """Give the received buyers who wrote, with whether they wrote to the shop again on a later day.

    :param chats: the chats of all days, by account: whoever comes back may come to another agent. Whoever
        has no name never comes back.
    """
    wrote = chats.filter((chats.buyer_counted > 0) & (chats.buyer != "")).select("shop", "buyer", "day")
    wrote = wrote.distinct()
    later = ibis.window(group_by=[wrote.shop, wrote.buyer], order_by=wrote.day)
    wrote = wrote.mutate(next_day=wrote.day.lead().over(later))
    talked = met.filter(met.received & met.first_asked_at.notnull())
    joined = talked.left_join(wrote, ["shop", "buyer", "day"])
    back = joined.next_day <= joined.day + ibis.interval(days=settings.solved_days)
    return joined.select(
        [talked[name] for name in talked.columns] + [(~back.fill_null(False)).name("solved_once")]
    )


def solved(talked: Table, grain: Grain) -> Table:
    """Count who was received, and who did not come back; and give the last day there was one."""
    return grouped(talked, grain).agg(
        talked=talked.count(), solved_once=talked.solved_once.sum(), last_solved=talked.day.max()
    )


def promises(given: Table, settings: Settings) -> Table:
    """Give the promises on the day and hour they fall due, with whether they were kept by then."""
    return given.mutate(
        day=business_day(given.due_at, settings),
        hour=given.due_at.hour(),
        promises=1,
        promises_kept=(given.kept_at <= given.due_at).fill_null(False).cast("int64"),
        is_open=given.kept_at.isnull(),
    )


def findings(found: Table, settings: Settings) -> Table:
    """Give what the guard found, by its severity."""
    return found.mutate(
        day=business_day(found["at"], settings),
        hour=found["at"].hour(),
        guard_hits=1,
        **{f"guard_hits_{each}": (found.severity == each).cast("int64") for each in SEVERITIES},
    )


def ratings(given: Table, settings: Settings) -> Table:
    """Give the ratings, with whether the buyer was satisfied or very satisfied."""
    return given.mutate(
        day=business_day(given["at"], settings),
        hour=given["at"].hour(),
        ratings=1,
        satisfied=(given.rating >= _SATISFIED).cast("int64"),
    )


def cases(opened: Table, settings: Settings) -> Table:
    """Give the after-sales cases where they were opened, with whether answer and settlement were in time."""
    answer = opened.answered_at.delta(opened.opened_at, unit="millisecond") / 1000.0
    limit = ibis.interval(hours=settings.case_settle_hours)
    return opened.mutate(
        day=business_day(opened.opened_at, settings),
        hour=opened.opened_at.hour(),
        cases=1,
        cases_answered=(answer <= settings.case_answer_seconds).fill_null(False).cast("int64"),
        cases_settled=(opened.settled_at <= opened.opened_at + limit).fill_null(False).cast("int64"),
        is_open=opened.settled_at.isnull(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A table of its own: how its rows are read, and what of them is summed.

    ``at`` is when the buyer was there, ``last`` what the last day is called of which something is open.
    """

    table: str
    at: str
    read: Callable[[Table, Settings], Table]
    sums: tuple[str, ...]
    last: str = ""


KINDS = (
    Kind(
        table="promises", at="made_at", read=promises, sums=("promises", "promises_kept"), last="last_promise"
    ),
    Kind(
        table="findings",
        at="at",
        read=findings,
        sums=("guard_hits", *(f"guard_hits_{each}" for each in SEVERITIES)),
    ),
    Kind(table="ratings", at="at", read=ratings, sums=("ratings", "satisfied")),
    Kind(
        table="cases",
        at="opened_at",
        read=cases,
        sums=("cases", "cases_answered", "cases_settled"),
        last="last_case",
    ),
)


def totals(found: Table, kind: Kind, grain: Grain) -> Table:
    """Sum up what the rows of a table bring, and give the last day of which something is still open."""
    made = {name: found[name].sum() for name in kind.sums}
    if kind.last:
        made[kind.last] = found.day.max(where=found.is_open)
    return grouped(found, grain).agg(**made)
