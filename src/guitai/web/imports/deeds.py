"""What people do on the pages of imports: send files, import them, cancel, undo."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.intake import actions, queries
from guitai.domains.intake.queries import Run
from guitai.web.forms import refusals_as_notes
from guitai.web.imports.taking_in import take_in
from guitai.web.imports.views import arrived
from guitai.web.members import MemberRequest, View, member_required

Deed = Callable[[MemberRequest, Run], None]


@require_POST
@member_required(Right.IMPORT)
def upload(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take files in, each for itself; a script gets the part of the page that shows them."""
    sent = request.FILES.getlist("files")
    for uploaded in sent:
        take_in(uploaded, by=request.membership, at=timezone.now())
    if not sent:
        messages.error(request, _("No file was chosen."))
    return _back(request)


@require_POST
@member_required(Right.IMPORT)
def start(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Import everything that is ready."""
    with refusals_as_notes(request):
        actions.start(shop=request.shop, by=request.membership, at=timezone.now())
    return redirect("imports", shop_key)


def _deed(deed: Deed) -> View:
    """Let a deed be done to a file of the shop; a refusal is said on the page one goes back to."""

    @require_POST
    @member_required(Right.IMPORT)
    @wraps(deed)
    def view(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
        run = get_object_or_404(queries.runs_of(request.shop), pk=pk)
        with refusals_as_notes(request):
            deed(request, run)
        return _back(request)

    return view


@_deed
def remove(_request: MemberRequest, run: Run) -> None:
    """Take a file off the page."""
    actions.remove(run=run)


@_deed
def cancel(_request: MemberRequest, run: Run) -> None:
    """Cancel an import."""
    actions.ask_cancel(run=run, at=timezone.now())


@_deed
def again(request: MemberRequest, run: Run) -> None:
    """Take up an import that was interrupted."""
    actions.take_up_again(run=run, by=request.membership, at=timezone.now())


@_deed
def undo(_request: MemberRequest, run: Run) -> None:
    """Take the last import back."""
    actions.ask_undo(run=run, at=timezone.now())


def _back(request: MemberRequest) -> HttpResponse:
    if request.htmx:
        return render(request, "imports/arrived.html", arrived(request))
    return redirect("imports", request.shop.key)
