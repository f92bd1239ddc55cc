"""What is over: how each to-do ended, and the way back."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.followups import queries
from guitai.domains.followups.queries import Listing, Outcome, State, Todo
from guitai.web.followups.reasons import why_in_words
from guitai.web.followups.spans import Span, members_for, sees_all, span_of
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 50
ENDED = (State.DONE, State.LEFT, State.DROPPED)


@dataclass(frozen=True, slots=True)
class Ended:
    """A closed to-do as a line."""

    todo: Todo
    why: str


@require_GET
@never_cache
@member_required(Right.ANSWER)
def closed(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what ended in some days, the last first; agents see their own."""
    span = span_of(request, at=timezone.now(), kept=("list", "ended"))
    page = Paginator(_found(request, span), ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "span": span,
        "query": span.query(),
        "entries": page,
        "rows": [Ended(todo, why_in_words(todo)) for todo in page],
        "members": members_for(request),
        "listings": Listing.choices,
        "outcomes": [
            *Outcome.choices,
            (State.LEFT.value, State.LEFT.label),
            (State.DROPPED.value, State.DROPPED.label),
        ],
    }
    return render(request, "followups/closed.html", context)


def _found(request: MemberRequest, span: Span) -> QuerySet[Todo]:
    period = span.period
    found = queries.todos_visible_to(request.user).filter(
        shop=request.shop, state__in=ENDED, closed_at__gte=period.start, closed_at__lt=period.end
    )
    whose = span.member if sees_all(request) else request.membership.pk
    if whose is not None:
        found = found.filter(Q(closed_by=whose) | Q(closed_by=None, owner=whose))
    if span.kept.get("list") in Listing.values:
        found = found.filter(listing=span.kept["list"])
    ended = span.kept.get("ended", "")
    if ended in (State.LEFT, State.DROPPED):
        found = found.filter(state=ended)
    elif ended in Outcome.values:
        found = found.filter(outcome=ended)
    return found.select_related("closed_by").order_by("-closed_at", "-pk")
