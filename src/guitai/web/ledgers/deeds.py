"""What is done with lines of the ledgers: corrected, paid at month's end, confirmed by a second person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import ledger_queries as queries
from guitai.domains.aftersales.actions import confirming, ledgers
from guitai.domains.aftersales.errors import LedgerRefusedError
from guitai.domains.aftersales.ledger_queries import Case
from guitai.kernel.money import Money
from guitai.web.forms import refusals_as_notes
from guitai.web.ledgers.narrowing import ledgers_for
from guitai.web.members import MemberRequest, member_required


@require_POST
@member_required(Right.KEEP_LEDGERS)
def correct(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Write a line in the place of one that is wrong; without an amount it is taken out."""
    get_object_or_404(queries.lines_visible_to(request.membership), pk=pk)
    with refusals_as_notes(request):
        made = ledgers.correct_line(
            line_id=pk,
            amount=_amount(request.POST.get("amount", "0")),
            note=request.POST.get("note", ""),
            by=request.membership,
            at=timezone.now(),
        )
        if made.amount_fen:
            messages.success(request, _("Corrected: %(amount)s.") % {"amount": made.amount})
        else:
            messages.success(request, _("The line counts no more."))
    return _back(request, "ledgers:ledgers")


@require_POST
@member_required(Right.KEEP_LEDGERS)
def paid(request: MemberRequest, shop_key: str, number: int) -> HttpResponse:
    """Write down what a courier paid for a case."""
    case = _case(request, number)
    with refusals_as_notes(request):
        line = ledgers.mark_paid(
            case=case,
            amount=_amount(request.POST.get("amount", "")),
            by=request.membership,
            at=timezone.now(),
            note=request.POST.get("note", ""),
        )
        facts = {"number": case.number, "amount": line.amount}
        messages.success(request, _("Case %(number)s: %(amount)s paid.") % facts)
    return _back(request, "ledgers:settlement")


@require_POST
@member_required()
def confirm(request: MemberRequest, shop_key: str, number: int) -> HttpResponse:
    """Say as a second person whether a shipment was wrong."""
    ledgers_for(request)
    case = _case(request, number)
    confirmed = request.POST.get("confirmed") == "yes"
    with refusals_as_notes(request):
        confirming.confirm(
            case=case,
            confirmed=confirmed,
            by=request.membership,
            at=timezone.now(),
            note=request.POST.get("note", ""),
        )
        told = _("Case %(number)s: confirmed.") if confirmed else _("Case %(number)s: not so.")
        messages.success(request, told % {"number": case.number})
    return _back(request, "ledgers:ledgers")


def _case(request: MemberRequest, number: int) -> Case:
    return get_object_or_404(queries.cases_of(request.shop), number=number)


def _amount(text: str) -> Money:
    try:
        return Money.parse(text)
    except ValueError:
        sentence = _("“%(text)s” is no amount in yuan; write it like 12.50.")
        raise LedgerRefusedError(sentence % {"text": text[:20]}, field="amount") from None


def _back(request: MemberRequest, page: str) -> HttpResponse:
    """Go back to the page the deed was done on, as it was narrowed."""
    url, query = reverse(page, args=[request.shop.key]), request.GET.urlencode()
    return redirect(f"{url}?{query}" if query else url)
