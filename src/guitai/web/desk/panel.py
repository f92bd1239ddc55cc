"""The right-hand panel: buyer, orders and products of a conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right, Shop, may
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.queries import Product, SizeChart
from guitai.domains.chat import queries as chat
from guitai.domains.chat.queries import Conversation
from guitai.domains.followups.dispatching import Dispatches, dispatches_of
from guitai.domains.trade import actions as trade_actions
from guitai.domains.trade import masking
from guitai.domains.trade import queries as trade
from guitai.domains.trade.queries import DispatchPromise, Order
from guitai.domains.trade.remarks import remarks_by_order
from guitai.domains.warehouse.queries import Task
from guitai.web.desk.cancelling import CancellingCard, cards_of
from guitai.web.desk.contacts import contacts_of
from guitai.web.desk.dispatching import DispatchShown
from guitai.web.desk.warehouse import AskedShown, asked_by_order
from guitai.web.members import MemberRequest, member_required
from guitai.web.remarks.showing import RemarksShown, flags_of

ORDERS_SHOWN = 10
MEASURES = {
    "height": _("Height"),
    "weight": _("Weight"),
    "bust": _("Bust"),
    "waist": _("Waist"),
    "hip": _("Hip"),
    "shoulder": _("Shoulder"),
    "length": _("Length"),
    "sleeve": _("Sleeve"),
    "inseam": _("Inseam"),
    "foot": _("Foot"),
}


@dataclass(frozen=True, slots=True)
class OrderShown:
    """An order as the panel shows it: who receives it masked."""

    order: Order
    promise: DispatchPromise | None
    receiver: str
    phone: str
    address: str
    remarks: RemarksShown
    dispatch: DispatchShown
    asked: list[AskedShown]
    cancelling: CancellingCard | None

    @classmethod
    def of(
        cls,
        order: Order,
        shop: Shop,
        remarks: RemarksShown,
        known: Dispatches,
        asked: list[AskedShown],
        cancelling: CancellingCard | None,
    ) -> "OrderShown":
        """Mask the personal data and work out the dispatch promise."""
        return cls(
            order,
            trade.dispatch_promise(order, shop, at=known.at),
            masking.masked_name(order.receiver),
            masking.masked_phone(order.phone),
            masking.masked_address(order.address),
            remarks,
            DispatchShown.of(order, known),
            asked,
            cancelling,
        )


@dataclass(frozen=True, slots=True)
class ProductShown:
    """A product as the panel shows it; its honest weaknesses apart from its other facts."""

    product: Product
    in_view: bool
    stock: int
    chart: SizeChart
    measures: list[str]

    @classmethod
    def of(cls, product: Product, *, in_view: bool) -> "ProductShown":
        """Sum the stock and lay out the size chart."""
        chart = catalog.size_chart_of(product)
        measures = [str(MEASURES.get(name, name)) for name in chart.measures]
        return cls(product, in_view, catalog.stock_of(product), chart, measures)


@require_GET
@never_cache
@member_required()
def panel(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show what is known of a conversation's buyer, their orders and the products spoken of."""
    talk = _visible(request, pk)
    at = timezone.now()
    orders = list(trade.orders_of(talk.buyer)[:ORDERS_SHOWN])
    spoken_of = trade.spoken_of(orders, product=talk.product)
    shown = _orders(request, orders, at)
    return render(
        request,
        "desk/panel.html",
        {
            "talk": talk,
            "buyer": talk.buyer,
            "returning": trade.is_returning(talk.buyer, talk.opened_at),
            "history": trade.history_of(talk.buyer),
            "summary": chat.last_summary(talk),
            "past": chat.past_conversations(talk, limit=8),
            "at_hand": shown[spoken_of.pk] if spoken_of else None,
            "orders": shown.values(),
            "order_count": trade.order_count(talk.buyer),
            "products": _products(talk, orders),
            "may_remark": may(request.membership, Right.ANSWER),
            "task_kinds": Task.Kind,
            "may_contact": bool(talk.buyer.account) and may(request.membership, Right.ANSWER),
            "contacts": contacts_of(request, talk),
            "may_reveal": may(request.membership, Right.SEE_PERSONAL),
        },
    )


@require_POST
@never_cache
@member_required(Right.SEE_PERSONAL)
def reveal(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show the receiver of one of the buyer's orders in clear; that it was looked at is kept."""
    orders = trade.orders_of(_visible(request, pk).buyer)
    wanted = request.POST.get("order", "")
    order = get_object_or_404(orders, pk=int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0)
    clear = trade_actions.reveal_personal_data(order=order, by=request.membership, at=timezone.now())
    return render(request, "desk/receiver.html", {"receiver": clear})


def _visible(request: MemberRequest, pk: int) -> Conversation:
    return get_object_or_404(chat.of_member(request.membership).select_related("buyer", "product"), pk=pk)


def _orders(request: MemberRequest, orders: list[Order], at: datetime) -> dict[int, OrderShown]:
    for order in orders:
        order.shop = request.shop  # at hand; else each would ask for it
    flags, known = flags_of(request.shop), remarks_by_order(orders)
    dispatches, asked = dispatches_of(request.shop, orders, at=at), asked_by_order(orders, at=at)
    cards = cards_of(request, orders)
    return {
        order.pk: OrderShown.of(
            order,
            request.shop,
            RemarksShown(known[order.pk], flags),
            dispatches,
            asked[order.pk],
            cards.get(order.pk),
        )
        for order in orders
    }


def _products(talk: Conversation, orders: list[Order]) -> list[ProductShown]:
    wanted = keys_spoken_of(talk, orders)
    found = {product.pk: product for product in catalog.with_details(catalog.by_ids(talk.shop_id, wanted))}
    return [ProductShown.of(found[key], in_view=key == talk.product_id) for key in wanted if key in found]


def keys_spoken_of(talk: Conversation, orders: Iterable[Order]) -> list[int]:
    """Give the keys of the products a talk may be about: the one in view, then those of orders, each once."""
    bought = (line.product_id for order in orders for line in order.lines.all())
    return [key for key in dict.fromkeys([talk.product_id, *bought]) if key]
