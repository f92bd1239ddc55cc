"""Sales and reminders, read from "Who gets the sale" of metrics.md.

Left open there, and decided here:

- Every chat with an account can earn a sale, also one in which only one side spoke. "Covers" holds both ends.
- Two chats that end at one moment: the one that began later, then the first account by name.
- 2 days before are 48 hours, the end in.
- Excluded colours count neither for an agent nor for the shop.
- Under ``order_first`` an order belongs to the day it was created, whoever got it and when.
- Buyers are distinct within a row: whoever buys on two days is one buyer of the week. An order without a
  buyer's name is silent, and a buyer of its own.
- With a file of refunds only that file counts; what its orders say is not added.
- An order is reminded once for an agent and once for the shop, at the first reminder while it was there and
  not paid, and counts on that day, so that days add up. A reminder of an order that is not among the orders
  counts for nothing. The rate is late until the 3 days of every reminder in the row are over.
"""

from collections import defaultdict
from datetime import timedelta

from guitai.engines.metrics.settings import Attribution, Settings
from tests.by_hand.chats import Chat
from tests.by_hand.facts import Order, Shop, beginning, day_of
from tests.by_hand.reception import Rows


def seller_at(moment, buyer: str, chats: list[Chat], settings: Settings) -> str:
    """Whose chat an order or payment at this moment belongs to; empty: silent."""
    theirs = [chat for chat in chats if buyer and chat.buyer == buyer and chat.agent and chat.lines]
    since = moment - timedelta(days=settings.sale_days)
    covering = [chat for chat in theirs if chat.begins <= moment <= chat.ends]
    before = [chat for chat in theirs if since <= chat.ends < moment]
    choice = sorted(covering or before, key=lambda chat: chat.agent)
    return max(choice, key=lambda chat: (chat.ends, chat.begins)).agent if choice else ""


def seller(order: Order, chats: list[Chat], settings: Settings) -> str:
    """Who gets a paid order."""
    if settings.rule is Attribution.PAYMENT:
        return seller_at(order.paid_at, order.buyer, chats, settings)
    found = seller_at(order.created_at, order.buyer, chats, settings)
    if not found and settings.rule is Attribution.ORDER_FIRST:
        found = seller_at(order.paid_at, order.buyer, chats, settings)
    return found


def count_sales(rows: Rows, shop: Shop, orders: list[Order], chats: list[Chat], settings: Settings, inside):
    """Sales, refunds and, for the shop, what was sold without a word."""
    buyers = defaultdict(set)
    for order in orders:
        at = order.paid_at if settings.rule is Attribution.PAYMENT else order.created_at
        if order.paid_at is None or not inside(day_of(at, settings)):
            continue
        agent, day, paid = seller(order, chats, settings), day_of(at, settings), _amount(order, settings)
        refunded, has_refund = refund(order, shop)
        numbers = {
            "sales": paid,
            "orders": 1,
            "items": order.items,
            "refunded": refunded,
            "refunded_orders": has_refund,
            "net_sales": paid - refunded,
            "silent_sales": paid if not agent else 0,
        }
        for who in rows.whose(agent):
            rows.add(who, day, at, **numbers)
            buyers[rows.key(who, day, at.hour)].add(order.buyer or order)
    for row, names in buyers.items():
        rows.sums[row]["buyers"] = len(names)


def _amount(order, settings):
    return order.paid_fen - (0 if settings.postage_counts else order.postage_fen)


def refund(order, shop):
    """What was refunded of an order, and whether anything was."""
    if shop.refunds is None:
        return order.refund_fen, order.refund_fen > 0
    done = [each.amount_fen for each in shop.refunds if each.order == order.number and each.completed]
    return sum(done), bool(done)


def count_reminders(rows: Rows, shop: Shop, orders: list[Order], settings: Settings, as_of, inside) -> None:
    """Reminded orders, and those that were then paid."""
    for (agent, _), (at, order) in sorted(_first_reminders(rows, shop, orders).items()):
        day = day_of(at, settings)
        if not inside(day):
            continue
        last = day + timedelta(days=settings.reminder_days - 1)
        recovered = bool(order.paid_at) and day_of(order.paid_at, settings) <= last
        brought = _amount(order, settings) if recovered else 0
        rows.add(agent, day, at, reminded=1, reminder_recovered=recovered, reminder_sales=brought)
        if as_of < beginning(last + timedelta(days=1), settings):
            rows.mark_late(agent, day, at, "reminder_rate")


def _first_reminders(rows, shop, orders):
    by_number = {order.number: order for order in orders}
    firsts = {}
    for reminder in sorted(shop.reminders, key=lambda each: each.at):
        order = by_number.get(reminder.order)
        if (
            order is None
            or reminder.at < order.created_at
            or (order.paid_at and order.paid_at <= reminder.at)
        ):
            continue
        for who in rows.whose(reminder.agent):
            firsts.setdefault((who, order.number), (reminder.at, order))
    return firsts
