"""Asking a colleague for a swap: with whom, and for which of their shifts or for nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guitai.domains.accounts import queries, swap_queries
from guitai.domains.accounts.actions import swaps
from guitai.domains.accounts.errors import SwapRefusedError
from guitai.domains.accounts.queries import Membership
from guitai.domains.accounts.swap_queries import Offer, Partner, Shift
from guitai.kernel.errors import GuitaiError
from guitai.web.bodies import key_of
from guitai.web.members import MemberRequest, member_required
from guitai.web.roster.showing import last_day, rest_in_words


@dataclass(frozen=True, slots=True)
class OfferShown:
    """One thing to choose: a shift of the colleague's, or nothing; ``value`` is what the form sends."""

    offer: Offer
    first: bool

    @property
    def value(self) -> str:
        """The day and the shift; empty for nothing."""
        theirs = self.offer.theirs
        return f"{theirs.day.isoformat()} {theirs.pattern.pk}" if theirs else ""

    @property
    def rests(self) -> list[str]:
        """Who would rest too short, a sentence each."""
        return [rest_in_words(rest) for rest in self.offer.rests]


@dataclass(frozen=True, slots=True)
class PartnerShown:
    """A colleague, and what can be chosen with them."""

    partner: Partner

    @property
    def offers(self) -> list[OfferShown]:
        """What they could give, the first chosen already."""
        return [OfferShown(offer, number == 0) for number, offer in enumerate(self.partner.offers)]


@require_http_methods(["GET", "POST"])
@never_cache
@member_required()
def ask(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show with whom a shift could be swapped, and ask one of them."""
    at = timezone.now()
    try:
        shift = _own_shift(request, at)
        if request.method == "POST":
            return _asked(request, shift, at)
    except GuitaiError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("roster", shop_key)
    partners = swap_queries.partners_for(request.membership, shift=shift, last=last_day(at), at=at)
    return render(
        request,
        "roster/ask.html",
        {"shift": shift, "partners": [PartnerShown(each) for each in partners], "longest": swaps.LONGEST},
    )


def _asked(request: MemberRequest, shift: Shift, at: datetime) -> HttpResponse:
    colleague = _colleague(request)
    theirs = _theirs(request, colleague)
    try:
        swaps.ask_swap(
            member=request.membership,
            day=shift.day,
            pattern=shift.pattern,
            colleague=colleague,
            their_day=theirs.day if theirs else None,
            their_pattern=theirs.pattern if theirs else None,
            note=request.POST.get("note", ""),
            by=request.membership,
            at=at,
        )
    except GuitaiError as refusal:
        messages.error(request, refusal.sentence)
        return redirect(f"{reverse('roster-ask', args=[request.shop.key])}?day={shift.day.isoformat()}")
    messages.success(request, _("%(name)s is asked.") % {"name": colleague.nickname})
    return redirect("roster", request.shop.key)


def _own_shift(request: MemberRequest, at: datetime) -> Shift:
    day = _day(_sent(request)("day", ""))
    shift = _shift_of(request, request.membership, day) if day else None
    if shift is None or shift.start <= at:
        raise SwapRefusedError(_("You have no shift on that day that could still be swapped."))
    return shift


def _colleague(request: MemberRequest) -> Membership:
    members = queries.active_members(request.shop)
    colleague = members.filter(pk=key_of(request.POST.get("colleague", ""))).first()
    if colleague is None:
        raise SwapRefusedError(_("Choose a colleague to swap with."))
    return colleague


def _theirs(request: MemberRequest, colleague: Membership) -> Shift | None:
    text = request.POST.get("theirs", "")
    if not text:
        return None
    written, _blank, pattern = text.partition(" ")
    day = _day(written)
    shift = _shift_of(request, colleague, day, pattern=pattern) if day else None
    if shift is None:
        facts = {"name": colleague.nickname}
        raise SwapRefusedError(_("The roster of %(name)s was changed meanwhile; choose again.") % facts)
    return shift


def _shift_of(request: MemberRequest, member: Membership, day: date, *, pattern: str = "") -> Shift | None:
    worked = swap_queries.shifts_of(request.shop, first=day, last=day).get(day, [])
    own = (shift for each, shift in worked if each.pk == member.pk)
    return next((shift for shift in own if pattern in {"", str(shift.pattern.pk)}), None)


def _sent(request: HttpRequest) -> Callable[[str, str], str]:
    return request.POST.get if request.method == "POST" else request.GET.get


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
