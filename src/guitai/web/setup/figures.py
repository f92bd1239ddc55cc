"""How the figures of a shop are counted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.actions.settings import change_settings
from guitai.domains.performance.queries.settings import settings_of
from guitai.web.members import MemberRequest, member_required
from guitai.web.setup.figures_form import FiguresForm


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def figures(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show and change the windows, limits and filters of the shop's figures."""
    form = FiguresForm.of(settings_of(request.shop), request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            change_settings(shop=request.shop, values=form.values(), by=request.membership, at=timezone.now())
            messages.success(request, _("The settings are saved. All days are counted anew now."))
            return redirect("setup-figures", shop_key)
    return render(request, "setup/figures.html", {"form": form}, status=form.status)
