"""When buyers come: a heat map of weekdays and hours, and the figures of each hour."""

from datetime import date

from django.http import HttpResponse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.queries.figures import Cut, FigureRow
from guitai.web.charts import Chart, Series
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.reports.asking import Asked
from guitai.web.reports.filters import Filters
from guitai.web.reports.showing import BY_KEY, name_of

FIGURES = ("received", "unreplied", "average_response", "max_concurrent")
_COLUMNS = (
    *("consulted", "received", "unreplied", "reply_rate", "first_response", "average_response"),
    *("rate_30s", "max_concurrent"),
)


@require_GET
@member_required(Right.SEE_FIGURES)
def hours(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show one figure over the week's hours, and each hour's figures."""
    asked = Asked.of(request, kept=("figure",))
    key = asked.kept.get("figure", "")
    key = key if key in FIGURES else FIGURES[0]
    week, day = asked.report(Cut.WEEKDAY_HOUR), asked.report(Cut.HOUR)
    context = asked.context(week, day) | {
        "chart": _heat(asked, key, week.rows),
        "chosen": key,
        "choices": [(name, name_of(name), asked.filters.query(figure=name)) for name in FIGURES],
    }
    return tables.answer(request, "reports/hours.html", context, [_by_hour(asked, day.rows)], name="hours")


def _heat(asked: Asked, key: str, rows: list[FigureRow]) -> Chart:
    values = {(row.weekday, row.hour): row.values[key].value for row in rows}
    met = sorted(hour for row in rows if (hour := row.hour) is not None)
    span = range(met[0], met[-1] + 1) if met else range(24)
    numbers = [[values.get((weekday, hour)) for hour in span] for weekday in range(7)]
    return Chart(
        id="heat",
        title=name_of(key),
        kind="heat",
        categories=[f"{hour:02d}" for hour in span],
        series=[
            Series(str(WEEKDAYS_ABBR[weekday]), [None if each is None else float(each) for each in row])
            for weekday, row in enumerate(numbers)
        ],
        unit=BY_KEY[key].unit,
        links=[
            [asked.links.behind(key, hour=hour, **_of_weekday(asked.filters, weekday)) for hour in span]
            for weekday in range(7)
        ],
    )


def _of_weekday(filters: Filters, weekday: int) -> dict[str, int | date]:
    """Narrow to a weekday: to its day, where the period holds it but once."""
    days = filters.on_weekday(weekday)
    return {"day": days[0]} if len(days) == 1 else {"weekday": weekday}


def _by_hour(asked: Asked, rows: list[FigureRow]) -> tables.Table:
    return tables.Table(
        _("By the hour"),
        [tables.Column(_("Hour")), *[tables.Column(name_of(key)) for key in _COLUMNS]],
        [
            [
                tables.words(f"{row.hour:02d}:00"),
                *[
                    tables.figure(key, row.values[key], link=asked.links.behind(key, hour=row.hour))
                    for key in _COLUMNS
                ],
            ]
            for row in rows
        ],
    )
