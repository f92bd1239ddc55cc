"""What in facts does not fit together, said in a sentence each, so that no figure is silently wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import ibis

from guitai.engines.metrics.keys import Group

_SHOWN = 3
_MINUTE = timedelta(minutes=1)
_COUNTS = """
SELECT (SELECT count(*) FROM messages WHERE author IN ('buyer', 'agent')), (SELECT count(*) FROM orders)
"""
_CHAT_DAYS = """
SELECT DISTINCT CAST("at" AS DATE) FROM messages WHERE author IN ('buyer', 'agent') ORDER BY 1
"""
_ORDER_DAYS = "SELECT DISTINCT CAST(created_at AS DATE) FROM orders ORDER BY 1"
_PAID_BEFORE_MADE = """
SELECT count(*), min(number), max(created_at - paid_at) FROM orders WHERE paid_at < created_at
"""
_LATER = """
SELECT (SELECT count(*) FROM messages WHERE "at" > $as_of),
    (SELECT count(*) FROM orders WHERE greatest(created_at, paid_at) > $as_of)
"""
_BUYERS = """
SELECT count(*) FILTER (buyer = ''), count(*) FILTER (contains(buyer, '*')),
    count(*) FILTER (buyer IN (SELECT buyer FROM messages)), count(*)
FROM orders
"""
# Numbers of orders have eleven digits or more; phones have eleven and begin with 1, and are no order's.
_NAMED_EARLIER = r"""
SELECT count(DISTINCT number), max(created_at - "at")
FROM (
    SELECT buyer, "at", unnest(regexp_extract_all(text, '[0-9]{11,20}|[0-9]{6}-[0-9]{15}')) AS named
    FROM messages WHERE regexp_matches(text, '[0-9]{11}|[0-9]{6}-[0-9]{15}')
) AS said
JOIN orders ON orders.number = said.named AND orders.buyer = said.buyer
WHERE said.at < orders.created_at - INTERVAL 1 MINUTE
"""
_REFUNDS = """
SELECT count(*) FROM refunds ANTI JOIN orders ON orders.number = refunds.order WHERE completed
"""
_REMINDERS = "SELECT count(*) FROM reminders ANTI JOIN orders ON orders.number = reminders.order"
# One agent under two names: the same after the shop's, or a new one where an old one ends.
_NAMESAKES = """
SELECT list_sort(list(DISTINCT agent)) FROM messages WHERE agent <> ''
GROUP BY shop, split_part(agent, ':', -1) HAVING count(DISTINCT agent) > 1 ORDER BY 1
"""
_FOLLOWED = """
WITH days AS (
    SELECT shop, agent, CAST(min("at") AS DATE) AS first, CAST(max("at") AS DATE) AS last
    FROM messages WHERE author = 'agent' AND agent <> '' GROUP BY ALL
)
SELECT before.agent, before.last, after.agent, after.first
FROM days AS before JOIN days AS after USING (shop)
WHERE after.first > before.last AND after.first <= before.last + INTERVAL 3 DAY
    AND split_part(before.agent, ':', -1) <> split_part(after.agent, ':', -1)
    AND (before.last > before.first OR after.last > after.first)
ORDER BY ALL
"""
_STRANGERS = """
SELECT DISTINCT agent FROM reminders WHERE agent NOT IN (SELECT agent FROM messages) ORDER BY 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of the facts: which days, at which local moment, how many days back payments matter."""

    as_of: datetime
    first: date | None = None
    last: date | None = None
    after_sales_days: int = 15


def notices(backend: ibis.BaseBackend, asked: Asked) -> list[str]:
    """Look at the facts that :func:`~guitai.connectors.files.facts.open_facts` opened in ``backend``."""
    ask = _Asking(backend)
    messages, orders = ask.row(_COUNTS)
    found: list[str] = []
    if not messages:
        found.append("There are no chats; what is said of reception and inquiries is empty.")
    if not orders:
        found.append("There are no orders; what needs them is left empty.")
    if messages:
        found += _days(ask, asked, with_orders=bool(orders))
        found += _renamed(ask)
    if orders:
        found += _clocks(ask, asked)
    if messages and orders:
        found += _buyers(ask)
    found += _of_unknown_orders(ask)
    return found


def lacking(backend: ibis.BaseBackend) -> frozenset[Group]:
    """Say which figures nothing is known of, for want of messages, orders or reminders."""
    ask = _Asking(backend)
    messages, orders = ask.row(_COUNTS)
    needs = {
        Group.RECEPTION: messages,
        Group.INQUIRIES: messages and orders,
        Group.SALES: orders,
        Group.REMINDERS: orders and "reminders" in ask.tables,
        Group.SERVICE: messages,
    }
    return frozenset(group for group, there in needs.items() if not there)


class _Asking:
    def __init__(self, backend: ibis.BaseBackend) -> None:
        self._connection = backend.con
        self.tables = {row[0] for row in self.rows("SELECT view_name FROM duckdb_views()")}

    def rows(self, query: str, **values: object) -> list[Any]:
        return list(self._connection.execute(query, values or None).fetchall())

    def row(self, query: str, **values: object) -> Any:
        return self.rows(query, **values)[0]


def _days(ask: _Asking, asked: Asked, *, with_orders: bool) -> Iterator[str]:
    """Say on which of the days asked for there are no chats or orders, and if payments before are unknown."""
    chatted = [row[0] for row in ask.rows(_CHAT_DAYS)]
    first = asked.first or chatted[0]
    last = min(asked.last or chatted[-1], max(asked.as_of.date(), chatted[-1]))
    every = [first + timedelta(days=passed) for passed in range((last - first).days + 1)]
    if missing := [day for day in every if day not in set(chatted)]:
        yield f"There are no chats on {_some(missing)}; if the shop was open, an export is missing."
    if not with_orders:
        return
    ordered = [row[0] for row in ask.rows(_ORDER_DAYS)]
    if missing := [day for day in every if day not in set(ordered) and day in set(chatted)]:
        yield f"There are chats and no orders on {_some(missing)}; if anything was bought, a list is missing."
    if ordered[0] > first - timedelta(days=asked.after_sales_days):
        yield (
            f"The orders begin on {ordered[0]}; buyers who had paid in the {asked.after_sales_days} days "
            f"before they asked may stand among the inquiries of the first days."
        )


def _renamed(ask: _Asking) -> Iterator[str]:
    """Say which accounts may be one agent's, who was given another name."""
    for (names,) in ask.rows(_NAMESAKES)[:_SHOWN]:
        yield f"Two accounts of one name are counted apart: {_some(names)}; if it is one agent, add them up."
    for before, last, after, first in ask.rows(_FOLLOWED)[:_SHOWN]:
        yield (
            f"The chats of {before} end on {last} and those of {after} begin on {first}; if that is one "
            "agent under a new name, add them up."
        )


def _clocks(ask: _Asking, asked: Asked) -> Iterator[str]:
    count, number, by = ask.row(_PAID_BEFORE_MADE)
    if count:
        yield f"Orders paid before they were made: {count:,}, such as {number}, by up to {_length(by)}."
    messages, orders = ask.row(_LATER, as_of=asked.as_of)
    if messages or orders:
        yield (
            f"Later than {asked.as_of:%Y-%m-%d %H:%M} are {messages:,} messages and {orders:,} orders; "
            "a clock is ahead, or the moment asked for lies before them."
        )
    count, by = ask.row(_NAMED_EARLIER)
    if count:
        yield (
            f"Orders named in chats before they were made: {count:,}, by up to {_length(by)}; the clocks of "
            "chats and orders differ, and so may whose sale an order is."
        )


def _buyers(ask: _Asking) -> Iterator[str]:
    nameless, masked, met, count = ask.row(_BUYERS)
    if nameless:
        yield f"Orders that name no buyer are nobody's sale: {nameless:,} of {count:,}."
    if masked and not met:
        yield f"The orders' buyers are masked (such as t**1): {masked:,} of {count:,} are nobody's sale."
    elif not met and nameless < count:
        yield "No buyer of the orders stands in the chats; the files may be of different shops or days."


def _of_unknown_orders(ask: _Asking) -> Iterator[str]:
    if "refunds" in ask.tables and (count := ask.row(_REFUNDS)[0]):
        yield f"Refunds of orders that no list holds are left out: {count:,}."
    if "reminders" not in ask.tables:
        return
    if count := ask.row(_REMINDERS)[0]:
        yield f"Reminders of orders that no list holds are left out: {count:,}."
    if strangers := [row[0] for row in ask.rows(_STRANGERS)]:
        yield f"Who reminded and stands in no chat: {_some(strangers)}; their names may be written otherwise."


def _some(found: Sequence[object]) -> str:
    shown = ", ".join(map(str, found[:_SHOWN]))
    return shown if len(found) <= _SHOWN else f"{shown} and {len(found) - _SHOWN:,} more"


def _length(length: timedelta) -> str:
    minutes = max(1, round(length / _MINUTE))
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} h"
