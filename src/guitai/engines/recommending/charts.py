"""Read size charts, bodies and histories as they are written, and say clearly what is wrong with one."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from guitai.engines.recommending.errors import BodyError, ChartError
from guitai.engines.recommending.measures import read_figure
from guitai.engines.recommending.types import Chart, SizeHistory, SizeRow, Span
from guitai.engines.recommending.wording import trade

_ASKED_AT_MOST = 2
_NUMBER = re.compile(r"\d{1,5}(?:\.\d{1,5})?", re.ASCII)
_MOST = 10_000  # cm or kg; what no number reaches is no measure, and no infinity gets in
_COUNTS = ("kept", "too_small", "too_large")


def read_chart(told: Any) -> Chart:
    """Read ``{"sizes": [{"size": "M", "height": [160, 170], "weight": [50, 60]}]}``; cm and kg.

    :raises ChartError: if it has no sizes, two of one name, a range that is none, or no measure of a body.
    """
    sizes = told.get("sizes") if isinstance(told, Mapping) else None
    if not isinstance(sizes, Sequence) or isinstance(sizes, str) or not sizes:
        raise ChartError('The chart has no sizes; write {"sizes": [{"size": "M", "height": [160, 170], …}]}.')
    rows = [_row(place, row) for place, row in enumerate(sizes, start=1)]
    names = [row.size for row in rows]
    for name in names:
        if names.count(name) > 1:
            raise ChartError(f"The chart has {name} more than once; write one row a size.")
    measures = [name for name in _measures(rows) if name not in trade()["of_the_piece"]]
    if not measures:
        raise ChartError(
            "The chart has no measure of a body, such as height, weight or bust; add the one it goes by."
        )
    kind, decisive = _kind(rows, measures)
    asked = tuple(sorted(measures, key=_asked_place))[:_ASKED_AT_MOST]
    return Chart(_smallest_first(rows, decisive), kind, decisive, asked)


def read_body(told: Mapping[str, Any], chart: Chart) -> dict[str, Span]:
    """Take those of the figures the chart knows: a number, two (from and to), or 108斤; None is not known.

    :raises BodyError: if a figure is no number above nought, or no measure of its kind.
    """
    body: dict[str, Span] = {}
    for name, value in told.items():
        measure = trade()["aliases"].get(name, name)
        if measure in chart.decisive and value is not None:
            body[measure] = _figure(name, measure, value)
    return body


def read_histories(told: Any) -> tuple[SizeHistory, ...]:
    """Read ``[{"size": "M", "kept": 80, "too_small": 15, "too_large": 2}]``; a count left out is none.

    :raises BodyError: if it is no such list, or a count is no whole number.
    """
    if not isinstance(told, list):
        raise BodyError('A history is a list such as [{"size": "M", "kept": 80, "too_small": 15}].')
    return tuple(_history(place, row) for place, row in enumerate(told, start=1))


def _row(place: int, told: Any) -> SizeRow:
    if not isinstance(told, Mapping):
        raise ChartError(f"Row {place} of the chart is no object; write the size and its ranges.")
    name = told.get("size")
    named = str(name).strip() if isinstance(name, str | int) and not isinstance(name, bool) else ""
    if not named:
        raise ChartError(f"Row {place} of the chart has no size; write what it is called, such as M.")
    ranges: dict[str, Span] = {}
    for key, value in told.items():
        if key == "size" or value is None:
            continue
        measure = trade()["aliases"].get(key, key)
        if measure in ranges:
            raise ChartError(f"{named} has {measure} under two names; keep one of them.")
        ranges[measure] = _range(named, key, value)
    return SizeRow(named, ranges)


def _range(size: str, measure: str, value: Any) -> Span:
    if not (isinstance(value, list | tuple) and len(value) == 2 and all(_is_number(end) for end in value)):
        raise ChartError(f"{measure} of {size} is {value!r}; write two numbers, from and to.")
    low, high = float(value[0]), float(value[1])
    if low > high or low < 0:
        raise ChartError(f"{measure} of {size} goes from {low:g} to {high:g}; write the smaller one first.")
    return low, high


def _figure(name: str, measure: str, value: Any) -> Span:
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        figure = read_figure(measure, value)
        if figure is None:
            raise BodyError(f"{name} is {value!r}; write a number in cm or kg, or one with its unit: 108斤.")
        return figure.low, figure.high
    value = float(value) if isinstance(value, str) else value
    ends = list(value) if isinstance(value, list | tuple) else [value, value]
    if len(ends) != 2 or not all(_is_number(end) and end > 0 for end in ends) or ends[0] > ends[1]:
        raise BodyError(f"{name} is {value!r}; write a number above nought, in cm or kg.")
    return float(ends[0]), float(ends[1])


def _history(place: int, told: Any) -> SizeHistory:
    size = told.get("size") if isinstance(told, Mapping) else None
    if not isinstance(size, str | int):
        raise BodyError(f"Row {place} of the history has no size; write which one it is about.")
    counts = {name: told.get(name, 0) for name in _COUNTS}
    for name, count in counts.items():
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise BodyError(f"{name} of {size} in the history is {count!r}; write how many pieces.")
    return SizeHistory(str(size), **counts)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -_MOST < value < _MOST


def _measures(rows: Iterable[SizeRow]) -> Iterator[str]:
    yield from dict.fromkeys(name for row in rows for name in row.ranges)


def _asked_place(measure: str) -> int:
    known = list(trade()["measures"])
    return known.index(measure) if measure in known else len(known)


def _kind(rows: Sequence[SizeRow], measures: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Give what the chart is of, and its measures with the deciding ones first."""
    lowest = min((row.ranges["height"][0] for row in rows if "height" in row.ranges), default=math.inf)
    kind = next(each for each in trade()["kinds"] if _is_of(each, measures, lowest))
    order = kind["decides"]
    return kind["kind"], tuple(
        sorted(measures, key=lambda name: order.index(name) if name in order else len(order))
    )


def _is_of(kind: Mapping[str, Any], measures: Sequence[str], lowest: float) -> bool:
    if "below" in kind:
        return lowest < float(kind["below"])
    return "named" not in kind or kind["named"] in measures


def _smallest_first(rows: Sequence[SizeRow], decisive: Sequence[str]) -> tuple[SizeRow, ...]:
    """Order the sizes by the measures all of them name; a chart without such stays as it is written."""
    shared = [name for name in decisive if all(name in row.ranges for row in rows)]
    return tuple(sorted(rows, key=lambda row: [sum(row.ranges[name]) for name in shared]))
