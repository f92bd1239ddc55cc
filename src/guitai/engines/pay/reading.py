"""Read pay schemes: YAML or JSON in, frozen schemes out, and a sentence about what is wrong with a bad one.

id: linear-100
title: {zh: 线性计分, en: Linear}
about: {zh: 每项按最差到最好线性计分, en: Each figure counts in proportion}
each: month                                        # or day
lines:
  - {figure: reply_rate, weight: 25, linear: {worst: 90%, best: 100%}}
  - {figure: net_sales, weight: 43, attains: {floor: 60%, cap: 120%}}
  - {figure: conversion, steps: [{at_least: 42%, points: 500}, {at_least: 39%, points: 450}]}
pay: {floor: 96, cap: 160, from: 0, to: 750}       # or {per_point: 10}, or {steps: […]}
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

import yaml

from guitai.engines.pay import values
from guitai.engines.pay.errors import SchemeError
from guitai.engines.pay.types import (
    Attainment,
    Between,
    ByPoints,
    Each,
    Line,
    Linear,
    Pay,
    PerPoint,
    Scheme,
    Step,
    Steps,
)

_ZERO = Decimal(0)
_WAYS = frozenset({"linear", "attains", "steps"})
_LONGEST_TITLE, _LONGEST_ABOUT = 60, 400
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, where: str) -> Any:
    """Read YAML, of which JSON is a part.

    :raises SchemeError: if it is none, with the line.
    """
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506, a safe loader
    except (ValueError, RecursionError) as error:
        raise SchemeError(f"{where}: this can't be read ({error}).") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}:" if mark else ""
        raise SchemeError(f"{where}:{line} this is no YAML ({getattr(error, 'problem', error)}).") from None


def read_scheme(written: Any, where: str = "scheme", *, known: Collection[str] | None = None) -> Scheme:
    """Read a scheme as a file, a table or a form has it.

    :param known: the figures there are; with none given any name passes.
    :raises SchemeError: naming the place and what to write.
    """
    needed = frozenset({"id", "title", "each", "lines"})
    scheme = values.keys(written, where, needed=needed, allowed=frozenset({"about", "pay"}))
    if scheme["each"] not in list(Each):
        raise SchemeError(f"{where}: each is {scheme['each']!r}; write {' or '.join(Each)}.")
    title = values.wording(scheme["title"], f"{where}, title", longest=_LONGEST_TITLE)
    about = scheme.get("about") or title
    return Scheme(
        id=values.name(scheme["id"], f"{where}, id"),
        title=title,
        about=values.wording(about, f"{where}, about", longest=_LONGEST_ABOUT),
        each=Each(scheme["each"]),
        lines=_lines(scheme["lines"], where, known),
        pay=None if scheme.get("pay") is None else _pay(scheme["pay"], f"{where}, pay"),
    )


def _lines(written: Any, where: str, known: Collection[str] | None) -> tuple[Line, ...]:
    lines: dict[str, Line] = {}
    for number, each in enumerate(values.some(written, f"{where}, lines"), start=1):
        line = _line(each, f"{where}, line {number}", known)
        if line.figure in lines:
            raise SchemeError(f"{where}, line {number}: {line.figure} has a line already.")
        lines[line.figure] = line
    if not any(line.weight for line in lines.values()):
        raise SchemeError(f"{where}: no line gives any points.")
    return tuple(lines.values())


def _line(written: Any, where: str, known: Collection[str] | None) -> Line:
    line = values.keys(written, where, needed=frozenset({"figure"}), allowed=_WAYS | {"weight"})
    figure = values.name(line["figure"], f"{where}, figure")
    where = f"{where} ({figure})"
    if known is not None and figure not in known:
        raise SchemeError(f"{where}: there is no such figure; there are {', '.join(known)}.")
    ways = [way for way in sorted(_WAYS) if line.get(way) is not None]
    if len(ways) != 1:
        raise SchemeError(f"{where}: say one way to mark it: {', '.join(sorted(_WAYS))}.")
    [way] = ways
    if way == "steps":
        if line.get("weight") is not None:
            raise SchemeError(f"{where}: steps say their points themselves; leave the weight out.")
        steps = _steps(line["steps"], where)
        return Line(figure, max(steps.most, _ZERO), steps)
    if line.get("weight") is None:
        raise SchemeError(f"{where}: weight is missing.")
    marking = _linear(line[way], where) if way == "linear" else _attainment(line[way], where)
    return Line(figure, values.weight(line["weight"], f"{where}, weight"), marking)


def _linear(written: Any, where: str) -> Linear:
    ends = values.keys(written, f"{where}, linear", needed=frozenset({"worst", "best"}), allowed=frozenset())
    worst, best = (values.number(ends[end], f"{where}, {end}") for end in ("worst", "best"))
    if worst == best:
        raise SchemeError(f"{where}: worst and best are both {worst}; there is nothing between them.")
    return Linear(worst, best)


def _attainment(written: Any, where: str) -> Attainment:
    allowed = frozenset({"floor", "cap", "better", "target"})
    told = values.keys(written or {}, f"{where}, attains", needed=frozenset(), allowed=allowed)
    floor = values.number(told.get("floor", 0), f"{where}, floor", least=_ZERO)
    cap = values.number(told.get("cap", 1), f"{where}, cap", least=_ZERO)
    if cap <= floor:
        raise SchemeError(f"{where}: the cap {cap} should be more than the floor {floor}.")
    better = told.get("better", "higher")
    if better not in {"higher", "lower"}:
        raise SchemeError(f"{where}: better is {better!r}; write higher or lower.")
    target = None
    if told.get("target") is not None:
        target = values.number(told["target"], f"{where}, target")
        if target <= 0:
            raise SchemeError(f"{where}: a target is more than zero.")
    return Attainment(floor, cap, better == "lower", target)


def _steps(written: Any, where: str) -> Steps:
    told = values.some(written, f"{where}, steps")
    otherwise = _ZERO
    if isinstance(told[-1], Mapping) and set(told[-1]) == {"otherwise"}:
        otherwise = values.number(told[-1]["otherwise"], f"{where}, otherwise")
        told = values.some(told[:-1], f"{where}, steps")
    at_most = isinstance(told[0], Mapping) and "at_most" in told[0]
    limit = "at_most" if at_most else "at_least"
    steps = tuple(_step(each, f"{where}, step {number}", limit) for number, each in enumerate(told, start=1))
    _in_order(steps, where, rising=at_most)
    return Steps(steps, at_most, otherwise)


def _step(written: Any, where: str, limit: str, *, points: str = "points") -> Step:
    step = values.keys(written, where, needed=frozenset({limit, points}), allowed=frozenset())
    if points == "yuan":
        given = Decimal(values.fen(step["yuan"], f"{where}, yuan"))
    else:
        given = values.number(step[points], f"{where}, {points}")
    return Step(values.number(step[limit], f"{where}, {limit}"), given)


def _in_order(steps: tuple[Step, ...], where: str, *, rising: bool) -> None:
    limits = [step.limit for step in steps]
    if limits != sorted(set(limits), reverse=not rising):
        first = "lowest" if rising else "highest"
        raise SchemeError(f"{where}: write the steps with the {first} limit first, each limit once.")


def _pay(written: Any, where: str) -> Pay:
    if isinstance(written, Mapping) and "steps" in written:
        told = values.keys(written, where, needed=frozenset({"steps"}), allowed=frozenset({"floor"}))
        listed = values.some(told["steps"], f"{where}, steps")
        steps = tuple(
            _step(each, f"{where}, step {number}", "at_least", points="yuan")
            for number, each in enumerate(listed, start=1)
        )
        _in_order(steps, where, rising=False)
        return ByPoints(steps, values.fen(told.get("floor", 0), f"{where}, floor"))
    if isinstance(written, Mapping) and "per_point" in written:
        return _per_point(written, where)
    ends = values.keys(written, where, needed=frozenset({"floor", "cap", "from", "to"}), allowed=frozenset())
    floor, cap = (values.fen(ends[end], f"{where}, {end}") for end in ("floor", "cap"))
    points_from, points_to = (values.number(ends[end], f"{where}, {end}") for end in ("from", "to"))
    if cap < floor or points_to <= points_from:
        raise SchemeError(f"{where}: the cap should be no less than the floor, and “to” more than “from”.")
    return Between(floor, cap, points_from, points_to)


def _per_point(written: Mapping[str, Any], where: str) -> PerPoint:
    told = values.keys(written, where, needed=frozenset({"per_point"}), allowed=frozenset({"floor", "cap"}))
    floor = values.fen(told.get("floor", 0), f"{where}, floor")
    cap = None if told.get("cap") is None else values.fen(told["cap"], f"{where}, cap")
    if cap is not None and cap < floor:
        raise SchemeError(f"{where}: the cap should be no less than the floor.")
    return PerPoint(values.fen(told["per_point"], f"{where}, per_point"), floor, cap)
