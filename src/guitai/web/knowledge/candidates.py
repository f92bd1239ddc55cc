"""What agents suggest for the knowledge: approved, changed or dropped with one key each, and with undo."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right, may
from guitai.domains.guard.queries import Place
from guitai.domains.knowledge import entry_queries, proposing
from guitai.domains.knowledge.entry_queries import Candidate, Entry
from guitai.domains.knowledge.proposing import Choice
from guitai.domains.knowledge.resembling import entries_like
from guitai.kernel.days import business_day
from guitai.web.bodies import is_part
from guitai.web.forms import refusals_as_notes
from guitai.web.guard.scripts import Scripts
from guitai.web.knowledge.difference import Piece, difference
from guitai.web.knowledge.forms import DecideForm
from guitai.web.knowledge.listing import whole
from guitai.web.members import MemberRequest, member_required

MOST = 100
LATELY = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """The suggestion that is looked at: how it differs, what approving it does, entries it may go into."""

    candidate: Candidate
    pieces: list[Piece]
    form: DecideForm
    choice: Choice
    near: list[Entry]

    @property
    def entry(self) -> Entry | None:
        """The entry it was made of, as long as that is in use."""
        entry = self.candidate.entry
        return entry if entry and entry.retired_at is None else None

    @property
    def into(self) -> list[Entry]:
        """The entries it may go into, the one it was made of first."""
        return [*([self.entry] if self.entry else []), *self.near]


@require_GET
@never_cache
@member_required()
def candidates(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what waits for the lead, and one of it beside what was suggested; agents see their own."""
    template = "knowledge/candidates_body.html" if is_part(request) else "knowledge/candidates.html"
    context = _context(
        request, chosen=whole(request.GET.get("pk", "")), done=whole(request.GET.get("done", ""))
    )
    return render(request, template, context)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def decide(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Approve a suggestion in one of the three ways, or drop it, and go on with the next."""
    candidate = get_object_or_404(_candidates(request), pk=pk)
    rows = list(entry_queries.waiting_for(request.membership)[:MOST])
    form, scripts = DecideForm(request.POST), Scripts(request, Place.KNOWLEDGE)
    to = request.POST.get("to", "")
    approve = to != "drop"
    if approve and not (form.is_valid() and scripts.passes(form, "answer")):
        return _go_on(request, chosen=pk, form=form)
    with form.taking_refusals():
        decided = proposing.decide_candidate(
            candidate=candidate,
            by=request.membership,
            approve=approve,
            at=timezone.now(),
            answer=form.cleaned_data["answer"] if approve else "",
            question=form.cleaned_data["question"] if approve else "",
            choice=Choice(to) if to in set(Choice) else None,
            into=_entry_named(request),
        )
    if form.errors:
        return _go_on(request, chosen=pk, form=form)
    if approve:
        scripts.tell(decided.answer)
    return _go_on(request, chosen=_next_of(rows, pk), done=pk)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def undo(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a decision back, and show the suggestion again."""
    candidate = get_object_or_404(_candidates(request), pk=pk)
    with refusals_as_notes(request):
        proposing.undo_decision(candidate=candidate, by=request.membership, at=timezone.now())
    return _go_on(request, chosen=pk)


def _go_on(
    request: MemberRequest, *, chosen: int, done: int = 0, form: DecideForm | None = None
) -> HttpResponse:
    if form is None and not is_part(request):
        here = reverse("knowledge-candidates", args=[request.shop.key])
        return redirect(f"{here}?pk={chosen or ''}&done={done or ''}")
    template = "knowledge/candidates_body.html" if is_part(request) else "knowledge/candidates.html"
    # htmx shows a page it asked for only if all went well.
    status = 200 if form is None or is_part(request) else form.status
    return render(request, template, _context(request, chosen=chosen, done=done, form=form), status=status)


def _context(
    request: MemberRequest, *, chosen: int, done: int = 0, form: DecideForm | None = None
) -> dict[str, Any]:
    waiting = entry_queries.waiting_for(request.membership)
    rows = list(waiting[:MOST])
    current = next((row for row in rows if row.pk == chosen), None) or next(iter(rows), None)
    lately = entry_queries.decided_lately(request.membership)
    return {
        "tab": "candidates",
        "is_part": is_part(request),
        "rows": rows,
        "waiting": waiting.count(),
        "opened": _opened(request, current, form) if current else None,
        "done": lately.filter(pk=done).first() if done else None,
        "lately": lately[:LATELY],
        "may_edit": may(request.membership, Right.EDIT_KNOWLEDGE),
    }


def _opened(request: MemberRequest, candidate: Candidate, form: DecideForm | None) -> Opened:
    entry = candidate.entry
    near = entries_like(
        request.shop, candidate.question, product=candidate.product, on=business_day(timezone.now())
    )
    return Opened(
        candidate=candidate,
        pieces=difference(entry.answer, candidate.answer) if entry else [Piece("same", candidate.answer)],
        form=form or DecideForm.of(candidate),
        choice=proposing.choice_for(candidate),
        near=[each for each in near if each.pk != candidate.entry_id],
    )


def _candidates(request: MemberRequest) -> Any:
    door = entry_queries.candidates_visible_to(request.user).filter(shop=request.shop)
    return door.select_related("entry", "product", "shop")


def _entry_named(request: MemberRequest) -> Entry | None:
    """Give the entry the lead chose instead of the one that was suggested."""
    door = entry_queries.entries_visible_to(request.user).filter(shop=request.shop, retired_at=None)
    return door.filter(pk=whole(request.POST.get("into", ""))).first()


def _next_of(rows: list[Candidate], pk: int) -> int:
    """Give the key of the suggestion after this one, else of the first that is left; 0 if none is."""
    keys = [row.pk for row in rows]
    place = keys.index(pk) if pk in keys else -1
    left = [*keys[place + 1 :], *keys[: max(place, 0)]]
    return next((key for key in left if key != pk), 0)
