"""What the warehouse is asked about a buyer's order, and what it answered, on the order's card."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import queries as chat
from guitai.domains.chat.queries import Conversation
from guitai.domains.trade import queries as trade
from guitai.domains.trade.queries import Order
from guitai.domains.warehouse import queries
from guitai.domains.warehouse.actions import tasks
from guitai.domains.warehouse.actions.opening import open_task
from guitai.domains.warehouse.queries import RUNNING, Task
from guitai.kernel.errors import GuitaiError
from guitai.web.bodies import key_of
from guitai.web.followups.telling import Due
from guitai.web.members import MemberRequest, member_required
from guitai.web.warehouse.showing import ICONS, due_of

# An answer stands on the card as long as a buyer comes back to it.
SHOWN_FOR = timedelta(days=7)
PLACES = ("hand", "list")


@dataclass(frozen=True, slots=True)
class AskedShown:
    """A task on its order's card; ``due`` of one that runs, and how it may be answered by who heard of it.

    ``words`` say what is to be written with the answer.
    """

    task: Task
    due: Due | None
    icon: str
    may_withdraw: bool
    answers: tuple[Task.Answer, ...]
    words: str


@require_http_methods(["GET", "POST"])
@never_cache
@member_required(Right.ANSWER)
def asked(request: MemberRequest, shop_key: str, number: str) -> HttpResponse:
    """Show what the warehouse was asked about an order, or ask it: ``kind`` and ``what``."""
    order = get_object_or_404(trade.visible_to(request.user), shop=request.shop, number=number)
    if request.method == "GET":
        return _shown(request, order)
    kind, what, talk = request.POST.get("kind", ""), request.POST.get("what", ""), _talk(request)
    try:
        open_task(
            order=order, kind=kind, what=what, conversation=talk, by=request.membership, at=timezone.now()
        )
    except GuitaiError as refusal:
        return _shown(request, order, trouble=refusal.sentence, typed=what, chosen=kind)
    return _shown(request, order)


@require_POST
@member_required(Right.ANSWER)
def withdraw(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take back what nobody needs any more."""
    own = queries.tasks_visible_to(request.user).filter(shop=request.shop)
    task = get_object_or_404(own, pk=pk)
    try:
        tasks.withdraw(task_id=pk, by=request.membership, at=timezone.now())
    except GuitaiError as refusal:
        return _shown(request, task.order, trouble=refusal.sentence)
    return _shown(request, task.order)


@require_POST
@member_required(Right.ANSWER)
def told(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Answer for the warehouse, which said it by phone, or which one is oneself."""
    own = queries.tasks_visible_to(request.user).filter(shop=request.shop)
    task = get_object_or_404(own, pk=pk)
    given, note = request.POST.get("answer", ""), request.POST.get("note", "")
    resent = given == Task.Answer.SENT
    try:
        tasks.answer(
            task_id=pk,
            answer=given,
            by=request.membership,
            at=timezone.now(),
            note="" if resent else note,
            waybill=note if resent else "",
        )
    except GuitaiError as refusal:
        return _shown(request, task.order, trouble=refusal.sentence)
    return _shown(request, task.order)


def asked_by_order(orders: Iterable[Order], *, at: datetime) -> dict[int, list[AskedShown]]:
    """Give what cards of these orders show, by the order's key."""
    found = queries.tasks_by_order((order.pk for order in orders), since=at - SHOWN_FOR)
    return {order_id: [_asked(task, at) for task in about] for order_id, about in found.items()}


def _asked(task: Task, at: datetime) -> AskedShown:
    runs = task.state in RUNNING
    return AskedShown(
        task,
        due_of(task, at=at) if runs else None,
        ICONS[task.kind],
        may_withdraw=runs and queries.may_be_reopened(task),
        answers=queries.answers_of(task.kind) if runs else (),
        words=_("Waybill") if task.kind == Task.Kind.RESEND else _("Note"),
    )


def _talk(request: MemberRequest) -> Conversation | None:
    return chat.of_member(request.membership).filter(pk=key_of(_given(request, "talk"))).first()


def _given(request: MemberRequest, name: str) -> str:
    return (request.POST if request.method == "POST" else request.GET).get(name, "")


def _shown(request: MemberRequest, order: Order, **said: str) -> HttpResponse:
    place = _given(request, "place")
    about = {
        "asked": asked_by_order([order], at=timezone.now())[order.pk],
        "order": order,
        "place": place if place in PLACES else "hand",
        "talk": _talk(request),
        "may_ask": True,
        # What is being typed outlives a card that is drawn anew.
        "keeps": request.method == "GET",
        "kinds": Task.Kind,
    }
    return render(request, "desk/warehouse.html", about | said)
