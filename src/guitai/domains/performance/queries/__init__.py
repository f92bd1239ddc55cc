"""What can be asked about the figures platforms and tools give."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Person, Shop
from guitai.domains.performance.models import PlatformFigure as PlatformFigure


@dataclass(frozen=True, slots=True)
class AgentsRow:
    """What one source says of one agent over one period (ISO 8601; empty where it names none)."""

    source: str
    account: str
    membership_id: int | None
    period: str
    figures: dict[str, Decimal | None]


def visible_to(person: Person) -> QuerySet[PlatformFigure]:
    """Give the figures this person may see: those of the shops they work in now."""
    return PlatformFigure.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def days_between(shop: Shop, *, first: date, last: date) -> list[AgentsRow]:
    """Give the rows about single days from the first to the last, by day, agent and source."""
    return _rows(PlatformFigure.objects.filter(shop=shop, day__range=(first, last)))


def periods_of(shop: Shop) -> list[AgentsRow]:
    """Give the rows about several days, or about days their table does not name."""
    return _rows(PlatformFigure.objects.filter(shop=shop, day=None))


def _rows(figures: Iterable[PlatformFigure]) -> list[AgentsRow]:
    rows: dict[tuple[str, str, str], AgentsRow] = {}
    for figure in sorted(figures, key=lambda row: (row.period, row.account, row.source, row.pk)):
        key = figure.period, figure.account, figure.source
        row = rows.setdefault(
            key, AgentsRow(figure.source, figure.account, figure.membership_id, figure.period, {})
        )
        row.figures[figure.key] = figure.value
    return list(rows.values())
