"""A ledger as a page: its lines and their sums, what each once said, what waits for a second person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right, may
from guitai.domains.aftersales import ledger_queries as queries
from guitai.domains.aftersales.ledger_queries import Case, Ledger, LedgerEntry, LedgerLine
from guitai.web.ledgers.narrowing import LINES, Wanted, case_link, tabs, wanted
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a ledger as the page shows it.

    ``before`` is what it said before it was corrected, the first first. ``waits`` says that it is to be
    confirmed by a second person, ``is_mine`` that the reader is the first.
    """

    line: LedgerLine
    case_url: str
    before: Sequence[LedgerLine]
    has_amount: bool
    is_out: bool
    waits: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A case as a line of the register."""

    case: Case
    case_url: str
    title: str


@require_GET
@never_cache
@member_required()
def ledger(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show a month of a ledger, the last line first, with its sums."""
    asked = wanted(request, at=timezone.now())
    cases = queries.registered(request.shop, asked.narrowing) if asked.shows_cases else None
    found: Any = queries.lines(request.shop, asked.ledger, asked.narrowing) if cases is None else cases
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "query": asked.query(),
        "tabs": tabs(request, asked.month, asked.ledger),
        "entries": page,
        "rows": _rows(request, page) if cases is None else _register(request, page),
        "sums": queries.register_sums(cases) if cases is not None else None,
        "keeps": may(request.membership, Right.KEEP_LEDGERS),
        **_choices(request, asked),
    }
    return render(request, "ledgers/ledger.html", context)


def _rows(request: MemberRequest, page: Iterable[LedgerLine]) -> list[Row]:
    found = list(page)
    before, waiting = queries.earlier(found), queries.undecided(found)
    return [
        Row(
            line=line,
            case_url=case_link(request, line.case.number),
            before=before.get(line.pk, ()),
            has_amount=LedgerEntry(line.entry) in queries.WITH_AMOUNT,
            is_out=line.corrects_id is not None and not line.amount_fen,
            waits=line.pk in waiting,
            is_mine=line.by_id == request.membership.pk,
        )
        for line in found
    ]


def _register(request: MemberRequest, page: Iterable[Case]) -> list[RegisterRow]:
    return [
        RegisterRow(case, case_link(request, case.number), "、".join(line.title for line in case.lines.all()))
        for case in page
    ]


def _choices(request: MemberRequest, asked: Wanted) -> dict[str, Any]:
    """Give the sums, and what the filter offers."""
    shop, month = request.shop, asked.month
    totals = queries.totals(shop, asked.ledger, asked.narrowing)
    return {
        "totals": [(each, each.entry in queries.WITH_AMOUNT) for each in totals],
        "waiting": queries.wrongs_waiting(shop) if asked.ledger is Ledger.WRONG else 0,
        "couriers": queries.couriers_in(shop),
        "writers": queries.writers_in(shop),
        "products": queries.products_in(shop, asked.ledger, month),
        "before": asked.query(month=f"{queries.month_before(month):%Y-%m}") if month else "",
        "after": asked.query(month=f"{queries.month_after(month):%Y-%m}") if month else "",
        "as_cases": asked.query(show=None),
        "as_lines": asked.query(show=LINES),
    }
