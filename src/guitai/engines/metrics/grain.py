"""How finely figures are cut: by whom, and by what stretch of time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import ibis
from ibis.expr.types import Table, TimestampValue, Value

from guitai.engines.metrics.settings import Settings


class By(StrEnum):
    """The usual cuts."""

    SHOP = "shop"
    AGENT = "agent"
    GROUP = "group"
    DAY = "day"
    HOUR = "hour"
    MONTH = "month"
    AGENT_DAY = "agent,day"
    WEEKDAY_HOUR = "weekday,hour"


@dataclass(frozen=True, slots=True)
class Grain:
    """``agents``: a row for each agent, or for each of their ``groups``; else the shop's, buyers distinct.

    So ``months`` (told by their first day), ``days``, ``weekdays`` (0 is Monday) and ``hours``, and ``more``
    columns that a table has.
    """

    agents: bool
    days: bool = False
    hours: bool = False
    months: bool = False
    weekdays: bool = False
    groups: bool = False
    more: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell rows apart."""
        cuts = {"month": self.months, "day": self.days, "weekday": self.weekdays, "hour": self.hours}
        return (*self.who, *(name for name, cut in cuts.items() if cut), *self.more)

    @property
    def who(self) -> tuple[str, ...]:
        """The columns that tell apart whose buyers are counted."""
        if self.groups:
            return ("shop", "group")
        return ("shop", "agent") if self.agents else ("shop",)

    @property
    def of_shop(self) -> bool:
        """Whether rows are the shop's as a whole."""
        return len(self.who) == 1


GRAINS = {
    By.SHOP: Grain(agents=False),
    By.AGENT: Grain(agents=True),
    By.GROUP: Grain(agents=False, groups=True),
    By.DAY: Grain(agents=False, days=True),
    By.HOUR: Grain(agents=False, hours=True),
    By.MONTH: Grain(agents=False, months=True),
    By.AGENT_DAY: Grain(agents=True, days=True),
    By.WEEKDAY_HOUR: Grain(agents=False, weekdays=True, hours=True),
}


def business_day(at: TimestampValue, settings: Settings) -> Value:
    """Give the business day of a moment."""
    begins = settings.day_begins
    if not (begins.hour or begins.minute):
        return at.date()
    return (at - ibis.interval(hours=begins.hour, minutes=begins.minute)).date()


def within(table: Table, first: date | None, last: date | None) -> Table:
    """Give what belongs to the business days from the first to the last."""
    if first is not None:
        table = table.filter(table.day >= first)
    return table if last is None else table.filter(table.day <= last)


def grouped(table: Table, grain: Grain) -> Any:
    """Group what has a ``day`` (and an ``hour`` where hours are asked for) by the grain's keys."""
    made = {}
    if grain.months:
        made["month"] = table.day.truncate("M")
    if grain.weekdays:
        made["weekday"] = table.day.day_of_week.index()
    return table.group_by([name for name in grain.keys if name not in made], **made)


def of_whom(table: Table, groups: Table | None, grain: Grain) -> Table:
    """Give what agents did as the grain tells whose it is: theirs, their group's, or the shop's.

    Who is of no group is not told of by group, and who is of two counts in both.
    """
    if grain.groups:
        if groups is None:
            raise ValueError("Nobody is of any group: the facts have no groups.")
        return table.inner_join(groups.select("shop", "agent", "group"), ["shop", "agent"]).drop("agent")
    return table.filter(table.agent != "") if grain.agents else table
