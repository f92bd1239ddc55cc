"""What is to be taken over, what one has taken, and the handovers of the last two days."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import handover_queries as queries
from guitai.web.bodies import is_part
from guitai.web.handover.showing import ItemShown, all_shown, by_kind, stamp_of
from guitai.web.members import MemberRequest, member_required

MOST = 300


@require_GET
@never_cache
@member_required(Right.ANSWER)
def handovers(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what nobody took first; a page that looks again is drawn anew only if something changed."""
    shown = context(request)
    if not is_part(request):
        return render(
            request, "handover/print.html" if "print" in request.GET else "handover/handovers.html", shown
        )
    if request.GET.get("stamp") == shown["stamp"]:
        return HttpResponse(status=204)
    return render(request, "handover/list.html", shown)


@require_GET
@never_cache
@member_required(Right.ANSWER)
def one(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show all that one handover left and what became of it, with room for a note."""
    return render(request, "handover/one.html", of_one(request, pk))


def of_one(request: MemberRequest, pk: int) -> dict[str, Any]:
    """Give what the page of one handover needs; another shop's does not exist."""
    at = timezone.now()
    visible = queries.handovers_visible_to(request.user).filter(shop=request.shop)
    handover = get_object_or_404(visible, pk=pk)
    items = all_shown(queries.items_of(handover)[:MOST], shop=request.shop, at=at)
    return {
        "handover": handover,
        "kinds": by_kind(items),
        "takes_notes": at - handover.ends_at < queries.CURRENT,
    }


def context(request: MemberRequest, *, said: str = "", refused: str = "") -> dict[str, Any]:
    """Give what the page's templates need, with what came of the last deed."""
    at = timezone.now()
    items = all_shown(queries.open_items(request.shop, at=at)[:MOST], shop=request.shop, at=at)
    own = request.membership.pk
    free = [row for row in items if row.item.taken_by_id is None]
    return {
        "free": by_kind(free),
        "free_count": len(free),
        "mine": [row for row in items if row.item.taken_by_id == own],
        "others": [row for row in items if row.item.taken_by_id not in {None, own}],
        "night": _of_the_night(request, items),
        "handovers": _latest(request, at),
        "stamp": stamp_of(items),
        "said": said,
        "refused": refused,
        "at": at,
    }


def _of_the_night(request: MemberRequest, items: list[ItemShown]) -> list[ItemShown]:
    """Give the lead what of the night is open, taken or not."""
    if not accounts.may(request.membership, Right.SEE_FLOOR):
        return []
    return [row for row in items if row.item.handover.by_night]


def _latest(request: MemberRequest, at: datetime) -> Any:
    return queries.current_handovers(request.shop, at=at)[:MOST]
