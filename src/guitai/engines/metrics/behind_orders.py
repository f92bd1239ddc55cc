"""The orders behind figures: which they are and what each brings to the sums figures are made of."""

from collections.abc import Callable

import ibis
from ibis import _
from ibis.expr.types import Table

from guitai.engines.metrics import inquiries, sales, talks
from guitai.engines.metrics.grain import of_whom
from guitai.engines.metrics.inquiries import OUTCOMES
from guitai.engines.metrics.scene import Scene

Family = Callable[[Scene], Table]
SOLD = ("sales", "orders", "buyers", "items", "refunded", "net_sales", "refunded_orders", "silent_sales")
ASKED = ("inquiries", *OUTCOMES)
REMINDED = ("reminded", "reminder_recovered", "reminder_sales")


def _sold(scene: Scene) -> Table:
    found = scene.cut(scene.sold)
    order = ibis.window(
        group_by=[found.shop, (found.buyer == "").ifelse(found.number, found.buyer)],
        order_by=[found.created_at, found.number],
    )
    return found.mutate(
        sales=found.sales_fen,
        orders=1,
        # Each buyer once, with their first order.
        buyers=(ibis.row_number().over(order) == 0).cast("int64"),
        refunded=found.refunded_fen,
        refunded_orders=found.is_refunded.cast("int64"),
        net_sales=found.sales_fen - found.refunded_fen,
        silent_sales=(found.agent == "").ifelse(found.sales_fen, 0),
    )


def _reminded(scene: Scene) -> Table:
    given = of_whom(scene.facts.reminders, None, scene.grain)
    firsts = scene.cut(sales.reminded(given, scene.facts, scene.grain, scene.settings))
    if not scene.agent:
        # The shop's stand with who reminded first.
        said = given.group_by("shop", number=given.order, at=given["at"]).agg(agent=given.agent.min())
        firsts = firsts.inner_join(said, ["shop", "number", "at"])
    orders = scene.facts.orders.select("shop", "number", "buyer", "created_at")
    found = firsts.inner_join(orders, ["shop", "number"])
    return found.mutate(
        reminded=1,
        reminder_recovered=found.won.cast("int64"),
        reminder_sales=found.won.ifelse(found.sales_fen, 0),
    )


def _asked(scene: Scene) -> Table:
    """Give the orders inquiries led to, each once."""
    facts, settings = scene.facts, scene.settings
    who = [*scene.grain.who, "buyer", "day"]
    orders = scene.holding(facts.orders.mutate(sales_fen=sales.brought(facts.orders, settings)))
    both = inquiries.with_orders(scene.met, facts.orders, settings)
    both = both.filter(both.ordered).semi_join(scene.cut(scene.asked), who)
    both = both.select(*who, "number", *OUTCOMES).inner_join(scene.meetings(), who)
    flags = {name: both[name].any().cast("int64") for name in OUTCOMES}
    found = both.group_by("shop", "number").agg(agent=both.agent.max(), inquiries=1, **flags)
    orders = orders.select("shop", "number", "buyer", "created_at", "paid_at", "sales_fen")
    return found.inner_join(orders, ["shop", "number"])


FAMILIES: dict[str, Family] = {
    **dict.fromkeys(SOLD, _sold),
    **dict.fromkeys(REMINDED, _reminded),
    **dict.fromkeys(ASKED, _asked),
}


def chats_of(scene: Scene, orders: Table) -> Table:
    """Give the chats that have these sales, or in which these reminders were said."""
    day = orders.talk_day if "talk_day" in orders.columns else orders.day
    whose = orders.select("shop", "agent", "buyer", day=day).filter(_.agent != "", _.day.notnull())
    return scene.chats.semi_join(whose.distinct(), list(talks.CHAT))
