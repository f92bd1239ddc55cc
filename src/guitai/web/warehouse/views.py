"""What the warehouse has to do, the first to fall due at the front, and what it did today."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.common.files import picture_path
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.trade import searching
from guitai.domains.trade.queries import Order
from guitai.domains.warehouse import queries
from guitai.domains.warehouse.queries import Task
from guitai.kernel.days import business_day, day_period
from guitai.web.bodies import is_part
from guitai.web.members import MemberRequest, member_required
from guitai.web.warehouse.showing import DoneShown, TaskShown, due_of, stamp_of

MOST, MOST_DONE = 200, 50
LONGEST_SEARCH = 100


@require_GET
@never_cache
@member_required()
def warehouse(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what is to be done; of a page that looks again only its clocks, unless something changed."""
    _check_may_read(request)
    shown = context(request)
    if request.GET.get("stamp") == shown["stamp"] and is_part(request):
        response = render(request, "warehouse/clocks.html", shown)
        response["HX-Reswap"] = "none"
        return response
    return render(request, "warehouse/list.html" if is_part(request) else "warehouse/warehouse.html", shown)


@require_GET
@member_required()
def picture(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse | FileResponse:
    """Give the picture that came with an answer."""
    _check_may_read(request)
    shown = queries.picture_of(request.user, shop=request.shop, task_id=pk)
    if shown is None:
        raise Http404
    response = FileResponse(picture_path(shown).open("rb"), content_type=shown.content_type)
    response["Cache-Control"] = "private, max-age=604800, immutable"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def context(
    request: MemberRequest,
    *,
    said: str = "",
    undo: Task | None = None,
    refused: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """Give what the page's templates need.

    :param refused: why a task could not be answered just now, by its key; what was typed is shown again.
    """
    at, sought = timezone.now(), request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    running, done = queries.running_tasks(request.shop), _done(request, at)
    if sought:
        running, done = queries.named(running, text=sought), queries.named(done, text=sought)
    tasks = list(queries.with_goods(running)[:MOST])
    ended = list(done[:MOST_DONE])
    return {
        "tasks": [_shown(request, task, (refused or {}).get(task.pk, ""), at) for task in tasks],
        "done": [DoneShown.of(task, at=at) for task in ended],
        "stamp": stamp_of([*tasks, *ended]),
        "sought": sought,
        "orders": _orders(request, sought) if sought and not tasks else [],
        "said": said,
        "undo": undo,
        "may_work": accounts.may(request.membership, Right.WORK_WAREHOUSE),
        "may_reveal": accounts.may(request.membership, Right.SEE_PERSONAL),
    }


def _done(request: MemberRequest, at: datetime) -> Any:
    return queries.answered_tasks(request.shop, since=day_period(business_day(at)).start)


def _shown(request: MemberRequest, task: Task, refused: str, at: datetime) -> TaskShown:
    typed = request.POST if refused else {}
    return TaskShown(task, due_of(task, at=at), refused, typed.get("note", ""), typed.get("waybill", ""))


def _orders(request: MemberRequest, sought: str) -> list[Order]:
    """Give the orders somebody scanned that nothing is asked about."""
    found = searching.find(shop_id=request.shop.pk, text=sought)
    return [one.order for one in found if one.order is not None]


def _check_may_read(request: MemberRequest) -> None:
    if not accounts.rights_of(request.membership) & {Right.WORK_WAREHOUSE, Right.ANSWER}:
        raise PermissionDenied(_("Your role in this shop does not allow this; ask the lead."))
