"""New and returning buyers, read from the section of that name in docs/reference/metrics.md."""

from guitai.engines.metrics.grain import Grain
from guitai.engines.metrics.settings import Attribution, Settings
from tests.by_hand import chats, metrics, reception, sales, service
from tests.by_hand.facts import Shop, day_of


def figures(shop: Shop, grain: Grain, settings: Settings, *, as_of, first=None, last=None) -> dict:
    """Give the figures by row, of which ``returning`` is the last part."""

    def inside(day):
        return (first is None or day >= first) and (last is None or day <= last)

    everything = chats.chats(shop, settings)
    orders = [order for order in shop.orders if order.flag not in settings.excluded_flags or not order.flag]
    known = service.days_written(everything, settings)
    known |= {(each.buyer, day_of(each.paid_at, settings)) for each in orders if each.buyer and each.paid_at}

    def is_returning(buyer, day):
        return any(who == buyer and before < day for who, before in known)

    def order_day(order):
        at = order.paid_at if settings.rule is Attribution.PAYMENT else order.created_at
        return day_of(at, settings)

    told = {}
    for returning in (False, True):
        rows = reception.Rows(grain, {}, set(), shop.groups or [])
        within = [chat for chat in everything if inside(chat.day)]
        within = [chat for chat in within if is_returning(chat.buyer, chat.day) is returning]
        kept = [
            chat
            for chat in chats.kept(everything, settings)
            if inside(chat.day) and is_returning(chat.buyer, chat.day) is returning
        ]
        reception.count_reception(rows, within, kept, settings)
        received = reception.received(within, kept, rows)
        for asked, at, led_to in reception.inquiries(received, orders, settings):
            rows.add(asked.agent, asked.day, at, **reception.funnel(asked.day, led_to, settings))
            if reception.is_late(asked.day, settings, as_of):
                rows.mark_late(asked.agent, asked.day, at, "conversion")
        sold = [
            each for each in orders if each.paid_at and is_returning(each.buyer, order_day(each)) is returning
        ]
        sales.count_sales(rows, shop, sold, everything, settings, inside)
        told |= {(*row, returning): metrics.told(row, sums, rows, set()) for row, sums in rows.sums.items()}
    return told
