"""Promises as rows for the figures; moments are given as they are stored (``common.rows``)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from guitai.common.rows import as_stored, stored, stored_time
from guitai.domains.accounts.models import Shop
from guitai.domains.followups.models import Listing, Outcome, State, Todo
from guitai.domains.trade.order_facts import buyer_name

# A proposal is no promise yet; what ended without an outcome was replaced, dropped or never confirmed.
_COUNTS = Q(state=State.OPEN) | ~Q(outcome="")


class PromiseRow(NamedTuple):
    """A promise somebody made, when it falls due, and when it was kept, if it was, in time or late."""

    buyer: str
    member_id: int | None
    made_at: str
    due_at: str
    kept_at: str | None


def has_promises(shop: Shop) -> bool:
    """Say whether a shop ever had a promise with a time."""
    return Todo.objects.filter(_COUNTS, shop=shop, listing=Listing.PROMISE, due_at__isnull=False).exists()


def promises_between(shop: Shop, *, since: datetime, until: datetime) -> list[PromiseRow]:
    """Give the promises that fall due in a period, by their time; its end does not belong to it."""
    # With the state named the index of a list's times is of use.
    due = Todo.objects.filter(
        _COUNTS,
        shop=shop,
        listing=Listing.PROMISE,
        state__in=State.values,
        due_at__gte=since,
        due_at__lt=until,
    )
    rows = due.order_by("due_at", "pk").values_list(
        "buyer",
        "buyer__account",
        "made_by",
        as_stored("opened_at"),
        as_stored("due_at"),
        as_stored("closed_at"),
        "outcome",
        "why",
    )
    return [
        PromiseRow(
            buyer_name(buyer, account) if buyer else "",
            member,
            stored(made_at),
            stored(due_at),
            _kept_at(outcome, closed_at, why),
        )
        for buyer, account, member, made_at, due_at, closed_at, outcome, why in rows
    ]


def _kept_at(outcome: str, closed_at: str | datetime | None, why: Mapping[str, Any]) -> str | None:
    """Give when it was done: as was found, else as somebody said who closed it in time."""
    if outcome and why.get("kept"):
        return stored_time(datetime.fromisoformat(why["kept"]))
    return stored(closed_at) if outcome == Outcome.KEPT and closed_at else None
