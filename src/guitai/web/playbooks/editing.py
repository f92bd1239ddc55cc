"""A playbook changed a place at a time, in place or on a page of its own, and as a whole."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales.errors import PlaybookRefusedError
from guitai.domains.aftersales.playbook_queries import (
    Answer,
    PlaybookKept,
    PlaybookText,
    Step,
    changes_between,
)
from guitai.web.members import MemberRequest, member_required
from guitai.web.playbooks.end_forms import EndForm
from guitai.web.playbooks.forms import BookForm, TextForm
from guitai.web.playbooks.keeping import keep
from guitai.web.playbooks.place_forms import (
    AnswerForm,
    NewStepForm,
    RemoveAnswerForm,
    RemoveStepForm,
    StepForm,
)
from guitai.web.playbooks.views import about, own

_METHODS = ["GET", "POST"]


@require_http_methods(_METHODS)
@never_cache
@member_required(Right.EDIT_PLAYBOOKS)
def step(request: MemberRequest, shop_key: str, key: str, step: str) -> HttpResponse:
    """Change a step."""
    kept, _books = own(request, key)
    form = StepForm(kept, _step(kept, step), request.POST or None)
    return _place(request, kept, form, _("Change the step"))


@require_http_methods(_METHODS)
@never_cache
@member_required(Right.EDIT_PLAYBOOKS)
def remove_step(request: MemberRequest, shop_key: str, key: str, step: str) -> HttpResponse:
    """Take a step away; what led there leads elsewhere."""
    kept, _books = own(request, key)
    form = RemoveStepForm(kept, _step(kept, step), request.POST or None)
    return _place(request, kept, form, _("Take the step away"))


@require_http_methods(_METHODS)
@never_cache
@member_required(Right.EDIT_PLAYBOOKS)
def add_answer(request: MemberRequest, shop_key: str, key: str, step: str) -> HttpResponse:
    """Add an answer to a step."""
    kept, _books = own(request, key)
    form = AnswerForm(kept, _step(kept, step), None, request.POST or None)
    return _place(request, kept, form, _("Add an answer"))


@require_http_methods(_METHODS)
@never_cache
@member_required(Right.EDIT_PLAYBOOKS)
def answer(request: MemberRequest, shop_key: str, key: str, step: str, answer: str) -> HttpResponse:
    """Change an answer."""
    kept, _books = own(request, key)
    at, given = _answer(kept, step, answer)
    return _place(request, kept, AnswerForm(kept, at, given, request.POST or None), _("Change the answer"))


@require_http_methods(_METHODS)
@never_cache
@member_required(Right.EDIT_PLAYBOOKS)
def remove_answer(request: MemberRequest, shop_key: str, key: str, step: str, answer: str) -> HttpResponse:
    """Take an answer away."""
    kept, _books = own(request, key)
    form = RemoveAnswerForm(kept, *_answer(kept, step, answer), request.POST or None)
    return _place(request, kept, form, _("Take the answer away"))


@require_http_methods(_METHODS)
@never_cache
@member_required(Right.EDIT_PLAYBOOKS)
def add_step(request: MemberRequest, shop_key: str, key: str, step: str, answer: str) -> HttpResponse:
    """Put a step in between an answer and what it leads to."""
    kept, _books = own(request, key)
    _answer(kept, step, answer)
    form = NewStepForm(kept, (step, answer), request.POST or None)
    return _place(request, kept, form, _("Put a step in between"))


@require_http_methods(_METHODS)
@never_cache
@member_required(Right.EDIT_PLAYBOOKS)
def add_end(request: MemberRequest, shop_key: str, key: str, step: str, answer: str) -> HttpResponse:
    """Let an answer lead to a new end."""
    kept, books = own(request, key)
    _answer(kept, step, answer)
    form = EndForm(kept, books, None, request.POST or None, behind=(step, answer))
    return _place(request, kept, form, _("Let it lead to a new end"))


@require_http_methods(_METHODS)
@never_cache
@member_required(Right.EDIT_PLAYBOOKS)
def end(request: MemberRequest, shop_key: str, key: str, end: str) -> HttpResponse:
    """Change an end."""
    kept, books = own(request, key)
    if end not in kept.book.ends:
        raise Http404(end)
    form = EndForm(kept, books, kept.book.ends[end], request.POST or None)
    return _place(request, kept, form, _("Change the end"))


@require_http_methods(_METHODS)
@never_cache
@member_required(Right.EDIT_PLAYBOOKS)
def text(request: MemberRequest, shop_key: str, key: str) -> HttpResponse:
    """Change a playbook as its file says it."""
    kept, _books = own(request, key)
    form = TextForm(kept, request.POST or None, written=kept.written)
    if form.is_valid() and _kept(request, kept, form):
        return redirect("playbooks:playbook", shop_key, key)
    shown = about(request, kept, "text") | {"form": form}
    return render(request, "playbooks/text.html", shown, status=form.status)


def _place(request: MemberRequest, kept: PlaybookKept, form: BookForm, deed: str) -> HttpResponse:
    """Show the form of one place, or keep what was typed and go back to that place."""
    there = reverse("playbooks:playbook", args=[request.shop.key, kept.key])
    if form.is_valid() and (row := _kept(request, kept, form)):
        # Another address than the one the page has, else the browser would only scroll.
        address = f"{there}?v={row.version}#{_anchor(form)}"
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    shown = {"form": form, "deed": deed, "cancel": f"{there}?v={kept.version}&back#{_anchor(form)}"}
    if request.htmx:
        return render(request, "playbooks/place_form.html", shown)  # htmx shows nothing but a 200
    return render(request, "playbooks/place.html", about(request, kept, "") | shown, status=form.status)


def _anchor(form: BookForm) -> str:
    """Give where the page shows what a form is about: the place it has by now, if it was given a key."""
    sort, _dot, rest = form.at.partition(".")
    name = rest.replace(".answers.", "-")
    return f"{'answer' if '.answers.' in rest else sort[:-1]}-{name}" if form.at else form.anchor


def _kept(request: MemberRequest, kept: PlaybookKept, form: BookForm) -> PlaybookText | None:
    written = form.new_text()
    if not form.errors and not changes_between(kept.written, written) and not isinstance(form, TextForm):
        form.add_error(None, _("Nothing was changed."))
    if form.errors:
        return None
    typed = form.cleaned_data
    try:
        return keep(request, kept, written, why=typed["why"], base_version=typed["base"])
    except PlaybookRefusedError as refusal:
        form.put(refusal)
        return None


def _step(kept: PlaybookKept, key: str) -> Step:
    if key not in kept.book.steps:
        raise Http404(key)
    return kept.book.steps[key]


def _answer(kept: PlaybookKept, step: str, key: str) -> tuple[Step, Answer]:
    at = _step(kept, step)
    given = at.answer(key)
    if given is None:
        raise Http404(key)
    return at, given
