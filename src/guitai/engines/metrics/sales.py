"""Sales: whose an order is, and what it brought."""

import ibis
from ibis.expr.types import IntegerColumn, IntegerScalar, Table

from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain, business_day, grouped
from guitai.engines.metrics.inquiries import counted
from guitai.engines.metrics.settings import Attribution, Settings


def sold(facts: Facts, chats: Table, settings: Settings) -> Table:
    """Give the paid orders, each with the agent whose sale it is and the day of the chat that has it.

    A silent order has an empty agent. Of the chats with the buyer that cover the moment the one that ends
    last has the sale, else of those that ended within so many days before it the one that ended last:
    together, the last to end of those that began by then and ended since.
    """
    orders = counted(facts.orders, settings)
    orders = orders.filter(orders.paid_at.notnull())
    if settings.rule is Attribution.PAYMENT:
        orders = orders.mutate(moment=orders.paid_at)
        found = _with_agent(orders, chats, settings)
    else:
        found = _with_agent(orders.mutate(moment=orders.created_at), chats, settings)
    if settings.rule is Attribution.ORDER_FIRST:
        nobodys = found.filter(found.agent == "").drop("agent", "talk_day")
        found = found.filter(found.agent != "").union(
            _with_agent(nobodys.mutate(moment=nobodys.paid_at), chats, settings).select(found.columns)
        )
    at = found.paid_at if settings.rule is Attribution.PAYMENT else found.created_at
    return _with_refunds(
        found.mutate(day=business_day(at, settings), hour=at.hour(), sales_fen=brought(found, settings)),
        facts,
    )


def brought(orders: Table, settings: Settings) -> IntegerColumn:
    """Give what orders brought in fen, with their postage where that counts."""
    return orders.paid_fen if settings.postage_counts else orders.paid_fen - orders.postage_fen


def _with_agent(orders: Table, chats: Table, settings: Settings) -> Table:
    talks = chats.filter(chats.agent != "").select(
        "agent", "first_at", "last_at", talk_shop=chats.shop, talk_buyer=chats.buyer, talk_day=chats.day
    )
    near = _near(orders, talks, settings)
    last = ibis.window(
        group_by=[near.shop, near.number],
        order_by=[ibis.desc(near.last_at), ibis.desc(near.first_at), near.agent],
    )
    whose = near.mutate(place=ibis.row_number().over(last))
    whose = whose.filter(whose.place == 0).select("shop", "number", "agent", "talk_day")
    found = orders.left_join(whose, ["shop", "number"])
    return found.select(
        [orders[name] for name in orders.columns] + [whose.agent.fill_null("").name("agent"), whose.talk_day]
    )


def _near(orders: Table, talks: Table, settings: Settings) -> Table:
    asked = orders.filter(orders.buyer != "").select("shop", "number", "buyer", "moment")
    asked = asked.mutate(since=asked.moment - ibis.interval(days=settings.sale_days))
    return asked.inner_join(
        talks,
        [
            asked.shop == talks.talk_shop,
            asked.buyer == talks.talk_buyer,
            talks.first_at <= asked.moment,
            talks.last_at >= asked.since,
        ],
    )


def _with_refunds(found: Table, facts: Facts) -> Table:
    """Add what was refunded: completed refunds of the list of refunds, or what the order itself says."""
    if facts.refunds is None:
        return found.mutate(refunded_fen=found.refund_fen, is_refunded=found.refund_fen > 0)
    done = facts.refunds.filter(facts.refunds.completed)
    summed = done.group_by("shop", "order").agg(given=done.amount_fen.sum())
    joined = found.left_join(summed, [found.shop == summed.shop, found.number == summed.order])
    return joined.select(
        [found[name] for name in found.columns]
        + [summed.given.fill_null(0).name("refunded_fen"), summed.given.notnull().name("is_refunded")]
    )


def totals(found: Table, grain: Grain) -> Table:
    """Sum up sales; the shop's with those of nobody, which are told apart."""
    sums = {
        "sales": found.sales_fen.sum(),
        "orders": found.count(),
        "buyers": distinct_buyers(found),
        "items": found["items"].sum(),
        "refunded": found.refunded_fen.sum(),
        "refunded_orders": found.is_refunded.sum(),
    }
    if grain.of_shop:
        sums["silent_sales"] = found.sales_fen.sum(where=found.agent == "").fill_null(0)
    return grouped(found, grain).agg(**sums)


def distinct_buyers(found: Table) -> IntegerScalar:
    """Count buyers; who is not named can't be told apart from others, so each such order is a buyer's."""
    return (found.buyer == "").ifelse(found.number, found.buyer).nunique()


def reminded(reminders: Table, facts: Facts, grain: Grain, settings: Settings) -> Table:
    """Give the orders reminded of while unpaid, with whether they were paid within so many days of that.

    An order stands once for each agent (or group) who reminded of it, at their first reminder; once for the
    shop.
    """
    orders = counted(facts.orders, settings)
    orders = orders.mutate(sales_fen=brought(orders, settings))
    both = reminders.inner_join(orders, [reminders.shop == orders.shop, reminders.order == orders.number])
    both = both.filter(
        (both.created_at <= both["at"]) & (both.paid_at.isnull() | (both.paid_at > both["at"]))
    )
    firsts = both.group_by([*grain.who, "number"]).agg(
        at=both["at"].min(), paid_at=both.paid_at.min(), sales_fen=both.sales_fen.min()
    )
    day = business_day(firsts["at"], settings)
    begins = settings.day_begins
    firsts = firsts.mutate(day=day, hour=firsts["at"].hour())
    by = firsts.day.cast("timestamp") + ibis.interval(
        hours=24 * settings.reminder_days + begins.hour, minutes=begins.minute
    )
    return firsts.mutate(won=(firsts.paid_at < by).fill_null(False))


def recoveries(found: Table, grain: Grain) -> Table:
    """Count the orders reminded of and those won back, and give the last day there was a reminder."""
    return grouped(found, grain).agg(
        reminded=found.count(),
        reminder_recovered=found.won.sum(),
        reminder_sales=found.sales_fen.sum(where=found.won).fill_null(0),
        last_reminder=found.day.max(),
    )
