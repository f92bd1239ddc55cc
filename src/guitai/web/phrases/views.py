"""Quick phrases: looked through, written, retired and brought back."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guitai.common.files import keep_picture
from guitai.domains.guard.queries import Place
from guitai.domains.knowledge import actions, queries, rights
from guitai.domains.knowledge.filling import SLOTS, fill
from guitai.domains.knowledge.queries import PhraseFolder, QuickPhrase
from guitai.kernel.days import business_day
from guitai.web.guard.scripts import Scripts
from guitai.web.members import MemberRequest, member_required
from guitai.web.phrases.forms import PhraseForm, Picture
from guitai.web.phrases.samples import SAMPLE

USAGE_DAYS = 30


@require_GET
@member_required()
def phrases(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the phrases of a folder, those that fit what was typed, those never used, or the retired ones."""
    folders = queries.folders_of(request.shop)
    chosen = next((folder for folder in folders if str(folder.pk) == request.GET.get("folder")), None)
    shown = {
        "folders": folders,
        "folder": chosen,
        "q": request.GET.get("q", "")[:60],
        "show": request.GET.get("show", ""),
        "phrases": _listed(request, chosen),
        "retired": _within_reach(request).filter(pk=_number(request.GET.get("undo"))).first(),
        "may_edit_folders": queries.Scope.SHOP in rights.scopes_of(request.membership),
    }
    return render(request, "phrases/phrases.html", shown)


@require_http_methods(["GET", "POST"])
@member_required()
def new(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Write a new phrase."""
    initial = {"folder": request.GET.get("folder", "")}
    form = PhraseForm(request.membership, request.POST or None, request.FILES or None, initial=initial)
    del form.fields["drop_picture"]
    return _save(request, form, None)


@require_http_methods(["GET", "POST"])
@member_required()
def edit(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Change a phrase; who may not, reads it."""
    phrase = get_object_or_404(_within_reach(request), pk=pk)
    if not rights.may_change(request.membership, phrase):
        return render(
            request, "phrases/reading.html", {"phrase": phrase, "filled": fill(phrase.text, SAMPLE)}
        )
    form = PhraseForm.of(request.membership, phrase, request.POST or None, request.FILES or None)
    return _save(request, form, phrase)


@require_POST
@member_required()
def preview(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what is being written, filled with made-up facts."""
    return render(
        request, "phrases/preview.html", {"filled": fill(request.POST.get("text", "")[:2000], SAMPLE)}
    )


@require_POST
@member_required()
def retire(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a phrase out of use, and offer to undo it."""
    phrase = _changeable(request, pk)
    actions.retire_phrase(phrase=phrase, by=request.membership, at=timezone.now())
    return redirect(f"{reverse('setup-phrases', args=[shop_key])}?folder={phrase.folder_id or ''}&undo={pk}")


@require_POST
@member_required()
def restore(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Bring a retired phrase back."""
    phrase = actions.restore_phrase(phrase=_changeable(request, pk), by=request.membership, at=timezone.now())
    messages.success(request, _("“%(title)s” is in use again.") % {"title": phrase.title})
    return redirect(f"{reverse('setup-phrases', args=[shop_key])}?folder={phrase.folder_id or ''}")


@require_POST
@member_required()
def shift(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Move a phrase one place up or down in its folder."""
    phrase = _changeable(request, pk)
    actions.shift_phrase(phrase=phrase, up=request.POST.get("to") == "up")
    return redirect(f"{reverse('setup-phrases', args=[shop_key])}?folder={phrase.folder_id or ''}")


@require_GET
@member_required()
def usage(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show who used which phrase how often in the last thirty days."""
    since = business_day(timezone.now()) - timedelta(days=USAGE_DAYS - 1)
    rows = queries.usage_since(request.shop, reach=_within_reach(request), since=since)
    return render(request, "phrases/usage.html", {"rows": rows, "days": USAGE_DAYS})


def _listed(request: MemberRequest, folder: PhraseFolder | None) -> list[QuickPhrase]:
    reach, show = _within_reach(request), request.GET.get("show")
    if show == "never":
        return queries.never_used(request.shop, reach=reach, at=timezone.now())
    q = request.GET.get("q", "")[:60]
    return queries.phrases_to_edit(request.shop, reach=reach, folder=folder, q=q, retired=show == "retired")


def _save(request: MemberRequest, form: PhraseForm, phrase: QuickPhrase | None) -> HttpResponse:
    scripts = Scripts(request, Place.PHRASE)
    if form.is_valid() and scripts.passes(form, "text"):
        with form.taking_refusals():
            draft = form.draft(picture=_picture(request, form, phrase))
            saved = actions.save_phrase(
                shop=request.shop, by=request.membership, draft=draft, at=timezone.now(), phrase=phrase
            )
            messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
            scripts.tell(saved.text)
            return redirect(
                f"{reverse('setup-phrases', args=[request.shop.key])}?folder={saved.folder_id or ''}"
            )
    filled = fill(str(form["text"].value() or ""), SAMPLE)
    shown: dict[str, Any] = {"form": form, "phrase": phrase, "filled": filled, "slots": list(SLOTS)}
    return render(request, "phrases/phrase.html", shown, status=form.status)


def _picture(request: MemberRequest, form: PhraseForm, phrase: QuickPhrase | None) -> Picture:
    given = form.cleaned_data["picture"]
    if given:
        return keep_picture(given.read(), shop_id=request.shop.pk, at=timezone.now())
    return None if phrase is None or form.cleaned_data.get("drop_picture") else phrase.picture


def _within_reach(request: MemberRequest) -> Any:
    return rights.within_reach(request.membership)


def _changeable(request: MemberRequest, pk: int) -> QuickPhrase:
    phrase: QuickPhrase = get_object_or_404(_within_reach(request), pk=pk)
    if not rights.may_change(request.membership, phrase):
        raise PermissionDenied(_("Your role in this shop does not allow this; ask the lead."))
    return phrase


def _number(given: str | None) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 19 else 0
