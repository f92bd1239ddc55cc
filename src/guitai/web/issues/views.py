"""Which products show a fault more often than they used to, and one of them with its cases."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import issue_queries
from guitai.domains.aftersales.issue_queries import ProductIssue
from guitai.web.issues.forms import OpenForm
from guitai.web.issues.showing import IssueShown, weeks_chart
from guitai.web.members import MemberRequest, member_required

MOST, MOST_CASES, MOST_PICTURES = 200, 50, 24


@require_GET
@never_cache
@member_required()
def issues(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the issues of the shop, those to look after first."""
    check_may_read(request)
    return render(request, "issues/issues.html", list_context(request, OpenForm(shop=request.shop)))


@require_GET
@never_cache
@member_required()
def issue(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show one issue: its figures, weeks, cases, pictures, and what came of the measure."""
    return render(request, "issues/issue.html", issue_context(request, own_issue(request, pk)))


def list_context(request: MemberRequest, form: OpenForm) -> dict[str, Any]:
    """Give what the list needs."""
    state = request.GET.get("state", "")
    chosen = state if state in ProductIssue.State.values else ""
    found = issue_queries.issues_of(request.shop, chosen)[:MOST]
    return {
        "issues": [IssueShown.of(each) for each in found],
        "states": ProductIssue.State.choices,
        "state": chosen,
        "form": form,
        "may_open": accounts.may(request.membership, Right.KEEP_LEDGERS),
    }


def issue_context(request: MemberRequest, found: ProductIssue) -> dict[str, Any]:
    """Give what one issue's page needs."""
    member = request.membership
    is_lead = accounts.may(member, Right.APPROVE)
    keeps = accounts.may(member, Right.KEEP_LEDGERS) or found.owner_id == member.pk
    return {
        "shown": IssueShown.of(found),
        "chart": weeks_chart(issue_queries.weeks_of(found, at=timezone.now())),
        "cases": issue_queries.cases_of(found)[:MOST_CASES],
        "pictures": issue_queries.pictures_of(found)[:MOST_PICTURES],
        "members": accounts.active_members(request.shop) if is_lead else [],
        "is_lead": is_lead,
        "may_measure": keeps,
    }


def own_issue(request: MemberRequest, pk: int) -> ProductIssue:
    """Give an issue of this shop to who may see it: its owner too, whatever their role."""
    found = get_object_or_404(issue_queries.issues_visible_to(request.user), pk=pk, shop=request.shop)
    if found.owner_id != request.membership.pk:
        check_may_read(request)
    return found


def check_may_read(request: MemberRequest) -> None:
    """Let through who sees figures, and who works on after-sales."""
    if not accounts.rights_of(request.membership) & {Right.SEE_FIGURES, Right.KEEP_LEDGERS}:
        raise PermissionDenied(_("Your role in this shop does not allow this; ask the lead."))
