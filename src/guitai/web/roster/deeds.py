"""What is done with a swap in one press: agreed, declined, taken back, approved, refused."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitai.domains.accounts import swap_queries
from guitai.domains.accounts.actions import swaps
from guitai.domains.accounts.queries import Right
from guitai.domains.accounts.swap_queries import Swap
from guitai.web.forms import refusals_as_notes
from guitai.web.members import MemberRequest, View, member_required

Deed = Callable[[MemberRequest, Swap, datetime], str]


def _deed(*rights: Right) -> Callable[[Deed], View]:
    """Make a view of a deed that gives a sentence: one goes back to the page one came from."""

    def decorate(does: Deed) -> View:
        @require_POST
        @member_required(*rights)
        @wraps(does)
        def view(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
            swap = get_object_or_404(swap_queries.swaps_visible_to(request.membership), pk=pk)
            with refusals_as_notes(request):
                messages.success(request, does(request, swap, timezone.now()))
            if request.POST.get("back") == "setup":
                return redirect(f"{reverse('setup-roster', args=[shop_key])}?week={swap.day.isoformat()}")
            return redirect("roster", shop_key)

        return view

    return decorate


@_deed()
def agree(request: MemberRequest, swap: Swap, at: datetime) -> str:
    """Say yes to a colleague."""
    swaps.agree(swap_id=swap.pk, by=request.membership, at=at)
    return _("You agreed; the lead decides now.")


@_deed()
def decline(request: MemberRequest, swap: Swap, at: datetime) -> str:
    """Say no to a colleague, with a word if one likes."""
    swaps.decline(swap_id=swap.pk, by=request.membership, at=at, answer=request.POST.get("answer", ""))
    return _("You declined; %(name)s is told.") % {"name": swap.member.nickname}


@_deed()
def withdraw(request: MemberRequest, swap: Swap, at: datetime) -> str:
    """Take back what one asked."""
    swaps.withdraw(swap_id=swap.pk, by=request.membership, at=at)
    return _("What you asked is taken back.")


@_deed(Right.EDIT_ROSTER)
def approve(request: MemberRequest, swap: Swap, at: datetime) -> str:
    """Let the shifts change hands."""
    swaps.approve(swap_id=swap.pk, by=request.membership, at=at)
    facts = {"one": swap.member.nickname, "other": swap.colleague.nickname}
    return _("%(one)s and %(other)s have swapped; the roster shows it.") % facts


@_deed(Right.EDIT_ROSTER)
def refuse(request: MemberRequest, swap: Swap, at: datetime) -> str:
    """Leave the shifts as they are."""
    swaps.refuse(swap_id=swap.pk, by=request.membership, at=at, answer=request.POST.get("answer", ""))
    return _("The swap is refused; both are told.")
