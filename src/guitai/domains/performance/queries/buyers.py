"""New buyers and those who came back: what the shop met and sold of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import ibis

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.desk_facts import facts_between
from guitai.domains.performance.queries.keeping import kept
from guitai.domains.performance.queries.settings import settings_of
from guitai.engines.metrics import returning
from guitai.engines.metrics.computing import Row, Value
from guitai.engines.metrics.grain import Grain
from guitai.kernel.days import SHANGHAI

# Who neither wrote nor paid for so long before the period counts as new.
KNOWN_FOR = timedelta(days=90)
KEYS = returning.KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyersRow:
    """Figures of new or of returning buyers, on one day or, where it is None, in the whole period."""

    returning: bool
    day: date | None
    values: Mapping[str, Value]


def buyers_between(
    shop: Shop, *, first: date, last: date, at: datetime, agent: str = "", only_kept: bool = False
) -> list[BuyersRow] | None:
    """Give the figures of new and of returning buyers, those of the period first, then day by day.

    :param agent: an account, whose buyers alone are meant.
    :param only_kept: give None where they would have to be computed, which takes about a second.
    """

    def make() -> list[BuyersRow]:
        return _computed(shop, first, last, at, agent)

    return kept(shop, f"buyers {agent}", first=first, last=last, at=at, make=make, only_kept=only_kept)


def _computed(shop: Shop, first: date, last: date, at: datetime, agent: str) -> list[BuyersRow]:
    settings = settings_of(shop)
    as_of = at.astimezone(SHANGHAI).replace(tzinfo=None)
    backend = ibis.duckdb.connect()
    try:
        facts = facts_between(shop, first - KNOWN_FOR, last, backend, settings=settings)
        return [
            BuyersRow(returning=row.keys["returning"], day=row.keys.get("day"), values=row.values)
            for days in (False, True)
            for row in returning.by_acquaintance(
                facts,
                Grain(agents=bool(agent), days=days),
                settings,
                as_of=as_of,
                first=first,
                last=last,
            )
            if _is_of(row, agent)
        ]
    finally:
        backend.disconnect()


def _is_of(row: Row, agent: str) -> bool:
    return not agent or row.keys["agent"] == agent
