"""Put the figures of a platform's table into a shop's tables; the same table twice changes nothing."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.drafts import FiguresDraft
from guitai.domains.performance.models import PlatformFigure

_FINEST = Decimal("0.000001")  # as fine as the table keeps a figure


@transaction.atomic
def put_figures(
    *, shop: Shop, drafts: Sequence[FiguresDraft], at: datetime, journal: Journal | None = None
) -> Tally:
    """Add figures or bring known ones up to date; counted by agents' rows.

    A figure that is not counted yet never takes the place of one that was.
    """
    known = _known(shop, drafts)
    members = _members(shop)
    tally, changes = Tally(), Changes(PlatformFigure, journal)
    for draft in drafts:
        rows = known.setdefault((draft.source, draft.account, draft.period), {})
        is_new, moved = not rows, False
        member = members.get(draft.account)
        for key, exact in draft.figures.items():
            value = None if exact is None else exact.quantize(_FINEST)
            values: dict[str, Any] = {"membership_id": member} if member else {}
            row = rows.get(key)
            if row is None:
                row = PlatformFigure(
                    shop=shop, source=draft.source, account=draft.account, period=draft.period, key=key
                )
                rows[key] = changes.add(row, values | {"day": draft.day, "value": value, "imported_at": at})
                moved = True
                continue
            if value is not None:
                values["value"] = value
            if changes.change(row, values):
                changes.change(row, {"imported_at": at})
                moved = True
        tally += Tally(added=is_new, updated=moved and not is_new, unchanged=not (moved or is_new))
    changes.write()
    return tally


def _known(
    shop: Shop, drafts: Sequence[FiguresDraft]
) -> dict[tuple[str, str, str], dict[str, PlatformFigure]]:
    """Give the figures there are, by source, account and period, then by key."""
    known: dict[tuple[str, str, str], dict[str, PlatformFigure]] = {}
    stored = PlatformFigure.objects.filter(
        shop=shop,
        account__in={draft.account for draft in drafts},
        period__in={draft.period for draft in drafts},
    )
    for row in stored:
        known.setdefault((row.source, row.account, row.period), {})[row.key] = row
    return known


def _members(shop: Shop) -> dict[str, int]:
    """Give the members as tables call them: their account 店铺:小美, or 小美 where one alone is called so.

    Where somebody took an account over, the one who has it now.
    """
    places = sorted(
        Membership.objects.filter(shop=shop).exclude(account=""),
        key=lambda place: (place.left_at is None, place.pk),
    )
    by_account = {place.account: place.pk for place in places}
    short: dict[str, set[int]] = {}
    for account, key in by_account.items():
        short.setdefault(account.rpartition(":")[2], set()).add(key)
    return {name: keys.pop() for name, keys in short.items() if len(keys) == 1} | by_account
