"""A platform's figures beside ours: how far apart they are, and why; never put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guitai.domains.performance.queries import AgentsRow
from guitai.domains.performance.queries.figures import FigureRow
from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import Unit
from guitai.web.reports.showing import BY_KEY

# What a platform calls by one name may be what we call by another: its own way of counting.
VARIANTS: Mapping[str, tuple[str, ...]] = {
    "consulted": ("received",),
    "received": ("consulted",),
    "first_response": ("average_response",),
    "average_response": ("wangwang_response", "first_response"),
    "wangwang_response": ("average_response",),
    "rate_30s": ("jd_first_30s",),
    "jd_first_30s": ("rate_30s",),
    "ordered": ("ordered_same_day",),
    "paid": ("paid_next_day",),
    "sales": ("net_sales",),
    "net_sales": ("sales",),
}
_FINEST = {Unit.SHARE: Decimal("0.005"), Unit.YUAN: Decimal("0.01"), Unit.RATIO: Decimal("0.05")}


class Reason(StrEnum):
    """Why two figures are as far apart as they are."""

    AGREES = "agrees"
    ROUNDING = "rounding"
    VARIANT = "variant"
    THEIRS_LATE = "theirs_late"
    OURS_LATE = "ours_late"
    NO_AGENT = "no_agent"
    NOT_COUNTED = "not_counted"
    NOTHING_HERE = "nothing_here"
    NO_FIGURE = "no_figure"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One figure of theirs and ours; ``variant`` is the figure of ours that theirs is the same as."""

    source: str
    account: str
    agent: str
    period: str
    key: str
    theirs: Decimal | None
    ours: Value | None
    reason: Reason
    variant: str = ""

    @property
    def agrees(self) -> bool:
        """Whether nothing is left to explain."""
        return self.reason in {Reason.AGREES, Reason.ROUNDING}

    @property
    def difference(self) -> Decimal | None:
        """Ours less theirs."""
        if self.theirs is None or self.ours is None or self.ours.value is None:
            return None
        return Decimal(str(self.ours.value)) - self.theirs


def compared(rows: Iterable[AgentsRow], ours: Iterable[FigureRow], *, known: Mapping[int, str]) -> list[Pair]:
    """Give every figure of a platform's rows beside ours of the same agent.

    :param ours: of the same period as the rows.
    :param known: the shop's people by membership, with their names.
    """
    by_account = {row.agent.account: row for row in ours if row.agent}
    by_member = {
        row.agent.membership_id: row for row in by_account.values() if row.agent and row.agent.membership_id
    }
    found = []
    for row in rows:
        mine = by_account.get(row.account) or by_member.get(row.membership_id or 0)
        is_known = mine is not None or row.membership_id in known
        name = mine.agent.name if mine and mine.agent else known.get(row.membership_id or 0, row.account)
        for key, theirs in row.figures.items():
            value = mine.values.get(key) if mine else None
            reason, variant = _why(key, theirs, mine, is_known=is_known)
            found.append(
                Pair(
                    source=row.source,
                    account=mine.agent.account if mine and mine.agent else row.account,
                    agent=name,
                    period=row.period,
                    key=key,
                    theirs=theirs,
                    ours=value,
                    reason=reason,
                    variant=variant,
                )
            )
    return found


def _why(key: str, theirs: Decimal | None, mine: FigureRow | None, *, is_known: bool) -> tuple[Reason, str]:
    if not is_known:
        return Reason.NO_AGENT, ""
    if key not in BY_KEY:
        return Reason.NO_FIGURE, ""
    if theirs is None:
        return Reason.THEIRS_LATE, ""
    value = mine.values.get(key) if mine else None
    if value is not None and value.late:
        return Reason.OURS_LATE, ""
    if mine is None or not mine.values["consulted"].value:
        return (Reason.NOTHING_HERE if theirs else Reason.AGREES), ""
    if value is not None and _same(key, theirs, value):
        return _exactly(theirs, value), ""
    for variant in VARIANTS.get(key, ()):
        if _same(variant, theirs, mine.values[variant]):
            return Reason.VARIANT, variant
    return Reason.DEFINITION, ""


def _exactly(theirs: Decimal, value: Value) -> Reason:
    return Reason.AGREES if Decimal(str(value.value)) == theirs else Reason.ROUNDING


def _same(key: str, theirs: Decimal, value: Value) -> bool:
    """Say whether two figures differ by no more than the last place the platform tells."""
    if value.value is None:
        return False
    unit = BY_KEY[key].unit
    apart = abs(Decimal(str(value.value)) - theirs)
    if unit is Unit.COUNT:
        return apart == 0
    if unit is Unit.SECONDS:
        return apart < 1
    return apart <= min(_last_place(theirs), _FINEST[unit])


def _last_place(number: Decimal) -> Decimal:
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if number else Decimal(1)
