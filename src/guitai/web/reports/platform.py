"""The platform's own table of figures beside ours, with every difference explained."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.performance import queries
from guitai.domains.performance.queries import AgentsRow, figures
from guitai.domains.performance.queries.figures import Cut
from guitai.domains.performance.queries.settings import settings_of
from guitai.engines.metrics.keys import Unit
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.reports.asking import Asked
from guitai.web.reports.comparing import Pair, Reason, compared
from guitai.web.reports.explaining import explained, reason_name
from guitai.web.reports.showing import BY_KEY, name_of, signed

SOURCES = {"chitu": "赤兔", "sycm": "生意参谋", "jd": "京东", "pdd": "拼多多"}
MOST_ROWS = 500
MOST_PERIODS = 6


@require_GET
@member_required(Right.SEE_FIGURES)
def platform(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the figures of imported tables beside ours, and why they differ."""
    asked = Asked.of(request, kept=("show", "figure"))
    pairs = _pairs(asked)
    key, everything = asked.kept.get("figure", ""), asked.kept.get("show") == "all"
    met = sorted({pair.key for pair in pairs}, key=lambda each: (each not in BY_KEY, each))
    shown = [
        pair
        for pair in pairs
        if (not key or pair.key == key)
        and (everything or not (pair.agrees or pair.reason is Reason.NO_FIGURE))
    ]
    counts = Counter(pair.reason for pair in pairs)
    context = asked.context() | {
        "pairs": len(pairs),
        "counts": [(reason_name(reason), counts[reason]) for reason in Reason if counts[reason]],
        "choices": [(each, _name(each)) for each in met],
        "chosen": key,
        "everything": everything,
        "switch": asked.filters.query(figure=key, show=None if everything else "all"),
        "left_out": max(0, len(shown) - MOST_ROWS),
    }
    return tables.answer(
        request, "reports/platform.html", context, [_table(asked, shown[:MOST_ROWS])], name="platform"
    )


def _pairs(asked: Asked) -> list[Pair]:
    """Compare the rows of single days day by day, those of longer periods each with ours of that period."""
    known = {member.pk: member.nickname for member in accounts.active_members(asked.shop)}
    filters = asked.filters
    rows = [
        row
        for row in queries.days_between(asked.shop, first=filters.first, last=filters.last)
        if not filters.agent or row.account == filters.agent
    ]
    pairs: list[Pair] = []
    if rows:
        ours = asked.report(Cut.AGENT_DAY)
        for period, of_day in groupby(rows, key=lambda row: row.period):
            day = date.fromisoformat(period)
            found = compared(of_day, [row for row in ours.rows if row.day == day], known=known)
            pairs += _not_counted(found) if day in ours.missing else found
    for first, last, of_period in _periods(asked):
        report = figures.report(asked.shop, first=first, last=last, cut=Cut.AGENT, at=asked.at)
        found = compared(of_period, report.rows, known=known)
        pairs += _not_counted(found) if report.missing else found
    return pairs


def _not_counted(pairs: Iterable[Pair]) -> list[Pair]:
    """Give what lacks figures of ours because days are still to be counted as just that."""
    return [
        replace(pair, reason=Reason.NOT_COUNTED) if pair.reason is Reason.NOTHING_HERE else pair
        for pair in pairs
    ]


def _periods(asked: Asked) -> Iterable[tuple[date, date, list[AgentsRow]]]:
    """Give the newest tables of several days that touch the days asked for."""
    filters, found = asked.filters, []
    rows = sorted(queries.periods_of(asked.shop), key=lambda row: row.period)
    for period, of_period in groupby(rows, key=lambda row: row.period):
        first, slash, last = period.partition("/")
        if not slash:
            continue
        days = date.fromisoformat(first), date.fromisoformat(last)
        wanted = [row for row in of_period if not filters.agent or row.account == filters.agent]
        if wanted and days[0] <= filters.last and days[1] >= filters.first:
            found.append((*days, wanted))
    return found[-MOST_PERIODS:]


def _table(asked: Asked, pairs: list[Pair]) -> tables.Table:
    settings = settings_of(asked.shop)
    titles = ((_("Days"), False), (_("Agent"), False), (_("Figure"), False), (_("Source"), False))
    numbers = ((_("Platform's"), True), (_("Ours"), True), (_("Difference"), True), (_("Why"), False))
    return tables.Table(
        _("Platform's figures beside ours"),
        [tables.Column(title, numeric=numeric) for title, numeric in (*titles, *numbers)],
        [
            [
                *_of_whom(pair),
                *_numbers(asked, pair),
                tables.words(explained(pair, settings), mark="" if pair.agrees else "why"),
            ]
            for pair in pairs
        ],
    )


def _of_whom(pair: Pair) -> list[tables.Cell]:
    return [
        tables.words(pair.period.replace("/", " – ")),
        tables.words(pair.agent),
        tables.words(_name(pair.key)),
        tables.words(SOURCES.get(pair.source, pair.source)),
    ]


def _numbers(asked: Asked, pair: Pair) -> list[tables.Cell]:
    unit = BY_KEY[pair.key].unit if pair.key in BY_KEY else Unit.RATIO
    first, _slash, last = pair.period.partition("/")
    link = asked.links.behind(pair.key, agent=pair.account, **{"from": first, "to": last or first})
    apart = tables.number(pair.difference, unit)
    theirs = tables.number(pair.theirs, unit)
    if pair.theirs is None:
        theirs = replace(theirs, text=_("not yet known"), late=True)
    return [
        theirs,
        tables.figure(pair.key, pair.ours, link=link) if pair.key in BY_KEY else tables.number(None, unit),
        tables.Cell(signed(pair.difference, unit), apart.raw) if pair.difference is not None else apart,
    ]


def _name(key: str) -> str:
    return name_of(key) if key in BY_KEY else key
