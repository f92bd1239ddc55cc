"""What a month comes to for every agent, and for one with every line."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.queries import pay as queries
from guitai.domains.performance.queries.pay import Payroll
from guitai.engines.metrics.keys import Unit
from guitai.web.members import MemberRequest, member_required
from guitai.web.pay import explaining
from guitai.web.pay.choosing import month_of, past_months
from guitai.web.pay.mine import paid
from guitai.web.reports import tables


@require_GET
@member_required(Right.EDIT_PAY)
def payroll(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show a month's pay of everybody, or give it as a workbook."""
    at = timezone.now()
    month = month_of(request.GET.get("month", ""), at=at)
    rows = queries.payroll(request.shop, month=month, at=at)
    total = sum(row.pay.pay_fen or 0 for row in rows)
    context: dict[str, object] = {
        "part": "payroll",
        "month": f"{month:%Y-%m}",
        "months": past_months(at),
        "total": explaining.money_of(total) if any(row.pay.pay_fen is not None for row in rows) else "",
        "provisional": any(row.pay.scheme and row.pay.is_provisional for row in rows),
    }
    name = f"pay-{month:%Y-%m}"
    return tables.answer(request, "pay/payroll.html", context, [_table(request, rows)], name=name)


@require_GET
@member_required(Right.EDIT_PAY)
def member(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show one agent's month with every line, as they see it themselves."""
    at = timezone.now()
    month = month_of(request.GET.get("month", ""), at=at)
    here = queries.members_paid(request.shop, queries.Month.of(month, at=at))
    someone = next((each for each in here if each.pk == pk), None)
    if someone is None:
        raise Http404
    context = {"member": someone, "months": past_months(at), "part": "payroll"}
    context |= paid(queries.pay_of(someone, month, at), request.GET.get("day", ""))
    return render(request, "pay/member.html", context)


def _table(request: MemberRequest, rows: list[Payroll]) -> tables.Table:
    return tables.Table(
        _("Payroll"),
        [
            tables.Column(_("Agent"), numeric=False),
            tables.Column(_("Scheme"), numeric=False),
            tables.Column(pgettext("pay", "Days")),
            tables.Column(_("Points")),
            tables.Column(_("Pay")),
            tables.Column(_("State"), numeric=False),
        ],
        [_row(request, row) for row in rows],
        note=_("Points of each line are rounded to two decimals, pay to whole fen, half up."),
    )


def _row(request: MemberRequest, row: Payroll) -> list[tables.Cell]:
    pay = row.pay
    there = reverse("pay-member", args=[request.shop.key, row.member.pk])
    yuan = None if pay.pay_fen is None else pay.pay_fen / 100
    title = _("%(scheme)s, version %(version)d")
    return [
        tables.words(row.member.nickname, link=f"{there}?month={pay.month.first:%Y-%m}"),
        tables.words(
            title % {"scheme": explaining.title_of(pay.scheme), "version": pay.version} if pay.scheme else "—"
        ),
        tables.number(len(pay.days) if pay.days else None, Unit.COUNT),
        tables.number(pay.points, Unit.RATIO),
        tables.number(yuan, Unit.YUAN),
        tables.words(_state(row)),
    ]


def _state(row: Payroll) -> str:
    if row.pay.scheme is None:
        return _("no scheme")
    if row.pay.points is None:
        return _("no figures")
    return _("provisional") if row.pay.is_provisional else _("final")
