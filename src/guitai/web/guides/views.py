"""Guides: looked through, written step by step, retired and brought back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guitai.common.files import keep_picture
from guitai.domains.accounts.queries import Right, may
from guitai.domains.guard.queries import Place
from guitai.domains.knowledge import guide_queries, guides
from guitai.domains.knowledge.drafts import GuideDraft, StepDraft
from guitai.domains.knowledge.guide_queries import Guide
from guitai.web.forms import refusals_as_notes
from guitai.web.guard.scripts import Scripts
from guitai.web.guides.forms import Deed, GuideForm, StepForm, Steps
from guitai.web.members import MemberRequest, member_required


@require_GET
@member_required()
def listed(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the guides in their order, or those out of use."""
    retired = request.GET.get("show") == "retired"
    q = request.GET.get("q", "")[:60]
    undo = request.GET.get("undo", "")
    shown = {
        "tab": "guides",
        "guides": guide_queries.guides_of(request.shop, q=q, retired=retired),
        "q": q,
        "retired": retired,
        "undo": _own(request).filter(pk=int(undo)).first() if undo.isdecimal() and len(undo) < 19 else None,
        "may_edit": may(request.membership, Right.EDIT_KNOWLEDGE),
    }
    return render(request, "guides/list.html", shown)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_KNOWLEDGE)
def new(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Write a new guide."""
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@member_required()
def guide(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Change a guide; who may not, sees it as buyers do."""
    shown = get_object_or_404(_own(request), pk=pk)
    if not may(request.membership, Right.EDIT_KNOWLEDGE):
        steps = shown.steps.select_related("picture")
        return render(request, "guides/reading.html", {"tab": "guides", "guide": shown, "steps": steps})
    return _edit(request, shown)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def retire(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a guide out of use, and offer to undo it."""
    gone = get_object_or_404(_own(request), pk=pk)
    guides.retire_guide(guide=gone, by=request.membership, at=timezone.now())
    return redirect(f"{reverse('guides', args=[shop_key])}?undo={pk}")


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def restore(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Bring a retired guide back."""
    back = get_object_or_404(_own(request), pk=pk)
    with refusals_as_notes(request):
        guides.restore_guide(guide=back, by=request.membership, at=timezone.now())
        messages.success(request, _("“%(title)s” is in use again.") % {"title": back.title})
    return redirect("guides", shop_key)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def shift(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Move a guide one place up or down."""
    moved = get_object_or_404(_own(request), pk=pk, retired_at=None)
    guides.shift_guide(guide=moved, up=request.POST.get("to") == "up")
    return redirect("guides", shop_key)


def _own(request: MemberRequest) -> Any:
    return guide_queries.guides_visible_to(request.user).filter(shop=request.shop)


def _edit(request: MemberRequest, present: Guide | None) -> HttpResponse:
    form = GuideForm.of(present, request.POST or None)
    steps = Steps(present, request.POST or None, request.FILES or None)
    scripts = Scripts(request, Place.AUTOMATIC)
    if form.is_valid() and steps.formset.is_valid() and scripts.passes(form, "title"):
        written = steps.written(Deed.of(request.POST.get("do", "")))
        drafts = _drafts(request, scripts, steps, written)
        with form.taking_refusals():
            if not any(step.errors for step in written):
                return _save(request, scripts, GuideDraft(**form.cleaned_data, steps=drafts), present)
    shown = {
        "tab": "guides",
        "guide": present,
        "form": form,
        "written": steps,
        "steps": present.steps.select_related("picture") if present else [],
    }
    return render(request, "guides/guide.html", shown, status=422 if steps.has_errors else form.status)


def _drafts(
    request: MemberRequest, scripts: Scripts, steps: Steps, written: list[StepForm]
) -> tuple[StepDraft, ...]:
    """Give the steps with their pictures; what is wrong with one stands in its form then."""
    passed = [scripts.passes(step, "text") for step in written]
    return tuple(_draft(request, steps, step) for step in written) if all(passed) else ()


def _draft(request: MemberRequest, steps: Steps, form: StepForm) -> StepDraft:
    """Give a step with its picture: a new one, or the one it has."""
    picture, given = steps.picture_of(form), form.cleaned_data.get("picture")
    if given:
        with form.taking_refusals():
            picture = keep_picture(given.read(), shop_id=request.shop.pk, at=timezone.now())
    return StepDraft(text=form.cleaned_data["text"], picture=picture)


def _save(request: MemberRequest, scripts: Scripts, draft: GuideDraft, present: Guide | None) -> HttpResponse:
    saved = guides.save_guide(
        shop=request.shop, by=request.membership, draft=draft, at=timezone.now(), guide=present
    )
    messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
    scripts.tell(saved.title, *(step.text for step in draft.steps))
    address = reverse("guide", args=[request.shop.key, saved.pk])
    return redirect(f"{address}#steps" if "do" in request.POST else address)
