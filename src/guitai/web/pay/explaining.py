"""A score in words: each line with its figure, its marking and what it gives, and how the pay comes about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guitai.domains.performance.queries.pay import Pay, pay_figures
from guitai.engines.metrics.keys import Unit
from guitai.engines.pay.types import (
    Attainment,
    Between,
    ByPoints,
    Each,
    Line,
    Linear,
    PerPoint,
    Scheme,
    Score,
    ScoredLine,
    Status,
    Step,
    Steps,
)
from guitai.kernel.money import Money
from guitai.web.formats import NOTHING, written

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line of a score: texts, each empty where there is none; ``why`` says why it does not count."""

    name: str
    value: str
    marking: str
    mark: str
    weight: str
    points: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownScore:
    """A score with its lines; ``sum`` is how the pay comes out of the points."""

    lines: Sequence[ShownLine]
    points: str
    most: str
    pay: str
    sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    """A day of a scheme that pays by the day."""

    day: date
    points: str
    pay: str
    is_provisional: bool


def language() -> str:
    """Give the language names of figures and schemes are shown in."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


def name_of(figure: str) -> str:
    """Give the name of a figure schemes know; one that is no more by its key."""
    known = pay_figures().get(figure)
    return figure if known is None else known.zh if language() == "zh" else known.en


def title_of(scheme: Scheme) -> str:
    """Give a scheme's title in the language of the page."""
    return scheme.title[language()]


def points_of(points: Decimal | None) -> str:
    """Write points with no more decimals than they have, two at most."""
    if points is None:
        return NOTHING
    rounded = points.quantize(_HUNDREDTH, ROUND_HALF_UP).normalize()
    return f"{rounded:,f}"


def money_of(fen: int | None) -> str:
    """Write an amount; a dash where there is none."""
    return NOTHING if fen is None else str(Money(fen))


def explained(scheme: Scheme, score: Score) -> ShownScore:
    """Give a score in words."""
    return ShownScore(
        lines=[_line(line) for line in score.lines],
        points=points_of(score.points),
        most=points_of(scheme.most),
        pay=money_of(score.pay_fen),
        sum="" if score.points is None else _sum(scheme, score.points, score.pay_fen),
    )


def days_of(pay: Pay) -> list[ShownDay]:
    """Give the days of a month, the last first."""
    return [
        ShownDay(
            day=each.day,
            points=points_of(each.score.points),
            pay=money_of(each.score.pay_fen),
            is_provisional=each.score.provisional or each.day in pay.missing or _goes_on(pay, each.day),
        )
        for each in reversed(pay.days)
    ]


def reasons(pay: Pay) -> list[str]:
    """Say why a month's pay may still change."""
    found = []
    if not pay.month.is_over:
        found.append(_("The month is not over."))
    if pay.late:
        names = "、".join(sorted(name_of(figure) for figure in pay.late))
        found.append(
            _("Still to come: %(figures)s; until then the other figures carry their weight.")
            % {"figures": names}
        )
    if pay.missing:
        found.append(_("Days not fully counted yet: %(count)d.") % {"count": len(pay.missing)})
    return found


def marking_of(line: Line, target: Decimal | None = None) -> str:
    """Say how a figure is marked."""
    unit = _unit(line.figure)
    match line.marking:
        case Linear(worst, best):
            told = {"worst": written(worst, unit), "best": written(best, unit)}
            return _("%(worst)s: nothing, %(best)s: all, in proportion between") % told
        case Attainment() as attainment:
            return _attainment(attainment, unit, attainment.target or target)
        case Steps() as steps:
            sign = "≤" if steps.at_most else "≥"
            listed = [_step(step, sign, unit) for step in steps.steps]
            if steps.otherwise:
                listed.append(_("else: %(points)s") % {"points": points_of(steps.otherwise)})
            return " · ".join(listed)


def pay_rule(scheme: Scheme) -> str:
    """Say how points become pay."""
    each = _("a day") if scheme.each is Each.DAY else _("a month")
    match scheme.pay:
        case None:
            return _("Points alone, no pay.")
        case Between(floor_fen, cap_fen, points_from, points_to):
            told = {
                "floor": money_of(floor_fen),
                "cap": money_of(cap_fen),
                "from": points_of(points_from),
                "to": points_of(points_to),
                "each": each,
            }
            return _("%(floor)s at %(from)s points to %(cap)s at %(to)s points, %(each)s") % told
        case PerPoint(fen, floor_fen, cap_fen):
            rule = _("%(amount)s a point, %(each)s") % {"amount": money_of(fen), "each": each}
            if floor_fen:
                rule += _(", at least %(floor)s") % {"floor": money_of(floor_fen)}
            return rule + ("" if cap_fen is None else _(", at most %(cap)s") % {"cap": money_of(cap_fen)})
        case ByPoints(steps, _floor):
            steps_told = " · ".join(
                f"≥ {points_of(step.limit)}: {money_of(int(step.points))}" for step in steps
            )
            return f"{steps_told} ({each})"


def _goes_on(pay: Pay, day: date) -> bool:
    return not pay.month.is_over and day == pay.month.last


def _unit(figure: str) -> Unit:
    known = pay_figures().get(figure)
    return known.unit if known else Unit.RATIO


def _line(scored: ScoredLine) -> ShownLine:
    counts = scored.status is Status.COUNTED
    return ShownLine(
        name=name_of(scored.line.figure),
        value=_value(scored),
        marking=marking_of(scored.line, scored.target),
        mark=_mark(scored),
        weight=points_of(scored.weight) if counts else NOTHING,
        points=points_of(scored.points) if counts else NOTHING,
        why=_why(scored),
    )


def _value(scored: ScoredLine) -> str:
    if scored.status is Status.LATE:
        return _("not yet known")
    return written(scored.value, _unit(scored.line.figure))


def _mark(scored: ScoredLine) -> str:
    if scored.mark is None:
        return NOTHING
    return written(scored.mark, Unit.SHARE)


def _why(scored: ScoredLine) -> str:
    match scored.status:
        case Status.LATE:
            return _("still to come; its weight is with the others until then")
        case Status.MISSING:
            return _("nothing measured; its weight goes to the others")
        case Status.NO_TARGET:
            return _("no target is set; its weight goes to the others")
        case Status.COUNTED:
            return ""


def _attainment(attainment: Attainment, unit: Unit, target: Decimal | None) -> str:
    told = {
        "target": _("not set") if target is None else written(target, unit),
        "floor": written(attainment.floor, Unit.SHARE),
        "cap": written(attainment.cap, Unit.SHARE),
    }
    if attainment.lower_is_better:
        return _("target %(target)s ÷ value; below %(floor)s nothing, at most %(cap)s") % told
    return _("value ÷ target %(target)s; below %(floor)s nothing, at most %(cap)s") % told


def _step(step: Step, sign: str, unit: Unit) -> str:
    return f"{sign} {written(step.limit, unit)}: {points_of(step.points)}"


def _sum(scheme: Scheme, points: Decimal, pay_fen: int | None) -> str:
    told = {"points": points_of(points), "pay": money_of(pay_fen)}
    match scheme.pay:
        case Between(floor_fen, cap_fen, points_from, points_to):
            told |= {
                "floor": money_of(floor_fen),
                "span": money_of(cap_fen - floor_fen),
                "from": points_of(points_from),
                "width": points_of(points_to - points_from),
            }
            if not points_from <= points <= points_to:
                return _("%(points)s points are beyond the ends: %(pay)s") % told
            if not points_from:
                return _("%(floor)s + %(span)s × %(points)s ÷ %(width)s = %(pay)s") % told
            return _("%(floor)s + %(span)s × (%(points)s − %(from)s) ÷ %(width)s = %(pay)s") % told
        case PerPoint(fen, floor_fen, cap_fen):
            told |= {"each": money_of(fen)}
            if pay_fen in {floor_fen, cap_fen}:
                return _("%(points)s × %(each)s, held between floor and cap: %(pay)s") % told
            return _("%(points)s × %(each)s = %(pay)s") % told
        case ByPoints():
            return _("%(points)s points: %(pay)s") % told
        case None:
            return ""
