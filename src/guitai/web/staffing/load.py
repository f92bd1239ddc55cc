"""Who is overloaded when: what buyers need and who is on duty, half hour by half hour."""

from datetime import date
from math import isinf

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.queries import load as loads
from guitai.domains.performance.queries import staffing as queries
from guitai.domains.performance.queries.load import Load
from guitai.domains.performance.queries.staffing import HalfHour, Week
from guitai.engines.metrics.keys import Unit
from guitai.engines.staffing.needing import HALF_HOURS
from guitai.engines.staffing.simulation import PlayedHalfHour, simulate
from guitai.web.charts import Chart, Series
from guitai.web.formats import written
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.reports.showing import ShownFigure
from guitai.web.staffing.agents import by_agent
from guitai.web.staffing.weeks import DAY, WEEK, clock_of, days_of, monday_of, weekday

# Enough for ranges of a few points, and a second or two of a large shop's day.
_PLAYED_DAYS, _SEED = 30, 1
_MOST_BUSY = 2.0  # twice as much as there are places; the heat map tells no more apart
_TIGHTEST = 12


@require_GET
@member_required(Right.SEE_FIGURES)
def load(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show a week as a heat map, one day of it as lines, and where agents are missing most."""
    monday = monday_of(request.GET.get("week", ""))
    settings, at = queries.settings_of(request.shop), timezone.now()
    usual = loads.load_of(request.shop, settings, at=at)
    week = queries.week_of(request.shop, settings, usual, first=monday)
    day = _day(request, monday)
    played = _play(week.of_day(day), usual, week) if "check" in request.GET else None
    context = {
        "usual": usual,
        "week": week,
        "figures": _figures(week, usual),
        "has_roster": any(each.on_duty for each in week.half_hours),
        "special": week.special.get(day),
        "heat": _heat(week),
        "lines": _lines(week, day),
        "levels": _levels(week, day, played),
        "played": played is not None,
        "played_days": _PLAYED_DAYS,
        "day": day,
        "days": days_of(monday),
        "before": monday - WEEK,
        "after": monday + WEEK,
        "may_plan": queries.may_plan(request.membership),
    }
    agents = by_agent(request.shop, usual, concurrency=settings.concurrency, at=at)
    shown = [_table(week, tight=True), agents, _table(week)]
    return tables.answer(request, "staffing/load.html", context, shown, name="staffing")


def _day(request: MemberRequest, monday: date) -> int:
    """Give the day that is looked at: the one asked for, else today, else Monday."""
    asked = request.GET.get("day", "")
    if asked in set("0123456"):
        return int(asked)
    passed = (timezone.localdate() - monday) // DAY
    return passed if 0 <= passed < 7 else 0


def _play(half_hours: tuple[HalfHour, ...], usual: Load, week: Week) -> tuple[PlayedHalfHour, ...]:
    return simulate(
        [each.chats for each in half_hours],
        [each.on_duty for each in half_hours],
        handling=[float(length) for length in usual.lengths] or [usual.handling],
        service=week.service,
        days=_PLAYED_DAYS,
        seed=_SEED,
    )


def _figures(week: Week, usual: Load) -> list[ShownFigure]:
    """Give the key figures above the charts."""
    chats = sum(each.chats for each in week.half_hours)
    in_time = sum(each.chats * each.expected.service_level for each in week.half_hours)
    told = [(each.chats, each.reached) for each in week.half_hours if each.reached is not None]
    weight = sum(count for count, _share in told)
    reached = sum(count * share for count, share in told) / weight if weight else None
    missing, level = queries.overloaded(week.half_hours) / 2, week.service.level
    named = (
        ("chats", _("Chats in the week"), chats, Unit.COUNT),
        ("length", _("Length of a chat"), usual.handling, Unit.SECONDS),
        ("missing", _("Hours of agents missing"), missing, Unit.RATIO),
        ("expected", _("In time, expected"), in_time / chats if chats else None, Unit.SHARE),
        ("reached", _("In time, in the last weeks"), reached, Unit.SHARE),
    )
    return [
        ShownFigure(
            key=key,
            name=name,
            text=written(value, unit),
            target=written(level, unit) if unit is Unit.SHARE else "",
            target_verdict=("good" if value >= level else "bad")
            if unit is Unit.SHARE and value is not None
            else "",
        )
        for key, name, value, unit in named
    ]


def _open_hours(week: Week) -> range:
    """Give the half hours of a day in which anything is ever needed, or anybody is on duty."""
    met = [
        place % HALF_HOURS
        for place, each in enumerate(week.half_hours)
        if each.needed or each.on_duty or each.chats >= 1
    ]
    return range(min(met), max(met) + 1) if met else range(HALF_HOURS)


def _heat(week: Week) -> Chart:
    hours = _open_hours(week)
    return Chart(
        id="busy",
        title=_("How busy agents are: places taken of those there are"),
        kind="heat",
        categories=[clock_of(half_hour) for half_hour in hours],
        series=[
            Series(weekday(day), [_busy(week.of_day(day)[half_hour]) for half_hour in hours])
            for day in range(7)
        ],
        unit=Unit.SHARE,
    )


def _busy(half_hour: HalfHour) -> float | None:
    if not half_hour.on_duty and not (half_hour.needed and half_hour.chats):
        return None
    return min(half_hour.expected.busy, _MOST_BUSY)


def _lines(week: Week, day: int) -> Chart:
    hours, half_hours = _open_hours(week), week.of_day(day)
    return Chart(
        id="agents",
        title=_("Agents needed and on duty"),
        kind="line",
        categories=[clock_of(half_hour) for half_hour in hours],
        series=[
            Series(_("agents needed"), [half_hours[half_hour].needed for half_hour in hours]),
            Series(_("agents on duty"), [half_hours[half_hour].on_duty for half_hour in hours]),
        ],
        unit=Unit.COUNT,
    )


def _levels(week: Week, day: int, played: tuple[PlayedHalfHour, ...] | None) -> Chart:
    hours, half_hours = _open_hours(week), week.of_day(day)
    series = [
        Series(
            _("expected"),
            [
                half_hours[half_hour].expected.service_level if half_hours[half_hour].chats else None
                for half_hour in hours
            ],
        ),
        Series(_("reached in the last weeks"), [half_hours[half_hour].reached for half_hour in hours]),
    ]
    if played:
        shares = [played[half_hour].in_time for half_hour in hours]
        series += [
            Series(_("played through"), [share.mean if share else None for share in shares]),
            Series(_("at least (95%)"), [share.low if share else None for share in shares]),
            Series(_("at most (95%)"), [share.high if share else None for share in shares]),
        ]
    return Chart(
        id="level",
        title=_("Buyers answered in time"),
        kind="line",
        categories=[clock_of(half_hour) for half_hour in hours],
        series=series,
        unit=Unit.SHARE,
        target=week.service.level,
    )


def _table(week: Week, *, tight: bool = False) -> tables.Table:
    """Give every half hour, or those where agents are missing most."""
    rows = list(enumerate(week.half_hours))
    title, note = _("Every half hour"), ""
    if tight:
        title = _("Where agents are missing most")
        note = _("Expected by Erlang's formula, which takes each half hour by itself.")
        rows = [row for row in rows if row[1].is_overloaded]
        rows.sort(key=lambda row: (row[1].on_duty - row[1].needed, -row[1].chats))
        rows = rows[:_TIGHTEST]
    names = (_("Chats"), _("Needed"), _("On duty"), _("Busy"), _("In time"), _("Mean wait"), _("Give up"))
    columns = [
        tables.Column(_("Day"), numeric=False),
        tables.Column(_("Time"), numeric=False),
        *map(tables.Column, names),
    ]
    return tables.Table(title, columns, [_row(week, place, each) for place, each in rows], note)


def _row(week: Week, place: int, each: HalfHour) -> list[tables.Cell]:
    day, half_hour = divmod(place, HALF_HOURS)
    told = each.expected
    return [
        tables.words(f"{weekday(day)} {week.first + DAY * day:%m-%d}"),
        tables.words(clock_of(half_hour)),
        tables.number(round(each.chats, 1), Unit.RATIO),
        tables.number(each.needed, Unit.COUNT),
        tables.number(each.on_duty, Unit.COUNT, mark="bad" if each.is_overloaded else ""),
        tables.number(None if isinf(told.busy) else told.busy, Unit.SHARE),
        tables.number(told.service_level if each.chats else None, Unit.SHARE),
        tables.number(None if isinf(told.average_wait) else told.average_wait, Unit.SECONDS),
        tables.number(told.leaving if week.service.patience else None, Unit.SHARE),
    ]
