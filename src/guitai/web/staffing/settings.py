"""How a shop is staffed: its promise, how agents work, the rules of shifts, the special days."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.actions import staffing as actions
from guitai.domains.performance.queries import load as loads
from guitai.domains.performance.queries import staffing as queries
from guitai.web.members import MemberRequest, member_required
from guitai.web.staffing.forms import SettingsForm, SpecialDaysForm


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_ROSTER)
def settings(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show and change how the shop is staffed; each of the two forms is sent by itself."""
    kept, today = queries.settings_of(request.shop), timezone.localdate()
    sent = request.POST or None
    is_days = sent is not None and "special-days" in sent
    form = SettingsForm.of(kept, None if is_days else sent)
    days = queries.special_days_of(request.shop, since=today)
    special = SpecialDaysForm.of(days, sent if is_days else None)
    for each, keep in ((form, _keep_settings), (special, _keep_days)):
        if each.is_valid():
            with each.taking_refusals():
                keep(request, each.cleaned_data)
                return redirect("staffing-settings", shop_key)
    usual = loads.load_of(request.shop, kept, at=timezone.now())
    facts = {"form": form, "special": special, "usual": usual, "growth": _signed(usual.growth)}
    return render(request, "staffing/settings.html", facts, status=max(form.status, special.status))


def _keep_settings(request: MemberRequest, filled: dict[str, Any]) -> None:
    actions.change_settings(shop=request.shop, by=request.membership, at=timezone.now(), **filled)
    messages.success(request, _("Saved."))


def _keep_days(request: MemberRequest, filled: dict[str, Any]) -> None:
    actions.set_special_days(
        shop=request.shop,
        days=filled["days"],
        since=timezone.localdate(),
        by=request.membership,
        at=timezone.now(),
    )
    messages.success(request, _("Saved."))


def _signed(growth: float | None) -> str:
    return "" if growth is None else f"{growth:+.1%}"
