"""Which days and whose figures a report shows: read from its address, and written into its links."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from guitai.domains.performance import desk_facts
from guitai.kernel.days import business_day
from guitai.web.members import MemberRequest

# A year and the day it ends on: more would be slow to read, and nobody compares it.
MOST_DAYS = 366
DAYS = 7
LONG = 92  # days; more are told by month


@dataclass(frozen=True, slots=True)
class Preset:
    """A period with a name."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The business days from ``first`` to ``last``, of one agent's account or, empty, of the whole shop.

    ``troubles`` says what of the address could not be used; ``notes`` what else the page should say.
    """

    first: date
    last: date
    agent: str = ""
    today: date
    troubles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: MemberRequest, *, at: datetime) -> "Filters":
        """Read ``from``, ``to`` and ``agent`` of the address.

        Without days the last seven that are over are meant; where a shop has no figures of them, the last
        seven it has some of.

        :param at: now, aware.
        """
        today = business_day(at)
        troubles: list[str] = []
        notes: list[str] = []
        first, last = _day(request, "from", troubles), _day(request, "to", troubles)
        if first is None and last is None:
            last = _newest(request, today, notes)
        last = last or max(today, first or today)
        first = first or last - timedelta(days=DAYS - 1)
        first, last = _in_bounds(first, last, troubles)
        return cls(
            first=first,
            last=last,
            agent=request.GET.get("agent", ""),
            today=today,
            troubles=tuple(troubles),
            notes=tuple(notes),
        )

    @property
    def days(self) -> int:
        """How many business days there are."""
        return (self.last - self.first).days + 1

    @property
    def every_day(self) -> list[date]:
        """The days one by one."""
        return [self.first + timedelta(days=ahead) for ahead in range(self.days)]

    @property
    def is_month(self) -> bool:
        """Whether they are one whole month."""
        return self.first.day == 1 and self.days == monthrange(self.first.year, self.first.month)[1]

    @property
    def unfinished(self) -> int:
        """How many of the days are not over yet."""
        return max(0, min((self.last - self.today).days + 1, self.days))

    def on_weekday(self, weekday: int) -> list[date]:
        """Give those of the days that are on a weekday, 0 being Monday."""
        return [day for day in self.every_day if day.weekday() == weekday]

    @property
    def before(self) -> "Filters":
        """The period before, of as many days; before whole months as many whole months."""
        last = self.first - timedelta(days=1)
        if self.first.day == 1 and (self.last + timedelta(days=1)).day == 1:
            months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
            year, month = divmod(self.first.year * 12 + self.first.month - 1 - months, 12)
            return replace(self, first=date(year, month + 1, 1), last=last)
        return replace(self, first=self.first - timedelta(days=self.days), last=last)

    @property
    def is_long(self) -> bool:
        """Say whether there are more days than anybody reads one by one."""
        return self.days > LONG

    @property
    def months(self) -> list[date]:
        """The first days of the months these days are in."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]

    @property
    def presets(self) -> list[Preset]:
        """The periods that are asked for most."""
        today, day = self.today, timedelta(days=1)
        monday = today - today.weekday() * day
        month = today.replace(day=1)
        return [
            Preset(_("Yesterday"), today - day, today - day),
            Preset(_("Last 7 days"), today - DAYS * day, today - day),
            Preset(_("This week"), monday, today),
            Preset(_("Last week"), monday - 7 * day, monday - day),
            Preset(_("This month"), month, today),
            Preset(_("Last month"), (month - day).replace(day=1), month - day),
        ]

    @property
    def links(self) -> list[tuple[Preset, str, bool]]:
        """The presets with the query that leads to each, and whether it is the one that is shown."""
        return [
            (
                preset,
                self.query(**{"from": preset.first, "to": preset.last}),
                (preset.first, preset.last) == (self.first, self.last),
            )
            for preset in self.presets
        ]

    def query(self, **changed: Any) -> str:
        """Give the query of an address with these filters; ``changed`` replaces or adds, None leaves out."""
        given = {"from": self.first, "to": self.last, "agent": self.agent or None, **changed}
        return urlencode({name: value for name, value in given.items() if value not in (None, "")})


def _newest(request: MemberRequest, today: date, notes: list[str]) -> date:
    """Give yesterday, or the last day the shop has any talk of, if that is longer ago than a week."""
    yesterday = today - timedelta(days=1)
    there = desk_facts.days_with_facts(request.shop)
    if there is None or there[1] > yesterday - timedelta(days=DAYS):
        return yesterday
    notes.append(_("The last seven days hold nothing; these are the last ones that do."))
    return there[1]


def _in_bounds(first: date, last: date, troubles: list[str]) -> tuple[date, date]:
    if first > last:
        troubles.append(_("The period ends before it begins; it is shown the other way round."))
        first, last = last, first
    if (last - first).days >= MOST_DAYS:
        troubles.append(_("At most a year can be shown at once; these are its last days."))
        first = last - timedelta(days=MOST_DAYS - 1)
    return first, last


def _day(request: MemberRequest, name: str, troubles: list[str]) -> date | None:
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        troubles.append(_("“%(text)s” is not a day; write it like 2026-11-23.") % {"text": text[:40]})
        return None
    if not 2000 <= day.year <= 2200:
        troubles.append(_("“%(text)s” is too far away.") % {"text": text[:40]})
        return None
    return day
