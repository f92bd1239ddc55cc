"""The folders of quick phrases."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.knowledge import actions, queries
from guitai.web.forms import refusals_as_notes
from guitai.web.members import MemberRequest, member_required
from guitai.web.phrases.forms import FolderForm


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP_PHRASES)
def folders(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the folders, and make a new one."""
    form = FolderForm(request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            actions.save_folder(shop=request.shop, name=form.cleaned_data["name"])
            return redirect("setup-phrase-folders", shop_key)
    shown = {"folders": queries.folders_of(request.shop), "form": form}
    return render(request, "phrases/folders.html", shown, status=form.status)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP_PHRASES)
def folder(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Give a folder another name."""
    named = get_object_or_404(queries.folders_visible_to(request.user), pk=pk, shop=request.shop)
    form = FolderForm(request.POST or None, initial={"name": named.name})
    if form.is_valid():
        with form.taking_refusals():
            actions.save_folder(shop=request.shop, name=form.cleaned_data["name"], folder=named)
            return redirect("setup-phrase-folders", shop_key)
    return render(request, "phrases/folder.html", {"folder": named, "form": form}, status=form.status)


@require_POST
@member_required(Right.EDIT_SHOP_PHRASES)
def remove(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take an empty folder away."""
    named = get_object_or_404(queries.folders_visible_to(request.user), pk=pk, shop=request.shop)
    with refusals_as_notes(request):
        actions.remove_folder(folder=named)
    return redirect("setup-phrase-folders", shop_key)
