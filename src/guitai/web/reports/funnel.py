"""From an inquiry to the order to the payment, with what sells without a word beside it."""

from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.queries.figures import Cut, FigureRow
from guitai.engines.metrics.keys import Unit
from guitai.web.charts import Chart, Series
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.reports.asking import Asked
from guitai.web.reports.daily import over_days
from guitai.web.reports.showing import ShownFigure, figure_of, name_of

STEPS = ("consulted", "received", "inquiries", "ordered", "paid")
_BESIDE = ("conversion", "lost", "sales", "silent_sales", "silent_share")
_OF_AGENTS = (
    *("received", "inquiries", "ordered_same_day", "ordered", "paid_next_day", "paid", "conversion"),
    *("lost", "sales"),
)


@require_GET
@member_required(Right.SEE_FIGURES)
def funnel(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show how many of those who ask come to order and to pay, in all, by day and by agent."""
    asked = Asked.of(request)
    whole, agents, days = asked.report(Cut.SHOP), asked.report(Cut.AGENT), asked.report(Cut.DAY)
    row = whole.rows[0]
    context = asked.context(whole, days) | {
        "chart": _drawn(asked, row),
        "figures": _beside(asked, row),
        "late": row.values["conversion"].late,
        "days": over_days(
            asked, days.rows, ("inquiries", "ordered", "paid"), name="days", title=_("Day by day")
        ),
    }
    every = [_steps(asked, row), _by_agent(asked, agents.rows)]
    return tables.answer(request, "reports/funnel.html", context, every, name="funnel")


def _drawn(asked: Asked, row: FigureRow) -> Chart:
    return Chart(
        id="funnel",
        title=_("From asking to paying"),
        kind="funnel",
        categories=[name_of(key) for key in STEPS],
        series=[Series(_("Buyers"), [float(row.values[key].value or 0) for key in STEPS])],
        unit=Unit.COUNT,
        links=[[asked.links.behind(key) for key in STEPS]],
    )


def _beside(asked: Asked, row: FigureRow) -> list[ShownFigure]:
    return [
        figure_of(key, row.values[key], link=asked.links.behind(key)) for key in _BESIDE if key in row.values
    ]


def _steps(asked: Asked, row: FigureRow) -> tables.Table:
    return tables.Table(
        _("Step by step"),
        [
            tables.Column(_("Step"), numeric=False),
            tables.Column(_("Buyers")),
            tables.Column(_("Of the step before")),
            tables.Column(_("Of all inquiries")),
        ],
        [_step(asked, row, place) for place in range(len(STEPS))],
        note=_("Who asks after an order is paid is received, but is no inquiry; days are added up."),
    )


def _step(asked: Asked, row: FigureRow, place: int) -> list[tables.Cell]:
    def count(key: str) -> Decimal:
        return Decimal(str(row.values[key].value or 0))

    key = STEPS[place]
    before = count(STEPS[place - 1]) if place else Decimal(0)
    asking = count("inquiries") if place > STEPS.index("inquiries") else Decimal(0)
    return [
        tables.words(name_of(key)),
        tables.figure(key, row.values[key], link=asked.links.behind(key)),
        tables.number(count(key) / before if before else None, Unit.SHARE),
        tables.number(count(key) / asking if asking else None, Unit.SHARE),
    ]


def _by_agent(asked: Asked, rows: list[FigureRow]) -> tables.Table:
    return tables.Table(
        _("By agent"),
        [tables.Column(_("Agent"), numeric=False), *[tables.Column(name_of(key)) for key in _OF_AGENTS]],
        [
            [
                tables.words(row.agent.name),
                *[
                    tables.figure(key, row.values[key], link=asked.links.behind(key, agent=row.agent.account))
                    for key in _OF_AGENTS
                ],
            ]
            for row in rows
            if row.agent
        ],
    )
