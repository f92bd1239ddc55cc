"""Shares of talks and how they changed, as figures and as cells of a table."""

from dataclasses import dataclass, replace
from decimal import Decimal

from guitai.engines.metrics.keys import Unit
from guitai.web.formats import written
from guitai.web.reports import tables
from guitai.web.reports.showing import ShownFigure, signed


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many talks."""

    part: int
    whole: int

    @property
    def value(self) -> Decimal | None:
        """The share; of no talks there is none."""
        return Decimal(self.part) / self.whole if self.whole else None

    def since(self, before: "Share") -> Decimal | None:
        """Give how much it grew, of one; None where one of the two periods had no talks."""
        if self.value is None or before.value is None:
            return None
        return self.value - before.value

    def cell(self, link: str = "") -> tables.Cell:
        """Give it for a table; only a share of some opens them."""
        return tables.number(self.value, Unit.SHARE, link=link if self.part else "")


def count(number: int, link: str) -> tables.Cell:
    """Give a number of talks, which opens them."""
    return tables.number(number, Unit.COUNT, link=link if number else "")


def change(now: Share, before: Share) -> tables.Cell:
    """Give the change in percentage points."""
    grown = now.since(before)
    told = tables.number(grown, Unit.SHARE)
    return told if grown is None else replace(told, text=signed(grown, Unit.SHARE))


def figure(key: str, name: str, now: Share, before: Share, *, link: str, better: str) -> ShownFigure:
    """Give a share as a key figure.

    :param better: ``higher`` or ``lower``.
    """
    grown = now.since(before)
    text = "" if grown is None else signed(grown, Unit.SHARE)
    is_good = grown is not None and (grown > 0) == (better == "higher")
    return ShownFigure(
        key=key,
        name=name,
        text=written(now.value, Unit.SHARE),
        link=link if now.part else "",
        change=text,
        change_verdict="" if text in {"", "±0"} else ("good" if is_good else "bad"),
    )
