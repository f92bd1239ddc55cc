"""Which lists an order comes onto: not paid, to be checked, late, goods missing, care after dispatch."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from guitai.engines.worklists.moments import before, by_day
from guitai.engines.worklists.reasons import likely_reason
from guitai.engines.worklists.rules import instead_of
from guitai.engines.worklists.types import ARRIVED, SHIPPED, TO_SEND, UNPAID, Entry, Numbers, OrderFact

Figures = Mapping[str, int]
Rule = Callable[[OrderFact, Figures, datetime], Entry | None]

# Of the first an order stands on one, whichever came first. Of the second the one in front wins: an order
# moves from one to the next by itself, back to none that it left, until somebody settled it. The others
# stand alone.
UNPAID_FAMILY = ("unpaid", "silent_unpaid")
DISPATCH_FAMILY = ("out_of_stock", "oversold", "late", "soon_late")


def order_entries(order: OrderFact, numbers: Numbers, at: datetime) -> list[Entry]:
    """Give the lists an order comes onto now; none that it stands on or stood on."""
    found = [
        _first(order, UNPAID_FAMILY, numbers, at),
        _first(order, DISPATCH_FAMILY, numbers, at),
        *(_on(order, listing, numbers, at) for listing in ("silent_paid", "after_dispatch", "after_signing")),
    ]
    return [entry for entry in found if entry is not None]


def dispatch_list(order: OrderFact, numbers: Numbers, at: datetime) -> str:
    """Give the one list of late and missing goods an order belongs on now; an empty text: none of them."""
    entry = _foremost(order, DISPATCH_FAMILY, numbers, at)
    return entry.listing if entry else ""


def _first(order: OrderFact, family: tuple[str, ...], numbers: Numbers, at: datetime) -> Entry | None:
    stood = [order.stands[listing] for listing in family if listing in order.stands]
    if "done" in stood or (stood and family is UNPAID_FAMILY):
        return None
    entry = _foremost(order, family, numbers, at)
    return None if entry is None or entry.listing in order.stands else _allowed(entry, numbers)


def _foremost(order: OrderFact, family: tuple[str, ...], numbers: Numbers, at: datetime) -> Entry | None:
    """Give the first list of a family an order belongs on now; one it left takes it from no other."""
    for listing in family:
        if listing not in numbers.lists or order.stands.get(listing) == "left":
            continue
        if entry := _RULES[listing](order, numbers.lists[listing], at):
            return entry
    return None


def _on(order: OrderFact, listing: str, numbers: Numbers, at: datetime) -> Entry | None:
    if listing in order.stands or listing not in numbers.lists:
        return None
    return _RULES[listing](order, numbers.lists[listing], at)


def _allowed(entry: Entry, numbers: Numbers) -> Entry:
    instead = instead_of(entry.listing, numbers.platform)
    if instead:
        entry.why["instead"] = instead.key
    return entry


def _unpaid(order: OrderFact, figures: Figures, at: datetime) -> Entry | None:
    if order.talked is None:
        return None
    reason = likely_reason(order.talked, "unpaid")
    return _not_paid("unpaid", order, figures, at, {"reason": reason})


def _silent_unpaid(order: OrderFact, figures: Figures, at: datetime) -> Entry | None:
    return None if order.talked else _not_paid("silent_unpaid", order, figures, at, {})


def _not_paid(
    listing: str, order: OrderFact, figures: Figures, at: datetime, why: dict[str, Any]
) -> Entry | None:
    due = order.created_at + timedelta(minutes=figures["after_minutes"])
    if order.status != UNPAID or order.paid_at or order.wants_none or order.total_fen < figures["least_fen"]:
        return None
    if not due <= at < order.created_at + timedelta(hours=figures["oldest_hours"]):
        return None
    return Entry(listing=listing, key=order.number, due_at=by_day(due), value_fen=order.total_fen, why=why)


def _silent_paid(order: OrderFact, figures: Figures, at: datetime) -> Entry | None:
    if order.status not in TO_SEND or order.paid_at is None or order.talked or order.wants_none:
        return None
    due = order.paid_at + timedelta(minutes=figures["after_minutes"])
    large = order.item_count >= figures["least_pieces"] or order.paid_fen >= figures["least_fen"]
    too_late = order.dispatch_by is not None and at >= order.dispatch_by
    if at < due or not large or too_late or order.refund_asked:
        return None
    why = {"pieces": order.item_count}
    return Entry(
        listing="silent_paid", key=order.number, due_at=by_day(due), value_fen=order.paid_fen, why=why
    )


def _out_of_stock(order: OrderFact, figures: Figures, at: datetime) -> Entry | None:
    return _missing("out_of_stock", order, list(order.short), figures, at) if order.short else None


def _oversold(order: OrderFact, figures: Figures, at: datetime) -> Entry | None:
    return _missing("oversold", order, dict(order.oversold), figures, at) if order.oversold else None


def _missing(
    listing: str, order: OrderFact, short: list[str] | dict[str, int], figures: Figures, at: datetime
) -> Entry | None:
    if not (paid_at := _to_send(order)):
        return None
    due = paid_at + timedelta(minutes=figures["after_minutes"])
    if not due <= at < paid_at + timedelta(days=figures["oldest_days"]):
        return None
    return _dispatch(listing, order, by_day(due), {"short": short})


def _late(order: OrderFact, figures: Figures, at: datetime) -> Entry | None:
    paid_at, by = _to_send(order), order.dispatch_by
    if not paid_at or by is None or not by <= at < paid_at + timedelta(days=figures["oldest_days"]):
        return None
    cost = min(order.paid_fen * figures["cost_percent"] // 100, figures["cost_most_fen"])
    return _dispatch("late", order, by_day(by), {"cost_fen": cost})


def _soon_late(order: OrderFact, figures: Figures, at: datetime) -> Entry | None:
    by = order.dispatch_by
    if not _to_send(order) or by is None:
        return None
    due = by - timedelta(hours=figures["before_hours"])
    return _dispatch("soon_late", order, before(due, by), {}) if due <= at < by else None


def _to_send(order: OrderFact) -> datetime | None:
    """Give when an order was paid that has not left and is not asked back."""
    return order.paid_at if order.status in TO_SEND and not order.refund_asked else None


def _dispatch(listing: str, order: OrderFact, due_at: datetime, why: dict[str, Any]) -> Entry:
    if order.dispatch_by:
        why = why | {"dispatch_by": order.dispatch_by.isoformat()}
    return Entry(listing=listing, key=order.number, due_at=due_at, value_fen=order.paid_fen, why=why)


def _after_dispatch(order: OrderFact, figures: Figures, at: datetime) -> Entry | None:
    return _care("after_dispatch", order, order.shipped_at if order.status == SHIPPED else None, figures, at)


def _after_signing(order: OrderFact, figures: Figures, at: datetime) -> Entry | None:
    signed_at = order.finished_at or order.shipped_at
    return _care("after_signing", order, signed_at if order.status in ARRIVED else None, figures, at)


def _care(
    listing: str, order: OrderFact, since: datetime | None, figures: Figures, at: datetime
) -> Entry | None:
    if since is None or order.rating is None or order.rating >= figures["rating_below"]:
        return None
    due = since + timedelta(hours=figures["after_hours"])
    over = since + timedelta(days=figures["oldest_days"])
    if order.wants_none or order.refund_asked or not due <= at < over:
        return None
    why = {"rating": order.rating}
    return Entry(listing=listing, key=order.number, due_at=by_day(due), value_fen=order.paid_fen, why=why)


_RULES: dict[str, Rule] = {
    "unpaid": _unpaid,
    "silent_unpaid": _silent_unpaid,
    "silent_paid": _silent_paid,
    "out_of_stock": _out_of_stock,
    "oversold": _oversold,
    "late": _late,
    "soon_late": _soon_late,
    "after_dispatch": _after_dispatch,
    "after_signing": _after_signing,
}
