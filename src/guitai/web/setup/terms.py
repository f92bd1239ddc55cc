"""What the shop promises every buyer, and the activities it runs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.catalog import actions, queries
from guitai.domains.catalog.drafts import ActivityDraft
from guitai.web.members import MemberRequest, member_required
from guitai.web.setup.terms_forms import ActivityForm, TermsForm


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def terms(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show and change what the shop promises; its activities stand below."""
    form = TermsForm.of(queries.terms_of(request.shop), request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            actions.change_terms(
                shop=request.shop, by=request.membership, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("What the shop promises is saved."))
            return redirect("setup-terms", shop_key)
    now = timezone.now()
    activities = queries.activities_of(request.shop)
    facts = {
        "form": form,
        "activities": [each for each in activities if each.ends_at is None or each.ends_at > now],
        "over": [each for each in activities if each.ends_at is not None and each.ends_at <= now],
        "now": now,
    }
    return render(request, "setup/terms.html", facts, status=form.status)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def add_activity(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Announce an activity."""
    return _activity_page(request, ActivityForm(request.POST or None), None)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def activity(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Change an activity."""
    found = get_object_or_404(queries.activities_of(request.shop), pk=pk)
    return _activity_page(request, ActivityForm.of(found, request.POST or None), found)


@require_POST
@member_required(Right.EDIT_SHOP)
def retire_activity(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take an activity off the list."""
    found = get_object_or_404(queries.activities_of(request.shop), pk=pk)
    actions.retire_activity(activity=found, by=request.membership, at=timezone.now())
    messages.success(request, _("%(name)s is off the list.") % {"name": found.name})
    return redirect("setup-terms", shop_key)


def _activity_page(
    request: MemberRequest, form: ActivityForm, found: queries.Activity | None
) -> HttpResponse:
    if form.is_valid():
        with form.taking_refusals():
            actions.save_activity(
                shop=request.shop,
                activity=found,
                by=request.membership,
                at=timezone.now(),
                draft=ActivityDraft(**form.cleaned_data),
            )
            messages.success(request, _("%(name)s is saved.") % {"name": form.cleaned_data["name"]})
            return redirect("setup-terms", request.shop.key)
    return render(request, "setup/activity.html", {"form": form, "activity": found}, status=form.status)
