"""What a lead wants shown together, and what buyers bought together and nobody paired yet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.catalog import actions
from guitai.domains.catalog import queries as catalog
from guitai.domains.trade.buying_together import not_paired_yet
from guitai.engines.metrics.keys import Unit
from guitai.web.formats import written
from guitai.web.members import MemberRequest, member_required
from guitai.web.pairings.forms import PairingForm, products_listed

_BOUGHT_TOGETHER = 30


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_KNOWLEDGE)
def pairings(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the pairings, and keep a new one."""
    shop = request.shop
    form = PairingForm(request.POST or None, shop_id=shop.pk)
    if form.is_valid():
        with form.taking_refusals():
            kept = actions.pair(**form.cleaned_data, by=request.membership, at=timezone.now())
            messages.success(request, _("%(pairing)s are shown together.") % {"pairing": kept})
            return redirect("pairings", shop_key)
    shown = {
        "tab": "pairings",
        "form": form,
        "q": request.GET.get("q", "")[:60],
        "pairings": catalog.pairings_in(shop, q=request.GET.get("q", "")[:60])[:200],
        "bought": [
            {"pair": pair, "share": written(pair.confidence, Unit.SHARE)}
            for pair in not_paired_yet(shop, limit=_BOUGHT_TOGETHER)
        ],
        "products": products_listed(shop.pk),
    }
    return render(request, "pairings/pairings.html", shown, status=form.status)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def remove(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show two goods together no more."""
    found = get_object_or_404(catalog.pairings_in(request.shop), pk=pk)
    actions.unpair(pairing=found, by=request.membership, at=timezone.now())
    messages.success(request, _("%(pairing)s are shown together no more.") % {"pairing": found})
    return redirect("pairings", shop_key)
