"""A shop's figures for pages: sums of days that are kept, put together and divided only here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.adding_up import Combined, Terms, Total, distinct
from guitai.domains.performance.counting import LASTS, Counted
from guitai.domains.performance.day_models import SUMS
from guitai.domains.performance.models import DayFigures, HourFigures
from guitai.domains.performance.queries.agents import AgentName as AgentName
from guitai.domains.performance.queries.agents import account_of as account_of
from guitai.domains.performance.queries.agents import agents_of
from guitai.domains.performance.queries.days import days_not_counted, today_of
from guitai.domains.performance.queries.settings import kept_of
from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.reading_settings import read_settings
from guitai.kernel.days import SHANGHAI, business_day

_Key = tuple[Any, ...]
_ADDED = {
    **{f"all_{name}": Sum(name) for name in SUMS},
    "all_max_concurrent": Max("max_concurrent"),
    **{last: Max("day", filter=Q(**{f"{name}__gt": 0})) for last, name in LASTS.items()},
}


class Cut(StrEnum):
    """How finely figures are cut."""

    SHOP = "shop"
    AGENT = "agent"
    DAY = "day"
    AGENT_DAY = "agent,day"
    HOUR = "hour"
    WEEKDAY_HOUR = "weekday,hour"
    MONTH = "month"
    AGENT_MONTH = "agent,month"

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of what tells rows apart."""
        return () if self is Cut.SHOP else tuple(self.split(","))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """Figures by key, and of what they are; what they are not cut by is None.

    ``weekday`` is 0 on Mondays, ``month`` the month's first day.
    """

    values: Mapping[str, Value]
    agent: AgentName | None = None
    day: date | None = None
    hour: int | None = None
    weekday: int | None = None
    month: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures of a period in the order of their cut; ``missing`` days are not counted yet, or not anew."""

    rows: list[FigureRow]
    missing: tuple[date, ...]
    as_of: datetime


def report(shop: Shop, *, first: date, last: date, cut: Cut, at: datetime, agent: str = "") -> Report:
    """Give every figure of the business days from the first to the last, a row for each part of the cut.

    Cut by shop there is always one row. Days to come are empty; the present one is counted as it is now, not
    much more than a minute ago.

    :param at: now, aware.
    :param agent: an account: its figures alone, without those only a shop has.
    """
    kept = kept_of(shop)
    settings, there = read_settings(kept.values), frozenset(kept.tables)
    today = business_day(at, split=settings.day_begins)
    over = min(last, today - timedelta(days=1))
    asked = _Asked(shop, first, over, cut, agent)
    totals = asked.totals()
    if first <= today <= last:
        counted = today_of(shop, at=at)
        asked.put_in(totals, counted)
        there |= counted.tables
    as_of = at.astimezone(SHANGHAI).replace(tzinfo=None)
    return Report(
        rows=asked.rows(totals, Terms(settings=settings, as_of=as_of, there=there)),
        missing=days_not_counted(shop, first=first, last=over),
        as_of=at,
    )


class _Asked:
    """What is asked for: kept sums of days that are over, put together as they are cut."""

    def __init__(self, shop: Shop, first: date, last: date, cut: Cut, agent: str) -> None:
        self._shop, self._first, self._last, self._cut, self._agent = shop, first, last, cut, agent
        self._each_agent = "agent" in cut.keys and not agent
        self._more_buyers: dict[_Key, list[bytes]] = defaultdict(list)

    def totals(self) -> dict[_Key, Total]:
        """Add up what is kept."""
        first, last = len(self._cut.keys), len(self._cut.keys) + len(SUMS)
        return {
            row[:first]: Total(
                dict(zip(SUMS, map(int, row[first:last]), strict=True)),
                {name: day for name, day in zip(LASTS, row[last:], strict=True) if day},
            )
            for row in self._added()
        }

    def _added(self) -> Iterable[tuple[Any, ...]]:
        """Give the rows' keys, then their sums, then the last days of what is late."""
        rows, keys = self._rows().order_by(), self._cut.keys
        if keys:
            summed: QuerySet[Any, tuple[Any, ...]] = rows.values(*keys).annotate(**_ADDED)
            return summed.values_list(*keys, *_ADDED)
        told = rows.aggregate(**_ADDED)
        return [tuple(told[name] for name in _ADDED)] if told["all_orders"] is not None else []

    def put_in(self, totals: dict[_Key, Total], counted: Counted) -> None:
        """Put days in that are not kept."""
        for place, sums in (counted.hours if "hour" in self._cut.keys else counted.days).items():
            if place.agent if self._each_agent else place.agent == self._agent:
                key = tuple(getattr(place, name) for name in self._cut.keys)
                totals.setdefault(key, Total()).add_day(place.day, sums.values)
                self._more_buyers[key].append(sums.buyer_keys)

    def rows(self, totals: dict[_Key, Total], terms: Terms) -> list[FigureRow]:
        """Give the rows in their order, one of the shop even where there is nothing."""
        if self._cut is Cut.SHOP:
            totals.setdefault((), Total())
        names = agents_of(self._shop) if "agent" in self._cut.keys else {}
        found = []
        for key in sorted(totals):
            told = dict(zip(self._cut.keys, key, strict=True))
            if "agent" in told:
                told["agent"] = names.get(told["agent"], AgentName(told["agent"], told["agent"], None))
            found.append(FigureRow(values=self._combined(key, totals[key], terms), **told))
        return found

    def _combined(self, key: _Key, total: Total, terms: Terms) -> Combined:
        def buyers() -> int:
            return (
                distinct(self._buyer_keys[key])
                if "day" not in self._cut.keys
                else total.sums.get("buyers", 0)
            )

        return Combined(total, terms, of_agent=self._each_agent or bool(self._agent), buyers=buyers)

    @cached_property
    def _buyer_keys(self) -> dict[_Key, list[bytes]]:
        """The keys of those who bought, of all rows: read only where somebody asks."""
        keys = defaultdict(list, {key: list(more) for key, more in self._more_buyers.items()})
        for *key, buyers in self._rows().filter(buyers__gt=0).values_list(*self._cut.keys, "buyer_keys"):
            keys[tuple(key)].append(buyers)
        return keys

    def _rows(self) -> QuerySet[Any]:
        model = HourFigures if "hour" in self._cut.keys else DayFigures
        rows: QuerySet[Any] = model._default_manager.filter(  # noqa: SLF001 - a documented part of Django
            shop=self._shop, day__gte=self._first, day__lte=self._last
        )
        if "month" in self._cut.keys:
            rows = rows.annotate(month=TruncMonth("day"))
        return rows.filter(agent__gt="") if self._each_agent else rows.filter(agent=self._agent)
