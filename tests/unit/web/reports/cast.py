"""Rows of figures as the shop's queries give them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from guitai.domains.performance.queries.agents import AgentName
from guitai.domains.performance.queries.figures import FigureRow
from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import FIGURES, Figure

XIAOMEI = AgentName("店:小美", "小美", 1)
AJIE = AgentName("店:阿杰", "阿杰", 2)


def row(given: Mapping[str, Value], **of: Any) -> FigureRow:
    """Give a row in which what is not named is a count of none, or a rate over nothing."""
    empty = {figure.key: _empty(figure) for figure in FIGURES if not figure.needs}
    return FigureRow(values=empty | dict(given), **of)


def rate(part: float, whole: int) -> Value:
    return Value(part / whole, part, whole)


def day(text: str) -> date:
    return date.fromisoformat(text)


def _empty(figure: Figure) -> Value:
    return Value(None, 0, 0) if figure.whole else Value(0)
