"""What each member may work, and what they wish."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from guitai.domains.accounts.queries import Right, shift_patterns_of
from guitai.domains.performance.actions import staffing as actions
from guitai.domains.performance.queries import staffing as queries
from guitai.web.members import MemberRequest, member_required
from guitai.web.staffing.forms import TermsForm
from guitai.web.staffing.weeks import weekday


@require_GET
@member_required(Right.EDIT_ROSTER)
def members(request: MemberRequest, shop_key: str) -> HttpResponse:
    """List those who answer buyers with what they may and wish."""
    rows = [
        (member, terms, _weekdays(terms.weekdays_off), _weekdays(terms.wished_off))
        for member, terms in queries.terms_of(request.shop)
    ]
    facts = {"rows": rows, "settings": queries.settings_of(request.shop)}
    return render(request, "staffing/members.html", facts)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_ROSTER)
def member(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Change what one member may and wishes."""
    found = next((row for row in queries.terms_of(request.shop) if row[0].pk == pk), None)
    if found is None:
        raise Http404(_("Nobody of this shop's agents."))
    of_whom, terms = found
    form = TermsForm.of(terms, list(shift_patterns_of(request.shop)), request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            actions.change_terms(
                membership=of_whom, terms=form.terms(), by=request.membership, at=timezone.now()
            )
            messages.success(request, _("Saved."))
            return redirect("staffing-members", shop_key)
    return render(request, "staffing/member.html", {"form": form, "member": of_whom}, status=form.status)


def _weekdays(numbers: list[int]) -> str:
    return "、".join(weekday(number) for number in numbers)
