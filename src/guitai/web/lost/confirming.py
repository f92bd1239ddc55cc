"""An agent says of each of their lost inquiries why it was lost: in two keys, and with undo."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.catalog import queries as catalog
from guitai.domains.chat.received import SaidLine, said_in
from guitai.domains.insight import actions, queries
from guitai.domains.insight.queries import LostInquiry
from guitai.web.bodies import is_part, key_of
from guitai.web.lost.telling import GROUPS, in_words, lines_named
from guitai.web.members import MemberRequest, member_required

MOST = 100


@dataclass(frozen=True, slots=True)
class Opened:
    """The inquiry that is looked at: its last lines, the product asked about, and why it was proposed so."""

    inquiry: LostInquiry
    lines: list[SaidLine]
    named: set[int]
    product: str
    evidence: list[str]
    percent: int


@require_GET
@never_cache
@member_required(Right.ANSWER)
def mine(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show a member's own lost inquiries without a reason, and one of them with its talk."""
    chosen = key_of(request.GET.get("pk", ""))
    template = "lost/mine_body.html" if is_part(request) else "lost/mine.html"
    return render(request, template, _context(request, chosen=chosen))


@require_GET
@never_cache
@member_required(Right.ANSWER)
def count(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the desk's link to the list, with how many wait there."""
    waiting = queries.to_confirm(request.membership, at=timezone.now()).count()
    return render(request, "lost/count.html", {"lost_to_confirm": waiting})


@require_POST
@member_required(Right.ANSWER)
def confirm(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take the proposed reason or the one named, and go on with the next inquiry."""
    inquiry = get_object_or_404(queries.of_member(request.membership), pk=pk)
    rows = list(queries.to_confirm(request.membership, at=timezone.now())[:MOST])
    done = actions.confirm(
        inquiry=inquiry,
        by=request.membership,
        reason=request.POST.get("reason", ""),
        at=timezone.now(),
    )
    return _go_on(request, chosen=_next_of(rows, pk), done=done)


@require_POST
@member_required(Right.ANSWER)
def back(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a confirmed reason back, and show the inquiry again."""
    inquiry = get_object_or_404(queries.of_member(request.membership), pk=pk)
    actions.take_back(inquiry=inquiry, by=request.membership, at=timezone.now())
    return _go_on(request, chosen=pk)


def _go_on(request: MemberRequest, *, chosen: int, done: LostInquiry | None = None) -> HttpResponse:
    if is_part(request):
        return render(request, "lost/mine_body.html", _context(request, chosen=chosen, done=done))
    return redirect(f"{reverse('lost-mine', args=[request.shop.key])}?pk={chosen or ''}")


def _context(request: MemberRequest, *, chosen: int = 0, done: LostInquiry | None = None) -> dict[str, Any]:
    at = timezone.now()
    rows = list(queries.to_confirm(request.membership, at=at)[:MOST])
    wanted = next((row for row in rows if row.pk == chosen), None)
    if wanted is None and chosen:
        wanted = queries.of_member(request.membership).filter(pk=chosen, bought_at=None).first()
    current = wanted or next(iter(rows), None)
    return {
        "rows": rows,
        "opened": _opened(request, current) if current else None,
        "done": done,
        "confirmed": queries.confirmed_today(request.membership, at=at)[:MOST],
        "groups": GROUPS,
    }


def _opened(request: MemberRequest, inquiry: LostInquiry) -> Opened:
    named = lines_named(inquiry)
    product = catalog.by_ids(request.shop.pk, [inquiry.product] if inquiry.product else []).first()
    return Opened(
        inquiry,
        said_in(request.shop, inquiry.conversation, until=inquiry.last_at, also=named),
        named,
        str(product) if product else "",
        in_words(inquiry.evidence),
        round(inquiry.confidence * 100),
    )


def _next_of(rows: list[LostInquiry], pk: int) -> int:
    """Give the key of the inquiry after this one, else of the first that is left; 0 if none is."""
    keys = [row.pk for row in rows]
    place = keys.index(pk) if pk in keys else -1
    left = [*keys[place + 1 :], *keys[: max(place, 0)]]
    return next((key for key in left if key != pk), 0)
