"""The week's roster and the shifts it is made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guitai.domains.accounts import actions, queries, swap_queries
from guitai.domains.accounts.queries import Membership, Right, ShiftPattern
from guitai.web.forms import refusals_as_notes
from guitai.web.members import MemberRequest, member_required
from guitai.web.roster.showing import shown
from guitai.web.setup.forms import ShiftForm

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_PLANNABLE = timedelta(days=366)
_CELL = re.compile(r"cell-(?P<member>\d{1,18})-(?P<day>\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Cell:
    """One person's day: the field's name, and the shift they work."""

    name: str
    day: date
    shift: ShiftPattern | None


@require_GET
@member_required()
def roster(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show who works when in a week, and who is on duty now; leads get fields to plan it."""
    monday = _monday(request.GET.get("week", ""))
    members = list(queries.active_members(request.shop))
    me, at = request.membership, timezone.now()
    on_duty = queries.on_duty(request.shop, at=at)
    facts = {
        "days": [monday + _DAY * number for number in range(7)],
        "rows": _rows(request, members, monday),
        "shifts": queries.shift_patterns_of(request.shop),
        "on_duty": [member for member in members if member.pk in on_duty],
        "today": timezone.localdate(),
        "before": monday - _WEEK,
        "after": monday + _WEEK,
        "may_edit": queries.may(me, Right.EDIT_ROSTER),
        "to_approve": shown(swap_queries.to_approve(me, at=at), me=me),
    }
    return render(request, "setup/roster.html", facts)


@require_POST
@member_required(Right.EDIT_ROSTER)
def plan(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Plan the days that were sent: one cell as it is chosen, or the whole week with its button."""
    planned = list(_planned(request))
    actions.plan_days(shop=request.shop, planned=planned, by=request.membership, at=timezone.now())
    if request.htmx:
        return HttpResponse(_("Saved at %(time)s") % {"time": f"{timezone.localtime():%H:%M:%S}"})
    messages.success(request, _("The roster is saved."))
    return redirect(_week_url(shop_key, _monday(request.POST.get("week", ""))))


@require_POST
@member_required(Right.EDIT_ROSTER)
def copy_week(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Plan a week like the one before, where nothing is planned yet."""
    monday = _monday(request.POST.get("week", ""))
    count = actions.copy_week(shop=request.shop, first=monday, by=request.membership, at=timezone.now())
    messages.success(
        request,
        ngettext("%(count)s shift was added.", "%(count)s shifts were added.", count) % {"count": count},
    )
    return redirect(_week_url(shop_key, monday))


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_ROSTER)
def shifts(request: MemberRequest, shop_key: str) -> HttpResponse:
    """List the shifts, and make a new one."""
    form = ShiftForm(request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            _define(request, form, None)
            return redirect("setup-shifts", shop_key)
    facts = {"form": form, "shifts": queries.shift_patterns_of(request.shop)}
    return render(request, "setup/shifts.html", facts, status=form.status)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_ROSTER)
def shift(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Change a shift's name and hours."""
    pattern = get_object_or_404(queries.shift_patterns_of(request.shop), pk=pk)
    form = ShiftForm.of(pattern, request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            _define(request, form, pattern)
            return redirect("setup-shifts", shop_key)
    return render(request, "setup/shift.html", {"form": form, "shift": pattern}, status=form.status)


@require_POST
@member_required(Right.EDIT_ROSTER)
def retire_shift(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a shift out of the plan."""
    pattern = get_object_or_404(queries.shift_patterns_of(request.shop), pk=pk)
    with refusals_as_notes(request):
        actions.retire_pattern(pattern=pattern, by=request.membership, at=timezone.now())
        messages.success(request, _("The shift %(name)s is gone.") % {"name": pattern.name})
    return redirect("setup-shifts", shop_key)


def _define(request: MemberRequest, form: ShiftForm, pattern: ShiftPattern | None) -> None:
    actions.define_pattern(
        shop=request.shop,
        name=form.cleaned_data["name"],
        blocks=actions.parse_blocks(form.cleaned_data["blocks"]),
        pattern=pattern,
        by=request.membership,
        at=timezone.now(),
    )


def _rows(
    request: MemberRequest, members: list[Membership], monday: date
) -> list[tuple[Membership, list[Cell]]]:
    return [
        (
            row.membership,
            [
                Cell(name=f"cell-{row.membership.pk}-{day.isoformat()}", day=day, shift=shift)
                for day, shift in zip(
                    (monday + _DAY * number for number in range(7)), row.shifts, strict=True
                )
            ],
        )
        for row in queries.week_roster(request.shop, members=members, first=monday)
    ]


def _planned(request: MemberRequest) -> Iterator[actions.PlannedDay]:
    for name, value in request.POST.items():
        cell = _CELL.fullmatch(name)
        day = _day(cell["day"]) if cell else None
        if cell and day:
            pattern = int(str(value)) if str(value).isdecimal() else None
            yield actions.PlannedDay(membership_id=int(cell["member"]), day=day, pattern_id=pattern)


def _monday(text: str) -> date:
    day = _day(text) or timezone.localdate()
    return day - _DAY * day.weekday()


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # A year on either side is more than anybody plans, and keeps the calendar's ends out of reach.
    return day if abs(day - timezone.localdate()) <= _PLANNABLE else None


def _week_url(shop_key: str, monday: date) -> str:
    return f"{reverse('setup-roster', args=[shop_key])}?week={monday.isoformat()}"
