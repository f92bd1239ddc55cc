"""What can be asked about buyers and orders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, QuerySet, Sum

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Person, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.catalog.queries import stock_of
from guitai.domains.trade.masking import is_masked
from guitai.domains.trade.models import RUNNING, GivenAmount, OrderLine, OrderStatus, Parcel
from guitai.domains.trade.models import Buyer as Buyer
from guitai.domains.trade.models import Order as Order
from guitai.domains.trade.models import Refund as Refund
from guitai.domains.trade.order_facts import NO_TOKENS as NO_TOKENS
from guitai.domains.trade.order_facts import Tokens as Tokens
from guitai.domains.trade.order_facts import name_in_facts as name_in_facts
from guitai.domains.trade.order_facts import order_facts as order_facts
from guitai.domains.trade.order_facts import orders_for_check as orders_for_check
from guitai.domains.trade.order_facts import orders_named as orders_named
from guitai.domains.trade.order_facts import product_spoken_of as product_spoken_of
from guitai.kernel.days import SHANGHAI, business_day, day_period
from guitai.kernel.money import Money
from guitai.kernel.text import shorten


@dataclass(frozen=True, slots=True)
class BuyerHistory:
    """What a buyer bought so far; ``spent`` is what was paid less what went back."""

    orders: int
    spent: Money


@dataclass(frozen=True, slots=True)
class Basket:
    """What was put together and not paid yet, and in how many pieces."""

    amount: Money
    pieces: int


@dataclass(frozen=True, slots=True)
class DispatchPromise:
    """When an order is to leave: the platform's limit, when it usually has left, and whether it is late.

    The limit is what the platform says of this order, else the shop's promised hours after its payment.
    """

    by: datetime
    usual: datetime
    late: bool


def visible_to(person: Person) -> QuerySet[Order]:
    """Give the orders this person may see: those of the shops they work in now."""
    return Order.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def buyers_visible_to(person: Person) -> QuerySet[Buyer]:
    """Give the buyers of the shops this person works in now."""
    return Buyer.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def lines_visible_to(person: Person) -> QuerySet[OrderLine]:
    """Give the lines of the orders this person may see."""
    return OrderLine.objects.filter(order__in=visible_to(person))


def parcels_visible_to(person: Person) -> QuerySet[Parcel]:
    """Give the parcels of the orders this person may see."""
    return Parcel.objects.filter(order__in=visible_to(person))


def refunds_visible_to(person: Person) -> QuerySet[Refund]:
    """Give the refunds this person may see: those of the shops they work in now."""
    return Refund.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def refunds_of(order: Order) -> QuerySet[Refund]:
    """Give an order's refunds, the one asked for last first."""
    return Refund.objects.filter(shop=order.shop_id, order=order).order_by(
        F("asked_at").desc(nulls_last=True), "-pk"
    )


def orders_of(buyer: Buyer) -> QuerySet[Order]:
    """Give a buyer's orders, newest first, with their lines, products and parcels at hand."""
    lines = OrderLine.objects.select_related("product").order_by("position")
    return (
        Order.objects.filter(shop=buyer.shop_id, buyer=buyer)
        .prefetch_related(Prefetch("lines", lines), Prefetch("parcels", Parcel.objects.order_by("pk")))
        .order_by("-created_at", "-pk")
    )


def order_spoken_of(buyer: Buyer, *, product: Product | None = None) -> Order | None:
    """Give the order a talk is likely about, as :func:`spoken_of` does, out of a buyer's latest."""
    return spoken_of(list(orders_of(buyer)[:20]), product=product)


def spoken_of(orders: Sequence[Order], *, product: Product | None = None) -> Order | None:
    """Give the order a talk is likely about: the newest with the product, else the newest running one.

    :param orders: a buyer's, newest first, with their lines at hand.
    """
    if product is not None:
        for order in orders:
            if any(line.product_id == product.pk for line in order.lines.all()):
                return order
    running = [order for order in orders if order.status in RUNNING]
    return next(iter(running or orders), None)


def given_to(order: Order) -> Money:
    """Give what agents gave to an order so far, in words, off its price or back."""
    amounts = GivenAmount.objects.filter(shop=order.shop_id, order=order)
    return Money(amounts.aggregate(fen=Sum("amount_fen", default=0))["fen"])


def unpaid_basket(buyer: Buyer) -> Basket | None:
    """Give what a buyer's unpaid orders come to, without postage; None where there is none."""
    unpaid = Order.objects.filter(shop=buyer.shop_id, buyer=buyer, status=OrderStatus.UNPAID)
    summed = unpaid.aggregate(fen=Sum("goods_fen", default=0), pieces=Sum("item_count", default=0))
    return Basket(Money(summed["fen"]), summed["pieces"]) if summed["pieces"] else None


def sold_since(product_ids: Iterable[int], *, since: datetime) -> dict[int, int]:
    """Give how many pieces of each of these products were paid for since a moment."""
    lines = OrderLine.objects.filter(product__in=list(product_ids), order__paid_at__gte=since)
    return dict(lines.values_list("product_id").annotate(pieces=Sum("quantity")))


def paid_since(buyer: Buyer, *, since: datetime) -> bool:
    """Say whether the buyer paid an order at or after that moment."""
    return Order.objects.filter(shop=buyer.shop_id, buyer=buyer, paid_at__gte=since).exists()


def order_card(order: Order) -> dict[str, Any]:
    """Give an order as its card is sent (docs/reference/live.md)."""
    lines = list(order.lines.all())
    return {
        "id": order.pk,
        "number": order.number,
        "status": order.status,
        "status_text": str(order.get_status_display()),
        "total": order.total.yuan,
        "titles": order.titles or "，".join(line.title for line in lines),
        "items": order.item_count or sum(line.quantity for line in lines),
    }


def card_by_id(*, buyer_id: int, order_id: int) -> dict[str, Any]:
    """Give the card of one of this buyer's orders; an empty one where it is not theirs."""
    order = Order.objects.filter(buyer=buyer_id, pk=order_id).prefetch_related("lines").first()
    return order_card(order) if order else {}


def card_by_number(*, shop_id: int, account: str, number: str) -> dict[str, Any]:
    """Give the card of the order with this number, if this account placed it; else an empty one."""
    own = Order.objects.filter(shop=shop_id, buyer__account=account, number=number)
    order = own.prefetch_related("lines").first() if account else None
    return order_card(order) if order else {}


def ordered_until(buyer_ids: Iterable[int], *, until: datetime) -> dict[int, list[tuple[datetime, int]]]:
    """Give when these buyers ordered up to a moment, and for how many fen; closed orders left out."""
    found: dict[int, list[tuple[datetime, int]]] = {}
    orders = Order.objects.filter(buyer__in=set(buyer_ids), created_at__lte=until).exclude(
        status=OrderStatus.CLOSED
    )
    for buyer_id, created_at, fen in orders.values_list("buyer_id", "created_at", "total_fen"):
        found.setdefault(buyer_id, []).append((created_at, fen))
    return found


def accounts_by_number(*, shop_id: int, numbers: Iterable[str]) -> dict[str, str]:
    """Give the accounts that placed the orders with these numbers; only those that are known in full."""
    placed = Order.objects.filter(shop=shop_id, number__in=set(numbers)).exclude(buyer=None)
    return {
        number: account
        for number, account in placed.values_list("number", "buyer__account")
        if account and not is_masked(account)
    }


def buyers_with_marks(*, shop_id: int, accounts: Iterable[str]) -> list[Buyer]:
    """Give those with these accounts whom agents tagged or marked VIP, and who have no order."""
    buyers = Buyer.objects.filter(shop=shop_id, account__in=set(accounts), orders=None)
    return [buyer for buyer in buyers if buyer.tags or buyer.is_vip]


def is_returning(buyer: Buyer, at: datetime) -> bool:
    """Say whether the shop knew this buyer before that moment."""
    return buyer.first_seen_at < at


def order_count(buyer: Buyer) -> int:
    """Give how many orders a buyer placed, in whatever state they are."""
    return Order.objects.filter(shop=buyer.shop_id, buyer=buyer).count()


def history_of(buyer: Buyer) -> BuyerHistory:
    """Give how many orders a buyer paid, and what they spent."""
    paid = Order.objects.filter(buyer=buyer, shop=buyer.shop_id).exclude(paid_at=None)
    found = paid.aggregate(
        orders=Count("pk"), paid=Sum("paid_fen", default=0), back=Sum("refund_fen", default=0)
    )
    return BuyerHistory(found["orders"], Money(found["paid"] - found["back"]))


def dispatch_promise(order: Order, shop: Shop, *, at: datetime) -> DispatchPromise | None:
    """Give when a paid order that has not left is to leave; nothing for any other."""
    if order.paid_at is None or order.status not in {OrderStatus.PAID, OrderStatus.PART_SHIPPED}:
        return None
    day = business_day(order.paid_at)
    if order.paid_at.astimezone(SHANGHAI).time() > shop.dispatch_cutoff:
        day += timedelta(days=1)
    by = order.dispatch_by or order.paid_at + timedelta(hours=shop.dispatch_hours)
    return DispatchPromise(by=by, usual=min(day_period(day).end, by), late=at > by)


def buyer_facts(
    buyer: Buyer, *, shop: Shop, agent: str, order: Order | None = None, product: Product | None = None
) -> dict[str, str]:
    """Give what is known for the slots of a quick phrase, by their names (docs/reference/slots.md)."""
    facts = {
        "买家": buyer.display_name,
        "客服": agent,
        "店铺": shop.name,
        "截止": f"{shop.dispatch_cutoff:%H:%M}",
    }
    if order is not None:
        facts |= _order_facts(order, shop)
        lines = list(order.lines.all())
        product = product or next((line.product for line in lines if line.product), None)
    if product is not None:
        facts = {fact.name: fact.value for fact in product.facts.all() if not fact.is_weakness} | facts
        facts |= {
            "商品": product.short_name or product.title,
            "价格": str(product.price),
            "库存": str(stock_of(product)),
            "商品链接": product.link,
        }
    return {name: value for name, value in facts.items() if value}


def _order_facts(order: Order, shop: Shop) -> dict[str, str]:
    lines, parcels = list(order.lines.all()), list(order.parcels.all())
    promise = dispatch_promise(order, shop, at=order.created_at)
    couriers = dict.fromkeys(parcel.courier for parcel in parcels if parcel.courier)
    told = {name: str(value) for line in lines[:1] for name, value in line.properties.items()}
    return told | {
        "订单号": order.number,
        "订单状态": str(order.get_status_display()),
        "金额": str(order.total),
        "付款金额": str(Money(order.paid_fen)) if order.paid_at else "",
        "邮费": str(Money(order.postage_fen)),
        "快递": "、".join(couriers),
        "单号": "、".join(parcel.waybill for parcel in parcels),
        "收货地区": order.region,
        "下单时间": _told(order.created_at),
        "付款时间": _told(order.paid_at),
        "发货时间": _told(order.shipped_at),
        "最晚发货": _told(promise.by) if promise else "",
        "商品": shorten(lines[0].title if lines else order.titles, 60),
        "规格": "、".join(
            dict.fromkeys(kind for line in lines if (kind := " ".join(line.properties.values())))
        ),
        "数量": str(order.item_count or sum(line.quantity for line in lines) or ""),
    }


def _told(moment: datetime | None) -> str:
    """Give a moment as one says it to a buyer, whatever the agent's language."""
    if moment is None:
        return ""
    local = moment.astimezone(SHANGHAI)
    return f"{local.month}月{local.day}日{local:%H:%M}"
