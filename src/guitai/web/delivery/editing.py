"""A courier is written down, changed, taken away; its provinces are told in a grid, all at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.delivery import actions, queries
from guitai.domains.delivery.errors import CourierRefusedError
from guitai.domains.delivery.queries import Courier, Reach
from guitai.web.delivery.forms import CourierForm, Grid
from guitai.web.forms import refusals_as_notes
from guitai.web.members import MemberRequest, member_required


@require_POST
@member_required(Right.EDIT_SHOP)
def put_usual(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Put in the usual couriers that are not there."""
    number = actions.put_default_couriers(shop=request.shop, by=request.membership, at=timezone.now())
    messages.success(request, _("Couriers put in: %(number)d.") % {"number": number})
    return redirect("couriers", shop_key)


@require_POST
@member_required(Right.EDIT_SHOP)
def fill_days(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Put rough days in by the distance from where the shop sends."""
    with refusals_as_notes(request):
        number = actions.fill_rough_days(
            shop=request.shop,
            origin=request.POST.get("origin", ""),
            by=request.membership,
            at=timezone.now(),
        )
        messages.success(request, _("Rough days put in: %(number)d.") % {"number": number})
    return redirect("couriers", shop_key)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def add(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Write a new courier down."""
    return _page(request, None)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def edit(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Change a courier."""
    return _page(request, _courier(request, pk))


@require_POST
@member_required(Right.EDIT_SHOP)
def remove(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a courier away."""
    found = _courier(request, pk)
    actions.remove_courier(courier=found, by=request.membership, at=timezone.now())
    messages.success(request, _("%(name)s is off the list.") % {"name": found.name})
    return redirect("couriers", shop_key)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def reaches(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show how a courier serves the provinces, and keep the grid as a whole or not at all."""
    found = _courier(request, pk)
    if request.method == "GET":
        return _grid(request, found, Grid.of(queries.reaches_of(found)))
    grid = Grid.typed(request.POST.dict())
    if grid.wrong:
        sentence = _("Not saved: some cells are no numbers, in %(places)s.")
        return _grid(request, found, grid, sentence % {"places": _(", ").join(grid.wrong)})
    try:
        number = actions.save_reaches(
            courier=found, rows=grid.drafts, by=request.membership, at=timezone.now()
        )
    except CourierRefusedError as refusal:
        grid.mark(refusal.facts["cells"])
        return _grid(request, found, grid, refusal.sentence)
    messages.success(request, _("Provinces changed: %(number)d.") % {"number": number})
    return redirect("courier-reaches", shop_key, pk)


def _courier(request: MemberRequest, pk: int) -> Courier:
    return get_object_or_404(queries.couriers_of(request.shop), pk=pk)


def _page(request: MemberRequest, found: Courier | None) -> HttpResponse:
    form = CourierForm.of(found, request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            saved = actions.save_courier(
                shop=request.shop,
                by=request.membership,
                draft=form.draft,
                at=timezone.now(),
                courier=found,
            )
            messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect("couriers", request.shop.key)
    return render(request, "delivery/courier.html", {"form": form, "courier": found}, status=form.status)


def _grid(request: MemberRequest, courier: Courier, grid: Grid, trouble: str = "") -> HttpResponse:
    context = {"courier": courier, "grid": grid, "trouble": trouble, "choices": Reach.Serves.choices}
    return render(request, "delivery/reaches.html", context, status=422 if trouble else 200)
