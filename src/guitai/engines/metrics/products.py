"""What became of inquiries and sales by product.

An inquiry speaks of a product that was recommended to the buyer that day, or that an order it led to holds;
of other products a buyer asked about nothing is known. An order counts for each product it holds, and its
refund for each of them too: which of them was sent back the facts do not say.
"""

from dataclasses import replace
from datetime import date, datetime

import ibis
from ibis.expr.types import Table

from guitai.engines.metrics import inquiries, reception, sales, talks
from guitai.engines.metrics.computing import Row, gathered, rows_of
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain, business_day, grouped, of_whom, within
from guitai.engines.metrics.inquiries import OUTCOMES
from guitai.engines.metrics.settings import Settings

KEYS = (
    "inquiries",
    *OUTCOMES,
    "conversion",
    "lost",
    "sales",
    "orders",
    "buyers",
    "items",
    "refund_rate",
)


def by_product(
    facts: Facts,
    grain: Grain,
    settings: Settings,
    *,
    as_of: datetime,
    first: date | None = None,
    last: date | None = None,
) -> list[Row]:
    """Give the figures named above, a row for each combination of the grain's keys and of ``product``.

    The parameters are those of :func:`~guitai.engines.metrics.computing.figures`. Without ``items`` there is
    nothing to tell.
    """
    if facts.items is None:
        return []
    grain = replace(grain, more=("product",))
    chats = talks.computed_chats(facts.messages, settings)
    met = reception.per_buyer(of_whom(within(chats, first, last), facts.groups, grain), grain)
    sold = of_whom(within(sales.sold(facts, chats, settings), first, last), facts.groups, grain)
    asked = inquiries.outcomes(spoken_of(met, facts, facts.items, grain, settings), grain)
    tables = (asked, _sold(sold, facts.items, grain))
    return rows_of(gathered(tables, grain), grain, settings, as_of=as_of, keys=KEYS)


def spoken_of(met: Table, facts: Facts, items: Table, grain: Grain, settings: Settings) -> Table:
    """Give the inquiries, a row for each product they spoke of, with what became of them in its orders."""
    keys = [*grain.who, "buyer", "day"]
    asked = inquiries.inquiries(met, facts.orders, grain, settings)
    held = inquiries.with_orders(met, facts.orders, settings)
    lines = _of_orders(items)
    held = held.filter(held.ordered)
    held = held.inner_join(lines, [held.shop == lines.item_shop, held.number == lines.item_order])
    spoken = held.select(*keys, "product", *OUTCOMES)
    if (given := facts.recommendations) is not None:
        given = of_whom(given.mutate(day=business_day(given["at"], settings)), facts.groups, grain)
        nothing = {name: ibis.literal(False) for name in OUTCOMES}
        given = given.filter(given.buyer != "").select(*keys, "product", **nothing)
        spoken = spoken.union(given)
    each = spoken.group_by([*keys, "product"]).agg(**{name: spoken[name].any() for name in OUTCOMES})
    found = each.inner_join(asked.select(*keys, "hour"), keys)
    return found.mutate(lost=~found.ordered)


def of_product(orders: Table, items: Table, product: str) -> Table:
    """Give the orders that hold a product, with its pieces and what it brought in place of all of theirs."""
    held = _held(orders, items)
    held = held.filter(held["product"] == product)
    return held.mutate(sales_fen=held.brought, items=held.pieces).select(orders.columns)


def _sold(sold: Table, items: Table, grain: Grain) -> Table:
    held = _held(sold, items)
    return grouped(held, grain).agg(
        sales=held.brought.sum(),
        orders=held.count(),
        buyers=sales.distinct_buyers(held),
        items=held.pieces.sum(),
        refunded_orders=held.is_refunded.sum(),
    )


def _held(orders: Table, items: Table) -> Table:
    """Give orders, a row for each product they hold, with its pieces and what it brought."""
    lines = _of_orders(items)
    lines = lines.group_by("item_shop", "item_order", "product").agg(
        pieces=lines.quantity.sum(), brought=lines.amount_fen.sum()
    )
    return orders.inner_join(lines, [orders.shop == lines.item_shop, orders.number == lines.item_order])


def _of_orders(items: Table) -> Table:
    return items.rename(item_shop="shop", item_order="order")
