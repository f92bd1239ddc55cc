"""Remarks and flags on a buyer's orders: read with their history, written in one line, settled."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.trade import queries as trade
from guitai.domains.trade import remarking
from guitai.domains.trade.queries import Order
from guitai.domains.trade.remarks import Holds, remarks_of
from guitai.kernel.errors import GuitaiError
from guitai.web.members import MemberRequest, member_required
from guitai.web.remarks.showing import RemarksShown, flags_of

# An order may stand in two panes at once; the other one hears of it.
PLACES = {"hand": "list", "list": "hand"}


@require_http_methods(["GET", "POST"])
@never_cache
@member_required(Right.ANSWER)
def remarks(request: MemberRequest, shop_key: str, number: str) -> HttpResponse:
    """Show what was written on an order, or write on it."""
    order = _order(request, number)
    if request.method == "GET":
        return _shown(request, order)
    text, flag = request.POST.get("text", ""), request.POST.get("flag", "")
    try:
        remarking.remark(order=order, by=request.membership, text=text, flag=flag, at=timezone.now())
    except GuitaiError as refusal:
        return _shown(request, order, trouble=refusal.sentence, typed=text, chosen=flag)
    return _told(_shown(request, order), request, order)


@require_POST
@member_required(Right.ANSWER)
def settle(request: MemberRequest, shop_key: str, number: str) -> HttpResponse:
    """Say which of two remarks that contradict holds."""
    order = _order(request, number)
    holds = Holds.PLATFORM if request.POST.get("holds") == Holds.PLATFORM else Holds.OURS
    try:
        remarking.settle(order=order, holds=holds, by=request.membership, at=timezone.now())
    except GuitaiError as refusal:
        return _shown(request, order, trouble=refusal.sentence)
    return _told(_shown(request, order), request, order)


def _order(request: MemberRequest, number: str) -> Order:
    return get_object_or_404(trade.visible_to(request.user), shop=request.shop, number=number)


def _place(request: MemberRequest) -> str:
    given = (request.POST if request.method == "POST" else request.GET).get("place", "")
    return given if given in PLACES else "hand"


def _shown(request: MemberRequest, order: Order, **said: str) -> HttpResponse:
    shown = RemarksShown(remarks_of(order), flags_of(request.shop))
    about = {"remarks": shown, "order": order, "place": _place(request), "may_remark": True}
    return render(request, "desk/remarks.html", about | said)


def _told(response: HttpResponse, request: MemberRequest, order: Order) -> HttpResponse:
    response["HX-Trigger"] = f"remarked-{order.pk}-{PLACES[_place(request)]}"
    return response
