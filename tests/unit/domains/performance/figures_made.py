"""Figures as a shop's queries give them, made up by day and agent, so that pay can be worked out by hand."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.queries.agents import AgentName, account_of
from guitai.domains.performance.queries.figures import Cut, FigureRow, Report
from guitai.engines.metrics.computing import Value

LATE = Value(None, 3, 10, late=True)


def rate(part: float, whole: int) -> Value:
    """Give a rate of so many."""
    return Value(part / whole if whole else None, part, whole)


def row(member: Membership, day: date | None = None, **values: Value) -> FigureRow:
    """Give a row of an agent who talked to ten buyers."""
    agent = AgentName(account_of(member), member.nickname, member.pk)
    return FigureRow(values={"consulted": Value(10)} | values, agent=agent, day=day)


class MadeReport:
    """Stands in for ``figures.report``: gives its rows, by cut, and remembers what it was asked."""

    def __init__(self, rows: Mapping[Cut, Iterable[FigureRow]], missing: tuple[date, ...] = ()) -> None:
        self.rows, self.missing = rows, missing
        self.asked: list[tuple[Any, ...]] = []

    def __call__(
        self, shop: Shop, *, first: date, last: date, cut: Cut, at: datetime, agent: str = ""
    ) -> Report:
        """Give the rows of a cut, of one agent where one is named, within the days where they have one."""
        self.asked.append((cut, first, last, agent))
        found = [
            row
            for row in self.rows.get(cut, ())
            if (row.day is None or first <= row.day <= last)
            and (not agent or (row.agent and row.agent.account == agent))
        ]
        return Report(rows=found, missing=self.missing, as_of=at)


def yuan(amount: str) -> Value:
    """Give a figure of money."""
    return Value(Decimal(amount))
