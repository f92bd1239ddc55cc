"""Lines over days: every day of the period has its place, also one on which nobody asked."""

from collections.abc import Sequence

from django.utils.formats import date_format

from guitai.domains.performance.queries.figures import FigureRow
from guitai.web.charts import Chart, Series
from guitai.web.formats import Number
from guitai.web.reports.asking import Asked
from guitai.web.reports.showing import BY_KEY, name_of


def over_days(
    asked: Asked,
    rows: Sequence[FigureRow],
    keys: Sequence[str],
    *,
    name: str,
    title: str,
    target: Number | None = None,
) -> Chart:
    """Give the figures of a unit as lines over the days that are asked for; days to come are left out.

    :param name: the chart's id on the page.
    """
    by_day = {row.day: row for row in rows}
    days = [day for day in asked.filters.every_day if day <= asked.filters.today or day in by_day]

    def values(key: str) -> list[float | None]:
        found = [by_day[day].values[key].value if day in by_day else None for day in days]
        return [None if value is None else float(value) for value in found]

    return Chart(
        id=name,
        title=title,
        kind="line",
        categories=[date_format(day, "n-j") for day in days],
        series=[Series(name_of(key), values(key)) for key in keys],
        unit=BY_KEY[keys[0]].unit,
        target=None if target is None else float(target),
        links=[[asked.links.behind(key, day=day) for day in days] for key in keys],
        unfinished=sum(day >= asked.filters.today for day in days),
    )
