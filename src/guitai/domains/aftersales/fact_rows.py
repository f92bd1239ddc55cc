"""Cases as rows for the figures; moments are given as they are stored (``common.rows``)."""

from datetime import datetime
from typing import NamedTuple

from guitai.common.rows import as_stored, stored
from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.models import Case
from guitai.domains.trade.order_facts import buyer_name


class CaseRow(NamedTuple):
    """A case, whose it is, and when it was opened, first answered and settled, if it was."""

    buyer: str
    member_id: int
    opened_at: str
    answered_at: str | None
    settled_at: str | None


def has_cases(shop: Shop) -> bool:
    """Say whether a shop ever had a case."""
    return Case.objects.filter(shop=shop).exists()


def cases_between(shop: Shop, *, since: datetime, until: datetime) -> list[CaseRow]:
    """Give the cases opened in a period, by their time; its end does not belong to it.

    What was merged into another case counts there. A case is its owner's; one nobody has is of who opened it.
    """
    opened = Case.objects.filter(shop=shop, opened_at__gte=since, opened_at__lt=until)
    rows = (
        opened.exclude(state=Case.State.MERGED)
        .order_by("opened_at", "pk")
        .values_list(
            "buyer",
            "buyer__account",
            "owner",
            "opened_by",
            as_stored("opened_at"),
            as_stored("answered_at"),
            as_stored("ended_at"),
        )
    )
    return [
        CaseRow(
            buyer_name(buyer, account) if buyer else "",
            owner or opened_by,
            stored(opened_at),
            stored(answered_at) if answered_at else None,
            stored(ended_at) if ended_at else None,
        )
        for buyer, account, owner, opened_by, opened_at, answered_at, ended_at in rows
    ]
