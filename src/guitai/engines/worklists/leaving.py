"""When what stands on a list is settled by itself, and how: nobody has to go to a buyer who paid."""

from datetime import datetime, timedelta

from guitai.engines.worklists.orders import DISPATCH_FAMILY, UNPAID_FAMILY, dispatch_list
from guitai.engines.worklists.refunds import ASKED
from guitai.engines.worklists.types import (
    CLOSED,
    SHIPPED,
    TO_SEND,
    UNPAID,
    InviteFact,
    Numbers,
    OrderFact,
    RefundFact,
    TalkFact,
)
from guitai.kernel.days import SHANGHAI

_GRANTED = frozenset({"to_return", "returned", "done"})


def order_leaves(listing: str, order: OrderFact, numbers: Numbers, at: datetime) -> str | None:
    """Give how an order leaves a list it stands on now; None while it stays."""
    if listing in UNPAID_FAMILY:
        return _paid_or_over(listing, order, numbers, at)
    if listing in DISPATCH_FAMILY:
        return _sent_or_moved(listing, order, numbers, at)
    if order.refund_asked or order.wants_none:
        return "no_answer"
    if listing == "silent_paid":
        return None if order.status in TO_SEND else "no_answer"
    return _cared_for(listing, order, numbers, at)


def talk_leaves(talk: TalkFact, numbers: Numbers, at: datetime) -> str | None:
    """Give how a talk leaves the list of those who asked and did not order."""
    if talk.ordered_at:
        return "ordered"
    if talk.wants_none:
        return "declined"
    hours = numbers.lists.get("asked", {}).get("oldest_hours")
    return "no_answer" if hours and at >= talk.last_at + timedelta(hours=hours) else None


def refund_leaves(refund: RefundFact) -> str | None:
    """Give how a refund leaves the list: granted, withdrawn or refused."""
    if refund.status in _GRANTED:
        return "refunded"
    if refund.status == CLOSED:
        return "stayed"
    return None if refund.status == ASKED else "settled"


def buyer_leaves(
    listing: str,
    *,
    opened_at: datetime,
    last_order_at: datetime | None,
    numbers: Numbers,
    at: datetime,
    known_until: datetime | None = None,
    wants_none: bool = False,
) -> str | None:
    """Give how a buyer leaves a list: a VIP with the month, others by ordering or after some time.

    :param known_until: what was ordered later is new; without it, what was ordered since it was opened.
    """
    if listing == "vip" and wants_none:
        return "no_answer"
    if listing == "vip":
        month = [f"{moment.astimezone(SHANGHAI):%Y-%m}" for moment in (opened_at, at)]
        return None if month[0] == month[1] else "no_answer"
    if wants_none:
        return "declined"
    if last_order_at and last_order_at > (known_until or opened_at):
        return "ordered"
    days = numbers.lists.get(listing, {}).get("keep_days")
    return "no_answer" if days and at >= opened_at + timedelta(days=days) else None


def invite_leaves(buyer: InviteFact) -> str | None:
    """Give how somebody leaves the list of those to invite whom nobody should invite any more."""
    if buyer.wants_none:
        return "declined"
    return "no_answer" if buyer.upset or buyer.busy else None


def _paid_or_over(listing: str, order: OrderFact, numbers: Numbers, at: datetime) -> str | None:
    if order.paid_at or order.status not in {UNPAID, CLOSED}:
        return "paid"
    if order.status == CLOSED or order.wants_none:
        return "declined"
    hours = numbers.lists.get(listing, {}).get("oldest_hours")
    return "no_answer" if hours and at >= order.created_at + timedelta(hours=hours) else None


def _sent_or_moved(listing: str, order: OrderFact, numbers: Numbers, at: datetime) -> str | None:
    """Say so, too, when another list of late and missing goods is the right one by now.

    What was on a list does not leave it by age: the buyer waits still.
    """
    if order.status == CLOSED:
        return "refunded"
    if order.status not in TO_SEND or order.refund_asked:
        return "settled"
    now = dispatch_list(order, numbers, at)
    if now == listing or listing not in numbers.lists or (not now and _still(listing, order, numbers, at)):
        return None
    return "settled"


def _still(listing: str, order: OrderFact, numbers: Numbers, at: datetime) -> bool:
    """Say whether the buyer waits still, where no other list takes the order."""
    if "late" in numbers.lists and order.dispatch_by is not None and at >= order.dispatch_by:
        return True
    if listing == "oversold":
        # Whom the goods are enough for is told of younger orders alone.
        oldest = timedelta(days=numbers.lists[listing]["oldest_days"])
        return bool(order.oversold) or order.paid_at is None or at >= order.paid_at + oldest
    return listing == "out_of_stock" and bool(order.short)


def _cared_for(listing: str, order: OrderFact, numbers: Numbers, at: datetime) -> str | None:
    since = order.shipped_at if listing == "after_dispatch" else order.finished_at or order.shipped_at
    if order.status == CLOSED or (listing == "after_dispatch" and order.status != SHIPPED):
        return "no_answer"
    days = numbers.lists.get(listing, {}).get("oldest_days")
    return "no_answer" if days and since and at >= since + timedelta(days=days) else None
