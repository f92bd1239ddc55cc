"""What is done with an issue: opened by hand, given, measured, closed, called false."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales.actions import issues
from guitai.domains.aftersales.issue_queries import ProductIssue
from guitai.web.forms import refusals_as_notes
from guitai.web.issues.forms import OpenForm
from guitai.web.issues.views import list_context, own_issue
from guitai.web.members import MemberRequest, member_required


@require_POST
@member_required(Right.KEEP_LEDGERS)
def open_one(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Open an issue that somebody noticed."""
    form = OpenForm(request.POST, shop=request.shop)
    if form.is_valid():
        with form.taking_refusals():
            found = issues.open_issue(
                product=form.cleaned_data["product"],
                fault=form.cleaned_data["fault"],
                batch=form.cleaned_data["batch"],
                by=request.membership,
                at=timezone.now(),
            )
            messages.success(request, _("The issue is open; cases are counted for it."))
            return redirect("issues:issue", shop_key, found.pk)
    return render(request, "issues/issues.html", list_context(request, form), status=form.status)


@require_POST
@member_required(Right.APPROVE)
def give(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Say who looks after it."""
    found, chosen = own_issue(request, pk), request.POST.get("owner", "")
    members = {str(each.pk): each for each in accounts.active_members(request.shop)}
    if chosen not in members:
        messages.error(request, _("Choose somebody who works in this shop."))
        return _back(request, found)
    with refusals_as_notes(request):
        owner = members[chosen]
        issues.give_issue(issue_id=found.pk, owner=owner, by=request.membership, at=timezone.now())
        messages.success(request, _("%(name)s looks after it.") % {"name": owner.nickname})
    return _back(request, found)


@require_POST
@member_required()
def measure(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Say what was done about it."""
    found = own_issue(request, pk)
    with refusals_as_notes(request):
        words = request.POST.get("measure", "")
        issues.take_measure(issue_id=found.pk, measure=words, by=request.membership, at=timezone.now())
        messages.success(request, _("Kept; from now on its effect is measured."))
    return _back(request, found)


@require_POST
@member_required(Right.APPROVE)
def close(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """End an issue whose fault is mended."""
    found = own_issue(request, pk)
    with refusals_as_notes(request):
        issues.close(issue_id=found.pk, by=request.membership, at=timezone.now())
        messages.success(request, _("The issue is closed."))
    return _back(request, found)


@require_POST
@member_required(Right.APPROVE)
def call_false(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Say that nothing was wrong."""
    found = own_issue(request, pk)
    with refusals_as_notes(request):
        issues.call_false(issue_id=found.pk, by=request.membership, at=timezone.now())
        messages.success(request, _("Called a false alarm; only a further rise raises another."))
    return _back(request, found)


def _back(request: MemberRequest, found: ProductIssue) -> HttpResponse:
    return redirect("issues:issue", request.shop.key, found.pk)
