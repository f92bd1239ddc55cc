"""Put orders and their parcels into a shop's tables; a list that comes twice changes nothing.

An export says nothing of when it was made, so an order's own progress tells: what is behind the known
state comes from an older list and changes nothing. What agents note about buyers is in no list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.common.rows import (
    among,
    as_stored,
    insert,
    loaded_time,
    overwrite,
    overwrite_rows,
    stored,
    stored_time,
    take_ids,
)
from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import OrderDraft
from guitai.domains.trade.importing_remarks import Told, keep_told
from guitai.domains.trade.models import Buyer, Order, OrderStatus, Parcel
from guitai.domains.trade.preparing import COLUMNS, PreparedOrder, joined, named, prepared_all

_PROGRESS = {status.value: place for place, status in enumerate(OrderStatus)}
_ORDER = ("id", "shop_id", "buyer_id", "number", "fingerprint", *COLUMNS)
_SEEN = ("first_seen_at", "last_seen_at")
_BUYER = ("id", "shop_id", "account", "display_name", *_SEEN)
_PARCEL = ("id", "order_id", "waybill", "courier")


@dataclass(slots=True)
class PutOrders:
    """What became of some orders; ``homeless`` are new ones whose list names no buyer or no time.

    ``added`` and ``updated`` are the numbers of those that are new or changed.
    """

    tally: Tally = field(default_factory=Tally)
    added: set[str] = field(default_factory=set)
    updated: set[str] = field(default_factory=set)
    homeless: list[PreparedOrder] = field(default_factory=list)


@transaction.atomic
def put_orders(
    *, shop: Shop, drafts: Sequence[OrderDraft | PreparedOrder], at: datetime, journal: Journal | None = None
) -> PutOrders:
    """Add orders, or bring known ones up to date; give some hundreds or thousands at a time.

    :param at: now, aware; another remark or flag than was known is kept with it.
    """
    told_once, repeats = _joined(prepared_all(drafts))
    batch = _Batch(shop, told_once, journal)
    for order in told_once:
        batch.put(order)
    batch.write(at)
    for order, differs in repeats:
        batch.count_repeat(order, differs=differs)
    return batch.outcome


@transaction.atomic
def ensure_buyers(
    *, shop: Shop, seen: dict[str, tuple[datetime, datetime]], journal: Journal | None = None
) -> dict[str, int]:
    """Give the keys of the buyers with these accounts, made where they are new.

    :param seen: by account, the first and the last moment the list knows of them.
    """
    return ensure_buyers_seen(
        shop=shop,
        seen={account: (stored_time(first), stored_time(last)) for account, (first, last) in seen.items()},
        journal=journal,
    )


def ensure_buyers_seen(
    *, shop: Shop, seen: dict[str, tuple[str, str]], journal: Journal | None
) -> dict[str, int]:
    """Do as :func:`ensure_buyers` does, for moments in stored form."""
    known = Buyer.objects.filter(among(Buyer, "account", seen), shop=shop)
    keys: dict[str, int] = {}
    moved: dict[int, tuple[tuple[str, str], tuple[str, str]]] = {}
    for key, account, *moments in known.values_list("pk", "account", *map(as_stored, _SEEN)):
        keys[account] = key
        span = stored(moments[0]), stored(moments[1])
        if (wider := _joined_span(span, seen[account])) != span:
            moved[key] = span, wider
    _widen(moved, journal)
    new = [account for account in seen if account not in keys]
    ids, shop_id = take_ids(Buyer, len(new)), shop.pk
    insert(
        Buyer,
        _BUYER,
        [(key, shop_id, account, account, *seen[account]) for key, account in zip(ids, new, strict=True)],
    )
    if journal:
        journal.added_ids(Buyer, ids)
    return keys | dict(zip(new, ids, strict=True))


def is_behind(told: str | None, known: str) -> bool:
    """Say whether a list tells of a state before the known one."""
    return told is not None and bool(known) and _PROGRESS[str(told)] < _PROGRESS[str(known)]


class _Batch:
    """Some orders of one list on their way into the tables: read at once, compared, written at once."""

    def __init__(self, shop: Shop, orders: Sequence[PreparedOrder], journal: Journal | None) -> None:
        self.outcome = PutOrders()
        self._shop, self._journal = shop, journal
        told = {order.number: order.fingerprint for order in orders}
        stored = Order.objects.filter(among(Order, "number", told), shop=shop)
        self._known = dict(stored.values_list("number", "fingerprint"))
        # Only orders whose line differs are read whole: decrypting the others would be most of the work.
        differing = [number for number, known in self._known.items() if known != told[number]]
        self._orders = {order.number: order for order in stored.filter(among(Order, "number", differing))}
        self._parcels = {
            (parcel.order_id, parcel.waybill): parcel
            for parcel in Parcel.objects.filter(
                among(Parcel, "order_id", [order.pk for order in self._orders.values()])
            )
        }
        self._buyers = ensure_buyers_seen(shop=shop, seen=_seen(orders), journal=journal)
        self._new: list[PreparedOrder] = []
        self._new_parcels: list[tuple[int, str, str]] = []
        self._changes, self._parcel_changes = Changes(Order, journal), Changes(Parcel, journal)
        self._retold: list[Order] = []
        self._remarked: list[Told] = []

    def put(self, told: PreparedOrder) -> None:
        """Take one order in."""
        order = self._orders.get(told.number)
        if told.number not in self._known:
            self._add(told)
        elif order is None or is_behind(told.status, order.status):
            self.outcome.tally.unchanged += 1
        else:
            self._change(order, told)

    def count_repeat(self, told: PreparedOrder, *, differs: bool) -> None:
        """Count a further line about an order: an update if it said something new of one that moved."""
        is_new, has_changed = told.number in self.outcome.added, told.number in self.outcome.updated
        if told.number not in self._known and not is_new:
            self.outcome.homeless.append(told)
        elif differs and (is_new or has_changed):
            self.outcome.tally.updated += 1
        else:
            self.outcome.tally.unchanged += 1

    def write(self, at: datetime) -> None:
        """Write what was taken in."""
        self._insert(self._new)
        self._changes.write()
        overwrite(self._retold, ["fingerprint"])
        ids = take_ids(Parcel, len(self._new_parcels))
        insert(
            Parcel,
            _PARCEL,
            [(key, *parcel) for key, parcel in zip(ids, self._new_parcels, strict=True)],
        )
        if self._journal:
            self._journal.added_ids(Parcel, ids)
        self._parcel_changes.write()
        keep_told(self._remarked, journal=self._journal, at=at)

    def _insert(self, orders: Sequence[PreparedOrder]) -> None:
        ids, shop_id, buyers = take_ids(Order, len(orders)), self._shop.pk, {"": None, **self._buyers}
        rows = []
        for key, order in zip(ids, orders, strict=True):
            rows.append((key, shop_id, buyers[order.buyer], order.number, order.fingerprint, *order.row))
            for waybill in dict.fromkeys(order.waybills):
                self._new_parcels.append((key, waybill, order.courier))
        insert(Order, _ORDER, rows)
        if self._journal:
            self._journal.added_ids(Order, ids)

    def _add(self, told: PreparedOrder) -> None:
        if told.created_at is None or not (told.buyer or told.anonymous):
            self.outcome.homeless.append(told)
            return
        self._new.append(told)
        self.outcome.added.add(told.number)
        self.outcome.tally.added += 1

    def _change(self, order: Order, told: PreparedOrder) -> None:
        values = named(told)
        # Money that went back stays back, whichever list comes last.
        values["refund_fen"] = max(order.refund_fen, values.get("refund_fen", 0))
        if order.buyer_id is None:
            values["buyer_id"] = self._buyers.get(told.buyer)
        before = Told(order, order.seller_remark, order.tags)
        differs = self._changes.change(order, values) | self._put_parcels(order, told)
        if before.says_more:
            self._remarked.append(before)
        if differs:
            self._changes.change(order, {"fingerprint": told.fingerprint})
            self.outcome.updated.add(order.number)
            self.outcome.tally.updated += 1
        else:
            order.fingerprint = told.fingerprint
            self._retold.append(order)
            self.outcome.tally.unchanged += 1

    def _put_parcels(self, order: Order, told: PreparedOrder) -> bool:
        """Add waybills that are new, name couriers that were not; say whether anything changed."""
        differs = False
        for waybill in dict.fromkeys(told.waybills):
            parcel = self._parcels.get((order.pk, waybill))
            if parcel is None:
                self._new_parcels.append((order.pk, waybill, told.courier))
                differs = True
            elif told.courier:
                differs |= self._parcel_changes.change(parcel, {"courier": told.courier})
        return differs


def _joined(
    orders: Sequence[PreparedOrder],
) -> tuple[list[PreparedOrder], list[tuple[PreparedOrder, bool]]]:
    """Give every order once, and the further lines, each with whether it says something new.

    A line that speaks of an order again adds what it names, unless it is behind.
    """
    once: dict[str, PreparedOrder] = {}
    repeats: list[tuple[PreparedOrder, bool]] = []
    for order in orders:
        before = once.get(order.number)
        if before is None:
            once[order.number] = order
            continue
        differs = before.fingerprint != order.fingerprint and not is_behind(order.status, before.status or "")
        repeats.append((order, differs))
        if differs:
            once[order.number] = joined(before, order)
    return list(once.values()), repeats


def _seen(orders: Iterable[PreparedOrder]) -> dict[str, tuple[str, str]]:
    seen: dict[str, tuple[str, str]] = {}
    for order in orders:
        at = order.created_at
        if order.buyer and at:
            known = seen.get(order.buyer)
            seen[order.buyer] = _joined_span(known, (at, at)) if known else (at, at)
    return seen


def _joined_span(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    return min(one[0], other[0]), max(one[1], other[1])


def _widen(spans: dict[int, tuple[tuple[str, str], tuple[str, str]]], journal: Journal | None) -> None:
    """Let buyers have been seen earlier, or later, than was known: before and now."""
    overwrite_rows(Buyer, _SEEN, [(*now, key) for key, (_before, now) in spans.items()])
    if journal:
        for key, (before, now) in spans.items():
            if not journal.made(Buyer, key):
                journal.changed(Buyer, key, _moments(before), _moments(now))


def _moments(span: tuple[str, str]) -> dict[str, datetime]:
    return {name: loaded_time(at) for name, at in zip(_SEEN, span, strict=True)}
