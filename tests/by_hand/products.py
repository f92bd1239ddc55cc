"""Figures of products, read from the section of that name in docs/reference/metrics.md."""

from collections import defaultdict

from guitai.engines.metrics.grain import Grain
from guitai.engines.metrics.settings import Attribution, Settings
from tests.by_hand import chats, metrics, reception, sales
from tests.by_hand.facts import Shop, day_of


def figures(shop: Shop, grain: Grain, settings: Settings, *, as_of, first=None, last=None) -> dict:
    """Give the figures by row, of which the product is the last part."""

    def inside(day):
        return (first is None or day >= first) and (last is None or day <= last)

    everything = chats.chats(shop, settings)
    orders = [order for order in shop.orders if order.flag not in settings.excluded_flags or not order.flag]
    products = {each.product for each in [*shop.items, *(shop.recommendations or ())]}
    told = {}
    for product in products:
        rows = reception.Rows(grain, {}, set(), shop.groups or [])
        lines = [each for each in shop.items if each.product == product]
        holding = {each.order for each in lines}
        within = [chat for chat in everything if inside(chat.day)]
        kept = [chat for chat in chats.kept(everything, settings) if inside(chat.day)]
        received = reception.received(within, kept, rows)
        for asked, at, led_to in reception.inquiries(received, orders, settings):
            held = [order for order in led_to if order.number in holding]
            if held or _recommended(shop, rows, asked, product, settings):
                rows.add(asked.agent, asked.day, at, **reception.funnel(asked.day, held, settings))
                if reception.is_late(asked.day, settings, as_of):
                    rows.mark_late(asked.agent, asked.day, at, "conversion")
        _count_sold(rows, shop, [each for each in orders if each.number in holding], lines, settings, inside)
        told |= {(*row, product): metrics.told(row, sums, rows, set()) for row, sums in rows.sums.items()}
    return told


def _recommended(shop, rows, asked, product, settings):
    return any(
        each.product == product
        and asked.agent in rows.whose(each.agent)
        and each.buyer
        and (each.buyer, day_of(each.at, settings)) == (asked.buyer, asked.day)
        for each in shop.recommendations or ()
    )


def _count_sold(rows, shop, orders, lines, settings, inside):
    everything, buyers = chats.chats(shop, settings), defaultdict(set)
    for order in orders:
        at = order.paid_at if settings.rule is Attribution.PAYMENT else order.created_at
        if order.paid_at is None or not inside(day_of(at, settings)):
            continue
        of_order = [each for each in lines if each.order == order.number]
        for who in rows.whose(sales.seller(order, everything, settings)):
            rows.add(
                who,
                day_of(at, settings),
                at,
                orders=1,
                sales=sum(each.amount_fen for each in of_order),
                items=sum(each.quantity for each in of_order),
                refunded_orders=sales.refund(order, shop)[1],
            )
            buyers[rows.key(who, day_of(at, settings), at.hour)].add(order.buyer or order)
    for row, names in buyers.items():
        rows.sums[row]["buyers"] = len(names)
