"""Put orders and their parcels into a shop's tables; a list that comes twice changes nothing.

An export says nothing of when it was made, so an order's own progress tells: what is behind the known
state comes from an older list and changes nothing. What agents write (tags, VIP, names) is in no list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from guitai.common.records import Record
from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import OrderDraft
from guitai.domains.trade.models import Buyer, Order, OrderStatus, Parcel
from guitai.domains.trade.rows import insert, overwrite

_PROGRESS = {status.value: place for place, status in enumerate(OrderStatus)}
_FIELDS = (
    "status",
    "platform_status",
    "close_reason",
    "goods_fen",
    "postage_fen",
    "total_fen",
    "paid_fen",
    "refund_fen",
    "item_count",
    "titles",
    "buyer_message",
    "seller_remark",
    "receiver",
    "phone",
    "address",
    "region",
    "created_at",
    "paid_at",
    "shipped_at",
    "finished_at",
)


@dataclass(slots=True)
class PutOrders:
    """What became of some orders; ``homeless`` are new ones whose list names no buyer or no time."""

    tally: Tally = field(default_factory=Tally)
    homeless: list[OrderDraft] = field(default_factory=list)


@transaction.atomic
def put_orders(*, shop: Shop, drafts: Sequence[OrderDraft]) -> PutOrders:
    """Add orders, or bring known ones up to date; give some hundreds or thousands at a time."""
    told_once, repeats = _joined(drafts)
    batch = _Batch(shop, told_once)
    for draft in told_once:
        batch.put(draft)
    batch.write()
    for draft, differs in repeats:
        batch.count_repeat(draft, differs=differs)
    return batch.outcome


@transaction.atomic
def ensure_buyers(*, shop: Shop, seen: dict[str, tuple[datetime, datetime]]) -> dict[str, int]:
    """Give the keys of the buyers with these accounts, made where they are new.

    :param seen: by account, the first and the last moment the list knows of them.
    """
    known = {buyer.account: buyer for buyer in Buyer.objects.filter(shop=shop, account__in=seen)}
    moved = []
    for account, buyer in known.items():
        first, last = seen[account]
        if first < buyer.first_seen_at or last > buyer.last_seen_at:
            buyer.first_seen_at = min(first, buyer.first_seen_at)
            buyer.last_seen_at = max(last, buyer.last_seen_at)
            moved.append(buyer)
    overwrite(moved, ["first_seen_at", "last_seen_at"])
    made = Buyer.objects.bulk_create(
        Buyer(shop=shop, account=account, display_name=account, first_seen_at=first, last_seen_at=last)
        for account, (first, last) in seen.items()
        if account not in known
    )
    return {buyer.account: buyer.pk for buyer in (*known.values(), *made)}


def is_behind(told: OrderStatus | None, known: str) -> bool:
    """Say whether a list tells of a state before the known one."""
    return told is not None and bool(known) and _PROGRESS[told.value] < _PROGRESS[known]


def set_values(row: Record, values: dict[str, Any]) -> bool:
    """Set what is other than before; say whether anything was."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


class _Batch:
    """Some orders of one list on their way into the tables: read at once, compared, written at once."""

    def __init__(self, shop: Shop, drafts: Sequence[OrderDraft]) -> None:
        self.outcome = PutOrders()
        self._shop = shop
        self._told = {draft.number: draft.fingerprint for draft in drafts}
        stored = Order.objects.filter(shop=shop, number__in=self._told)
        self._known = dict(stored.values_list("number", "fingerprint"))
        # Only orders whose line differs are read whole: decrypting the others would be most of the work.
        differing = [number for number, known in self._known.items() if known != self._told[number]]
        self._orders = {order.number: order for order in stored.filter(number__in=differing)}
        self._parcels = {
            (parcel.order_id, parcel.waybill): parcel
            for parcel in Parcel.objects.filter(order__in=[order.pk for order in self._orders.values()])
        }
        self._buyers = ensure_buyers(shop=shop, seen=_seen(drafts))
        self._new: list[Order] = []
        self._changed: list[Order] = []
        self._retold: list[Order] = []
        self._new_parcels: list[tuple[Order, Parcel]] = []
        self._changed_parcels: list[Parcel] = []
        self._moved: set[str] = set()

    def put(self, draft: OrderDraft) -> None:
        """Take one order in."""
        order = self._orders.get(draft.number)
        if draft.number not in self._known:
            self._add(draft)
        elif order is None or is_behind(draft.status, order.status):
            self.outcome.tally.unchanged += 1
        else:
            self._change(order, draft)

    def count_repeat(self, draft: OrderDraft, *, differs: bool) -> None:
        """Count a further line about an order: an update if it said something new of one that moved."""
        if draft.number not in self._known and draft.number not in self._moved:
            self.outcome.homeless.append(draft)
        elif differs and draft.number in self._moved:
            self.outcome.tally.updated += 1
        else:
            self.outcome.tally.unchanged += 1

    def write(self) -> None:
        """Write what was taken in."""
        insert(self._new)
        fresh = Order.objects.filter(shop=self._shop, number__in=[order.number for order in self._new])
        keys = dict(fresh.values_list("number", "pk"))
        overwrite(self._changed, [*_FIELDS, "fingerprint"])
        overwrite(self._retold, ["fingerprint"])
        for order, parcel in self._new_parcels:
            parcel.order_id = order.pk or keys[order.number]
        insert([parcel for _order, parcel in self._new_parcels])
        overwrite(self._changed_parcels, ["courier"])

    def _add(self, draft: OrderDraft) -> None:
        if not draft.buyer or draft.created_at is None:
            self.outcome.homeless.append(draft)
            return
        order = Order(shop=self._shop, buyer_id=self._buyers[draft.buyer], number=draft.number)
        order.status = OrderStatus.PAID if draft.paid_at else OrderStatus.UNPAID
        order.fingerprint = self._told[draft.number]
        set_values(order, _named(draft))
        self._new.append(order)
        self._put_parcels(order, draft)
        self._moved.add(draft.number)
        self.outcome.tally.added += 1

    def _change(self, order: Order, draft: OrderDraft) -> None:
        order.fingerprint = self._told[draft.number]
        values = _named(draft)
        # Money that went back stays back, whichever list comes last.
        values["refund_fen"] = max(order.refund_fen, draft.refund_fen or 0)
        differs = set_values(order, values)
        differs |= self._put_parcels(order, draft)
        if differs:
            self._changed.append(order)
            self._moved.add(order.number)
            self.outcome.tally.updated += 1
        else:
            self._retold.append(order)
            self.outcome.tally.unchanged += 1

    def _put_parcels(self, order: Order, draft: OrderDraft) -> bool:
        """Add waybills that are new, name couriers that were not; say whether anything changed."""
        differs = False
        for waybill in dict.fromkeys(draft.waybills):
            parcel = self._parcels.get((order.pk, waybill))
            if parcel is None:
                self._new_parcels.append((order, Parcel(waybill=waybill, courier=draft.courier)))
                differs = True
            elif draft.courier and parcel.courier != draft.courier:
                parcel.courier = draft.courier
                self._changed_parcels.append(parcel)
                differs = True
        return differs


def _joined(drafts: Sequence[OrderDraft]) -> tuple[list[OrderDraft], list[tuple[OrderDraft, bool]]]:
    """Give every order once, and the further lines, each with whether it says something new.

    A line that speaks of an order again adds what it names, unless it is behind.
    """
    joined: dict[str, OrderDraft] = {}
    repeats: list[tuple[OrderDraft, bool]] = []
    for draft in drafts:
        before = joined.get(draft.number)
        if before is None:
            joined[draft.number] = draft
            continue
        differs = before != draft and not is_behind(draft.status, before.status or "")
        repeats.append((draft, differs))
        if differs:
            waybills = (*before.waybills, *draft.waybills)
            courier = draft.courier or before.courier
            joined[draft.number] = replace(before, **_named(draft), courier=courier, waybills=waybills)
    return list(joined.values()), repeats


def _seen(drafts: Iterable[OrderDraft]) -> dict[str, tuple[datetime, datetime]]:
    seen: dict[str, tuple[datetime, datetime]] = {}
    for draft in drafts:
        if draft.buyer and draft.created_at:
            first, last = seen.get(draft.buyer, (draft.created_at, draft.created_at))
            seen[draft.buyer] = min(first, draft.created_at), max(last, draft.created_at)
    return seen


def _named(draft: OrderDraft) -> dict[str, Any]:
    """Give the columns the line names; what is missing or empty in a list says nothing."""
    values = {name: getattr(draft, name) for name in _FIELDS}
    return {name: value for name, value in values.items() if value is not None and value != ""}
