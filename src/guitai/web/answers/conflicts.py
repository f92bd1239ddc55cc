"""One question, different answers: side by side with the talks, settled in one key, and with undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.catalog.queries import Product
from guitai.domains.insight import answer_queries, answers
from guitai.domains.insight.answer_queries import AnswerConflict
from guitai.domains.insight.answer_sides import answer_with
from guitai.domains.knowledge import entry_queries
from guitai.domains.knowledge.entry_queries import Entry
from guitai.kernel.errors import GuitaiError
from guitai.web.answers.findings import Done, answer_page, narrowed, page_of, products_of, settled, went_back
from guitai.web.members import MemberRequest, member_required

AGAINST = ("knowledge", "agents")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an agent, and the talk it stands in."""

    text: str
    agent: str
    conversation: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things said; ``becomes`` is what the knowledge will say, empty where nobody can tell."""

    number: int
    value: str
    who: Sequence[str]
    count: int
    said: Sequence[Said]
    entries: Sequence[Entry]
    becomes: str


@dataclass(frozen=True, slots=True)
class Row:
    """A contradiction as the page shows it."""

    conflict: AnswerConflict
    product: Product | None
    sides: Sequence[Side]


@require_GET
@never_cache
@member_required(Right.EDIT_KNOWLEDGE)
def conflicts(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show where answers contradict the knowledge or one another."""
    return _page(request)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def settle(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Let one side be right: it becomes the knowledge."""
    conflict = get_object_or_404(answer_queries.conflicts_of(request.membership), pk=pk)
    side = request.POST.get("side", "")
    try:
        answers.settle_conflict(
            conflict=conflict,
            side=int(side) if side.isdecimal() and len(side) < 4 else -1,
            by=request.membership,
            at=timezone.now(),
        )
    except GuitaiError as refusal:
        if not request.htmx:
            raise
        return _page(request, problem=refusal.sentence)
    return _go_on(request, settled(request, "conflict-back", pk, conflict.topic, dismissed=False))


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def dismiss(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Say that it is no fault."""
    conflict = get_object_or_404(answer_queries.conflicts_of(request.membership), pk=pk)
    answers.dismiss(found=conflict, by=request.membership, at=timezone.now())
    return _go_on(request, settled(request, "conflict-back", pk, conflict.topic, dismissed=True))


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def back(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a decision back, and what it did to the knowledge."""
    conflict = get_object_or_404(answer_queries.conflicts_of(request.membership), pk=pk)
    answers.take_back(found=conflict, by=request.membership, at=timezone.now())
    return _go_on(request, None)


def _go_on(request: MemberRequest, done: Done | None) -> HttpResponse:
    return went_back(request, "conflicts") or _page(request, done=done)


def _page(request: MemberRequest, *, done: Done | None = None, problem: str = "") -> HttpResponse:
    found, filters = narrowed(request, _against(request, answer_queries.conflicts_of(request.membership)))
    page = page_of(request, found)
    rows = _rows(request, list(page), products_of(request, found))
    against = request.GET.get("against", "")
    context: dict[str, Any] = {"rows": rows, "entries": page, "done": done, "problem": problem, **filters}
    return answer_page(request, "conflicts", context | {"against": against if against in AGAINST else ""})


def _against(request: MemberRequest, found: QuerySet[AnswerConflict]) -> QuerySet[AnswerConflict]:
    against = request.GET.get("against", "")
    return found.filter(against_knowledge=against == "knowledge") if against in AGAINST else found


def _rows(
    request: MemberRequest, conflicts: list[AnswerConflict], products: Mapping[int, Product]
) -> list[Row]:
    keys = {key for each in conflicts for side in each.sides for key in side["entries"]}
    entries = entry_queries.entries_visible_to(request.user).filter(shop=request.shop, pk__in=keys)
    by_key = {entry.pk: entry for entry in entries}
    return [Row(each, products.get(each.product or 0), _sides(each, by_key)) for each in conflicts]


def _sides(conflict: AnswerConflict, entries: Mapping[int, Entry]) -> list[Side]:
    known = [side for side in conflict.sides if any(key in entries for key in side["entries"])]
    return [
        Side(
            number=number,
            value=side["value"],
            who=side["who"],
            count=side["count"],
            said=[_said(each) for each in side["said"]],
            entries=[entries[key] for key in side["entries"] if key in entries],
            becomes=_becomes(side, known, entries),
        )
        for number, side in enumerate(conflict.sides)
    ]


def _becomes(
    side: Mapping[str, Any], known: Sequence[Mapping[str, Any]], entries: Mapping[int, Entry]
) -> str:
    """Give what the knowledge will say if this side is right; nothing where nobody can tell."""
    keys = [key for each in known for key in each["entries"] if key in entries]
    if side["entries"]:
        return "、".join(entries[key].answer for key in side["entries"] if key in entries)
    if not keys:
        return str(side["said"][0]["text"])
    if len(keys) > 1:
        return ""
    return answer_with(entries[keys[0]].answer, instead_of=known[0]["value"], value=side["value"]) or ""


def _said(said: Mapping[str, Any]) -> Said:
    return Said(said["text"], said["agent"], said["conversation"], datetime.fromisoformat(said["at"]))
