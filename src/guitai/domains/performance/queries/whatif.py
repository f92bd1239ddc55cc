"""The shop's own figures that say what better ones would be worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.queries import figures
from guitai.domains.performance.queries.figures import Cut, FigureRow
from guitai.domains.performance.queries.pay import margin_of
from guitai.domains.performance.queries.settings import settings_of
from guitai.engines.metrics.computing import Value
from guitai.engines.pay.whatif import AgentDay, Base, Relation, TooLittle, relation
from guitai.kernel.days import business_day

LONG = 90
RESPONSES = ("average_response", "first_response")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What the shop's figures of some days say; of these days every payment is known.

    ``relations`` are by the key of the response. ``missing`` days are not fully counted.
    """

    first: date
    last: date
    base: Base
    relations: Mapping[str, Relation | TooLittle]
    missing: tuple[date, ...]


def grounds_of(shop: Shop, *, at: datetime) -> Grounds:
    """Give them for the last ninety days of which it is known who paid.

    :param at: now, aware.
    """
    settings = settings_of(shop)
    # The last day whose inquiries nobody waits for any more, as conversion is late until then.
    last = business_day(at, split=settings.day_begins) - timedelta(
        days=settings.order_days + settings.inquiry_late_days
    )
    first = last - timedelta(days=LONG - 1)
    whole = figures.report(shop, first=first, last=last, cut=Cut.SHOP, at=at)
    agents = figures.report(shop, first=first, last=last, cut=Cut.AGENT, at=at)
    days = figures.report(shop, first=first, last=last, cut=Cut.AGENT_DAY, at=at)
    known = {row.day for row in days.rows if row.day and _number(row, "consulted")}
    began = min(known, default=last)
    base = Base(
        days=(last - began).days + 1 if known else 0,
        inquiries=_count(whole.rows, "inquiries"),
        paid=_count(whole.rows, "paid"),
        buyers=_count(agents.rows, "buyers"),
        net_sales_fen=int(sum((_number(row, "net_sales") for row in agents.rows), Decimal(0)) * 100),
        margin=margin_of(shop),
    )
    relations = {key: relation(_agent_days(days.rows, key)) for key in RESPONSES}
    return Grounds(first=began, last=last, base=base, relations=relations, missing=days.missing)


def _agent_days(rows: list[FigureRow], key: str) -> list[AgentDay]:
    found = []
    for row in rows:
        seconds, conversion = (
            row.values.get(key, Value(None)).value,
            row.values.get("conversion", Value(None)),
        )
        if row.agent and row.day and seconds is not None and conversion.value is not None:
            inquiries, paid = int(conversion.whole or 0), int(conversion.part or 0)
            found.append(AgentDay(row.agent.account, row.day, float(seconds), inquiries, paid))
    return found


def _count(rows: list[FigureRow], key: str) -> int:
    return sum(int(_number(row, key)) for row in rows)


def _number(row: FigureRow, key: str) -> Decimal:
    """Give a figure, nothing where the shop has no facts for it."""
    return Decimal(str(row.values.get(key, Value(None)).value or 0))
