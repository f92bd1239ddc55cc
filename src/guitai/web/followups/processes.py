"""The process table: what happens when, with the next moment for each line; leads change it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guitai.domains.accounts.queries import Right, may
from guitai.domains.followups import processes
from guitai.domains.followups.queries import Process
from guitai.web.followups.forms import ProcessForm, about_name
from guitai.web.followups.telling import day_and_clock
from guitai.web.members import MemberRequest, member_required


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; ``when`` is by when it has happened if it starts now."""

    process: Process
    about: str
    starts: str
    when: str


@require_GET
@member_required(Right.ANSWER)
def table(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the table."""
    at = timezone.now()
    lines = [_line(process, at) for process in processes.processes_of(request.shop)]
    editing = may(request.membership, Right.EDIT_SHOP)
    return render(request, "followups/processes.html", {"lines": lines, "editing": editing, "now": at})


@require_POST
@member_required(Right.EDIT_SHOP)
def put_usual(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Put in the usual lines that are not there."""
    number = processes.put_default_processes(shop=request.shop, at=timezone.now())
    messages.success(request, _("Lines put in: %(number)d.") % {"number": number})
    return redirect("followups-processes", shop_key)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def add(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Write a new line."""
    return _page(request, ProcessForm.blank(request.POST or None), None)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def edit(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Change a line."""
    found = get_object_or_404(processes.processes_of(request.shop), pk=pk)
    return _page(request, ProcessForm.of(found, request.POST or None), found)


@require_POST
@member_required(Right.EDIT_SHOP)
def remove(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a line off the table."""
    found = get_object_or_404(processes.processes_of(request.shop), pk=pk)
    processes.remove_process(process=found, by=request.membership, at=timezone.now())
    messages.success(request, _("%(name)s is off the list.") % {"name": found.title})
    return redirect("followups-processes", shop_key)


def _page(request: MemberRequest, form: ProcessForm, found: Process | None) -> HttpResponse:
    if form.is_valid():
        with form.taking_refusals():
            saved = processes.save_process(
                shop=request.shop,
                by=request.membership,
                draft=form.draft,
                at=timezone.now(),
                process=found,
            )
            messages.success(request, _("%(name)s is saved.") % {"name": saved.title})
            return redirect("followups-processes", request.shop.key)
    context = {"form": form, "process": found}
    return render(request, "followups/process.html", context, status=form.status)


def _line(process: Process, at: datetime) -> Line:
    starts = processes.Starts(process.starts).label if process.starts in processes.Starts.values else ""
    when = day_and_clock(processes.when(process, at), at=at)
    return Line(process, about_name(process.about), str(starts), when)
