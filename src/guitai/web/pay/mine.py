"""An agent's own figures, and their pay as it builds up; never anybody else's."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right, may
from guitai.domains.performance.queries.figures import Cut, FigureRow, account_of
from guitai.domains.performance.queries.pay import Pay, Targets, pay_of, targets_of, without_sums
from guitai.engines.metrics.keys import Unit
from guitai.web.charts import Chart, Series
from guitai.web.members import MemberRequest, member_required
from guitai.web.pay import explaining
from guitai.web.pay.choosing import is_a_month, month_of, past_months
from guitai.web.reports.asking import Asked
from guitai.web.reports.showing import BY_KEY, ShownFigure, figure_of, name_of

FIGURES = (
    *("received", "unreplied", "reply_rate", "first_response", "average_response", "rate_3min", "rate_30s"),
    *("inquiries", "conversion", "net_sales", "average_order_value", "refund_rate"),
)
TRENDS = (
    "conversion",
    "first_response",
    "average_response",
    "rate_3min",
    "reply_rate",
    "received",
    "net_sales",
)


@require_GET
@member_required(Right.ANSWER)
def mine(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show one's own figures over the days asked for, and this month's pay so far."""
    asked = Asked.of(request, kept=("trend", "month", "day"))
    # Whatever the address says: one's own alone.
    asked = replace(asked, filters=replace(asked.filters, agent=account_of(request.membership)))
    now, before = asked.report(Cut.AGENT), asked.report(Cut.AGENT, filters=asked.filters.before)
    days = asked.report(Cut.AGENT_DAY)
    targets = _targets(request, asked)
    pay = pay_of(request.membership, month_of(asked.kept.get("month", ""), at=asked.at), asked.at)
    context = asked.context(now, days) | _figures(request, asked, now.rows, before.rows, targets)
    context |= {"agents": [], "chart": _trend(asked, days.rows, targets), "months": past_months(asked.at)}
    context |= {"trends": [(key, name_of(key)) for key in TRENDS if key in BY_KEY], "chosen": _chosen(asked)}
    return render(request, "pay/mine.html", context | paid(pay, asked.kept.get("day", "")))


def paid(pay: Pay, day: str = "") -> dict[str, Any]:
    """Give what ``pay/paid.html`` shows of a month.

    :param day: of a scheme by the day, the one whose lines are shown; else the last there is.
    """
    context: dict[str, Any] = {
        "pay": pay,
        "month": f"{pay.month.first:%Y-%m}",
        "month_name": date_format(pay.month.first, "YEAR_MONTH_FORMAT"),
        "total": explaining.money_of(pay.pay_fen),
        "points": explaining.points_of(pay.points),
        "reasons": explaining.reasons(pay),
    }
    if pay.scheme is None:
        return context
    score, shown_day = pay.score, None
    if pay.days:
        chosen = next((each for each in pay.days if each.day.isoformat() == day), pay.days[-1])
        score, shown_day = chosen.score, chosen.day
    return context | {
        "title": explaining.title_of(pay.scheme),
        "about": pay.scheme.about[explaining.language()],
        "rule": explaining.pay_rule(pay.scheme),
        "days": explaining.days_of(pay),
        "shown_day": shown_day,
        "score": explaining.explained(pay.scheme, score) if score else None,
        "building": _building(pay),
    }


def _figures(
    request: MemberRequest, asked: Asked, now: list[FigureRow], before: list[FigureRow], targets: Targets
) -> dict[str, Any]:
    opens = may(request.membership, Right.SEE_FIGURES)
    if not now:
        return {"figures": []}
    values, then = now[0].values, before[0].values if before else {}
    figures: list[ShownFigure] = [
        figure_of(
            key,
            values[key],
            link=asked.links.behind(key) if opens else "",
            before=then.get(key),
            target=targets.get(key),
        )
        for key in FIGURES
        if key in values
    ]
    return {"figures": figures}


def _targets(request: MemberRequest, asked: Asked) -> Targets:
    agreed = targets_of(asked.shop, month=asked.filters.last.replace(day=1), membership=request.membership)
    return without_sums(agreed, but_not=is_a_month(asked.filters))


def _chosen(asked: Asked) -> str:
    trend = asked.kept.get("trend", "")
    return trend if trend in TRENDS else TRENDS[0]


def _trend(asked: Asked, rows: list[FigureRow], targets: Targets) -> Chart:
    key = _chosen(asked)
    figure = BY_KEY[key]
    return Chart(
        id="trend",
        title=_("%(figure)s by day") % {"figure": name_of(key)},
        kind="line",
        categories=[_day(row.day) for row in rows],
        series=[Series(name_of(key), [_float(row, key) for row in rows])],
        unit=figure.unit,
        # A sum that was agreed for a month says nothing about a day.
        target=float(targets[key]) if figure.whole and key in targets else None,
        unfinished=sum(1 for row in rows if row.day and row.day >= asked.filters.today),
    )


def _building(pay: Pay) -> Chart | None:
    """Give how the pay of a scheme by the day added up."""
    if not any(each.score.pay_fen for each in pay.days):
        return None
    paid_fen, sums = 0, []
    for each in pay.days:
        paid_fen += each.score.pay_fen or 0
        sums.append(paid_fen / 100)
    return Chart(
        id="building",
        title=_("Pay so far this month"),
        kind="line",
        categories=[_day(each.day) for each in pay.days],
        series=[Series(_("Pay"), sums)],
        unit=Unit.YUAN,
        unfinished=0 if pay.month.is_over or pay.days[-1].day < pay.month.last else 1,
    )


def _float(row: FigureRow, key: str) -> float | None:
    value = row.values[key].value if key in row.values else None
    return None if value is None else float(value)


def _day(day: date | None) -> str:
    return date_format(day, "n-j") if day else ""
