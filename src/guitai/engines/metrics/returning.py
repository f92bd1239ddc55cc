"""New and returning buyers: what the shop met and sold of each.

A buyer is returning on a business day if they wrote to the shop (to anybody, mass messages aside), or paid
an order of it, on an earlier business day; else new. It is known only as far back as the facts go. Who has no
name is new.
"""

from dataclasses import replace
from datetime import date, datetime

from ibis.expr.types import Table

from guitai.engines.metrics import inquiries, reception, sales, talks
from guitai.engines.metrics.computing import Row, gathered, rows_of
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain, business_day, of_whom, within
from guitai.engines.metrics.settings import Settings

KEYS = (
    "consulted",
    "received",
    "unreplied",
    "reply_rate",
    "inquiries",
    "ordered_same_day",
    "ordered",
    "paid_next_day",
    "paid",
    "conversion",
    "lost",
    "sales",
    "orders",
    "buyers",
    "items",
    "average_order_value",
    "items_per_buyer",
    "refunded",
    "net_sales",
    "refund_rate",
)


def by_acquaintance(
    facts: Facts,
    grain: Grain,
    settings: Settings,
    *,
    as_of: datetime,
    first: date | None = None,
    last: date | None = None,
) -> list[Row]:
    """Give the figures named above, a row for each combination of the grain's keys and of ``returning``.

    The parameters are those of :func:`~guitai.engines.metrics.computing.figures`.
    """
    grain = replace(grain, more=("returning",))
    chats = talks.computed_chats(facts.messages, settings)
    known = first_days(facts, chats, settings)
    owned = of_whom(within(chats, first, last), facts.groups, grain)
    met = reception.per_buyer(owned, grain)
    asked = inquiries.inquiries(met, facts.orders, grain, settings)
    sold = of_whom(within(sales.sold(facts, chats, settings), first, last), facts.groups, grain)
    tables = (
        reception.buyers(told_apart(met, known), grain),
        inquiries.outcomes(told_apart(asked, known), grain),
        sales.totals(told_apart(sold, known), grain),
    )
    return rows_of(gathered(tables, grain), grain, settings, as_of=as_of, keys=KEYS)


def first_days(facts: Facts, chats: Table, settings: Settings) -> Table:
    """Give the first business day on which each buyer wrote or paid."""
    wrote = chats.filter(chats.buyer_counted > 0).select("shop", "buyer", "day")
    orders = inquiries.counted(facts.orders, settings)
    orders = orders.filter(orders.paid_at.notnull())
    paid = orders.select("shop", "buyer", day=business_day(orders.paid_at, settings))
    both = wrote.union(paid).filter(lambda found: found.buyer != "")
    return both.group_by("shop", "buyer").agg(known_day=both.day.min())


def told_apart(table: Table, known: Table) -> Table:
    """Add to what buyers did on a day whether they were ``returning`` then.

    :param known: since when each buyer is (:func:`first_days`).
    """
    joined = table.left_join(known, ["shop", "buyer"])
    return joined.select(
        [table[name] for name in table.columns]
        + [(joined.known_day < table.day).fill_null(False).name("returning")]
    )
