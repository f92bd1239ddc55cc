"""Inquiries: buyers who asked before they bought, and what became of them."""

import ibis
from ibis.expr.types import Table

from guitai.engines.metrics.grain import Grain, business_day, grouped
from guitai.engines.metrics.settings import Settings

OUTCOMES = ("ordered_same_day", "ordered", "paid_next_day", "paid")


def counted(orders: Table, settings: Settings) -> Table:
    """Give the orders that count: without the excluded flags, with the business day of their making."""
    if settings.excluded_flags:
        orders = orders.filter(~orders.flag.isin(list(settings.excluded_flags)))
    return orders.mutate(order_day=business_day(orders.created_at, settings))


def inquiries(met: Table, orders: Table, grain: Grain, settings: Settings) -> Table:
    """Give the inquiries, one row each, with whether they were ordered and paid, and when.

    :param met: the buyers met (:func:`~guitai.engines.metrics.reception.per_buyer`).

    Received buyers are after-sales where an order of theirs was paid before their first message of the day,
    within so many days before it.
    """
    keys, said = [*grain.who, "buyer", "day"], ("after_sales", *OUTCOMES)
    asked = who_asked(met).select(*keys, "first_at")
    both = with_orders(met, orders, settings)
    both = both.filter(both.after_sales | both.ordered)
    brought = both.group_by(keys).agg(**{name: both[name].any() for name in said})
    joined = asked.left_join(brought, keys)
    found = joined.select(
        *[asked[name] for name in asked.columns], **{name: joined[name].fill_null(False) for name in said}
    )
    return found.filter(~found.after_sales).mutate(hour=found.first_at.hour(), lost=~found.ordered)


def who_asked(met: Table) -> Table:
    """Give the received buyers who wrote."""
    return met.filter(met.received & met.first_asked_at.notnull())


def with_orders(met: Table, orders: Table, settings: Settings) -> Table:
    """Give the received buyers who asked, a row for each order of theirs: what it makes of the inquiry."""
    placed = counted(orders, settings).select("shop", "buyer", "number", "created_at", "paid_at", "order_day")
    # Who is not named is nobody else.
    both = who_asked(met).inner_join(placed.filter(placed.buyer != ""), ["shop", "buyer"])
    since = both.first_asked_at - ibis.interval(days=settings.after_sales_days)
    begins = settings.day_begins
    # The end of the next business day.
    ends = both.day.cast("timestamp") + ibis.interval(hours=48 + begins.hour, minutes=begins.minute)
    last_day = both.day + ibis.interval(days=settings.order_days - 1)
    after = (both.created_at > both.first_asked_at) & (both.order_day <= last_day)
    said = {
        "after_sales": (both.paid_at < both.first_asked_at) & (both.paid_at >= since),
        "ordered_same_day": after & (both.order_day == both.day),
        "ordered": after,
        "paid_next_day": after & (both.paid_at < ends),
        "paid": after & both.paid_at.notnull(),
    }
    return both.mutate(**{name: value.fill_null(False) for name, value in said.items()})


def outcomes(asked: Table, grain: Grain) -> Table:
    """Count inquiries and what became of them, and give the last day there was one."""
    told = [name for name in (*OUTCOMES, "lost", "recommended", "lost_explained") if name in asked.columns]
    return grouped(asked, grain).agg(
        inquiries=asked.count(),
        **{name: asked[name].sum() for name in told},
        last_inquiry=asked.day.max(),
    )
