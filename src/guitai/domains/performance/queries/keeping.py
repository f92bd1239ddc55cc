"""Reports that are too slow to compute for each look at them, kept until their facts change."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Max, Sum

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.models import CountedDay
from guitai.domains.performance.queries.days import fingerprint_of
from guitai.domains.performance.queries.settings import settings_of
from guitai.kernel.days import business_day

Kept = TypeVar("Kept")
# What became of these days may still change for so long, and be decided by days so long before.
_AROUND = timedelta(days=100)
_HELD = timedelta(hours=12)
_STILL_GOOD = 300  # seconds, of a period with the present day in it


def kept(
    shop: Shop,
    name: str,
    *,
    first: date,
    last: date,
    at: datetime,
    make: Callable[[], Kept],
    only_kept: bool = False,
) -> Kept | None:
    """Give what ``make`` makes of the days from the first to the last, or made of the same facts before.

    :param name: what is made, and of whom.
    :param only_kept: give nothing, at once, where it would have to be made.
    """
    key = _key(shop, name, first, last, at)
    found: tuple[Kept] | None = cache.get(key)
    if found is None and not only_kept:
        found = (make(),)
        cache.set(key, found, _HELD.total_seconds())
    return found[0] if found else None


def _key(shop: Shop, name: str, first: date, last: date, at: datetime) -> str:
    """Give a key that changes with the facts of these days and around them, and with the settings."""
    settings = settings_of(shop)
    today = business_day(at, split=settings.day_begins)
    until = min(last + _AROUND, today - timedelta(days=1))
    days = CountedDay.objects.filter(shop=shop, day__range=(first - _AROUND, until))
    seen = days.aggregate(Sum("changes"), Max("counted_at"))
    lately = int(at.timestamp()) // _STILL_GOOD if last >= today else 0
    told = (
        f"{shop.pk} {name} {first} {last} {today} {lately} {sorted(seen.items())} {fingerprint_of(settings)}"
    )
    return f"report-{hashlib.blake2b(told.encode(), digest_size=16).hexdigest()}"
