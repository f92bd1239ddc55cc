"""One figure of a buyer's words: of which measure it may be, in centimetres or kilograms, likely or not."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guitai.engines.recommending.measure_tokens import Token, words
from guitai.engines.recommending.types import Figure, Span
from guitai.engines.recommending.wording import trade

UNIT, SLASH = "unit", "slash"  # not said; not said, right behind a height and a slash: 160/84
_MILLIMETRES_FROM = 100  # a foot of 245
_METRES = (0.5, 2.3)


def figure_of(measure: str, token: Token, *, after_slash: bool = False) -> Figure:
    """Give a figure as one of this measure; ``assumed`` where its unit was not said."""
    low, high = token.span
    if token.measures:
        return Figure(measure, low, high, token.said)
    if measure == "height" and is_metres(token.span):
        low, high = low * 100, high * 100
    if measure == "foot" and low >= _MILLIMETRES_FROM:
        low, high = low / 10, high / 10
    return Figure(measure, low, high, token.said, SLASH if after_slash else UNIT)


def measure_with(token: Token, label: str) -> str:
    """Give the measure a figure with this label is of; its unit may say that it is another, or none."""
    if token.measures in {("weight",), ("height",)}:
        return token.measures[0]
    return "" if token.measures == ("length",) and label == "weight" else label


def is_metres(span: Span) -> bool:
    """Say whether a number without a unit is a height in metres: 1.65."""
    return _METRES[0] < span[0] < _METRES[1] and span[0] != int(span[0])


def is_likely(figure: Figure) -> bool:
    """Say whether a person can have this measure."""
    known = trade()["measures"].get(figure.measure)
    low, high = known["likely"] if known else (figure.low, figure.high)
    if figure.measure == "weight" and figure.assumed:
        high *= 2  # it may be 斤
    return bool(low <= figure.low and figure.high <= high)


def with_units(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Give a person's figures with a weight that has no unit read as 斤 or kilograms."""
    known = {figure.measure: figure for figure in figures}
    for figure in known.values():
        if figure.measure == "weight" and figure.assumed:
            yield _with_unit(figure, known.get("height"))
        else:
            yield replace(figure, assumed="")


def _with_unit(weight: Figure, height: Figure | None) -> Figure:
    """Take the reading the height makes likely; without one, or where it leaves both, 斤 above the limit."""
    limits, assumed, doubtful = words()["unitless"], "", False
    jin = weight.low > limits["jin_above"]
    if height is not None:
        limit = limits["children" if height.high < limits["children_below"] else "adults"]
        metres = (height.low + height.high) / 200
        as_kg, as_jin = (limit[0] <= value / metres**2 <= limit[1] for value in (weight.low, weight.low / 2))
        jin = as_jin if as_kg != as_jin else jin
        doubtful = as_kg and as_jin
        if weight.assumed == SLASH and [height.low, weight.low] in words()["codes"]:
            assumed, doubtful = "no_code", True
    share = 0.5 if jin else 1.0
    return replace(
        weight,
        low=weight.low * share,
        high=weight.high * share,
        assumed=assumed or ("jin" if jin else "kg"),
        doubtful=doubtful,
    )
