"""The figures of one shop in plain Python, read from the definitions (docs/reference/metrics.md).

It shares the names of settings and grains with the engine and nothing else. Slow, and meant to be read: each
module says what the definitions leave open and how it is decided.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from guitai.engines.metrics.grain import Grain
from guitai.engines.metrics.settings import Settings
from tests.by_hand import chats, reception, sales, service
from tests.by_hand.facts import Shop

COUNTS = (
    "consulted",
    "received",
    "unreplied",
    "buyer_messages",
    "agent_messages",
    "agent_characters",
    "max_concurrent",
    "transferred_in",
    "transferred_out",
    "inquiries",
    "ordered_same_day",
    "ordered",
    "paid_next_day",
    "paid",
    "lost",
    "orders",
    "buyers",
    "items",
    "reminded",
    "reminder_recovered",
)
AMOUNTS = ["sales", "refunded", "net_sales", "reminder_sales"]
OVER = {
    "reply_rate": ("received", "met"),
    "answer_ratio": ("agent_messages", "buyer_messages"),
    "first_response": ("firsts_waited", "firsts_answered"),
    "average_response": ("waited", "answered"),
    "rate_30s": ("fast", "rounds"),
    "rate_3min": ("day_within", "day_rounds"),
    "wangwang_response": ("day_capped", "day_rounds"),
    "jd_first_30s": ("jd_firsts_fast", "jd_firsts"),
    "conversion": ("paid", "inquiries"),
    "average_order_value": ("sales", "buyers"),
    "items_per_buyer": ("items", "buyers"),
    "refund_rate": ("refunded_orders", "orders"),
    "reminder_rate": ("reminder_recovered", "reminded"),
}
FOR_SHOP = {"silent_share": ("silent_sales", "sales")}
SERVICE = {  # the table without which it is not told, part and whole
    "recommended": ("recommendations", "recommended", "inquiries"),
    "promises_kept": ("promises", "kept", "promises"),
    "guard_hits": ("findings", "guard_hits", "agent_messages"),
    "guard_hits_block": ("findings", "guard_hits_block", "agent_messages"),
    "guard_hits_approve": ("findings", "guard_hits_approve", "agent_messages"),
    "guard_hits_confirm": ("findings", "guard_hits_confirm", "agent_messages"),
    "guard_hits_note": ("findings", "guard_hits_note", "agent_messages"),
    "satisfaction": ("ratings", "satisfied", "ratings"),
    "solved_once": ("", "solved_once", "talked"),
    "aftersales_first": ("cases", "cases_answered", "cases"),
    "aftersales_settled": ("cases", "cases_settled", "cases"),
    "lost_reasons": ("lost", "explained", "lost"),
}
IN_YUAN = {*AMOUNTS, "silent_sales", "average_order_value"}


@dataclass(frozen=True)
class Told:
    """A figure as it is told: None where there is nothing to divide by, or while it is late."""

    value: Fraction | int | None
    late: bool = False


def figures(
    shop: Shop,
    grain: Grain,
    settings: Settings,
    *,
    as_of,
    first: date | None = None,
    last: date | None = None,
) -> dict[tuple, dict[str, Told]]:
    """Give the figures of a shop by row: the row's agent, day and hour, as far as the grain has them."""

    def inside(day):
        return (first is None or day >= first) and (last is None or day <= last)

    rows = reception.Rows(grain, {}, set(), shop.groups or [])
    everything = chats.chats(shop, settings)
    within = [chat for chat in everything if inside(chat.day)]
    kept = [chat for chat in chats.kept(everything, settings) if inside(chat.day)]
    orders = [order for order in shop.orders if order.flag not in settings.excluded_flags or not order.flag]
    reception.count_reception(rows, within, kept, settings)
    reception.count_concurrent(rows, within, settings)
    received = reception.received(within, kept, rows)
    for asked, at, led_to in reception.inquiries(received, orders, settings):
        numbers = reception.funnel(asked.day, led_to, settings)
        numbers["recommended"] = service.is_recommended(shop, rows, asked, settings)
        numbers["explained"] = numbers["lost"] and service.is_explained(shop, rows, asked)
        rows.add(asked.agent, asked.day, at, **numbers)
        if reception.is_late(asked.day, settings, as_of):
            rows.mark_late(asked.agent, asked.day, at, "conversion")
    service.count_solved(rows, received, everything, settings, as_of)
    service.count_tables(rows, shop, settings, as_of, inside)
    sales.count_sales(rows, shop, orders, everything, settings, inside)
    sales.count_reminders(rows, shop, orders, settings, as_of, inside)
    there = {name for name, table in vars(shop).items() if table is not None}
    return {row: told(row, sums, rows, there) for row, sums in rows.sums.items()}


def told(row, sums, rows, there) -> dict[str, Told]:
    """Make figures of the sums of a row; of what there is no table of there are none."""
    sums["met"] = sums["received"] + sums["unreplied"]
    of_shop = not (rows.grain.agents or rows.grain.groups)
    over = OVER | FOR_SHOP if of_shop else OVER
    over |= {key: sums for key, (table, *sums) in SERVICE.items() if not table or table in there}
    amounts = [*AMOUNTS, "silent_sales"] if of_shop else AMOUNTS
    found = {key: Told(sums[key]) for key in COUNTS}
    found |= {key: Told(Fraction(sums[key], 100)) for key in amounts}
    for key, (part, whole) in over.items():
        late = (row, key) in rows.late
        value = Fraction(sums[part]) / sums[whole] if sums[whole] else None
        if value is not None and key in IN_YUAN:
            value /= 100
        if value is not None and key.startswith("guard_hits"):
            value *= 1000
        found[key] = Told(None if late else value, late)
    return found
