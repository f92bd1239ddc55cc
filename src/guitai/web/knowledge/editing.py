"""Entries written, changed, approved, retired and brought back; who may not, suggests."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts.queries import Right, may
from guitai.domains.catalog import queries as catalog
from guitai.domains.guard.queries import Place
from guitai.domains.knowledge import entering, entry_queries, entry_uses, proposing
from guitai.domains.knowledge.entry_queries import Entry
from guitai.domains.knowledge.filling import SLOTS, fill
from guitai.kernel.days import business_day
from guitai.web.forms import Form
from guitai.web.guard.scripts import Scripts
from guitai.web.knowledge.forms import EntryForm, ProposeForm
from guitai.web.knowledge.listing import rows_of
from guitai.web.members import MemberRequest, member_required
from guitai.web.phrases.samples import SAMPLE

OFFERED_PRODUCTS = 300


@require_http_methods(["GET", "POST"])
@member_required()
def new(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Write a new entry; who does not edit the knowledge suggests it."""
    initial = {
        "questions": request.GET.get("question", "")[:200],
        "question": request.GET.get("question", "")[:200],
        "product": request.GET.get("product", "")[:64],
        "is_weakness": bool(request.GET.get("weak")),
    }
    if _may_edit(request):
        return _save(request, EntryForm(request.membership, request.POST or None, initial=initial), None)
    return _propose(request, ProposeForm(request.membership, request.POST or None, initial=initial), None)


@require_http_methods(["GET", "POST"])
@member_required()
def edit(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Change an entry; who does not edit the knowledge reads it and suggests another answer."""
    entry = _entry(request, pk)
    if _may_edit(request):
        return _save(request, EntryForm.of(request.membership, entry, request.POST or None), entry)
    return _propose(request, ProposeForm.of(request.membership, entry, request.POST or None), entry)


@require_POST
@member_required()
def preview(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what is being written, filled with made-up facts."""
    filled = fill(request.POST.get("answer", "")[:2000], SAMPLE)
    return render(request, "phrases/preview.html", {"filled": filled})


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def approve(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Let an entry be offered."""
    entry = entering.approve_entry(entry=_entry(request, pk), by=request.membership, at=timezone.now())
    messages.success(request, _("“%(title)s” is approved.") % {"title": entry_uses.title_of(entry)})
    return redirect("knowledge-entry", shop_key, pk)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def retire(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take an entry out of use, and offer to undo it."""
    entering.retire_entry(entry=_entry(request, pk), by=request.membership, at=timezone.now())
    return redirect(f"{reverse('knowledge', args=[shop_key])}?undo={pk}")


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def restore(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Bring a retired entry back."""
    entry = entering.restore_entry(entry=_entry(request, pk), by=request.membership, at=timezone.now())
    messages.success(request, _("“%(title)s” is in use again.") % {"title": entry_uses.title_of(entry)})
    return redirect("knowledge", shop_key)


def _save(request: MemberRequest, form: EntryForm, entry: Entry | None) -> HttpResponse:
    scripts = Scripts(request, Place.KNOWLEDGE)
    if form.is_valid() and scripts.passes(form, "answer"):
        with form.taking_refusals():
            saved = entering.save_entry(
                shop=request.shop, by=request.membership, draft=form.draft(), at=timezone.now(), entry=entry
            )
            messages.success(request, _("“%(title)s” is saved.") % {"title": entry_uses.title_of(saved)})
            scripts.tell(saved.answer)
            return redirect("knowledge", request.shop.key)
    return _shown(request, "knowledge/entry.html", form, entry)


def _propose(request: MemberRequest, form: ProposeForm, entry: Entry | None) -> HttpResponse:
    scripts = Scripts(request, Place.KNOWLEDGE)
    if form.is_valid() and scripts.passes(form, "answer"):
        proposed = proposing.propose(
            shop=request.shop,
            by=request.membership,
            question=form.cleaned_data["question"],
            answer=form.cleaned_data["answer"],
            product=form.cleaned_data.get("product"),
            entry=entry,
            at=timezone.now(),
        )
        if proposed:
            messages.success(request, _("The lead will look at what you suggest."))
            return redirect("knowledge-candidates", request.shop.key)
        form.add_error(None, _("The shop knows this already, or the lead has decided against it."))
    return _shown(request, "knowledge/propose.html", form, entry)


def _shown(request: MemberRequest, template: str, form: Form, entry: Entry | None) -> HttpResponse:
    today = business_day(timezone.now())
    products = catalog.visible_to(request.user).filter(shop=request.shop).order_by("-on_sale", "title", "pk")
    shown: dict[str, Any] = {
        "tab": "entries",
        "form": form,
        "entry": entry,
        "row": rows_of(request, [entry], today)[0] if entry else None,
        "filled": fill(str(form["answer"].value() or ""), SAMPLE),
        "slots": list(SLOTS),
        "products": products[:OFFERED_PRODUCTS],
    }
    return render(request, template, shown, status=form.status)


def _entry(request: MemberRequest, pk: int) -> Entry:
    door = entry_queries.entries_visible_to(request.user).filter(shop=request.shop)
    found: Entry = get_object_or_404(door.select_related("product", "owner", "approved_by"), pk=pk)
    return found


def _may_edit(request: MemberRequest) -> bool:
    return may(request.membership, Right.EDIT_KNOWLEDGE)
