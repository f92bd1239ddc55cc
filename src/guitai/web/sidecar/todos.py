"""What one has to do for buyers, beside another program: its wording to copy, and how it ended."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.followups import lists, queries
from guitai.domains.followups.actions import todos as actions
from guitai.domains.followups.queries import Listing, Todo
from guitai.domains.guard.queries import Place
from guitai.web.bodies import body_of
from guitai.web.followups.reasons import instead_in_words, why_in_words
from guitai.web.followups.telling import due_in_words
from guitai.web.followups.wordings import copy_wording
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import text_in

_MOST = 30


@require_GET
@never_cache
@member_required(Right.ANSWER)
def todos(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give what is open of one's own, the first to fall due at the front."""
    return _todos(request)


@require_POST
@member_required(Right.ANSWER)
def copied(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Let the wording be copied, which counts as an attempt; give it with what is open."""
    wording = copy_wording(_own(request, pk), by=request.membership, place=Place.SIDECAR, at=timezone.now())
    return _todos(request, text=wording)


@require_POST
@member_required(Right.ANSWER)
def close(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Say what came of it: ``{"outcome"}``; give what is left."""
    outcome = text_in(body_of(request), "outcome", 20)
    actions.close(todo_id=_own(request, pk).pk, outcome=outcome, by=request.membership, at=timezone.now())
    return _todos(request)


@require_POST
@member_required(Right.ANSWER)
def reopen(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take back how it ended; give what is open."""
    actions.reopen(todo_id=_own(request, pk).pk, by=request.membership, at=timezone.now())
    return _todos(request)


def _own(request: MemberRequest, pk: int) -> Todo:
    return get_object_or_404(queries.todos_visible_to(request.user).filter(shop=request.shop), pk=pk)


def _todos(request: MemberRequest, **more: Any) -> HttpResponse:
    at = timezone.now()
    own = queries.todos_of(request.membership).exclude(next_at__gt=at)
    shown = [_row(todo, at) for todo in own[:_MOST]]
    return JsonResponse({"todos": shown, "count": own.count()} | more)


def _row(todo: Todo, at: datetime) -> dict[str, Any]:
    due = due_in_words(todo.due_at, at=at)
    return {
        "id": todo.pk,
        "list": todo.get_listing_display(),
        "buyer": todo.buyer.display_name if todo.buyer else "",
        "buyer_id": todo.buyer_id,
        "order": todo.order.number if todo.order else "",
        "order_id": todo.order_id,
        "why": why_in_words(todo),
        "instead": instead_in_words(todo),
        "due": due.words,
        "level": due.level,
        "value": str(todo.value) if todo.value_fen else "",
        "attempts": todo.attempts,
        "outcomes": [
            {"key": str(key), "outcome": outcome.value, "name": str(outcome.label)}
            for key, outcome in enumerate(lists.outcomes(Listing(todo.listing)), start=1)
        ],
    }
