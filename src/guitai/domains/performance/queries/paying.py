"""What a month comes to for one agent: figures of its days or of the whole, scored by the scheme in force."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from guitai.domains.performance.pay_figures import taken
from guitai.domains.performance.queries.figures import FigureRow
from guitai.engines.pay.scoring import score
from guitai.engines.pay.types import Each, Scheme, Score
from guitai.kernel.days import business_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A calendar month as it stands at a moment: the days of it that have begun, and whether it is over."""

    first: date
    last: date
    is_over: bool

    @classmethod
    def of(cls, day: date, *, at: datetime) -> "Month":
        """Give the month a day lies in."""
        first, today = day.replace(day=1), business_day(at)
        last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        return cls(first=first, last=min(last, today), is_over=last < today)

    @property
    def has_begun(self) -> bool:
        """Whether any day of it has come."""
        return self.first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPay:
    """One day's score, for a scheme that pays by the day."""

    day: date
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """What an agent's month comes to, as far as it is known.

    ``scheme`` None: nobody agreed on one for them. ``score`` is the month's, ``days`` are those of a scheme
    by the day. ``missing`` are days whose figures are not counted whole.
    """

    month: Month
    scheme: Scheme | None = None
    version: int = 0
    score: Score | None = None
    days: tuple[DayPay, ...] = ()
    missing: tuple[date, ...] = ()

    @property
    def pay_fen(self) -> int | None:
        """The pay in fen; None where nothing could be scored, or the scheme gives points alone."""
        paid = [each.pay_fen for each in self._scores if each.pay_fen is not None]
        return sum(paid) if paid else None

    @property
    def points(self) -> Decimal | None:
        """The month's points, or those of its days together; None where nothing could be scored."""
        given = [each.points for each in self._scores if each.points is not None]
        return sum(given, Decimal(0)) if given else None

    @property
    def late(self) -> frozenset[str]:
        """The figures that are still to come."""
        return frozenset(
            line.line.figure for each in self._scores for line in each.lines if line.status == "late"
        )

    @property
    def is_provisional(self) -> bool:
        """Whether it may still change: the month goes on, a figure is late, or a day is not counted."""
        return not self.month.is_over or bool(self.late) or bool(self.missing)

    @property
    def _scores(self) -> list[Score]:
        return [each.score for each in self.days] + ([self.score] if self.score else [])


def paid(
    *,
    month: Month,
    scheme: Scheme,
    version: int,
    rows: Sequence[FigureRow],
    targets: Mapping[str, Decimal],
    missing: tuple[date, ...] = (),
) -> Pay:
    """Score one agent's figures of a month.

    :param rows: theirs: a row a day for a scheme by the day, else the month's. A row in which they neither
        talked nor sold is not scored: who was not there is not paid by what a figure of nothing is worth.
    """
    scored = [(row.day, score(scheme, taken(row.values), targets=targets)) for row in rows if _worked(row)]
    if scheme.each is Each.DAY:
        days = tuple(DayPay(day=day, score=each) for day, each in scored if day is not None)
        return Pay(month=month, scheme=scheme, version=version, days=days, missing=missing)
    whole = scored[0][1] if scored else None
    return Pay(month=month, scheme=scheme, version=version, score=whole, missing=missing)


def _worked(row: FigureRow) -> bool:
    return any(row.values[key].value for key in ("consulted", "orders") if key in row.values)
