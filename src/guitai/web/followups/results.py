"""What came of the lists: by list, and by list and agent; as a page and as a workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from guitai.common.workbooks import CONTENT_TYPE, Numeral, SheetToWrite, write_workbook
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.followups import queries
from guitai.domains.followups.queries import Listing, Outcome, Result
from guitai.kernel.money import Money
from guitai.web.followups.spans import Span, members_for, sees_all, span_of
from guitai.web.members import MemberRequest, member_required

COUNT, YUAN = "#,##0", '"¥"#,##0.00'


@dataclass(frozen=True, slots=True)
class Line:
    """What came of a list, or of one agent's part of it, with the names told."""

    listing: str
    agent: str
    result: Result
    outcomes: list[tuple[str, int]]

    @property
    def brought(self) -> Money:
        """What was paid within three days of an attempt."""
        return Money(self.result.brought_fen)

    @property
    def told(self) -> str:
        """How it ended, in a line."""
        return " · ".join(f"{name} {many}" for name, many in self.outcomes)


@require_GET
@member_required(Right.ANSWER)
def results(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the sums of what was opened in some days; agents see their own."""
    span = span_of(request, at=timezone.now())
    by_list, by_agent = _lines(request, span)
    context = {
        "span": span,
        "query": span.query(),
        "by_list": by_list,
        "by_agent": by_agent,
        "members": members_for(request),
    }
    return render(request, "followups/results.html", context)


@require_GET
@member_required(Right.ANSWER)
def workbook(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give what the page shows as a workbook."""
    span = span_of(request, at=timezone.now())
    by_list, by_agent = _lines(request, span)
    sheets = [_sheet(_("By list"), by_list), _sheet(_("By agent"), by_agent)]
    response = HttpResponse(write_workbook(sheets), content_type=CONTENT_TYPE)
    name = f"follow-ups-{shop_key}-{span.first}-{span.last}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(request: MemberRequest, span: Span) -> tuple[list[Line], list[Line]]:
    """Give the lines by list, and by agent and list; of one agent both are the same sums."""
    found = queries.results(request.shop, span.period)
    names = {member.pk: member.nickname for member in accounts.active_members(request.shop)}
    whose = span.member if sees_all(request) else request.membership.pk
    mine = [each for each in found.by_agent if whose is None or each.owner == whose]
    by_agent = _told(sorted(mine, key=lambda each: (each.owner is None, each.owner or 0)), names)
    return _told(found.by_list if whose is None else mine, {}), by_agent


def _told(found: Iterable[Result], names: Mapping[int, str]) -> list[Line]:
    places = {listing.value: place for place, listing in enumerate(Listing)}
    rows = found if names else sorted(found, key=lambda each: places[each.listing])
    return [
        Line(str(Listing(each.listing).label), _agent(each, names), each, _outcomes(each)) for each in rows
    ]


def _agent(row: Result, names: Mapping[int, str]) -> str:
    if row.owner is None:
        return pgettext("owner", "nobody")
    return names.get(row.owner, _("somebody who left"))


def _outcomes(row: Result) -> list[tuple[str, int]]:
    known = [outcome for outcome in Outcome if row.outcomes.get(outcome)]
    return [(str(outcome.label), row.outcomes[outcome]) for outcome in known]


def _sheet(name: str, lines: Iterable[Line]) -> SheetToWrite:
    return SheetToWrite(
        name=name,
        headings=[
            _("Agent"),
            pgettext("follow-ups", "List"),
            _("Opened"),
            pgettext("to-do", "done"),
            pgettext("to-do", "settled by itself"),
            _("Attempts"),
            _("Brought"),
            _("How they ended"),
        ],
        widths=[14, 18, 10, 10, 14, 10, 14, 48],
        rows=[
            (
                line.agent if name == _("By agent") else "",
                line.listing,
                Numeral(line.result.opened, COUNT),
                Numeral(line.result.done, COUNT),
                Numeral(line.result.left, COUNT),
                Numeral(line.result.attempts, COUNT),
                Numeral(line.result.brought_fen / 100, YUAN),
                line.told,
            )
            for line in lines
        ],
    )
