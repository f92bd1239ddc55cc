"""New buyers beside those who came back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.queries import buyers as queries
from guitai.domains.performance.queries.buyers import KNOWN_FOR, BuyersRow
from guitai.engines.metrics.keys import Unit
from guitai.web.charts import Chart, Series
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.reports.asking import Asked
from guitai.web.reports.showing import BY_KEY, name_of
from guitai.web.reports.waiting import may_wait

DRAWN = ("consulted", "inquiries", "paid", "orders")
_BY_DAY = ("consulted", "inquiries", "paid", "sales")


@require_GET
@member_required(Right.SEE_FIGURES)
def buyers(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what was met and sold of new buyers and of those who came back."""
    asked = Asked.of(request)
    filters = asked.filters
    rows = queries.buyers_between(
        asked.shop,
        first=filters.first,
        last=filters.last,
        at=asked.at,
        agent=filters.agent,
        only_kept=may_wait(request),
    )
    whole = {row.returning: row for row in rows or () if row.day is None}
    days = [row for row in rows or () if row.day is not None]
    context: dict[str, Any] = asked.context() | {"waiting": rows is None, "known_for": KNOWN_FOR.days}
    every = []
    if whole:
        context["chart"] = _drawn(asked, whole)
        every = [_beside(asked, whole), _by_day(asked, days)]
    return tables.answer(request, "reports/buyers.html", context, every, name="buyers")


def _kinds() -> dict[bool, str]:
    return {False: _("New"), True: _("Returning")}


def _drawn(asked: Asked, whole: Mapping[bool, BuyersRow]) -> Chart:
    return Chart(
        id="kinds",
        title=_("New and returning buyers"),
        kind="bar",
        categories=[name_of(key) for key in DRAWN],
        series=[
            Series(name, [float(whole[kind].values[key].value or 0) if kind in whole else 0 for key in DRAWN])
            for kind, name in _kinds().items()
        ],
        unit=Unit.COUNT,
        links=[[_behind(asked, key, kind) for key in DRAWN] for kind in _kinds()],
    )


def _behind(asked: Asked, key: str, kind: bool, **narrowed: Any) -> str:
    return asked.links.behind(key, returning=int(kind), **narrowed)


def _beside(asked: Asked, whole: Mapping[bool, BuyersRow]) -> tables.Table:
    return tables.Table(
        _("New and returning buyers"),
        [
            tables.Column(_("Figure"), numeric=False),
            *[tables.Column(name) for name in _kinds().values()],
            tables.Column(_("Share of returning")),
        ],
        [_figure_row(asked, key, whole) for key in queries.KEYS],
    )


def _figure_row(asked: Asked, key: str, whole: Mapping[bool, BuyersRow]) -> list[tables.Cell]:
    values = {kind: row.values[key] for kind, row in whole.items()}
    counts = [float(values[kind].value or 0) if kind in values else 0 for kind in _kinds()]
    told = BY_KEY[key].whole or not sum(counts)
    return [
        tables.words(name_of(key)),
        *[tables.figure(key, values.get(kind), link=_behind(asked, key, kind)) for kind in _kinds()],
        tables.number(None if told else counts[1] / sum(counts), Unit.SHARE),
    ]


def _by_day(asked: Asked, rows: Sequence[BuyersRow]) -> tables.Table:
    found = {(row.day, row.returning): row for row in rows}
    days = sorted({row.day for row in rows if row.day})
    columns = [(key, kind, name) for key in _BY_DAY for kind, name in _kinds().items()]
    return tables.Table(
        _("By day"),
        [
            tables.Column(_("Day")),
            *[tables.Column(f"{name_of(key)} · {name}") for key, _kind, name in columns],
        ],
        [
            [
                tables.day(day),
                *[
                    tables.figure(key, found[day, kind].values[key], link=_behind(asked, key, kind, on=day))
                    if (day, kind) in found
                    else tables.number(0, BY_KEY[key].unit)
                    for key, kind, _name in columns
                ],
            ]
            for day in days
        ],
    )
