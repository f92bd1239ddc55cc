"""A proposal as its page shows it: a row for each member, the half hours that stay short, and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from guitai.domains.accounts.queries import Membership, ShiftPattern
from guitai.domains.performance.queries import staffing as queries
from guitai.domains.performance.queries.staffing import RosterProposal
from guitai.engines.metrics.keys import Unit
from guitai.engines.staffing.needing import HALF_HOURS
from guitai.engines.staffing.roster_types import Why
from guitai.web.reports import tables
from guitai.web.staffing.weeks import span_of, weekday

_WHYS = {
    Why.NO_SHIFT: gettext_lazy("no shift covers it"),
    Why.OFF: ngettext_lazy("%(count)s can't work then", "%(count)s can't work then", "count"),
    Why.NIGHT: ngettext_lazy("%(count)s works no nights", "%(count)s work no nights", "count"),
    Why.LONG: ngettext_lazy(
        "for %(count)s the shift is too long", "for %(count)s the shift is too long", "count"
    ),
    Why.ELSEWHEN: ngettext_lazy(
        "%(count)s works another shift that day", "%(count)s work another shift that day", "count"
    ),
    Why.HOURS: ngettext_lazy("%(count)s has a full week", "%(count)s have a full week", "count"),
    Why.REST: ngettext_lazy("%(count)s needs the rest", "%(count)s need the rest", "count"),
    Why.IN_A_ROW: ngettext_lazy(
        "%(count)s would work too many days in a row", "%(count)s would work too many days in a row", "count"
    ),
    Why.UNSOLVED: ngettext_lazy(
        "%(count)s could, given more time to search", "%(count)s could, given more time to search", "count"
    ),
}


@dataclass(frozen=True, slots=True)
class Day:
    """What a member works on a day; nothing on a free one."""

    day: date
    shift: ShiftPattern | None
    is_new: bool

    @property
    def text(self) -> str:
        """The shift with its hours."""
        return f"{self.shift} {self.shift.hours()}" if self.shift else ""


@dataclass(frozen=True, slots=True)
class MemberWeek:
    """A member's week, and its hours."""

    member: Membership
    days: tuple[Day, ...]
    hours: float


@dataclass(frozen=True, slots=True)
class Shortage:
    """Half hours in a row of one day that lack as many agents for the same reasons."""

    day: int
    weekday: str
    span: str
    needed: int
    there: int
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal ready to be shown; ``missing`` and ``surplus`` in hours of one agent."""

    proposal: RosterProposal
    members: tuple[MemberWeek, ...] = ()
    short: tuple[Shortage, ...] = ()
    short_days: frozenset[int] = frozenset()
    missing: float = 0.0
    surplus: float = 0.0
    needed: float = 0.0
    is_best: bool = True

    @property
    def state(self) -> str:
        """The proposal's state, as a word for the template."""
        return self.proposal.state


def shown_of(proposal: RosterProposal) -> Shown:
    """Give a proposal ready to be shown."""
    result = proposal.result
    if not result:
        return Shown(proposal)
    short = tuple(_shortages(result["short"]))
    return Shown(
        proposal,
        members=tuple(_members(proposal)),
        short=short,
        short_days=frozenset(each.day for each in short),
        missing=sum(needed - there for _slot, needed, there, _why in result["short"]) / 2,
        surplus=result["surplus"] / 2,
        needed=sum(result["need"]) / 2,
        is_best=result["best"],
    )


def _members(proposal: RosterProposal) -> list[MemberWeek]:
    cells = {(member, day): (pattern, is_new) for member, day, pattern, is_new in proposal.result["proposed"]}
    shifts = queries.shifts_of(proposal)
    rows = []
    for member in queries.members_of(proposal):
        days = []
        for day in range(7):
            pattern, is_new = cells.get((member.pk, day), (None, False))
            days.append(Day(proposal.first + day * queries.DAY, shifts.get(pattern), is_new))
        minutes = sum(queries.pattern_of(day.shift).minutes for day in days if day.shift)
        rows.append(MemberWeek(member, tuple(days), minutes / 60))
    return rows


def _shortages(short: Sequence[Any]) -> list[Shortage]:
    """Put half hours in a row together where they lack as many for the same reasons."""

    def run(place: int) -> tuple[Any, ...]:
        half_hour, needed, there, why = short[place]
        return half_hour // HALF_HOURS, half_hour - place, needed, there, tuple(map(tuple, why))

    found = []
    for (day, _run, needed, there, why), places in groupby(range(len(short)), key=run):
        slots = [short[place][0] % HALF_HOURS for place in places]
        found.append(Shortage(day, weekday(day), span_of(slots[0], slots[-1]), needed, there, _words(why)))
    return found


def _words(why: Sequence[tuple[str, int]]) -> str:
    told = Counter({Why(reason): count for reason, count in why}).most_common()
    return _("; ").join(
        str(_WHYS[reason]) if reason is Why.NO_SHIFT else _WHYS[reason] % {"count": count}
        for reason, count in told
    )


def workbook_of(shown: Shown | None, days: Sequence[date]) -> list[tables.Table]:
    """Give the proposal as tables of a workbook: the week, and what stays short."""
    members, short = (shown.members, shown.short) if shown else ((), ())
    return [
        tables.Table(
            _("Roster"),
            [
                tables.Column(_("Person"), numeric=False),
                *[
                    tables.Column(f"{weekday(number)} {day:%m-%d}", numeric=False)
                    for number, day in enumerate(days)
                ],
                tables.Column(_("Hours worked")),
            ],
            [
                [
                    tables.words(row.member.nickname),
                    *[tables.words(day.text) for day in row.days],
                    tables.number(row.hours, Unit.RATIO),
                ]
                for row in members
            ],
        ),
        tables.Table(
            _("Short of agents"),
            [
                tables.Column(_("Day"), numeric=False),
                tables.Column(_("Time"), numeric=False),
                tables.Column(_("Needed")),
                tables.Column(_("On duty")),
                tables.Column(_("Why"), numeric=False),
            ],
            [
                [
                    tables.words(each.weekday),
                    tables.words(each.span),
                    tables.number(each.needed, Unit.COUNT),
                    tables.number(each.there, Unit.COUNT),
                    tables.words(each.why),
                ]
                for each in short
            ],
        ),
    ]
