"""The lists: what is to be done, one of it opened with its wording and the ways it may end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Membership, Right
from guitai.domains.chat import queries as chat
from guitai.domains.followups import lists as kinds
from guitai.domains.followups import queries
from guitai.domains.followups.queries import Attempt, Listing, Outcome, Todo
from guitai.domains.followups.settings import most_of
from guitai.domains.knowledge.filling import Filled
from guitai.kernel.days import SHANGHAI
from guitai.web.bodies import is_part, key_of
from guitai.web.followups.narrowing import (
    Wanted,
    list_tabs,
    put_off_count,
    rows_of,
    wanted,
    whose_tabs,
)
from guitai.web.followups.reasons import instead_in_words, why_in_words
from guitai.web.followups.telling import Due, due_in_words
from guitai.web.followups.wordings import worded
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 50
LAST = -1  # chosen is the last one of the page
_MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Row:
    """A to-do as a line of its list."""

    todo: Todo
    why: str
    due: Due


@dataclass(frozen=True, slots=True)
class OutcomeKey:
    """A way it may end, and the key that says so."""

    outcome: Outcome
    key: str


@dataclass(frozen=True, slots=True)
class Later:
    """A time to put something off to."""

    name: str
    until: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The to-do that is worked on.

    ``talk`` is the key of the buyer's talk, if there is one; ``instead`` what the platform allows where it
    lets nobody write.
    """

    row: Row
    instead: str
    wording: Filled | None
    outcomes: list[OutcomeKey]
    tries: list[Attempt]
    most: int
    talk: int | None
    later: list[Later]
    members: list[Membership]
    ways: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What came of the last deed: a sentence, and what can be taken back or was copied."""

    sentence: str = ""
    undo: Todo | None = None
    refused: str = ""
    copied: bool = False


NOTHING_SAID = Said()


@require_GET
@never_cache
@member_required(Right.ANSWER)
def lists(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the to-dos the address asks for, and one of them opened."""
    asked, chosen = wanted(request), request.GET.get("pk", "")
    if is_part(request) and "since" in request.GET:
        return render(request, "followups/newer.html", _newer(request, asked))
    template = "followups/lists_body.html" if is_part(request) else "followups/lists.html"
    shown = context(request, asked, chosen=LAST if chosen == "last" else key_of(chosen))
    return render(request, template, shown)


def _newer(request: MemberRequest, asked: Wanted) -> dict[str, Any]:
    """Give how much came onto the list since the page was made."""
    since = key_of(request.GET.get("since", ""))
    found = rows_of(request, asked, at=timezone.now()).filter(pk__gt=since)
    return {
        "newer": found.count(),
        "newest": since,
        "chosen": key_of(request.GET.get("pk", "")),
        "query": asked.query(),
        "here": request.path,
    }


def context(
    request: MemberRequest, asked: Wanted, *, chosen: int = 0, said: Said = NOTHING_SAID
) -> dict[str, Any]:
    """Give what the page's templates need."""
    at = timezone.now()
    found = rows_of(request, asked, at=at)
    page = Paginator(found, ON_A_PAGE).get_page(asked.page)
    rows = [_row(todo, at) for todo in page]
    chosen = rows[-1].todo.pk if chosen == LAST and rows else chosen
    current = next((row for row in rows if row.todo.pk == chosen), None) or _elsewhere(request, chosen, at)
    current = current or next(iter(rows), None)
    return {
        "asked": asked,
        "query": asked.query(),
        "filters": asked.query(page=None),
        "entries": page,
        "newest": found.order_by().aggregate(Max("pk"))["pk__max"] or 0,
        "rows": rows,
        "opened": _opened(request, current, at) if current else None,
        "tabs": list_tabs(request, asked, at=at),
        "whose": whose_tabs(request, asked),
        "put_off": put_off_count(request, asked, at=at),
        "now_query": asked.query(later=None, page=None),
        "later_query": asked.query(later="1", page=None),
        "said": said,
    }


def _row(todo: Todo, at: datetime) -> Row:
    return Row(todo, why_in_words(todo), due_in_words(todo.due_at, at=at))


def _elsewhere(request: MemberRequest, chosen: int, at: datetime) -> Row | None:
    """Give a to-do the address names that stands on another page or list."""
    found = queries.open_todos(request.shop).filter(pk=chosen).first() if chosen else None
    return _row(found, at) if found else None


def _opened(request: MemberRequest, row: Row, at: datetime) -> Opened:
    todo = row.todo
    kind = kinds.kinds()[Listing(todo.listing)]
    return Opened(
        row=row,
        instead=instead_in_words(todo),
        wording=worded(todo, by=request.membership),
        outcomes=[OutcomeKey(outcome, str(key)) for key, outcome in enumerate(kind.outcomes, start=1)],
        tries=list(todo.tries.select_related("by")),
        most=most_of(request.shop, Listing(todo.listing)),
        talk=_talk_of(request, todo),
        later=list(_times(at)),
        members=list(accounts.answering_members(request.shop)),
        ways=[(way.value, str(way.label)) for way in Attempt.Way if way is not Attempt.Way.COPIED],
    )


def _talk_of(request: MemberRequest, todo: Todo) -> int | None:
    if todo.conversation_id or todo.buyer is None or not todo.buyer.account:
        return todo.conversation_id
    found = chat.current_conversation(shop=request.shop, account=todo.buyer.account)
    return found.pk if found else None


def _times(at: datetime) -> Iterable[Later]:
    """Give the times most things are put off to: an hour, three, tomorrow and Monday morning."""
    here = at.astimezone(SHANGHAI)
    morning = datetime.combine(here.date(), _MORNING, SHANGHAI)
    told = {
        _("1 hour"): here + timedelta(hours=1),
        _("3 hours"): here + timedelta(hours=3),
        _("Tomorrow 09:00"): morning + timedelta(days=1),
        _("Monday 09:00"): morning + timedelta(days=7 - here.weekday()),
    }
    return (Later(name, f"{until:%Y-%m-%dT%H:%M}") for name, until in told.items())
