"""Which business days of a shop are counted as their facts are now, and the present one."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.core.cache import cache

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.counting import Counted, count
from guitai.domains.performance.desk_facts import days_with_facts
from guitai.domains.performance.models import CountedDay
from guitai.domains.performance.queries.settings import kept_of, settings_of
from guitai.engines.metrics.reading_settings import read_settings
from guitai.engines.metrics.settings import Settings
from guitai.kernel.days import business_day

# Counts up when the same facts and settings come to give other sums: every day is counted anew then.
COUNTED_AS = 1

# A little longer than the clock's minute: it counts the present day as long as somebody looks, so that no
# page but the first waits for it.
_TODAY_KEPT = timedelta(seconds=75)
_STILL_ASKED = timedelta(minutes=5)


def fingerprint_of(settings: Settings) -> str:
    """Give a short text that differs where days have to be counted anew."""
    return hashlib.blake2b(f"{COUNTED_AS} {settings!r}".encode(), digest_size=8).hexdigest()


def days_to_count(shop: Shop, *, at: datetime) -> list[date]:
    """Give the business days that are over and not counted as they are now, newest first."""
    kept = kept_of(shop)
    if kept.since is None:
        return []
    settings = read_settings(kept.values)
    last = business_day(at, split=settings.day_begins) - timedelta(days=1)
    right = _counted(shop, settings, kept.since, last)
    return [day for day in days_back(last, kept.since) if day not in right]


def days_not_counted(shop: Shop, *, first: date, last: date) -> tuple[date, ...]:
    """Give the days of a period, all of them over, that are not counted as they are now; oldest first."""
    kept = kept_of(shop)
    since = kept.since or (there[0] if (there := days_with_facts(shop)) else last + timedelta(days=1))
    right = _counted(shop, read_settings(kept.values), first, last)
    return tuple(day for day in reversed(list(days_back(last, max(first, since)))) if day not in right)


def days_back(last: date, first: date) -> Iterator[date]:
    """Give every day from the last back to the first."""
    for back in range((last - first).days + 1):
        yield last - timedelta(days=back)


def today_of(shop: Shop, *, at: datetime) -> Counted:
    """Count the present business day as its facts are, or were a minute ago."""
    cache.set(f"figures-asked-{shop.pk}", at, _STILL_ASKED.total_seconds())
    found: tuple[datetime, str, Counted] | None = cache.get(_key(shop))
    settings = settings_of(shop)
    if found and timedelta() <= at - found[0] <= _TODAY_KEPT and found[1] == _name(settings, at):
        return found[2]
    return count_today(shop, at=at)


def is_today_asked(shop: Shop) -> bool:
    """Say whether a page of this process asked for the present day lately."""
    return cache.get(f"figures-asked-{shop.pk}") is not None


def count_today(shop: Shop, *, at: datetime) -> Counted:
    """Count the present business day anew, and keep it for those who ask within the minute."""
    kept = kept_of(shop)
    settings = read_settings(kept.values)
    today = business_day(at, split=settings.day_begins)
    counted = count(shop, today, today, settings, main_accounts=kept.main_accounts)
    cache.set(_key(shop), (at, _name(settings, at), counted), _STILL_ASKED.total_seconds())
    return counted


def _key(shop: Shop) -> str:
    return f"figures-today-{shop.pk}"


def _name(settings: Settings, at: datetime) -> str:
    return f"{business_day(at, split=settings.day_begins)} {fingerprint_of(settings)}"


def _counted(shop: Shop, settings: Settings, first: date, last: date) -> set[date]:
    rows = CountedDay.objects.filter(
        shop=shop, day__range=(first, last), fingerprint=fingerprint_of(settings)
    )
    known = rows.values_list("day", "changes", "counted")
    return {day for day, changes, counted in known if changes == counted}
