"""What was asked and sold of each product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import ibis

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog import queries as catalog
from guitai.domains.performance.desk_facts import facts_between
from guitai.domains.performance.queries.keeping import kept
from guitai.domains.performance.queries.settings import settings_of
from guitai.engines.metrics import products
from guitai.engines.metrics.computing import Row, Value
from guitai.engines.metrics.grain import Grain
from guitai.kernel.days import SHANGHAI

KEYS = products.KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRow:
    """Figures of one product: ``code`` as the facts have it, the title as the shop has it now."""

    code: str
    title: str
    values: Mapping[str, Value]


def products_between(
    shop: Shop, *, first: date, last: date, at: datetime, agent: str = "", only_kept: bool = False
) -> list[ProductRow] | None:
    """Give the figures of each product asked about or sold, the best sold first.

    :param agent: an account, whose inquiries and sales alone are meant.
    :param only_kept: give None where they would have to be computed, which takes about a second.
    """

    def make() -> list[ProductRow]:
        return _computed(shop, first, last, at, agent)

    return kept(shop, f"products {agent}", first=first, last=last, at=at, make=make, only_kept=only_kept)


def _computed(shop: Shop, first: date, last: date, at: datetime, agent: str) -> list[ProductRow]:
    settings = settings_of(shop)
    as_of = at.astimezone(SHANGHAI).replace(tzinfo=None)
    backend = ibis.duckdb.connect()
    try:
        facts = facts_between(shop, first, last, backend, settings=settings)
        grain = Grain(agents=bool(agent))
        rows = products.by_product(facts, grain, settings, as_of=as_of, first=first, last=last)
    finally:
        backend.disconnect()
    return _named(shop, [row for row in rows if not agent or row.keys["agent"] == agent])


def _named(shop: Shop, rows: list[Row]) -> list[ProductRow]:
    titles = catalog.titles_of(shop.pk, [row.keys["product"] for row in rows])
    found = [
        ProductRow(code=code, title=titles.get(code, code), values=row.values)
        for row in rows
        for code in [row.keys["product"]]
    ]
    return sorted(found, key=lambda row: (-(row.values["sales"].value or 0), row.code))
