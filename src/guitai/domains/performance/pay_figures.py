"""Which figures pay and targets may name, and how they are taken out of a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import FIGURES, Unit
from guitai.engines.pay.types import Taken


@dataclass(frozen=True, slots=True)
class PayFigure:
    """A figure that schemes and targets know; ``better`` is ``higher``, ``lower`` or empty.

    A sum, such as sales, grows with those it is of: what was agreed of it for a shop says nothing about one
    agent.
    """

    key: str
    zh: str
    en: str
    unit: Unit
    better: str
    is_sum: bool = False


# Schemes of the field ask for them; of these only the slow ones follow from the shop's own figures.
SLOW, EFFECTIVE = "slow_share", "effective_share"
_ONLY_IN_SCHEMES = (
    PayFigure(SLOW, "慢响应占比", "Share of slow answers", Unit.SHARE, "lower"),
    PayFigure(EFFECTIVE, "有效接待率", "Effective reception", Unit.SHARE, "higher"),
)


@cache
def pay_figures() -> Mapping[str, PayFigure]:
    """Give the figures an agent can be paid by, by their keys."""
    own = [
        PayFigure(figure.key, figure.zh, figure.en, figure.unit, figure.better, is_sum=not figure.whole)
        for figure in FIGURES
        if not figure.for_shop
    ]
    return {figure.key: figure for figure in (*own, *_ONLY_IN_SCHEMES)}


def taken(values: Mapping[str, Value]) -> dict[str, Taken]:
    """Give the figures of a report as schemes take them: exact, rates from their parts.

    Slow answers are what ``rate_3min`` leaves. Nothing in the shop's facts says what a platform calls an
    effective reception, so that it stays missing.
    """
    found = {key: Taken(_exact(value), value.late) for key, value in values.items()}
    quick = found.get("rate_3min", Taken(None))
    found[SLOW] = Taken(None if quick.value is None else 1 - quick.value, quick.late)
    return found


def _exact(value: Value) -> Decimal | None:
    if value.value is None:
        return None
    if value.part is not None and value.whole:
        return Decimal(str(value.part)) / Decimal(str(value.whole))
    return Decimal(str(value.value))
