"""The fact tables of a shop's business day, from the tables of chat, trade and guard, as Arrow batches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from guitai.common.rows import stored
from guitai.domains.accounts.models import Shop
from guitai.domains.accounts.queries import active_members
from guitai.domains.aftersales import fact_rows as aftersales
from guitai.domains.chat import fact_rows as chat
from guitai.domains.chat.fact_rows import TalkSpan
from guitai.domains.followups import fact_rows as followups
from guitai.domains.followups import reminder_rows
from guitai.domains.guard import queries as guard
from guitai.domains.insight import queries as insight
from guitai.domains.performance.agent_accounts import account_of, accounts_by_member
from guitai.domains.performance.desk_talks import Row, said_between
from guitai.domains.trade import fact_rows as trade
from guitai.engines.metrics import facts
from guitai.kernel.days import day_period
from guitai.kernel.periods import Period

Members = Mapping[int, str]


def _schema(table: ibis.Schema) -> pa.Schema:
    """Give a table as DuckDB reads it from Parquet: moments in microseconds, of which milliseconds count."""
    return pa.schema(
        pa.field(field.name, pa.timestamp("us") if pa.types.is_timestamp(field.type) else field.type)
        for field in table.to_pyarrow()
    )


SCHEMAS = {
    "messages": _schema(facts.MESSAGES),
    "recommendations": _schema(facts.RECOMMENDATIONS),
    "findings": _schema(facts.FINDINGS),
    "ratings": _schema(facts.RATINGS),
    "orders": _schema(facts.ORDERS),
    "items": _schema(facts.ITEMS),
    "refunds": _schema(facts.REFUNDS),
    "lost": _schema(facts.LOST),
    "promises": _schema(facts.PROMISES),
    "reminders": _schema(facts.REMINDERS),
    "asked": _schema(facts.ASKED),
    "moods": _schema(facts.MOODS),
    "cases": _schema(facts.CASES),
    "groups": _schema(facts.GROUPS),
}
Batches = Iterator[tuple[str, pa.RecordBatch]]

_DAYS_AT_ONCE = 31


@dataclass(frozen=True, slots=True)
class DeskDay:
    """A business day of a shop, with the conversations that went on in it and the accounts of its people."""

    shop: Shop
    day: date
    talk_ids: Sequence[int]
    members: Members

    def talks(self, *, understood: bool = False) -> Batches:
        """Give the messages and the recommendations, some at a time, each with the name of its table.

        :param understood: give what was asked and the moods, too.
        """
        period = day_period(self.day)
        for said in said_between(
            self.shop.key,
            self.talk_ids,
            self.members,
            since=period.start,
            until=period.end,
            understood=understood,
        ):
            yield "messages", batch("messages", said.messages)
            yield "recommendations", batch("recommendations", said.recommendations)
            if understood:
                yield "asked", batch("asked", said.asked)
                yield "moods", batch("moods", said.moods)


@dataclass(frozen=True, slots=True)
class Window:
    """The business days from the first to the last.

    Of orders with ``alive_since`` without those that were both made and paid before that day.
    """

    first: date
    last: date
    alive_since: date | None = None

    @property
    def period(self) -> Period:
        """The same in moments."""
        return Period(day_period(self.first).start, day_period(self.last).end)

    @property
    def made(self) -> trade.Made:
        """The same for orders."""
        since = day_period(self.alive_since).start if self.alive_since else None
        return trade.Made(self.period.start, self.period.end, since)


def findings(shop: Shop, members: Members, window: Window) -> pa.RecordBatch:
    """Give what the guard found in what agents wrote."""
    period = window.period
    found = guard.findings_between(shop, since=period.start, until=period.end)
    return batch(
        "findings",
        [
            (shop.key, members[each.member_id], each.buyer, stored(each.at), each.rule, each.severity)
            for each in found
        ],
    )


def ratings(shop: Shop, members: Members, window: Window) -> pa.RecordBatch:
    """Give how buyers rated their talks."""
    period = window.period
    rows: list[Row] = []
    for each in chat.ratings(shop, since=period.start, until=period.end):
        agent = members[each.member_id] if each.member_id else each.account
        rows.append((shop.key, agent, each.buyer, each.at, each.rating))
    return batch("ratings", rows)


def lost(shop: Shop, members: Members, window: Window) -> pa.RecordBatch:
    """Give the inquiries that did not buy, with the reason an agent confirmed."""
    return batch(
        "lost",
        [
            (
                shop.key,
                members[each.member_id] if each.member_id else each.account,
                each.buyer,
                each.day,
                each.reason,
            )
            for each in insight.confirmed_between(shop, first=window.first, last=window.last)
        ],
    )


def promises(shop: Shop, members: Members, window: Window) -> pa.RecordBatch:
    """Give the promises that fall due on the days of a window; each is of who made it."""
    period = window.period
    rows: list[Row] = [
        (shop.key, members[each.member_id] if each.member_id else "", each.buyer, *each[2:])
        for each in followups.promises_between(shop, since=period.start, until=period.end)
    ]
    return batch("promises", rows)


def cases(shop: Shop, members: Members, window: Window) -> pa.RecordBatch:
    """Give the after-sales cases opened on the days of a window; each is of who owns it."""
    period = window.period
    rows: list[Row] = [
        (shop.key, members[each.member_id], each.buyer, *each[2:])
        for each in aftersales.cases_between(shop, since=period.start, until=period.end)
    ]
    return batch("cases", rows)


def reminders(shop: Shop, members: Members, window: Window) -> pa.RecordBatch:
    """Give whom agents reminded to pay, by order."""
    period = window.period
    rows: list[Row] = [
        (shop.key, members[each.member_id] if each.member_id else "", each.order, each.at)
        for each in reminder_rows.reminders_between(shop, since=period.start, until=period.end)
    ]
    return batch("reminders", rows)


def orders(shop: Shop, window: Window) -> pa.RecordBatch:
    """Give the orders of a window."""
    return _of_shop("orders", shop, trade.orders_made(shop, window.made))


def items(shop: Shop, window: Window) -> pa.RecordBatch:
    """Give the products of the orders of a window."""
    return _of_shop("items", shop, trade.items_of_orders_made(shop, window.made))


def refunds(shop: Shop, window: Window) -> pa.RecordBatch:
    """Give the refunds of the orders of a window, whenever they were paid out."""
    return _of_shop("refunds", shop, trade.refunds_of_orders_made(shop, window.made))


def groups(shop: Shop) -> pa.RecordBatch:
    """Give who is of which group now."""
    return batch(
        "groups",
        [
            (shop.key, account_of(member), group.name)
            for member in active_members(shop)
            for group in member.groups.all()
        ],
    )


def _of_shop(table: str, shop: Shop, rows: Sequence[Row]) -> pa.RecordBatch:
    return batch(table, [(shop.key, *row) for row in rows])


def days_between(shop: Shop, first: date, last: date) -> Iterator[DeskDay]:
    """Give the business days of a shop from the first to the last."""
    members = accounts_by_member(shop)
    while first <= last:
        until = min(last, first + timedelta(days=_DAYS_AT_ONCE - 1))
        spans = chat.talks_between(shop, since=day_period(first).start, until=day_period(until).end)
        for passed in range((until - first).days + 1):
            day = first + timedelta(days=passed)
            yield DeskDay(shop, day, _of_day(spans, day), members)
        first = until + timedelta(days=1)


def _of_day(spans: Sequence[TalkSpan], day: date) -> list[int]:
    period = day_period(day)
    return [span.id for span in spans if span.opened_at < period.end and span.last_at >= period.start]


def batch(table: str, rows: Sequence[Row]) -> pa.RecordBatch:
    """Give rows as a batch of a table; moments as they are stored become the shop's clock's."""
    schema = SCHEMAS[table]
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [
        _local(column) if pa.types.is_timestamp(field.type) else pa.array(column, field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _local(moments: Sequence[str | None]) -> pa.Array:
    utc = pc.assume_timezone(pa.array(moments, pa.string()).cast(pa.timestamp("us")), "UTC")
    shown = pc.local_timestamp(utc.cast(pa.timestamp("us", "Asia/Shanghai")))
    return pc.floor_temporal(shown, unit="millisecond")
