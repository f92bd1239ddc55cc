"""Why inquiries were lost: summed by reason, day, month, product and agent, and one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.insight.queries import Cut, LostInquiry
from guitai.engines.metrics.keys import Unit
from guitai.kernel.money import Money
from guitai.web.charts import Chart, Series
from guitai.web.formats import written
from guitai.web.lost.naming import (
    CUTS,
    HEADINGS,
    NONE,
    NamedSum,
    Wanted,
    named_sums,
    product_titles,
    reason_name,
    wanted,
)
from guitai.web.lost.telling import in_words
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports.filters import Filters

ON_A_PAGE = 50
DRAWN = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """A lost inquiry of the list."""

    inquiry: LostInquiry
    product: str
    reason: str
    proposed: str
    evidence: list[str]


@require_GET
@member_required(Right.ANSWER)
def sums(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what was lost and why, cut as the address says; agents see their own."""
    asked = wanted(request, filters=Filters.of(request, at=timezone.now()))
    cut = cut_of(request)
    rows = named_sums(request, asked, cut)
    by_reason = rows if cut is Cut.REASON else named_sums(request, asked, Cut.REASON)
    context = _context(asked) | {
        "cut": cut,
        "cuts": CUTS.items(),
        "heading": HEADINGS[cut],
        "sums": rows,
        "worst": next((row for row in by_reason if row.is_cause), None),
        "chart": _chart(rows, cut, reverse("lost-list", args=[shop_key])),
    }
    return render(request, "lost/sums.html", context)


@require_GET
@member_required(Right.ANSWER)
def one_by_one(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the lost inquiries behind a number, newest first."""
    asked = wanted(request, filters=Filters.of(request, at=timezone.now()))
    page = Paginator(asked.inquiries, ON_A_PAGE).get_page(request.GET.get("page"))
    titles = product_titles(request, (row.product for row in page))
    entries = [entry_of(row, titles) for row in page]
    context = _context(asked) | {"entries": page, "lines": entries, "narrowed": _narrowed(request, asked)}
    return render(request, "lost/list.html", context)


def cut_of(request: MemberRequest) -> Cut:
    """Give what the address wants sums by; by reason if it says nothing sensible."""
    by = request.GET.get("by", "")
    return Cut(by) if by in {cut.value for cut in Cut} else Cut.REASON


def entry_of(row: LostInquiry, titles: dict[int, str]) -> Entry:
    """Give an inquiry as the list shows it."""
    return Entry(
        row,
        titles.get(row.product or 0, ""),
        reason_name(row.confirmed),
        reason_name(row.proposed) if row.proposed else "",
        in_words(row.evidence),
    )


def _context(asked: Wanted) -> dict[str, Any]:
    told = asked.inquiries.order_by().aggregate(
        lost=Count("pk"), explained=Count("pk", filter=~Q(confirmed="")), fen=Sum("value_fen", default=0)
    )
    share = told["explained"] / told["lost"] if told["lost"] else None
    return {
        "filters": asked.filters,
        "agents": list(asked.agents.values()),
        "kept": asked.kept,
        "query": asked.filters.query(**asked.kept),
        "lost_count": written(told["lost"], Unit.COUNT),
        "explained_share": written(share, Unit.SHARE),
        "at_stake": str(Money(told["fen"])),
    }


def _narrowed(request: MemberRequest, asked: Wanted) -> list[str]:
    """Say what else than days and agent the list is narrowed to."""
    said = []
    if reason := asked.kept.get("reason"):
        said.append(reason_name(reason))
    if product := asked.kept.get("product"):
        key = 0 if product == NONE else int(product)
        said.append(product_titles(request, [key]).get(key) or _("product not known"))
    return said


def _chart(rows: Sequence[NamedSum], cut: Cut, listed: str) -> Chart:
    """Draw what the lost inquiries were worth; the largest alone, or every day."""
    drawn = rows if cut in {Cut.DAY, Cut.MONTH} else rows[:DRAWN]
    return Chart(
        id="lost-chart",
        title=_("Value of lost inquiries"),
        kind="bar",
        categories=[row.name for row in drawn],
        series=[Series(_("Value at stake"), [row.value.fen / 100 for row in drawn])],
        unit=Unit.YUAN,
        links=[[f"{listed}?{row.query}" for row in drawn]],
    )
