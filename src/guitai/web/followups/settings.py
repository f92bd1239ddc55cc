"""How the shop keeps its lists: each on or off, whose work it is, its numbers."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right, Shop
from guitai.domains.followups import settings
from guitai.domains.followups.queries import Listing
from guitai.engines import worklists
from guitai.web.followups.forms import ListForm
from guitai.web.followups.reasons import in_language
from guitai.web.members import MemberRequest, member_required


@dataclass(frozen=True, slots=True)
class Kept:
    """A list, how it is kept, and what the shop's platform wants instead of a message."""

    listing: Listing
    form: ListForm
    instead: str

    @property
    def is_on(self) -> bool:
        """Whether it is in use."""
        return bool(self.form["is_on"].value())


@require_GET
@member_required(Right.EDIT_SHOP)
def lists_settings(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show every list with its numbers."""
    return render(request, "followups/settings.html", {"kept": _all(request.shop)})


@require_POST
@member_required(Right.EDIT_SHOP)
def change(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Keep one list in another way."""
    listing = request.POST.get("listing", "")
    if listing not in worklists.rules().lists:
        raise Http404
    form = _form(request.shop, listing, request.POST)
    if form.is_valid():
        with form.taking_refusals():
            settings.change_list(
                shop=request.shop, listing=listing, by=request.membership, at=timezone.now(), **form.told
            )
            messages.success(request, _("%(name)s is saved.") % {"name": Listing(listing).label})
            return redirect(f"{reverse('followups-settings', args=[shop_key])}#{listing}")
    kept = [
        Kept(each.listing, form, each.instead) if each.listing == listing else each
        for each in _all(request.shop)
    ]
    return render(request, "followups/settings.html", {"kept": kept}, status=form.status)


def _all(shop: Shop) -> list[Kept]:
    told = {key: worklists.instead_of(key, shop.platform) for key in worklists.rules().lists}
    return [
        Kept(Listing(key), _form(shop, key), in_language(instead.title) if instead else "")
        for key, instead in told.items()
    ]


def _form(shop: Shop, listing: str, data: Any = None) -> ListForm:
    setting = settings.settings_of(shop).get(listing)
    initial = settings.figures_of(listing, setting) | {
        "is_on": setting.is_on if setting else True,
        "group": setting.group if setting else None,
    }
    return ListForm(worklists.rules().lists[listing], accounts.groups_of(shop), initial, data)
