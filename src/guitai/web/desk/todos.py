"""What is to be done for buyers, at the desk: what one has, and every deed about it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import queries as chat
from guitai.domains.followups import lists, queries
from guitai.domains.followups.actions import todos as actions
from guitai.domains.followups.queries import Todo
from guitai.domains.followups.shapes import MOST_AT_A_DESK, todo_row
from guitai.web.bodies import body_of
from guitai.web.members import MemberRequest, member_required

LONGEST_PUT_OFF = 60 * 24 * 30


@require_GET
@never_cache
@member_required(Right.ANSWER)
def todos(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give what is open and mine or nobody's, on whatever list, the first to fall due at the front."""
    return _told(list(queries.free_for(request.membership)[:MOST_AT_A_DESK]))


@require_GET
@never_cache
@member_required(Right.ANSWER)
def of_conversation(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Give what runs about a conversation, proposals too."""
    talk = get_object_or_404(chat.of_member(request.membership), pk=pk)
    return _told(list(queries.of_conversation(talk.pk).filter(shop=request.shop)))


@require_POST
@member_required(Right.ANSWER)
def confirm(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Agree that it is to be done, by ``{"due"}`` if that is another time than was read."""
    todo_id, given = _own(request, pk), body_of(request).get("due")
    due = _moment(given)
    if given is not None and due is None:
        return _malformed(_("That is no time."))
    return _done(request, actions.confirm(todo_id=todo_id, due_at=due, **_by(request)))


@require_POST
@member_required(Right.ANSWER)
def close(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Say what came of it: ``{"outcome", "note"}``."""
    sent, todo_id = body_of(request), _own(request, pk)
    outcome, note = str(sent.get("outcome", "")), str(sent.get("note", ""))
    return _done(request, actions.close(todo_id=todo_id, outcome=outcome, note=note, **_by(request)))


@require_POST
@member_required(Right.ANSWER)
def drop(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take off its list what should not be there."""
    note = str(body_of(request).get("note", ""))
    return _done(request, actions.drop(todo_id=_own(request, pk), note=note, **_by(request)))


@require_POST
@member_required(Right.ANSWER)
def reopen(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take back how it ended."""
    return _done(request, actions.reopen(todo_id=_own(request, pk), **_by(request)))


@require_POST
@member_required(Right.ANSWER)
def take(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take it over."""
    return _done(request, actions.pass_on(todo_id=_own(request, pk), to=request.membership, **_by(request)))


@require_POST
@member_required(Right.ANSWER)
def put_off(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Be called again in so many ``{"minutes"}``; the time it is due stays."""
    todo_id, minutes = _own(request, pk), body_of(request).get("minutes")
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 < minutes <= LONGEST_PUT_OFF:
        return _malformed(_("Say in how many minutes."))
    told = _by(request)
    until = told["at"] + timedelta(minutes=minutes)
    return _done(request, actions.put_off(todo_id=todo_id, until=until, **told))


def kinds_shown() -> dict[str, dict[str, Any]]:
    """Give each list with its title and how what stands on it may end, in the order of the keys."""
    return {
        listing.value: {
            "title": str(listing.label),
            "outcomes": [{"key": each.value, "title": str(each.label)} for each in kind.outcomes],
        }
        for listing, kind in lists.kinds().items()
    }


def _own(request: MemberRequest, pk: int) -> int:
    visible = queries.todos_visible_to(request.user).filter(shop=request.shop)
    return get_object_or_404(visible, pk=pk).pk


def _by(request: MemberRequest) -> dict[str, Any]:
    return {"by": request.membership, "at": timezone.now()}


def _done(request: MemberRequest, todo: Todo) -> HttpResponse:
    shown = queries.todos_visible_to(request.user).get(pk=todo.pk)
    return JsonResponse({"todo": todo_row(shown)})


def _told(found: list[Todo]) -> HttpResponse:
    return JsonResponse({"todos": [todo_row(todo) for todo in found]})


def _malformed(reason: str) -> HttpResponse:
    return JsonResponse({"code": "desk.malformed", "reason": reason}, status=400)


def _moment(given: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(given)).astimezone(UTC) if given is not None else None
    except (OverflowError, ValueError):
        return None
