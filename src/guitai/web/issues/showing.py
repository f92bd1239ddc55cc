"""Issues as their pages show them: the figures in words, what came of a measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import Any

from django.utils.translation import gettext as _

from guitai.domains.aftersales.issue_queries import ProductIssue, Week, fault_name
from guitai.engines.metrics.keys import Unit
from guitai.web.charts import Chart, Series

_SELDOM = 1e-6
_OFTEN = 0.2


@dataclass(frozen=True, slots=True)
class FiguresShown:
    """How often a fault was seen, in words and with one decimal where that says more."""

    seen: int
    expected: str
    sold: int
    days: int
    chance: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class EffectShown:
    """What came of a measure: cases of a thousand pieces before and after, and what may be said of it."""

    before: str
    after: str
    before_seen: int
    before_sold: int
    after_seen: int
    after_sold: int
    days: int
    verdict: str
    is_good: bool


@dataclass(frozen=True, slots=True)
class IssueShown:
    """An issue with its figures as it was raised, as it is now, and what came of the measure."""

    issue: ProductIssue
    fault: str
    raised: FiguresShown | None
    now: FiguresShown | None
    effect: EffectShown | None

    @classmethod
    def of(cls, issue: ProductIssue) -> "IssueShown":
        """Put an issue's figures in words."""
        return cls(
            issue,
            fault_name(issue.fault),
            _figures(issue.figures),
            _figures(issue.figures.get("now") or {}),
            _effect(issue.effect),
        )

    @property
    def title(self) -> str:
        """The fault, with the batch where it is one batch's."""
        return " · ".join(each for each in (self.fault, self.issue.batch) if each)

    @property
    def runs(self) -> bool:
        """Whether somebody has to look after it."""
        return self.issue.closed_at is None


def chance_in_words(chance: float) -> str:
    """Say how probable something is by accident: once in so many times, to one figure."""
    if chance >= _OFTEN:
        return _("that may well be chance")
    if chance < _SELDOM:
        return _("by chance less than once in a million times")
    times = 1 / chance
    unit = 10 ** floor(log10(times))
    return _("by chance about once in %(times)s times") % {"times": f"{round(times / unit) * unit:,}"}


def weeks_chart(weeks: Sequence[Week]) -> Chart:
    """Draw the cases of each week beside those the past lets expect."""
    return Chart(
        id="issue-weeks",
        title=_("Cases per week, and how many were to be expected"),
        kind="bar",
        categories=[f"{week.begin:%m-%d}" for week in weeks],
        series=[
            Series(_("Cases"), [week.cases for week in weeks]),
            Series(
                _("To be expected"),
                [None if week.expected is None else round(week.expected, 2) for week in weeks],
            ),
        ],
        unit=Unit.RATIO,
    )


def _figures(figures: dict[str, Any]) -> FiguresShown | None:
    if "seen" not in figures:
        return None
    return FiguresShown(
        figures["seen"],
        _decimal(figures["expected"]),
        round(figures["sold"]),
        figures["days"],
        chance_in_words(figures["chance"]),
        _day(figures.get("since")),
        _day(figures.get("until")),
    )


def _effect(effect: dict[str, Any]) -> EffectShown | None:
    if "seen" not in effect:
        return None
    return EffectShown(
        _per_thousand(effect["before_seen"], effect["before_sold"]),
        _per_thousand(effect["seen"], effect["sold"]),
        effect["before_seen"],
        round(effect["before_sold"]),
        effect["seen"],
        round(effect["sold"]),
        effect["days"],
        _verdict(effect),
        effect["is_sure"],
    )


def _verdict(effect: dict[str, Any]) -> str:
    if effect["is_sure"]:
        chance = chance_in_words(effect["chance"])
        return _("It has become rarer, and that is hardly chance (%(chance)s).") % {"chance": chance}
    if effect["sold"] < 1:
        return _("Of what was sent since, hardly anything can have been heard yet.")
    return _("Whether it has become rarer can't be said yet; it may be chance.")


def _per_thousand(seen: int, sold: float) -> str:
    return f"{1000 * seen / sold:.1f}" if sold >= 1 else "—"


def _decimal(number: float) -> str:
    return f"{number:.2f}" if number < 1 else f"{number:.1f}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
