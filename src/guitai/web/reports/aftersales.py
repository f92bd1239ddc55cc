"""After-sales: clocks kept, what it cost, how it ended; by kind, fault, courier, product and agent."""

from collections.abc import Callable, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import sums
from guitai.domains.aftersales.queries import Kind
from guitai.domains.aftersales.sums import CaseSum, Cut
from guitai.engines.metrics.keys import Unit
from guitai.kernel.days import day_period
from guitai.kernel.periods import Period
from guitai.web.charts import Chart, Series
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.reports.asking import Asked

MOST_ROWS = 50


@require_GET
@member_required(Right.SEE_FIGURES)
def aftersales(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what the cases opened in the period come to."""
    asked = Asked.of(request)
    first, last = day_period(asked.filters.first), day_period(asked.filters.last)
    period = Period(first.start, last.end)
    whole = sums.summed(asked.shop, period=period, at=asked.at)
    by_kind = sums.summed_by(asked.shop, Cut.KIND, period=period, at=asked.at)
    # Whose a case is changes hands; the table of agents tells them apart, and there is no choice of one.
    context = asked.context() | {
        "agents": None,
        "whole": whole,
        "figures": _figures(asked, whole, period),
        "chart": _costs(by_kind) if by_kind else None,
    }
    most = None if request.GET.get("format") else MOST_ROWS
    shown = [
        _table(_("By kind"), pgettext("case", "Kind"), by_kind, most, lambda key: str(Kind(key).label)),
        *(
            _table(title, heading, sums.summed_by(asked.shop, cut, period=period, at=asked.at), most)
            for title, heading, cut in (
                (_("By fault"), _("Fault"), Cut.FAULT),
                (_("By courier"), _("Courier"), Cut.COURIER),
                (_("By product"), _("Product"), Cut.PRODUCT),
                (_("By agent"), _("Agent"), Cut.AGENT),
            )
        ),
    ]
    return tables.answer(request, "reports/aftersales.html", context, shown, name="aftersales")


def _figures(asked: Asked, whole: CaseSum, period: Period) -> list[tuple[str, tables.Cell, str]]:
    """Give each figure of the period with its name and what it is made of."""
    orders = sums.orders_with_cases(asked.shop, period=period)
    of_orders = _("of %(orders)s orders paid in these days")
    told = of_orders % {"orders": f"{orders.orders:,}"}
    return [
        (_("Cases"), _count(whole.cases), _("%(ended)s of them ended") % {"ended": whole.ended}),
        (
            _("First answer in time"),
            _share(whole.answered_in_time, whole.answers_decided),
            _("%(part)s of %(whole)s") % {"part": whole.answered_in_time, "whole": whole.answers_decided},
        ),
        (
            _("Logistics settled in time"),
            _share(whole.settled_in_time, whole.settling_decided),
            _("%(part)s of %(whole)s") % {"part": whole.settled_in_time, "whole": whole.settling_decided},
        ),
        (_("Cost"), tables.money(whole.cost_fen), _("refunds, compensation, postage, sent again")),
        (_("Paid by couriers"), tables.money(whole.regained_fen), ""),
        (_("Orders with a case"), _share(orders.with_case, orders.orders), told),
        (_("Refunded after a case"), _share(orders.refunded, orders.orders), told),
        (_("Exchanged or sent again"), _share(orders.exchanged, orders.orders), told),
    ]


def _costs(rows: Sequence[CaseSum]) -> Chart:
    return Chart(
        id="aftersales",
        title=_("Cost by kind"),
        kind="funnel",
        categories=[str(Kind(row.key).label) for row in rows],
        series=[Series(_("Cost"), [row.cost_fen / 100 for row in rows])],
        unit=Unit.YUAN,
    )


def _table(
    title: str, heading: str, rows: Sequence[CaseSum], most: int | None, named: Callable[[str], str] = str
) -> tables.Table:
    headings = (
        *(_("Cases"), _("Ended"), _("Answered in time"), _("Settled in time")),
        *(_("Refunded"), _("Exchanged"), _("Cost"), _("Paid by couriers")),
    )
    left_out = len(rows) - len(rows[:most])
    note = _("%(count)s more are left out; the workbook has them.") % {"count": left_out}
    return tables.Table(
        title,
        [tables.Column(heading, numeric=False), *map(tables.Column, headings)],
        [
            [
                tables.words(named(row.key) if row.key else _("not said")),
                _count(row.cases),
                _count(row.ended),
                _share(row.answered_in_time, row.answers_decided),
                _share(row.settled_in_time, row.settling_decided),
                _count(row.refunded),
                _count(row.exchanged),
                tables.money(row.cost_fen),
                tables.money(row.regained_fen),
            ]
            for row in rows[:most]
        ],
        note=note if left_out else "",
    )


def _count(number: int) -> tables.Cell:
    return tables.number(number, Unit.COUNT)


def _share(part: int, whole: int) -> tables.Cell:
    return tables.number(part / whole if whole else None, Unit.SHARE)
