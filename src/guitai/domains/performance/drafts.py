"""What a table of a platform or tool says about one agent, before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresDraft:
    """One agent's figures, by key, from ``first_day`` to ``last_day``; neither where the table names no days.

    Times in seconds, rates as parts of one; None for what the platform has not counted yet.
    """

    source: str
    account: str
    first_day: date | None = None
    last_day: date | None = None
    figures: Mapping[str, Decimal | None]

    @property
    def day(self) -> date | None:
        """The one day they are about, if it is one."""
        return self.first_day if self.first_day == self.last_day else None

    @property
    def period(self) -> str:
        """The day or days as ISO 8601 writes them."""
        if self.first_day is None or self.last_day is None:
            return ""
        return f"{self.first_day}" if self.day else f"{self.first_day}/{self.last_day}"
