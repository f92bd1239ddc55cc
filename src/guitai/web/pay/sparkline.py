"""A figure's days as one small line, with the words it stands for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from guitai.engines.metrics.keys import Unit
from guitai.web.formats import written

WIDTH, HEIGHT, _EDGE = 96, 24, 2


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Points of an SVG of ``WIDTH`` by ``HEIGHT``; each stretch of days without a gap is one of ``lines``."""

    lines: tuple[str, ...]
    label: str


def sparkline(values: Mapping[date, float], unit: Unit, days: Sequence[date]) -> Sparkline | None:
    """Draw a figure's days, or months by their first days; None where fewer than two have a value."""
    known = [day for day in days if day in values]
    if len(known) < 2:
        return None
    least, most = min(values[day] for day in known), max(values[day] for day in known)
    spread = most - least or 1.0
    stretches: list[list[str]] = [[]]
    for place, day in enumerate(days):
        if day not in values:
            stretches.append([])
            continue
        x = _EDGE + (WIDTH - 2 * _EDGE) * place / (len(days) - 1)
        y = HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * (values[day] - least) / spread
        stretches[-1].append(f"{x:.1f},{y:.1f}")
    told = {
        "first": written(values[known[0]], unit),
        "last": written(values[known[-1]], unit),
        "least": written(least, unit),
        "most": written(most, unit),
    }
    label = _("from %(first)s to %(last)s, between %(least)s and %(most)s") % told
    # A day alone is a point: a line from it to itself, which round ends make visible.
    return Sparkline(tuple(" ".join(one if len(one) > 1 else one * 2) for one in stretches if one), label)
