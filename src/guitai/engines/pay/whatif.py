"""What better figures would be worth, from the shop's own: formulas and a regression, nothing assumed.

More conversion: buyers = inquiries x points, sales = buyers x net sales a buyer, margin = sales x margin,
all over 30 days. Quicker answers are worth what the shop's own days say: how much an agent's conversion moved
from day to day with their own response time, with the range the data leave open.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

MONTH_DAYS = 30
# The range is only as good as its days are many; from fewer nothing is told.
LEAST_DAYS, LEAST_POINTS = 20, 60
_SURE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a shop sold after talks in some days; ``margin`` is the share of sales left to it, None if unset.

    ``inquiries`` and ``paid`` are what conversion is made of, ``net_sales_fen`` and ``buyers`` what a buyer
    brings, refunds taken off.
    """

    days: int
    inquiries: int
    paid: int
    buyers: int
    net_sales_fen: int
    margin: Decimal | None

    @property
    def conversion(self) -> Decimal | None:
        """The share of inquiries that paid; None without inquiries."""
        return Decimal(self.paid) / self.inquiries if self.inquiries else None

    @property
    def buyer_fen(self) -> Decimal | None:
        """What a buyer brings; None without buyers."""
        return Decimal(self.net_sales_fen) / self.buyers if self.buyers else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a change of conversion brings in 30 days; money rounded half up to whole fen."""

    points: Decimal
    buyers: Decimal
    sales_fen: int
    margin_fen: int | None


@dataclass(frozen=True, slots=True)
class AgentDay:
    """An agent's day: how long buyers waited, how many asked and how many of these paid."""

    agent: str
    day: date
    seconds: float
    inquiries: int
    paid: int


class TooLittle(StrEnum):
    """Why nothing can be said about response and conversion."""

    FEW_DAYS = "few_days"
    FEW_POINTS = "few_points"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How an agent's conversion moves with a second more of waiting, as a share of one, with its 95 % range.

    ``least`` and ``mean`` are the shortest and the mean wait seen, over ``points`` agents' days in ``days``.
    """

    slope: float
    low: float
    high: float
    points: int
    days: int
    agents: int
    least: float
    mean: float

    @property
    def is_clear(self) -> bool:
        """Whether zero lies outside the range, so that there is a relation at all."""
        return self.low > 0 or self.high < 0

    def covers(self, seconds: float) -> bool:
        """Say whether the shop was so much quicker than its mean already; beyond that nothing is known."""
        return self.mean - seconds >= self.least


def worth(base: Base, points: Decimal) -> Worth | None:
    """Give what so many points more of conversion bring (0.01 is one), in 30 days like these.

    None where it can't be told: no days, inquiries or buyers, or more than everybody would buy.
    """
    conversion, each = base.conversion, base.buyer_fen
    if conversion is None or each is None or not base.days or not 0 <= conversion + points <= 1:
        return None
    buyers = points * base.inquiries * MONTH_DAYS / base.days
    sales = buyers * each
    margin = None if base.margin is None else _whole(sales * base.margin)
    return Worth(points=points, buyers=buyers, sales_fen=_whole(sales), margin_fen=margin)


def relation(days: Iterable[AgentDay]) -> Relation | TooLittle:
    """Fit conversion to response within each agent, by least squares weighted by inquiries.

    Only what moves within an agent counts: that quick agents may also sell better is not the response's
    doing. The range stands on errors gathered by day, for what happens on a day happens to all. It is a
    relation in the shop's data, no proof of cause.
    """
    counted = [day for day in days if day.inquiries]
    dates = {day.day for day in counted}
    agents = {day.agent for day in counted}
    if len(dates) < LEAST_DAYS:
        return TooLittle.FEW_DAYS
    if len(counted) < LEAST_POINTS:
        return TooLittle.FEW_POINTS
    moved = _within_agents(counted)
    spread = sum(each.inquiries * seconds**2 for each, seconds, _ in moved)
    if spread <= 1e-9 * sum(each.inquiries * each.seconds**2 for each in counted):
        return TooLittle.ALIKE
    slope = sum(each.inquiries * seconds * share for each, seconds, share in moved) / spread
    error = _error(moved, slope, days=len(dates)) / spread
    reach = _quantile(len(dates) - 1) * error
    weights = sum(each.inquiries for each in counted)
    return Relation(
        slope=slope,
        low=slope - reach,
        high=slope + reach,
        points=len(counted),
        days=len(dates),
        agents=len(agents),
        least=min(each.seconds for each in counted),
        mean=sum(each.inquiries * each.seconds for each in counted) / weights,
    )


Moved = tuple[AgentDay, float, float]


def _within_agents(days: Sequence[AgentDay]) -> list[Moved]:
    """Give each day with how far its wait and its conversion are from the agent's means."""
    of_agent: dict[str, list[AgentDay]] = defaultdict(list)
    for day in days:
        of_agent[day.agent].append(day)
    moved: list[Moved] = []
    for own in of_agent.values():
        inquiries = sum(day.inquiries for day in own)
        seconds = sum(day.inquiries * day.seconds for day in own) / inquiries
        share = sum(day.paid for day in own) / inquiries
        moved += [(day, day.seconds - seconds, day.paid / day.inquiries - share) for day in own]
    return moved


def _error(moved: Sequence[Moved], slope: float, *, days: int) -> float:
    """Give the root of the summed squares of each day's score, corrected for few days."""
    scores: dict[date, float] = defaultdict(float)
    for each, seconds, share in moved:
        scores[each.day] += each.inquiries * seconds * (share - slope * seconds)
    return sqrt(sum(score**2 for score in scores.values()) * days / (days - 1))


def _quantile(freedom: int) -> float:
    """Give Student's two-sided 95 % quantile, by the first terms of its expansion (Abramowitz 26.7.5)."""
    z = NormalDist().inv_cdf((1 + _SURE) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2


def _whole(fen: Decimal) -> int:
    return int(fen.quantize(Decimal(1), ROUND_HALF_UP))
