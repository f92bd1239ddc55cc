"""Which business days are concerned where facts change."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Substr, Trunc

from guitai.common.models import DeedChange, DeedRows
from guitai.common.records import Record
from guitai.common.rows import among, as_stored
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import Conversation, Message, ServiceSession
from guitai.domains.trade.models import Order, OrderLine, Refund
from guitai.engines.metrics.settings import Settings
from guitai.kernel.days import business_day

_HOUR, _LEAST = timedelta(hours=1), timedelta(microseconds=1)
_AT_ONCE = 2000
# What of an order figures are made of.
_OF_ORDERS = frozenset(
    {
        "buyer_id",
        "number",
        "created_at",
        "paid_at",
        "total_fen",
        "paid_fen",
        "postage_fen",
        "refund_fen",
        "item_count",
        "tags",
    }
)
_OF_TALKS = frozenset({"buyer_id", "agent_id", "agent_account"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The days on which talks changed, orders were made and paid, and whatever else concerns its day alone.

    ``everything`` says that all days are concerned.
    """

    talked: frozenset[date] = frozenset()
    ordered: frozenset[date] = frozenset()
    paid: frozenset[date] = frozenset()
    noted: frozenset[date] = frozenset()
    everything: bool = False

    def days(self, settings: Settings) -> set[date]:
        """Give the days whose figures may be others now.

        What is said on a day decides whose the orders of the next days are, and whether who was there days
        before came back. An order is what came of the inquiries of the days before it; once paid, it makes
        those who ask in the next days buyers of before.
        """
        met = _around(self.talked, back=settings.solved_days, ahead=settings.sale_days)
        sold = _around(self.ordered, back=settings.order_days - 1, ahead=settings.reminder_days)
        known = _around(self.paid, back=settings.reminder_days, ahead=settings.after_sales_days)
        return met | sold | known | self.noted


def _around(days: Iterable[date], *, back: int, ahead: int) -> set[date]:
    return {day + timedelta(days=away) for day in days for away in range(-back, ahead + 1)}


def changed_by(journal_id: int, *, shop: Shop, settings: Settings) -> Changed:
    """Give what a deed changed, an import for one: before it is taken back, or after it was done."""
    deed = _Deed(journal_id, settings.day_begins)
    made, ordered = deed.of_orders("created_at")
    paid_now, paid = deed.of_orders("paid_at")
    return Changed(
        talked=frozenset(deed.hours(Message, "sent_at") | deed.of_talks()),
        ordered=frozenset(made | ordered | deed.of_parts(Refund) | deed.of_parts(OrderLine)),
        paid=frozenset(paid_now | paid),
        noted=frozenset(deed.hours(ServiceSession, "started_at")),
        everything=deed.are_first_refunds(shop),
    )


def days_of_buyers(shop: Shop, accounts: Collection[str], *, settings: Settings) -> set[date]:
    """Give the days on which somebody wrote from one of these accounts, or one that belongs to it."""
    named = Conversation.objects.filter(shop=shop, buyer__shop=shop).exclude(buyer__account="")
    wrote = Q()
    for account in accounts:
        wrote |= Q(buyer__account=account) | Q(buyer__account__startswith=f"{account}:")
    spans = named.filter(wrote).values_list("opened_at", "last_at") if accounts else ()
    return {day for span in spans for day in days_between(*span, settings.day_begins)}


class _Deed:
    """What the journal of a deed tells of, by business day."""

    def __init__(self, journal_id: int, split: time) -> None:
        self._id, self._split = journal_id, split

    def hours(self, model: type[Record], name: str) -> set[date]:
        """Give the days of the rows of a table that the deed made."""
        return self._days(self._made(model), name)

    def of_talks(self) -> set[date]:
        """Give the days of talks that are with somebody else now."""
        moved = self._changed(Conversation, _OF_TALKS)
        return {
            day
            for rows in _some(Conversation, moved)
            for opened_at, last_at in rows.values_list("opened_at", "last_at")
            for day in days_between(opened_at, last_at, self._split)
        }

    def of_orders(self, name: str) -> tuple[set[date], set[date]]:
        """Give the days on which orders were made or paid, as they are now and as they were."""
        changed = self._changed(Order, _OF_ORDERS)
        now = self._days(self._made(Order), name) | self._days(_some(Order, changed), name)
        return now, {self._day(was) for values in changed.values() for was in values.get(name, ()) if was}

    def of_parts(self, model: type[Record]) -> set[date]:
        """Give the days on which the orders were made whose lines or refunds the deed told."""
        rows = [*self._made(model), *_some(model, self._changed(model, None))]
        return self._days(rows, "order__created_at")

    def are_first_refunds(self, shop: Shop) -> bool:
        """Say whether the shop has no other refunds: without any, what the orders say of them counts."""
        own = sum(rows.count() for rows in self._made(Refund))
        return bool(own) and own == Refund.objects.filter(shop=shop).count()

    def _made(self, model: type[Record]) -> list[QuerySet[Any]]:
        ranges = DeedRows.objects.filter(deed=self._id, model=model._meta.label)  # noqa: SLF001 - a documented part of Django
        return [
            model._default_manager.filter(pk__range=keys)  # noqa: SLF001
            for keys in ranges.values_list("first_id", "last_id")
        ]

    def _changed(self, model: type[Record], names: frozenset[str] | None) -> dict[int, dict[str, list[Any]]]:
        """Give the rows of which one of these columns changed, and what changed was before and after."""
        changes = DeedChange.objects.filter(deed=self._id, model=model._meta.label)  # noqa: SLF001
        found: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for key, before, after in changes.values_list("row_id", "before", "after").iterator(_AT_ONCE):
            if names is None or not names.isdisjoint(before):
                for name in before:
                    found[key][name] += [before[name], after[name]]
        return found

    def _days(self, some: Iterable[QuerySet[Any]], name: str) -> set[date]:
        return {day for rows in some for day in days_of(rows, name, split=self._split)}

    def _day(self, moment: str) -> date:
        return business_day(datetime.fromisoformat(moment), split=self._split)


def days_of(rows: QuerySet[Any], name: str, *, split: time) -> set[date]:
    """Give the business days of a moment of some rows; both days of an hour in which one begins."""
    return {day for hour in _hours(rows, name) for day in days_between(hour, hour + _HOUR - _LEAST, split)}


def days_between(opened_at: datetime, ended_at: datetime, split: time) -> Iterator[date]:
    """Give the business days from one moment to another."""
    day, last = business_day(opened_at, split=split), business_day(ended_at, split=split)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _some(model: type[Record], keys: Iterable[int]) -> Iterator[QuerySet[Any]]:
    for start in range(0, len(listed := sorted(keys)), _AT_ONCE):
        yield model._default_manager.filter(among(model, "id", listed[start : start + _AT_ONCE]))  # noqa: SLF001


def _hours(rows: QuerySet[Any], name: str) -> Iterator[datetime]:
    """Give the hours in which moments of these rows lie; asking for days would take a call for each row."""
    known = rows.filter(**{f"{name}__isnull": False}).order_by()
    if connection.vendor != "sqlite":
        yield from (
            known.annotate(in_hour=Trunc(name, "hour", tzinfo=UTC))
            .values_list("in_hour", flat=True)
            .distinct()
        )
        return
    for told in (
        known.annotate(in_hour=Substr(as_stored(name), 1, 13)).values_list("in_hour", flat=True).distinct()
    ):
        yield datetime.strptime(told, "%Y-%m-%d %H").replace(tzinfo=UTC)
