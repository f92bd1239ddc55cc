"""A lead's Monday morning: what the period was like, against the one before and against what was agreed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.queries.figures import Cut, FigureRow
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.reports.asking import Asked
from guitai.web.reports.daily import over_days
from guitai.web.reports.noticing import noticed
from guitai.web.reports.showing import BY_KEY, ShownFigure, difference, figure_of, name_of, signed

KEY_FIGURES = (
    *("received", "unreplied", "reply_rate", "first_response", "average_response", "rate_3min"),
    *("inquiries", "conversion", "sales", "average_order_value", "refund_rate", "silent_share"),
)
# Figures whose line over days is worth looking at: those a day can have.
TRENDS = (
    *("received", "unreplied", "reply_rate", "first_response", "average_response", "rate_30s", "rate_3min"),
    *("inquiries", "conversion", "sales", "orders", "average_order_value", "refund_rate"),
)


@require_GET
@member_required(Right.SEE_FIGURES)
def overview(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the period's key figures, its days, what stands out, and every figure."""
    asked = Asked.of(request, kept=("trend",))
    whole, before = asked.report(Cut.SHOP), asked.report(Cut.SHOP, filters=asked.filters.before)
    days, agents = asked.report(Cut.DAY), asked.report(Cut.AGENT)
    now, then = whole.rows[0], before.rows[0]
    trend = asked.kept.get("trend", "")
    trend = trend if trend in TRENDS else "received"
    context = asked.context(whole, days) | {
        "figures": _figures(asked, now, then),
        "before": asked.filters.before,
        "noticed": noticed(
            now, agents=agents.rows, days=_over(asked, days.rows), targets=asked.targets, links=asked.links
        ),
        "chart": over_days(
            asked, days.rows, [trend], name="trend", title=name_of(trend), target=asked.target(trend)
        ),
        "chosen": trend,
        "choices": [(key, name_of(key)) for key in TRENDS],
    }
    parts = asked.report(Cut.MONTH) if asked.filters.is_long else days
    every = [_by_parts(asked, parts.rows), _every_figure(asked, now, then)]
    return tables.answer(request, "reports/overview.html", context, every, name="overview")


def _figures(asked: Asked, now: FigureRow, then: FigureRow) -> list[ShownFigure]:
    return [
        figure_of(
            key,
            now.values[key],
            link=asked.links.behind(key),
            before=then.values.get(key),
            target=asked.target(key),
        )
        for key in KEY_FIGURES
        if key in now.values
    ]


def _over(asked: Asked, rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Give the days that are over: of the present one nobody can tell yet."""
    return [row for row in rows if row.day and row.day < asked.filters.today]


def _every_figure(asked: Asked, now: FigureRow, then: FigureRow) -> tables.Table:
    return tables.Table(
        _("All figures"),
        [
            tables.Column(_("Figure"), numeric=False),
            tables.Column(_("This period")),
            tables.Column(_("Period before")),
            tables.Column(_("Change")),
            tables.Column(_("Target")),
        ],
        [_figure_row(asked, key, now, then) for key in BY_KEY if key in now.values],
    )


def _figure_row(asked: Asked, key: str, now: FigureRow, then: FigureRow) -> list[tables.Cell]:
    unit, value, before = BY_KEY[key].unit, now.values[key], then.values.get(key)
    earlier, change = asked.filters.before, difference(value, before)
    there = asked.links.behind(key, **{"from": earlier.first, "to": earlier.last})
    told = tables.number(change, unit)
    return [
        tables.words(name_of(key)),
        tables.figure(key, value, link=asked.links.behind(key)),
        tables.figure(key, before, link=there),
        told if change is None else replace(told, text=signed(change, unit)),
        tables.number(asked.target(key), unit),
    ]


def _by_parts(asked: Asked, rows: Sequence[FigureRow]) -> tables.Table:
    """Give the days, or the months of a long period, in which nobody reads hundreds of days."""
    keys = [key for key in KEY_FIGURES if any(key in row.values for row in rows)]
    by_month = asked.filters.is_long
    return tables.Table(
        _("By month") if by_month else _("By day"),
        [tables.Column(_("Month") if by_month else _("Day")), *[tables.Column(name_of(key)) for key in keys]],
        [
            [
                tables.day(row.day) if row.day else tables.words(f"{row.month:%Y-%m}"),
                *[
                    tables.figure(key, row.values.get(key), link=asked.links.behind(key, **_when(asked, row)))
                    for key in keys
                ],
            ]
            for row in rows
        ],
    )


def _when(asked: Asked, row: FigureRow) -> dict[str, date | None]:
    """Give the days of a row for the address of what is behind it."""
    if row.month is None:
        return {"day": row.day}
    ends = (row.month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {"from": max(row.month, asked.filters.first), "to": min(ends, asked.filters.last)}
