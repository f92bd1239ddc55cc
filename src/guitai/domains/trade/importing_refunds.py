"""Put refunds into a shop's tables; a list that comes twice changes nothing.

As with orders, a refund's own progress tells which list is newer. One that was refused may be asked for anew
under the same number; then its deadline, which every step moves on, tells.
"""

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from typing import Any

from django.db import transaction
from django.db.models import Sum

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.common.rows import among
from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import RefundDraft
from guitai.domains.trade.models import Order, Refund, RefundStatus

_PROGRESS: dict[str, int] = {status: place for place, status in enumerate(RefundStatus)}
_FIELDS = tuple(field.name for field in fields(RefundDraft) if field.name not in {"number", "order_number"})


@transaction.atomic
def put_refunds(*, shop: Shop, drafts: Sequence[RefundDraft], journal: Journal | None = None) -> Tally:
    """Add refunds, or bring known ones up to date; give some hundreds or thousands at a time.

    One whose order is not known is kept too, and joined by :func:`join_refunds`.
    """
    told_once, repeats = _joined(drafts)
    batch = _Batch(shop, told_once, journal)
    for draft in told_once:
        batch.put(draft)
    batch.write()
    for draft, differs in repeats:
        batch.count_repeat(draft, differs=differs)
    return batch.tally


@transaction.atomic
def join_refunds(*, shop: Shop, numbers: Collection[str], journal: Journal | None = None) -> None:
    """Join the refunds that came before their orders to those with these numbers, now that they are there."""
    homeless = Refund.objects.filter(shop=shop, order=None)
    if not homeless.exists():
        return
    waiting = list(homeless.filter(among(Refund, "order_number", numbers)).defer("explanation"))
    if not waiting:
        return
    orders = _orders(shop, {refund.order_number for refund in waiting})
    changes = Changes(Refund, journal)
    for refund in waiting:
        changes.change(refund, {"order_id": orders.get(refund.order_number)})
    changes.write()
    _settle(orders.values(), journal)


class _Batch:
    """Some refunds of one list on their way into the tables."""

    def __init__(self, shop: Shop, drafts: Sequence[RefundDraft], journal: Journal | None) -> None:
        self.tally = Tally()
        self._shop, self._journal = shop, journal
        self._told = {draft.number: draft.fingerprint for draft in drafts}
        self._orders = _orders(shop, {draft.order_number for draft in drafts})
        stored = Refund.objects.filter(among(Refund, "number", self._told), shop=shop)
        self._known = dict(stored.values_list("number", "fingerprint"))
        # Only refunds whose line differs are read whole: decrypting the others would be most of the work.
        differing = [number for number, known in self._known.items() if known != self._told[number]]
        self._refunds = {
            refund.number: refund for refund in stored.filter(among(Refund, "number", differing))
        }
        self._changes = Changes(Refund, journal)
        self._moved: set[str] = set()
        self._touched: set[int] = set()

    def put(self, draft: RefundDraft) -> None:
        """Take one refund in."""
        refund = self._refunds.get(draft.number)
        if draft.number not in self._known:
            self._add(draft)
        elif refund is None or _is_behind(draft, refund):
            self.tally.unchanged += 1
        else:
            self._change(refund, draft)

    def count_repeat(self, draft: RefundDraft, *, differs: bool) -> None:
        """Count a further line about a refund: an update if it said something new of one that moved."""
        if differs and draft.number in self._moved:
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1

    def write(self) -> None:
        """Write what was taken in, and what it means for the orders."""
        self._changes.write()
        _settle(self._touched, self._journal)

    def _add(self, draft: RefundDraft) -> None:
        order_id = self._orders.get(draft.order_number)
        refund = Refund(
            shop=self._shop,
            number=draft.number,
            order_number=draft.order_number,
            order_id=order_id,
            fingerprint=self._told[draft.number],
        )
        self._changes.add(refund, _named(draft))
        self._moved.add(draft.number)
        self._touch(order_id)
        self.tally.added += 1

    def _change(self, refund: Refund, draft: RefundDraft) -> None:
        differs = self._changes.change(refund, _named(draft))
        self._changes.change(refund, {"fingerprint": self._told[draft.number]})
        if differs:
            self._moved.add(draft.number)
            self._touch(refund.order_id)
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1

    def _touch(self, order_id: int | None) -> None:
        if order_id is not None:
            self._touched.add(order_id)


def _is_behind(told: RefundDraft, known: RefundDraft | Refund) -> bool:
    """Say whether a list tells of a state before the known one."""
    if not told.status or not known.status:
        return False
    if known.status == RefundStatus.REFUSED and told.due_at and known.due_at and told.due_at > known.due_at:
        return False
    return _PROGRESS[told.status] < _PROGRESS[known.status]


def _orders(shop: Shop, numbers: Collection[str]) -> dict[str, int]:
    return dict(Order.objects.filter(among(Order, "number", numbers), shop=shop).values_list("number", "pk"))


def _settle(order_ids: Collection[int], journal: Journal | None) -> None:
    """Let the orders say what came back: the sum of their refunds, unless their own list says more."""
    done = Refund.objects.filter(order__in=order_ids, status=RefundStatus.DONE)
    sums = dict(done.values_list("order").annotate(back=Sum("amount_fen")).order_by())
    changes = Changes(Order, journal)
    for order in Order.objects.filter(pk__in=sums).only("refund_fen"):
        changes.change(order, {"refund_fen": max(order.refund_fen, sums[order.pk])})
    changes.write()


def _joined(drafts: Sequence[RefundDraft]) -> tuple[list[RefundDraft], list[tuple[RefundDraft, bool]]]:
    """Give every refund once, and the further lines, each with whether it says something new."""
    joined: dict[str, RefundDraft] = {}
    repeats: list[tuple[RefundDraft, bool]] = []
    for draft in drafts:
        before = joined.get(draft.number)
        if before is None:
            joined[draft.number] = draft
            continue
        differs = before != draft and not _is_behind(draft, before)
        repeats.append((draft, differs))
        if differs:
            joined[draft.number] = replace(before, **_named(draft))
    return list(joined.values()), repeats


def _named(draft: RefundDraft) -> dict[str, Any]:
    """Give the columns the line names; what is missing or empty in a list says nothing."""
    values = {name: getattr(draft, name) for name in _FIELDS}
    return {name: value for name, value in values.items() if value is not None and value != ""}
