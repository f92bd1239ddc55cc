"""Which pictures a page shows: read from its address, and written into its links."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from guitai.domains.aftersales.picture_queries import Sought
from guitai.kernel.days import day_period
from guitai.kernel.periods import Period

LONGEST_SEARCH, LONGEST_FAULT = 100, 40
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_END = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page of the archive was asked for; ``after`` is the last picture of the page before."""

    text: str
    product: int | None
    fault: str
    case: int | None
    first: date | None
    last: date | None
    after: int | None

    @property
    def sought(self) -> Sought:
        """The same as the archive is asked."""
        return Sought(
            text=self.text, product=self.product, fault=self.fault, case=self.case, period=self._period
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return self.sought != Sought()

    @property
    def _period(self) -> Period | None:
        if self.first is None and self.last is None:
            return None
        start = day_period(self.first).start if self.first else _BEGINNING
        return Period(start, day_period(self.last).end if self.last else _END)

    def query(self, **changed: Any) -> str:
        """Give the query of an address with this; ``changed`` replaces or adds, None leaves out."""
        told = {
            "q": self.text,
            "product": self.product,
            "fault": self.fault,
            "case": self.case,
            "from": self.first,
            "to": self.last,
            "after": self.after,
            **changed,
        }
        return urlencode({name: value for name, value in told.items() if value not in (None, "")})

    def tail(self, **changed: Any) -> str:
        """Give the same as the end of an address; "" where nothing is asked."""
        query = self.query(**changed)
        return f"?{query}" if query else ""


def wanted(asked: QueryDict) -> Wanted:
    """Read the query of an address; what makes no sense in it is left out."""
    first, last = _day(asked.get("from", "")), _day(asked.get("to", ""))
    if first and last and first > last:
        first, last = last, first
    return Wanted(
        text=asked.get("q", "").strip()[:LONGEST_SEARCH],
        product=whole(asked.get("product", "")),
        fault=asked.get("fault", "").strip()[:LONGEST_FAULT],
        case=whole(asked.get("case", "")),
        first=first,
        last=last,
        after=whole(asked.get("after", "")),
    )


def whole(text: str) -> int | None:
    """Give the number a key or a case is written as; None, if it is none."""
    digits = text.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None
