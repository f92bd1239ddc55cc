"""With whom one talks: found by what was pasted, then shown with orders; nothing personal in clear."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.followups.dispatching import Dispatches, dispatches_of
from guitai.domains.guard import queries as guard
from guitai.domains.trade import queries as trade
from guitai.domains.trade import searching
from guitai.domains.trade.queries import Buyer, Order
from guitai.domains.trade.searching import Found
from guitai.kernel.money import Money
from guitai.web.bodies import body_of
from guitai.web.desk.dispatching import DispatchShown
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar import pasting
from guitai.web.sidecar.asking import talk_in, text_in
from guitai.web.sidecar.cases import cases_shown, told_in

_LONGEST = 20_000
_ORDERS = 10


# By POST, for addresses are written into logs and what is pasted may be a phone number.
@require_POST
@never_cache
@member_required(Right.ANSWER)
def read(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the lines of what was pasted, and who may be meant."""
    pasted = text_in(body_of(request), "pasted", _LONGEST)
    talk = pasting.read(pasted)
    said = "\n".join(line.text for line in talk.lines if line.by == "buyer")
    wanted = f"{talk.account}\n{said}" if talk.account else pasted
    return JsonResponse(
        {
            "lines": [{"by": line.by, "text": line.text} for line in talk.lines],
            "account": talk.account,
            "told": told_in(line.text for line in talk.lines if line.by == "buyer"),
            "found": [_found(one) for one in searching.find(shop_id=request.shop.pk, text=wanted)],
        }
    )


@require_GET
@never_cache
@member_required(Right.ANSWER)
def about(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give a chosen buyer with their latest orders, or an order whose buyer the platform does not tell."""
    talk = talk_in(request, request.GET.dict())
    if talk.buyer is None:
        alone = [talk.order] if talk.order else []
        known = dispatches_of(request.shop, alone, at=timezone.now())
        cases = cases_shown(alone, request.membership)
        return JsonResponse({"buyer": None, "orders": [_order(order, known, cases) for order in alone]})
    orders = list(trade.orders_of(talk.buyer)[:_ORDERS])
    if talk.order and talk.order not in orders:
        orders.append(talk.order)
    given = searching.given_by_order(talk.buyer)
    spoken_of = trade.spoken_of(orders)
    known = dispatches_of(request.shop, orders, at=timezone.now())
    cases = cases_shown(orders, request.membership)
    shown = [
        _order(order, known, cases, given.get(order.pk), spoken_of=order == spoken_of) for order in orders
    ]
    return JsonResponse({"buyer": _buyer(request, talk.buyer), "orders": shown})


def _found(one: Found) -> dict[str, Any]:
    return {
        "by": one.by,
        "buyer": _name(one.buyer) if one.buyer else None,
        "order": trade.order_card(one.order) if one.order else None,
    }


def _name(buyer: Buyer) -> dict[str, Any]:
    return {"id": buyer.pk, "account": buyer.account, "name": buyer.display_name, "vip": buyer.is_vip}


def _buyer(request: MemberRequest, buyer: Buyer) -> dict[str, Any]:
    contacts = guard.contact_state(shop_id=request.shop.pk, account=buyer.account, at=timezone.now())
    return _name(buyer) | {
        "tags": buyer.tags,
        "contacts": contacts.contacts_7d,
        "limit": request.shop.contact_limit,
        "no_contact": contacts.no_contact,
    }


def _order(
    order: Order,
    known: Dispatches,
    cases: dict[int, dict[str, Any] | None],
    given: Money | None = None,
    *,
    spoken_of: bool = True,
) -> dict[str, Any]:
    return trade.order_card(order) | {
        "given": given.yuan if given else None,
        "spoken_of": spoken_of,
        "dispatch": _dispatch(DispatchShown.of(order, known)),
        "case": cases.get(order.pk),
    }


def _dispatch(shown: DispatchShown) -> dict[str, Any]:
    """Give what a buyer is told of an order, and where its first parcel is looked up and asked after."""
    first = next(iter(shown.parcels), None)
    return {
        "words": " · ".join(filter(None, [shown.state, shown.days])),
        "text": shown.answer.text,
        "late": shown.answer.late,
        "query": first.query if first else "",
        "phone": first.phone if first else "",
    }
