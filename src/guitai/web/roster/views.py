"""One's own shifts of three weeks, what colleagues ask, and what became of what one asked."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries, swap_queries
from guitai.domains.accounts.queries import Right
from guitai.web.members import MemberRequest, member_required
from guitai.web.roster.showing import shown, weeks_of

MOST = 10


@require_GET
@never_cache
@member_required()
def roster(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show one's own shifts, who works when, and the swaps that concern one."""
    me, at = request.membership, timezone.now()
    on_duty = queries.on_duty(request.shop, at=at)
    facts = {
        "on_duty": [member for member in queries.active_members(request.shop) if member.pk in on_duty],
        "weeks": weeks_of(me, at=at),
        "today": timezone.localdate(at),
        "waiting": shown(swap_queries.waiting_for(me, at=at), me=me),
        "to_approve": shown(swap_queries.to_approve(me, at=at), me=me),
        "own": shown(swap_queries.own_swaps(me, at=at, most=MOST), me=me),
        "may_edit": queries.may(me, Right.EDIT_ROSTER),
    }
    return render(request, "roster/roster.html", facts)
