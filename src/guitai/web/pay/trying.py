"""A pay scheme tried on a month that was, before it is put in force."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guitai.domains.performance.queries import pay as queries
from guitai.domains.performance.queries.pay import Payroll
from guitai.engines.pay.reading import read_scheme
from guitai.engines.pay.types import Scheme
from guitai.web.members import MemberRequest
from guitai.web.pay import explaining
from guitai.web.pay.choosing import month_of, whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An agent's month under the scheme that is tried, beside what is agreed."""

    name: str
    points: str
    pay: str
    before: str
    difference: str
    score: explaining.ShownScore | None
    days: int


def trial(request: MemberRequest, written: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Give what ``pay/tried.html`` shows: what the scheme would come to for each, beside what is agreed."""
    meant = whom(request.shop, request.POST.get("whom", ""))
    month = month_of(request.POST.get("try_month", ""), at=at)
    tried = read_scheme(written)
    rows = queries.trial(
        request.shop, scheme=tried, month=month, at=at, membership=meant.membership, group=meant.group
    )
    paid = [row.pay.pay_fen for row in rows if row.pay.pay_fen is not None]
    return {
        "tried": [_tried(tried, row) for row in rows],
        "tried_month": f"{month:%Y-%m}",
        "tried_total": explaining.money_of(sum(paid)) if paid else "",
        "tried_rule": explaining.pay_rule(tried),
    }


def _tried(scheme: Scheme, row: Payroll) -> Tried:
    pay, before = row.pay, row.before
    now, then = pay.pay_fen, before.pay_fen if before else None
    last = pay.score or (pay.days[-1].score if pay.days else None)
    return Tried(
        name=row.member.nickname,
        points=explaining.points_of(pay.points),
        pay=explaining.money_of(now),
        before=explaining.money_of(then),
        difference=_difference(now, then),
        score=explaining.explained(scheme, last) if last else None,
        days=len(pay.days),
    )


def _difference(now: int | None, then: int | None) -> str:
    if now is None or then is None:
        return ""
    return f"{'+' if now > then else ''}{explaining.money_of(now - then)}"
