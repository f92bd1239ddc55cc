"""What is done with what a shift left: taken over by name, given back, settled; and handing over by hand."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import handover_queries as queries
from guitai.domains.aftersales.actions import handover_items, handovers
from guitai.domains.aftersales.handover_queries import HandoverItem
from guitai.kernel.errors import GuitaiError
from guitai.kernel.text import shorten
from guitai.web.bodies import is_part
from guitai.web.handover.views import context, of_one
from guitai.web.members import MemberRequest, View, member_required

_LONGEST = 60
Deed = Callable[[MemberRequest, int, datetime], str]


def _deed(does: Deed) -> View:
    """Make a view of a deed with an item: it does it, and shows the list with what came of it."""

    @require_POST
    @member_required(Right.ANSWER)
    @wraps(does)
    def view(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
        visible = queries.items_visible_to(request.user).filter(handover__shop=request.shop)
        get_object_or_404(visible, pk=pk)
        try:
            said = does(request, pk, timezone.now())
        except GuitaiError as refusal:
            return _gone_on(request, refused=refusal.sentence)
        return _gone_on(request, said=said)

    return view


@_deed
def take(request: MemberRequest, pk: int, at: datetime) -> str:
    """Take it over by name."""
    taken = handover_items.take(item_id=pk, by=request.membership, at=at)
    if taken.settled_at is not None:
        return _("That is settled by now; there is nothing left to take.")
    return _("It is yours: %(what)s.") % {"what": shorten(taken.told, _LONGEST) or taken.get_kind_display()}


@_deed
def give_back(request: MemberRequest, pk: int, at: datetime) -> str:
    """Let go of it."""
    handover_items.give_back(item_id=pk, by=request.membership, at=at)
    return _("It is nobody's again; somebody else has to take it.")


@_deed
def settle(request: MemberRequest, pk: int, at: datetime) -> str:
    """Say that nothing is left to do."""
    handover_items.settle(item_id=pk, by=request.membership, at=at)
    return _("Settled.")


@require_POST
@member_required(Right.ANSWER)
def take_all(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take all of one kind that nobody took."""
    kind = request.POST.get("kind", "")
    if kind not in HandoverItem.Kind.values:
        return _gone_on(request, refused=_("Choose one of the list."))
    came = handover_items.take_all(kind=kind, by=request.membership, at=timezone.now())
    said = ngettext("%(count)s is yours.", "%(count)s are yours.", came.taken) % {"count": came.taken}
    return _gone_on(request, said=said, refused=came.refused)


@require_POST
@member_required(Right.ANSWER)
def now(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Hand over before one leaves, with a note if there is one."""
    try:
        made = handovers.gather_now(
            member=request.membership, at=timezone.now(), note=request.POST.get("note", "")
        )
    except GuitaiError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("handover:list", request.shop.key)
    return redirect("handover:one", request.shop.key, made.pk)


@require_POST
@member_required(Right.ANSWER)
def note(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Add a note to a handover."""
    shown, text = of_one(request, pk), request.POST.get("note", "")
    try:
        handovers.add_note(handover_id=pk, text=text, by=request.membership, at=timezone.now())
    except GuitaiError as refusal:
        return render(
            request, "handover/one.html", shown | {"refused": refusal.sentence, "typed": text}, status=422
        )
    messages.success(request, _("The note is added."))
    return redirect("handover:one", request.shop.key, pk)


def _gone_on(request: MemberRequest, *, said: str = "", refused: str = "") -> HttpResponse:
    if is_part(request):
        return render(request, "handover/list.html", context(request, said=said, refused=refused))
    if said:
        messages.success(request, said)
    if refused:
        messages.error(request, refused)
    return redirect("handover:list", request.shop.key)
