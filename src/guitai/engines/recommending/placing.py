"""Find the sizes of a chart a body comes into question for, by each of its measures and by all together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from guitai.engines.recommending.types import Chart, Fit, SizeRow, Span

_MOST_SIZES = 2  # a span may leave open


class Outcome(Enum):
    """How figures lie in a chart."""

    INSIDE = "inside"  # one size
    NEAR = "near"  # one size, though a figure lies between two ranges
    BETWEEN = "between"  # several sizes
    TOO_VAGUE = "too_vague"  # a figure said as a span leaves more than two, or leaves the chart
    CONTRADICTION = "contradiction"  # no size has all of them
    BEYOND = "beyond"  # above or below all ranges
    TOO_FEW = "too_few"  # not enough known to name a size


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a body lies; ``rows`` are places in the chart, ``measures`` those the outcome is because of.

    Of a contradiction ``rows`` are the sizes of the deciding measure and of those that agree with it,
    ``against`` the nearest ones of the others.
    """

    outcome: Outcome
    rows: tuple[int, ...]
    by_measure: Mapping[str, frozenset[int]]
    measures: tuple[str, ...] = ()
    against: tuple[int, ...] = ()


def place(chart: Chart, body: Mapping[str, Span]) -> Placed:
    """Say in which sizes of the chart a body lies; measures the chart does not know are passed over."""
    known = {measure: body[measure] for measure in chart.decisive if measure in body}
    by_measure = {measure: _rows_for(chart.rows, measure, span) for measure, span in known.items()}
    beyond = tuple(measure for measure, rows in by_measure.items() if not rows)
    common = _common(chart, [rows for rows in by_measure.values() if rows])
    if beyond:
        return Placed(Outcome.BEYOND, common if len(beyond) < len(known) else (), by_measure, beyond)
    if len(known) < len(chart.asked):
        return Placed(Outcome.TOO_FEW, common if known else (), by_measure)
    if not common:
        return _contradiction(by_measure)
    if vague := tuple(m for m in known if _is_vague(chart, m, known[m], len(common))):
        return Placed(Outcome.TOO_VAGUE, common, by_measure, vague)
    if len(common) > 1:
        return Placed(Outcome.BETWEEN, common, by_measure)
    between = tuple(m for m in known if not chart.rows[common[0]].holds(m, known[m]))
    return Placed(Outcome.NEAR if between else Outcome.INSIDE, common, by_measure, between)


def choose(chart: Chart, rows: Sequence[int], body: Mapping[str, Span], fit: Fit) -> int:
    """Give the one of several sizes a wish for the fit decides on; without one the nearest, rather larger."""
    if fit is Fit.LOOSE:
        return max(rows)
    if fit is Fit.TIGHT:
        return min(rows)
    return min(rows, key=lambda row: (round(_distance(chart.rows[row], body), 6), -row))


def _rows_for(rows: Sequence[SizeRow], measure: str, span: Span) -> frozenset[int]:
    """Give the sizes that take the span; between two ranges the neighbours, beyond all of them none."""
    taking = frozenset(place for place, row in enumerate(rows) if row.takes(measure, span))
    if taking:
        return taking
    ranges = [(place, *row.ranges[measure]) for place, row in enumerate(rows)]
    below = max((high for _, _, high in ranges if high < span[0]), default=None)
    above = min((low for _, low, _ in ranges if low > span[1]), default=None)
    if below is None or above is None:
        return frozenset()
    return frozenset(place for place, low, high in ranges if high == below or low == above)


def _is_vague(chart: Chart, measure: str, span: Span, sizes_left: int) -> bool:
    """Say whether a measure said as a span has to be asked for again."""
    if span[0] == span[1]:
        return False
    ranges = [row.ranges.get(measure, span) for row in chart.rows]
    leaves = span[0] < min(low for low, _ in ranges) or span[1] > max(high for _, high in ranges)
    return leaves or (
        sizes_left > _MOST_SIZES and sum(row.takes(measure, span) for row in chart.rows) > _MOST_SIZES
    )


def _common(chart: Chart, found: Iterable[frozenset[int]]) -> tuple[int, ...]:
    return tuple(sorted(frozenset(range(len(chart.rows))).intersection(*found)))


def _contradiction(by_measure: Mapping[str, frozenset[int]]) -> Placed:
    """Let the measures decide in their order; ``by_measure`` has the most decisive first."""
    decider, *others = by_measure
    agreed, against = by_measure[decider], []
    for measure in others:
        rows = by_measure[measure]
        if agreed & rows:
            agreed &= rows
        else:
            against.append(measure)
    nearest = {
        min(by_measure[measure], key=lambda row: (min(abs(row - each) for each in agreed), row))
        for measure in against
    }
    return Placed(
        Outcome.CONTRADICTION, tuple(sorted(agreed)), by_measure, (decider,), tuple(sorted(nearest))
    )


def _distance(row: SizeRow, body: Mapping[str, Span]) -> float:
    """Say how far from the middle of its ranges a body lies, in halves of each range, added up."""
    total = 0.0
    for measure, (low, high) in row.ranges.items():
        if measure in body:
            middle, half = (low + high) / 2, (high - low) / 2
            total += abs(sum(body[measure]) / 2 - middle) / (half or 1.0)
    return total
