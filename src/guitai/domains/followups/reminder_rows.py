"""Reminders to pay as rows for the figures; moments are given as they are stored (``common.rows``)."""

from datetime import datetime
from typing import NamedTuple

from guitai.common.rows import as_stored, stored
from guitai.domains.accounts.models import Shop
from guitai.domains.followups.models import Attempt, Listing

REMINDING = (Listing.UNPAID, Listing.SILENT_UNPAID)


class ReminderRow(NamedTuple):
    """Somebody reminded a buyer of an order that was not paid."""

    member_id: int | None
    order: str
    at: str


def has_reminders(shop: Shop) -> bool:
    """Say whether anybody in a shop ever reminded a buyer."""
    return Attempt.objects.filter(todo__shop=shop, todo__listing__in=REMINDING).exists()


def reminders_between(shop: Shop, *, since: datetime, until: datetime) -> list[ReminderRow]:
    """Give the reminders of a period, the oldest first; its end does not belong to it."""
    noted = Attempt.objects.filter(
        todo__shop=shop, todo__listing__in=REMINDING, todo__order__isnull=False, at__gte=since, at__lt=until
    )
    rows = noted.order_by("at", "pk").values_list("by", "todo__order__number", as_stored("at"))
    return [ReminderRow(member, number, stored(at)) for member, number, at in rows]
