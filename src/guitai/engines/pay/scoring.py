"""Score figures by a pay scheme, every line explained.

The weight of figures that are missing, late or without a target is shared among the others in proportion to
theirs. Each line's points are rounded to two decimals, half up, so that what is shown adds up; money is
rounded once, half up, to whole fen.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from guitai.engines.pay.types import (
    Attainment,
    Between,
    ByPoints,
    Line,
    Linear,
    Pay,
    PerPoint,
    Scheme,
    Score,
    ScoredLine,
    Status,
    Step,
    Steps,
    Taken,
)

_NOTHING, _FULL = Decimal(0), Decimal(1)
_HUNDREDTH = Decimal("0.01")


def score(
    scheme: Scheme, figures: Mapping[str, Taken], *, targets: Mapping[str, Decimal] | None = None
) -> Score:
    """Give points and pay for an agent's figures over what the scheme covers, a day or a month.

    :param figures: by key; one that is not there is missing.
    :param targets: by key, for lines that are marked by how much of the target was reached.
    """
    lines = [_marked(line, figures.get(line.figure, Taken(None)), targets or {}) for line in scheme.lines]
    counted = sum((one.line.weight for one in lines if one.status is Status.COUNTED), _NOTHING)
    late = any(one.status is Status.LATE for one in lines)
    if not counted:
        return Score(lines=tuple(lines), points=None, pay_fen=None, provisional=late)
    lines = [_weighed(one, scheme.most / counted) for one in lines]
    points = sum((one.points for one in lines), _NOTHING)
    pay_fen = None if scheme.pay is None else _paid(scheme.pay, points)
    return Score(lines=tuple(lines), points=points, pay_fen=pay_fen, provisional=late)


def _marked(line: Line, taken: Taken, targets: Mapping[str, Decimal]) -> ScoredLine:
    target = None
    if isinstance(line.marking, Attainment):
        target = line.marking.target or targets.get(line.figure)
    if taken.late or taken.value is None:
        status = Status.LATE if taken.late else Status.MISSING
        return ScoredLine(line=line, status=status, target=target)
    counted = ScoredLine(line=line, status=Status.COUNTED, value=taken.value, target=target)
    match line.marking:
        case Linear(worst, best):
            mark = (taken.value - worst) / (best - worst)
            return replace(counted, mark=min(max(mark, _NOTHING), _FULL))
        case Attainment() as attainment:
            if not target:
                return replace(counted, status=Status.NO_TARGET)
            return replace(counted, mark=_attained(attainment, taken.value, target))
        case Steps() as steps:
            step = _reached(steps, taken.value)
            given = step.points if step else steps.otherwise
            return replace(counted, step=step, mark=given / line.weight if line.weight else None)


def _attained(marking: Attainment, value: Decimal, target: Decimal) -> Decimal:
    if not marking.lower_is_better:
        attained = value / target
    elif value > 0:
        attained = target / value
    else:
        attained = marking.cap
    return _NOTHING if attained < marking.floor else min(attained, marking.cap)


def _reached(steps: Steps, value: Decimal) -> Step | None:
    for step in steps.steps:
        if value <= step.limit if steps.at_most else value >= step.limit:
            return step
    return None


def _weighed(one: ScoredLine, factor: Decimal) -> ScoredLine:
    """Give a line its part of the weight of those that do not count; points taken away stay as they are."""
    if one.status is not Status.COUNTED:
        return one
    weight = one.line.weight * factor
    if isinstance(one.line.marking, Steps):
        given = one.step.points if one.step else one.line.marking.otherwise
        points = given * factor if given > 0 else given
    else:
        points = (one.mark or _NOTHING) * weight
    return replace(one, weight=weight, points=points.quantize(_HUNDREDTH, ROUND_HALF_UP))


def _paid(pay: Pay, points: Decimal) -> int:
    match pay:
        case Between(floor_fen, cap_fen, points_from, points_to):
            part = min(max((points - points_from) / (points_to - points_from), _NOTHING), _FULL)
            return _whole(floor_fen + part * (cap_fen - floor_fen))
        case PerPoint(fen, floor_fen, cap_fen):
            paid = max(_whole(points * fen), floor_fen)
            return paid if cap_fen is None else min(paid, cap_fen)
        case ByPoints(steps, floor_fen):
            step = _reached(Steps(steps), points)
            return max(_whole(step.points) if step else 0, floor_fen)


def _whole(fen: Decimal) -> int:
    return int(fen.quantize(_FULL, ROUND_HALF_UP))
