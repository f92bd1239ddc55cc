"""An order is cancelled on its card, step by step: what to do, what to say, what it left so far."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import queries as chat
from guitai.domains.chat.queries import Conversation
from guitai.domains.trade import queries as trade
from guitai.domains.trade.queries import Order
from guitai.domains.warehouse import cancelling_queries as queries
from guitai.domains.warehouse.actions import cancelling as deeds
from guitai.domains.warehouse.cancelling_queries import CancellingShown
from guitai.kernel.errors import GuitaiError
from guitai.web.bodies import key_of
from guitai.web.members import MemberRequest, member_required

# An order may stand in two panes at once; the other one hears of it.
PLACES = {"hand": "list", "list": "hand"}
_WAITS_FOR: dict[str, Promise] = {
    "agent": pgettext_lazy("cancelling", "waits for you"),
    "buyer": pgettext_lazy("cancelling", "waits for the buyer"),
    "warehouse": pgettext_lazy("cancelling", "waits for the warehouse"),
    "courier": pgettext_lazy("cancelling", "waits for the courier"),
    "lead": pgettext_lazy("cancelling", "waits for the lead"),
}


@dataclass(frozen=True, slots=True)
class CancellingCard:
    """A cancelling on its order's card, with whom it waits for in words."""

    shown: CancellingShown
    waits_for: str


@require_http_methods(["GET", "POST"])
@never_cache
@member_required(Right.ANSWER)
def cancelling(request: MemberRequest, shop_key: str, number: str) -> HttpResponse:
    """Show how far the cancelling of an order has come, or begin it."""
    order = _order(request, number)
    if request.method == "GET":
        response = _shown(request, order)
        if "heard" in request.GET:
            response["HX-Trigger"] = f"remarked-{order.pk}-{_place(request)}"
        return response
    return _done(
        request,
        order,
        lambda: deeds.begin(
            order=order, by=request.membership, at=timezone.now(), conversation=_talk(request, order)
        ),
    )


@require_POST
@member_required(Right.ANSWER)
def answer(request: MemberRequest, shop_key: str, number: str) -> HttpResponse:
    """Answer the step: ``answer``, ``note``, and the ``step`` that was looked at."""
    order = _order(request, number)
    key, posted = _latest(order), request.POST
    given = {
        "answer": posted.get("answer", ""),
        "step": posted.get("step", ""),
        "note": posted.get("note", ""),
    }
    return _done(
        request,
        order,
        lambda: deeds.answer(cancelling_id=key, by=request.membership, at=timezone.now(), **given),
    )


@require_POST
@member_required(Right.ANSWER)
def back(request: MemberRequest, shop_key: str, number: str) -> HttpResponse:
    """Take the last answer back."""
    return _deed(request, number, deeds.step_back)


@require_POST
@member_required(Right.ANSWER)
def restart(request: MemberRequest, shop_key: str, number: str) -> HttpResponse:
    """Begin anew at the step of the order's status now."""
    return _deed(request, number, deeds.restart)


@require_POST
@member_required(Right.ANSWER)
def drop(request: MemberRequest, shop_key: str, number: str) -> HttpResponse:
    """Give the cancelling up."""
    return _deed(request, number, deeds.drop)


def cards_of(request: MemberRequest, orders: Iterable[Order]) -> dict[int, CancellingCard]:
    """Give the cards of these orders' last cancellings, by the order's key; none where there was none."""
    language, agent = get_language() or "", request.membership.nickname
    found = queries.shown_by_order(orders, language, agent=agent)
    return {key: CancellingCard(each, str(_WAITS_FOR.get(each.who, ""))) for key, each in found.items()}


def _deed(request: MemberRequest, number: str, deed: Callable[..., object]) -> HttpResponse:
    order = _order(request, number)
    key = _latest(order)
    return _done(request, order, lambda: deed(cancelling_id=key, by=request.membership, at=timezone.now()))


def _done(request: MemberRequest, order: Order, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except GuitaiError as refusal:
        return _shown(request, order, trouble=refusal.sentence, typed=request.POST.get("note", ""))
    response = _shown(request, order)
    place = _place(request)
    response["HX-Trigger"] = f"cancelling-{order.pk}-{PLACES[place]}, remarked-{order.pk}-{place}"
    return response


def _order(request: MemberRequest, number: str) -> Order:
    orders = trade.visible_to(request.user).select_related("shop", "buyer")
    return get_object_or_404(orders, shop=request.shop, number=number)


def _latest(order: Order) -> int:
    found = queries.latest_of(order)
    return found.pk if found else 0  # refused as one that is not there


def _given(request: MemberRequest, name: str) -> str:
    return (request.POST if request.method == "POST" else request.GET).get(name, "")


def _place(request: MemberRequest) -> str:
    given = _given(request, "place")
    return given if given in PLACES else "hand"


def _talk(request: MemberRequest, order: Order) -> Conversation | None:
    """Give the talk the card stands beside, if it is the buyer's."""
    own = chat.of_member(request.membership).filter(buyer=order.buyer_id)
    return own.filter(pk=key_of(_given(request, "talk"))).first()


def _shown(request: MemberRequest, order: Order, **said: str) -> HttpResponse:
    about = {
        "cancelling": cards_of(request, [order]).get(order.pk),
        "order": order,
        "place": _place(request),
        "talk": _talk(request, order),
        "may_remark": True,
        # Whoever pressed goes on by keys; what is being typed outlives a card that is drawn anew.
        "pressed": request.method == "POST",
    }
    return render(request, "desk/cancelling.html", about | said)
