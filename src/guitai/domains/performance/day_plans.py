"""The engine's sums as statements of DuckDB, written once.

Ibis takes seconds to write what DuckDB computes in a tenth of one; the statements are the same for all days.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

import ibis

from guitai.engines.metrics import computing, sales, talks
from guitai.engines.metrics import facts as schemas
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain, within
from guitai.engines.metrics.settings import Settings

# By the hour alone: a day's sums are those of its hours, and its most at once the most of one of them.
_GRAINS = tuple(Grain(agents=agents, days=True, hours=True) for agents in (False, True))
_PERIOD = ibis.schema({"first": "date", "last": "date"})


@dataclass(frozen=True, slots=True)
class Plan:
    """Statements over tables called as in ``Facts`` with ``plan_`` before; ``plan_period`` has the days."""

    _tables: tuple[str, ...]
    _chats: str
    _sums: tuple[str, ...]
    _sold: str

    def opened(self, backend: Any, facts: Facts, first: date, last: date) -> Any:
        """Put the facts where the statements find them, and give the connection they are for."""
        connection = backend.con
        for name in self._tables:
            # Messages may lie in files, which are not to be read with every statement.
            kind = "TABLE" if name == "messages" else "VIEW"
            connection.execute(f"CREATE TEMP {kind} plan_{name} AS {backend.compile(getattr(facts, name))}")
        connection.execute(
            "CREATE TEMP TABLE plan_period AS SELECT ?::DATE AS first, ?::DATE AS last", [first, last]
        )
        connection.execute(f"CREATE TEMP TABLE plan_chats AS {self._chats}")
        return connection

    def sums(self, connection: Any) -> Iterator[dict[str, Any]]:
        """Give the sums, of the shop's hours and of each agent's; what one row lacks another brings."""
        for statement in self._sums:
            yield from connection.execute(statement).to_arrow_table().to_pylist()

    def sold(self, connection: Any) -> Iterator[dict[str, Any]]:
        """Give ``who`` bought from which ``agent``, by ``day`` and ``hour``.

        Who is not named is somebody of their own with each order.
        """
        yield from connection.execute(self._sold).to_arrow_table().to_pylist()


@lru_cache(maxsize=16)
def plan_of(settings: Settings, tables: frozenset[str]) -> Plan:
    """Give the statements for a shop's settings and the kinds of facts it has."""
    backend = ibis.duckdb.connect()
    try:
        return _written(backend, settings, tables)
    finally:
        backend.disconnect()


def _written(backend: Any, settings: Settings, tables: frozenset[str]) -> Plan:
    names = tuple(each.name for each in fields(Facts) if each.name in tables)
    facts = Facts(
        **{
            name: backend.create_table(f"plan_{name}", schema=getattr(schemas, name.upper()), temp=True)
            for name in names
        }
    )
    period = backend.create_table("plan_period", schema=_PERIOD, temp=True)
    days: dict[str, Any] = {"first": period.first.min(), "last": period["last"].max()}
    made = talks.chats(facts.messages, settings)
    chats = backend.create_table("plan_chats", schema=made.schema(), temp=True)
    sold = within(sales.sold(facts, chats, settings), **days)
    who = (sold.buyer == "").ifelse(sold.number, sold.buyer)
    sums = (
        backend.compile(table)
        for grain in _GRAINS
        for table in computing.tables(facts, grain, settings, **days, chats=chats)
    )
    return Plan(
        names,
        backend.compile(made),
        tuple(sums),
        backend.compile(sold.select("day", "hour", "agent", who=who).distinct()),
    )
