"""A roster proposed for a week: asked for, looked at, taken over, undone."""

import re
from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right, shift_patterns_of
from guitai.domains.performance.actions import rosters as actions
from guitai.domains.performance.queries import staffing as queries
from guitai.web.forms import refusals_as_notes
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.staffing.proposed import Shown, shown_of, workbook_of
from guitai.web.staffing.weeks import WEEK, days_of, monday_of

_CELL = re.compile(r"off-(?P<member>\d{1,18})-(?P<day>\d{4}-\d{2}-\d{2})")


@require_GET
@member_required(Right.EDIT_ROSTER)
def proposal(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what is proposed for a week, or the form that asks for it."""
    monday = monday_of(request.GET.get("week", ""), ahead=1)
    context = {
        "monday": monday,
        "days": days_of(monday),
        "before": monday - WEEK,
        "after": monday + WEEK,
        "has_shifts": shift_patterns_of(request.shop).exists(),
        "rows": _days_off(request, monday),
        "shown": (shown := _shown(request, monday)),
    }
    return tables.answer(
        request, "staffing/proposal.html", context, workbook_of(shown, days_of(monday)), name="roster"
    )


@require_GET
@member_required(Right.EDIT_ROSTER)
def live(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the part of the page that waits for the proposal; it asks again by itself until there is one."""
    monday = monday_of(request.GET.get("week", ""), ahead=1)
    shown = _shown(request, monday)
    context = {"shown": shown, "days": days_of(monday), "monday": monday}
    return render(request, "staffing/proposed.html", context)


@require_POST
@member_required(Right.EDIT_ROSTER)
def ask(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Have a roster worked out for a week; first keep who can't work when."""
    monday = monday_of(request.POST.get("week", ""), ahead=1)
    with refusals_as_notes(request):
        _keep_days_off(request, monday)
        actions.want_roster(
            shop=request.shop,
            first=monday,
            keeps_planned="anew" not in request.POST,
            by=request.membership,
            at=timezone.now(),
        )
    return _back(shop_key, monday)


@require_POST
@member_required(Right.EDIT_ROSTER)
def days_off(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Keep who can't work on which days of a week."""
    monday = monday_of(request.POST.get("week", ""), ahead=1)
    with refusals_as_notes(request):
        _keep_days_off(request, monday)
        messages.success(request, _("Saved."))
    return _back(shop_key, monday)


@require_POST
@member_required(Right.EDIT_ROSTER)
def take(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Plan the week as it is proposed."""
    found = get_object_or_404(queries.proposals_of(request.shop), pk=pk)
    with refusals_as_notes(request):
        count = actions.take_over(proposal=found, by=request.membership, at=timezone.now())
        said = ngettext("%(count)s day was planned.", "%(count)s days were planned.", count)
        messages.success(request, said % {"count": count})
    return _back(shop_key, found.first)


@require_POST
@member_required(Right.EDIT_ROSTER)
def undo(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Plan the week again as it was before the proposal was taken over."""
    found = get_object_or_404(queries.proposals_of(request.shop), pk=pk)
    with refusals_as_notes(request):
        actions.undo(proposal=found, by=request.membership, at=timezone.now())
        messages.success(request, _("The roster is as it was before."))
    return _back(shop_key, found.first)


def _shown(request: MemberRequest, monday: date) -> Shown | None:
    found = queries.proposal_of(request.shop, first=monday)
    return shown_of(found) if found else None


def _days_off(request: MemberRequest, monday: date) -> list[tuple[object, list[tuple[str, date, bool]]]]:
    """Give the check boxes: a row for each member, a name, day and mark for each of their days."""
    off = queries.days_off_of(request.shop, first=monday)
    return [
        (
            member,
            [(f"off-{member.pk}-{day.isoformat()}", day, (member.pk, day) in off) for day in days_of(monday)],
        )
        for member, terms in queries.terms_of(request.shop)
        if terms.takes_part
    ]


def _keep_days_off(request: MemberRequest, monday: date) -> None:
    actions.set_days_off(
        shop=request.shop,
        first=monday,
        days=list(_ticked(request)),
        by=request.membership,
        at=timezone.now(),
    )


def _ticked(request: MemberRequest) -> Iterator[tuple[int, date]]:
    for name in request.POST:
        if cell := _CELL.fullmatch(name):
            try:
                yield int(cell["member"]), date.fromisoformat(cell["day"])
            except ValueError:
                continue


def _back(shop_key: str, monday: date) -> HttpResponse:
    return redirect(f"{reverse('staffing-proposal', args=[shop_key])}?week={monday.isoformat()}")
