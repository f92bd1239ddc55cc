"""Which days and whose to-dos a page of what is over shows: read from its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Membership, Right, may
from guitai.kernel.days import business_day, day_period
from guitai.kernel.periods import Period
from guitai.web.members import MemberRequest

DAYS = 7
MOST_DAYS = 366
_WHOLE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days from ``first`` to ``last``; of one ``member``, if given; ``kept``: what else was asked."""

    first: date
    last: date
    member: int | None
    kept: dict[str, str]

    @property
    def period(self) -> Period:
        """The moments the days begin and end at."""
        return Period(day_period(self.first).start, day_period(self.last).end)

    def query(self, **changed: Any) -> str:
        """Give the query of an address with this; ``changed`` replaces or adds, None leaves out."""
        told = {"from": self.first, "to": self.last, "agent": self.member, **self.kept, **changed}
        return urlencode({name: value for name, value in told.items() if value not in (None, "")})


def span_of(request: MemberRequest, *, at: datetime, kept: Sequence[str] = ()) -> Span:
    """Read the address; days that make no sense are the last seven, today included."""
    today = business_day(at)
    last = _day(request.GET.get("to", ""), today)
    first = _day(request.GET.get("from", ""), last - _WHOLE * (DAYS - 1))
    if first > last:
        first, last = last, first
    first = max(first, last - _WHOLE * (MOST_DAYS - 1))
    member = request.GET.get("agent", "")
    is_key = member.isascii() and member.isdecimal() and len(member) < 19
    return Span(
        first,
        last,
        int(member) if is_key and sees_all(request) else None,
        {name: request.GET[name][:40] for name in kept if request.GET.get(name)},
    )


def sees_all(request: MemberRequest) -> bool:
    """Say whether somebody sees what colleagues did."""
    return may(request.membership, Right.SEE_FLOOR)


def members_for(request: MemberRequest) -> list[Membership]:
    """Give whom the page may be narrowed to; nobody, for those who see only their own."""
    return list(accounts.answering_members(request.shop)) if sees_all(request) else []


def _day(text: str, otherwise: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return day if 2000 <= day.year <= 2200 else otherwise
