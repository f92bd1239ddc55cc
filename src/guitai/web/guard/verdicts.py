"""What was found in drafts and imported chats, what its writers did next, and what leads were asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.chat import rechecking, reviewing
from guitai.domains.guard import queries
from guitai.domains.guard.queries import Outcome, Place, Verdict
from guitai.engines.rulebook.types import Severity
from guitai.kernel.days import business_day, day_period
from guitai.web.guard.forms import FilterForm
from guitai.web.guard.listing import title_of
from guitai.web.guard.marking import Piece, in_words, language, marked
from guitai.web.guard.tallies import BY, COLUMNS, tallied
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 50
DAYS = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, with the title of its rule as the shop has it now."""

    rule: str
    title: str
    severity: str
    severity_name: Promise | str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """One draft of the list."""

    verdict: Verdict
    pieces: list[Piece]
    findings: list[Finding]

    @property
    def became(self) -> str:
        """What its writer did next; a script is saved, not sent."""
        verdict = self.verdict
        if verdict.place in {Place.PHRASE, Place.KNOWLEDGE, Place.AUTOMATIC}:
            return _("saved") if verdict.outcome == Outcome.SENT else _("not saved")
        return str(verdict.get_outcome_display())


@require_GET
@member_required(Right.SEE_VERDICTS)
def verdicts(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what was found, one by one or counted by rule, agent or day, with what was done next."""
    titles, members = _titles(request), accounts.active_members(request.shop)
    form = FilterForm(_with_days(request), members=members, rules=titles)
    found, by = _found(request, form), request.GET.get("by", "")
    context: dict[str, Any] = {"form": form, "by": by, "ways": BY, **_checking(request)}
    if by in BY:
        names = {member.pk: member.nickname for member in members} if by == "agent" else titles
        tallies = tallied(found, by=by, names=names)
        context["tallies"] = [(tally, _query(request, **tally.narrowed)) for tally in tallies]
        context["counted_by"] = COLUMNS[by]
    else:
        page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
        context |= {"entries": page, "lines": [_line(verdict, titles) for verdict in page]}
    return render(request, "guard/verdicts.html", context | {"query": _query(request), "tab": "verdicts"})


@require_GET
@member_required(Right.SEE_VERDICTS)
def approvals(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what leads were asked, and what they answered."""
    page = Paginator(queries.approvals(request.shop), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"entries": page, "tab": "approvals", "may_see_verdicts": True}
    return render(request, "guard/approvals.html", context)


@require_POST
@member_required(Right.EDIT_RULES)
def check_imported(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Let the imported lines be checked that are not yet."""
    waiting = rechecking.ask(shop=request.shop, at=timezone.now())
    if not waiting:
        messages.info(request, _("Every imported line is checked already."))
    return redirect("guard-verdicts", shop_key)


@require_GET
@never_cache
@member_required(Right.SEE_VERDICTS)
def checking(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the part of the page that says how far the imported lines are checked."""
    return render(request, "guard/checking.html", _checking(request))


def _found(request: MemberRequest, form: FilterForm) -> QuerySet[Verdict]:
    """Give the verdicts somebody looks for; a filter that makes no sense is left out."""
    severity, today = form.value("severity"), business_day(timezone.now())
    first = form.value("since") or today - timedelta(days=DAYS - 1)
    last = form.value("until") or today
    found = queries.verdicts_of(
        request.shop,
        since=day_period(first).start,
        until=day_period(last).end,
        rule=form.value("rule") or None,
        member=form.value("member"),
        severity=Severity[severity.upper()] if severity else None,
        place=form.value("place") or None,
    )
    outcome = form.value("outcome")
    return found.filter(outcome=outcome) if outcome else found


def _with_days(request: MemberRequest) -> Mapping[str, Any]:
    today = business_day(timezone.now())
    days = {"since": today - timedelta(days=DAYS - 1), "until": today}
    return {**days, **{name: value for name, value in request.GET.items() if value}}


def _titles(request: MemberRequest) -> dict[str, str]:
    """Give the titles of all rules by their ids."""
    told = language()
    rules = queries.rules_of(request.shop)
    return {shown.id: title_of(shown.rule, told) if shown.rule else shown.id for shown in rules}


def _line(verdict: Verdict, titles: Mapping[str, str]) -> Line:
    findings = list(verdict.findings.all())
    return Line(
        verdict,
        marked(verdict.text, findings),
        [
            Finding(
                found.rule,
                titles.get(found.rule, found.rule),
                Severity(found.severity).word,
                in_words(found.severity),
                found.why,
            )
            for found in findings
        ],
    )


def _checking(request: MemberRequest) -> dict[str, Any]:
    told = rechecking.checking_of(request.shop)
    waiting = 0 if told.is_running else reviewing.count_imported(request.shop, after=told.upto)
    return {
        "checking": told,
        "waiting": waiting,
        "may_edit": accounts.may(request.membership, Right.EDIT_RULES),
        "may_see_verdicts": True,
    }


def _query(request: MemberRequest, **narrowed: Any) -> str:
    """Give the filters as they stand in the address, narrowed further, for links that keep them."""
    kept = request.GET.copy()
    for name in ("page", "by"):
        kept.pop(name, None)
    for name, value in narrowed.items():
        kept[name] = "" if value is None else str(value)
    return kept.urlencode()
