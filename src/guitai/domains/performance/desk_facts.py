"""The facts of a shop's own talks and orders, as tables figures are computed from (docs/reference/facts.md).

What was said on days that are written is read from there, and from the tables for the other days. Orders,
refunds and ratings go on changing after their day, and are always asked of the tables.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.agent_accounts import accounts_by_member
from guitai.domains.performance.desk_rows import (
    SCHEMAS,
    Window,
    cases,
    days_between,
    findings,
    groups,
    items,
    lost,
    orders,
    promises,
    ratings,
    refunds,
    reminders,
)
from guitai.domains.performance.desk_store import KEPT, UNDERSTOOD, kept_file, missing_tables
from guitai.domains.performance.desk_store import days_with_facts as days_with_facts
from guitai.domains.performance.desk_store import facts_folder as facts_folder
from guitai.domains.performance.desk_store import forget_days as forget_days
from guitai.domains.performance.desk_store import write_day as write_day
from guitai.domains.performance.desk_store import write_days as write_days
from guitai.domains.performance.desk_store import written_days as written_days
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.settings import Attribution, Settings

_DAY = timedelta(days=1)
# Platforms close an order that is not paid long before.
_PAID_WITHIN = timedelta(days=90)
_DAYS_AT_ONCE = 31
# The first reminder of an order is the one that counts.
_REMINDED_FOR = timedelta(days=31)
_numbers = count()


def facts_between(
    shop: Shop, first: date, last: date, backend: ibis.BaseBackend, *, settings: Settings | None = None
) -> Facts:
    """Give the facts that decide the figures of these business days, those of days around them included.

    :param backend: a DuckDB of the caller's, who disconnects it; the facts are good until then.
    """
    settings = settings or Settings()
    tables = _Tables(backend)
    begin, end = _talked(first, last, settings)
    asked = {begin + passed * _DAY for passed in range((end - begin).days + 1)}
    kept = written_days(shop) & asked
    if missing := asked - kept:
        for day in days_between(shop, min(missing), max(missing)):
            for name, batch in day.talks() if day.day in missing else ():
                tables.add(name, batch)
    members, talked = accounts_by_member(shop), Window(begin, end)
    tables.add("findings", findings(shop, members, talked))
    tables.add("promises", promises(shop, members, talked))
    tables.add("reminders", reminders(shop, members, Window(first - _REMINDED_FOR, last + _DAY)))
    tables.add("cases", cases(shop, members, talked))
    tables.add("ratings", ratings(shop, members, talked))
    tables.add("lost", lost(shop, members, talked))
    _add_orders(tables, shop, first, last, settings)
    tables.add("groups", groups(shop))
    files = {name: [str(kept_file(shop, name, day)) for day in sorted(kept)] for name in KEPT}
    there = {*SCHEMAS} - {*UNDERSTOOD} - missing_tables(shop)
    return Facts(**{name: tables.opened(name, files.get(name, [])) for name in there})


def _talked(first: date, last: date, settings: Settings) -> tuple[date, date]:
    """Give the days whose talks decide the figures of these: who had asked, and who came back.

    A business day may end in the night of the next day.
    """
    ahead = settings.solved_days
    if settings.rule is Attribution.ORDER_FIRST:  # the payment may tell whose sale it is
        ahead = max(ahead, settings.after_sales_days)
    return first - (settings.sale_days + 1) * _DAY, last + (ahead + 1) * _DAY


def _add_orders(tables: "_Tables", shop: Shop, first: date, last: date, settings: Settings) -> None:
    """Add the orders made or paid about these days, and what was sold and refunded on them."""
    since = first - (settings.after_sales_days + 1) * _DAY
    for window in _windows(since, last + (settings.order_days + 1) * _DAY):
        tables.add("orders", orders(shop, window))
    for window in _windows(first - _DAY, last + (settings.order_days + 1) * _DAY):
        tables.add("items", items(shop, window))
        tables.add("refunds", refunds(shop, window))


def _windows(since: date, until: date) -> Iterator[Window]:
    """Give the days on which what was made or paid between these was made, some at a time."""
    first = since - _PAID_WITHIN
    while first <= until:
        last = min(until, first + (_DAYS_AT_ONCE - 1) * _DAY)
        yield Window(first, last, alive_since=since)
        first = last + _DAY


class _Tables:
    """Tables of a DuckDB that rows are added to some at a time; the caller may have others of these names."""

    def __init__(self, backend: ibis.BaseBackend) -> None:
        self._backend: Any = backend
        number = next(_numbers)
        self._names = {name: f"desk_{name}_{number}" for name in SCHEMAS}
        for name, schema in SCHEMAS.items():
            self._take(name, schema.empty_table(), "CREATE TEMP TABLE {} AS FROM desk_batch")

    def add(self, name: str, batch: pa.RecordBatch) -> None:
        """Add rows."""
        if batch.num_rows:
            self._take(name, batch, "INSERT INTO {} FROM desk_batch")

    def _take(self, name: str, batch: Any, statement: str) -> None:
        connection = self._backend.con
        connection.register("desk_batch", batch)
        connection.execute(statement.format(self._names[name]))
        connection.unregister("desk_batch")

    def opened(self, name: str, files: Sequence[str]) -> Table:
        """Give a table: what was added, and what stands in files."""
        table: Table = self._backend.table(self._names[name])
        if not files:
            return table
        written = self._backend.read_parquet(
            list(files), table_name=f"{self._names[name]}_kept", hive_partitioning=False
        )
        return table.union(written.select(table.columns))
