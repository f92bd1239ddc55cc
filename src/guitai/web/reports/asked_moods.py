"""The moods of buyers: of all talks, by day and by agent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guitai.domains.insight.asked_queries import AskedSums
from guitai.domains.insight.queries import AgentKey
from guitai.domains.performance.queries.agents import AgentName, agents_of
from guitai.engines.metrics.keys import Unit
from guitai.engines.understanding.summing import UPSET, TalkSum
from guitai.web.charts import Chart, Series
from guitai.web.moods import LOSING, MOODS
from guitai.web.reports import tables
from guitai.web.reports.asked_names import UPSET_NAME, UPSET_WORD, TalkLinks
from guitai.web.reports.asked_shares import Share, change, count
from guitai.web.reports.asking import Asked

# Losing interest goes with any mood, so it is told beside them; in addresses it has a name of its own.
_LOSING = {"losing": 1}


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the page, with the chart above it where there is one."""

    table: tables.Table
    chart: Chart | None = None


def parts_of_moods(asked: Asked, now: AskedSums, then: AskedSums) -> list[Part]:
    """Give the moods of all talks beside those of the period before, then by day, then by agent."""
    kinds = _kinds(now.whole), _kinds(then.whole)
    return [
        Part(_table(asked, *kinds), _drawn(asked, *kinds)),
        Part(_by_day(asked, now.days), _over_days(asked, now.days)),
        Part(_by_agent(asked, now.agents)),
    ]


def _kinds(found: TalkSum) -> list[tuple[str, Share, dict[str, Any]]]:
    """Give the shares of the moods and of losing interest, each with its name and what narrows to it."""
    moods = [
        (str(name), Share(found.moods[mood], found.talks), {"mood": mood}) for mood, name in MOODS.items()
    ]
    return [*moods, (str(LOSING), Share(found.losing, found.talks), _LOSING)]


_Kinds = list[tuple[str, Share, dict[str, Any]]]


def _drawn(asked: Asked, now: _Kinds, then: _Kinds) -> Chart:
    periods = ((_("This period"), now, asked.filters), (_("Period before"), then, asked.filters.before))
    return Chart(
        id="moods",
        title=_("Moods of buyers"),
        kind="bar",
        categories=[name for name, _share, _to in now],
        series=[
            Series(title, [float(share.value or 0) for _name, share, _to in kinds])
            for title, kinds, _filters in periods
        ],
        unit=Unit.SHARE,
        links=[
            [TalkLinks(asked.shop, filters).to(**to) for _name, _share, to in kinds]
            for _title, kinds, filters in periods
        ],
    )


def _table(asked: Asked, now: _Kinds, then: _Kinds) -> tables.Table:
    links, earlier = TalkLinks(asked.shop, asked.filters), TalkLinks(asked.shop, asked.filters.before)
    return tables.Table(
        _("Moods of buyers"),
        [
            tables.Column(_("Mood"), numeric=False),
            tables.Column(_("Number of talks")),
            tables.Column(_("Share of talks")),
            tables.Column(_("Period before")),
            tables.Column(_("Change")),
        ],
        [
            [
                tables.words(name, link=links.to(**to) if share.part else ""),
                count(share.part, links.to(**to)),
                share.cell(links.to(**to)),
                before.cell(earlier.to(**to)),
                change(share, before),
            ]
            for (name, share, to), (_name, before, _to) in zip(now, then, strict=True)
        ],
        note=_(
            "The mood a talk ended in, or stands in now. Interest is lost in any mood, so it comes on top."
        ),
    )


def _over_days(asked: Asked, found: Mapping[date, TalkSum]) -> Chart:
    """Draw what somebody should come to help with; days to come are left out."""
    days = [day for day in asked.filters.every_day if day <= asked.filters.today or day in found]
    links = TalkLinks(asked.shop, asked.filters)
    drawn = [(name, to) for name, _share, to in _kinds(TalkSum()) if to == _LOSING or to["mood"] in UPSET]
    shares = {
        day: {name: share.value for name, share, _to in _kinds(found[day])} for day in days if day in found
    }
    return Chart(
        id="moods-by-day",
        title=_("Moods day by day, shares of talks"),
        kind="line",
        categories=[date_format(day, "n-j") for day in days],
        series=[
            Series(name, [_drawable(shares.get(day, {}).get(name)) for day in days]) for name, _to in drawn
        ],
        unit=Unit.SHARE,
        links=[[links.to(day=day, **to) for day in days] for _name, to in drawn],
        unfinished=sum(day >= asked.filters.today for day in days),
    )


def _drawable(share: Any) -> float | None:
    return None if share is None else float(share)


def _by_day(asked: Asked, found: Mapping[date, TalkSum]) -> tables.Table:
    """Give the days, or the months of a long period, in which nobody reads hundreds of days."""
    if not asked.filters.is_long:
        rows = [[tables.day(day), *_counted(asked, one, day=day)] for day, one in found.items()]
        return tables.Table(_("Moods by day"), _columns(_("Day")), rows)
    by_month: dict[date, TalkSum] = {}
    for day, one in found.items():
        month = day.replace(day=1)
        by_month[month] = by_month.get(month, TalkSum()) + one
    rows = [
        [tables.words(f"{month:%Y-%m}"), *_counted(asked, one, **_days_of(asked, month))]
        for month, one in by_month.items()
    ]
    return tables.Table(_("Moods by month"), _columns(_("Month")), rows)


def _days_of(asked: Asked, month: date) -> dict[str, date]:
    ends = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {"from": max(month, asked.filters.first), "to": min(ends, asked.filters.last)}


def _by_agent(asked: Asked, found: Mapping[AgentKey, TalkSum]) -> tables.Table:
    members = {agent.membership_id: agent for agent in agents_of(asked.shop).values()}
    named = [(_name(key, members), one) for key, one in found.items()]
    return tables.Table(
        _("Moods by agent"),
        _columns(_("Agent")),
        [
            [tables.words(agent.name), *_counted(asked, one, agent=agent.account)]
            for agent, one in sorted(named, key=lambda each: (-each[1].talks, each[0].name))
        ],
        note=_("A talk is that of whoever has it now, or had it last."),
    )


def _name(key: AgentKey, members: Mapping[int | None, AgentName]) -> AgentName:
    known = members.get(key.member_id) if key.member_id else None
    return known or AgentName(key.account, key.account or _("nobody"), key.member_id)


def _columns(first: str) -> list[tables.Column]:
    moods = [tables.Column(str(name)) for name in MOODS.values()]
    return [
        tables.Column(first, numeric=False),
        tables.Column(_("Number of talks")),
        *moods,
        tables.Column(str(LOSING)),
        tables.Column(str(UPSET_NAME)),
    ]


def _counted(asked: Asked, found: TalkSum, **narrowed: Any) -> list[tables.Cell]:
    """Give a row's numbers; those of talks that are nobody's open nothing, for no address means them."""
    links = TalkLinks(asked.shop, asked.filters)

    def link(**to: Any) -> str:
        return "" if narrowed.get("agent") == "" else links.to(**narrowed, **to)

    return [
        count(found.talks, link()),
        *[count(share.part, link(**to)) for _name, share, to in _kinds(found)],
        Share(found.upset, found.talks).cell(link(mood=UPSET_WORD)),
    ]
