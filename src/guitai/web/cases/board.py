"""The board: the cases that run, the first clock to run out at the top, and those that are over."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import boards
from guitai.domains.aftersales.queries import Case, Kind
from guitai.web.bodies import is_part
from guitai.web.cases.narrowing import Wanted, narrowed, owners_of, turn_chips, wanted, whose_chips
from guitai.web.cases.rows import TURNS, Row
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE, OVER_ON_A_PAGE = 200, 50
# What a row shows changes with one of these; the clocks' words go on by the minute.
_MARKED = ("pk", "step", "state", "owner", "kind", "due_at", "cost_fen", "task__state")


@require_GET
@never_cache
@member_required()
def board(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the cases the address asks for; to a page that looks again nothing, unless something changed."""
    check_may_look(request)
    asked, at = wanted(request), timezone.now()
    counts, entries, marks = _found(request, asked, at)
    stamp = _stamp(counts, marks, at)
    if request.GET.get("stamp") == stamp and is_part(request):
        return HttpResponse(status=204)
    shown = _context(request, asked, counts, at) | {
        "entries": entries,
        "rows": _rows(request, [mark[0] for mark in marks], at),
        "stamp": stamp,
    }
    return render(request, "cases/board_body.html" if is_part(request) else "cases/board.html", shown)


def check_may_look(request: MemberRequest) -> None:
    """Let those through who work on cases or keep their ledgers.

    :raises PermissionDenied: for anybody else of the shop.
    """
    if not accounts.rights_of(request.membership) & {Right.ANSWER, Right.KEEP_LEDGERS}:
        raise PermissionDenied(_("Your role in this shop does not allow this; ask the lead."))


def _found(
    request: MemberRequest, asked: Wanted, at: datetime
) -> tuple[dict[str, int], Page[Any], list[tuple[Any, ...]]]:
    """Give how many wait for whom, the page of them that is asked for, and marks of its rows."""
    found = narrowed(request, asked, at=at)
    counts = {} if asked.over else boards.turn_counts(found)
    if asked.turn:
        found = boards.at_turn(found, asked.turn, shop=request.shop)
    entries = _page(found, asked, counts)
    first = entries.start_index() - 1 if entries.paginator.count else 0
    bare = found.select_related(None).prefetch_related(None).defer(None)
    return counts, entries, list(bare.values_list(*_MARKED)[first : entries.end_index()])


def _page(found: QuerySet[Case], asked: Wanted, counts: dict[str, int]) -> Page[Any]:
    """Give which part of the cases is shown; how many there are was counted with the groups already."""
    if asked.over:
        return Paginator(range(found.count()), OVER_ON_A_PAGE).get_page(asked.page)
    total = counts[asked.turn] if asked.turn else sum(counts.values())
    return Paginator(range(total), ON_A_PAGE).get_page(asked.page)


def _rows(request: MemberRequest, keys: list[int], at: datetime) -> list[Row]:
    found = {case.pk: case for case in boards.rows_of(request.shop, keys)}
    return [Row.of(found[key], reader=request.membership, at=at) for key in keys if key in found]


def _context(request: MemberRequest, asked: Wanted, counts: dict[str, int], at: datetime) -> dict[str, Any]:
    chips, late = whose_chips(request, asked, at=at)
    columns = [who for who, count in counts.items() if count]
    return {
        "asked": asked,
        "query": asked.query(),
        "filters": asked.query(page=None),
        "whose": chips,
        "late_count": late,
        "turns": turn_chips(asked, counts),
        "columns": [(who, TURNS[who], counts[who]) for who in columns],
        "kinds": Kind,
        "owners": owners_of(request),
        "may_open": accounts.may(request.membership, Right.ANSWER),
        "may_set": accounts.may(request.membership, Right.EDIT_SHOP),
    }


def _stamp(counts: dict[str, int], marks: list[tuple[Any, ...]], at: datetime) -> str:
    told = repr((counts, marks, f"{at:%H:%M}"))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
