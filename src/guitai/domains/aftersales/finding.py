"""Which order somebody means who opens a case: by its number or the end of it, a waybill, a buyer."""

from guitai.domains.accounts.models import Shop
from guitai.domains.trade import searching
from guitai.domains.trade.models import Order as Order
from guitai.domains.trade.models import OrderLine as OrderLine
from guitai.kernel.text import fold

# Fewer of an order's last digits name too many.
FEWEST_DIGITS = 4


def orders_named(shop: Shop, text: str, *, limit: int = 8) -> list[Order]:
    """Give the shop's orders that may be meant, the surest first, then the newest; with buyers at hand.

    :param text: an order's number or its last four or more digits, a waybill, a phone, a buyer's account.
    """
    wanted = fold(text).replace(" ", "").removeprefix("#")
    if not wanted:
        return []
    found = searching.find(shop_id=shop.pk, text=text, limit=limit)
    orders = [one.order for one in found if one.order is not None]
    own = Order.objects.filter(shop=shop).select_related("buyer").order_by("-created_at", "-pk")
    if len(orders) < limit and len(wanted) >= FEWEST_DIGITS:
        orders += own.filter(number__iendswith=wanted)[:limit]
    buyers = [one.buyer.pk for one in found if one.buyer is not None and one.order is None]
    if not orders and buyers:
        orders += own.filter(buyer__in=buyers)[:limit]
    return list({order.pk: order for order in orders}.values())[:limit]
