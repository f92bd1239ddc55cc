"""Figures as the reports' pages show them: names, formats, changes, targets."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import FIGURES, Figure, Unit
from guitai.web.formats import Number, written

BY_KEY: dict[str, Figure] = {figure.key: figure for figure in FIGURES}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """One figure of ``reports/figure.html``.

    ``verdict`` of a change and of a target is ``good``, ``bad`` or empty; ``link`` opens what is behind it.
    """

    key: str
    name: str
    text: str
    late: bool = False
    link: str = ""
    change: str = ""
    change_verdict: str = ""
    target: str = ""
    target_verdict: str = ""


def name_of(key: str) -> str:
    """Give a figure's name in the language of the page."""
    figure = BY_KEY[key]
    return figure.zh if (get_language() or "").startswith("zh") else figure.en


def shown(value: Value, unit: Unit) -> str:
    """Write a figure: ``3分20秒``, ``¥158.00``, ``62.3%``, ``待统计`` while it is late, ``—`` for nothing."""
    return _("not yet known") if value.late else written(value.value, unit)


def can_be_opened(value: Value) -> bool:
    """Say whether anything is behind a figure; behind none, and a rate over none, there is nothing."""
    return value.late or bool(value.value) or bool(value.whole)


def figure_of(
    key: str,
    value: Value,
    *,
    link: str = "",
    before: Value | None = None,
    target: Number | None = None,
) -> ShownFigure:
    """Give a figure ready to be shown.

    :param before: the same figure of the period before, for the change.
    :param target: what was agreed, in the figure's unit.
    """
    figure = BY_KEY[key]
    change = difference(value, before)
    reached = value.value is not None and target is not None and not worse(figure, value.value, target)
    return ShownFigure(
        key=key,
        name=name_of(key),
        text=shown(value, figure.unit),
        late=value.late,
        link=link if can_be_opened(value) else "",
        change="" if change is None else signed(change, figure.unit),
        change_verdict="" if change is None else _verdict(figure, change),
        target="" if target is None else written(target, figure.unit),
        target_verdict="" if target is None or value.value is None else ("good" if reached else "bad"),
    )


def difference(value: Value, before: Value | None) -> Decimal | None:
    """Give how much a figure changed, in its unit; None where one of the two is not known."""
    if before is None or value.value is None or before.value is None:
        return None
    return Decimal(str(value.value)) - Decimal(str(before.value))


def signed(change: Number, unit: Unit) -> str:
    """Write a change with its sign; of shares in percentage points."""
    text = written(Decimal(str(change)).copy_abs(), unit)
    if text == written(0, unit):
        return "±0"
    if unit is Unit.SHARE:
        text = _("%(points)s points") % {"points": text.removesuffix("%")}
    return f"{'+' if change > 0 else '−'}{text}"


def worse(figure: Figure, number: Number, than: Number) -> bool:
    """Say whether a number is worse than another in the figure's direction; never where it has none."""
    if figure.better == "higher":
        return number < than
    return figure.better == "lower" and number > than


def _verdict(figure: Figure, change: Decimal) -> str:
    if not figure.better or signed(change, figure.unit) == "±0":
        return ""
    return "good" if (change > 0) == (figure.better == "higher") else "bad"
