"""Counts the days of shops beside the server's other work, a few seconds at a time, the newest first."""

import logging
import time
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Shop
from guitai.domains.performance.actions.days import count_some
from guitai.domains.performance.queries.days import count_today, is_today_asked
from guitai.jobs.alone import alone
from guitai.jobs.clock import clock

logger = logging.getLogger(__name__)
# What was said a moment before midnight may be stored a moment after it.
_SETTLES = timedelta(minutes=2)
_FEWEST, _MOST = 1, 31
# The next stretch is longer after one that was quicker, and shorter after one that was slower, in seconds.
_QUICK, _SLOW = 1.5, 4.0


@clock.periodic_task(crontab(minute="*/2"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_after_days() -> None:
    """Count what is over or changed; also where a server was ended in the midst of it."""
    close_old_connections()
    for shop in accounts.shops():
        go_on(shop.pk)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def keep_today() -> None:
    """Count the present day of shops whose figures somebody looks at, so that their pages need not wait."""
    close_old_connections()
    for shop in accounts.shops():
        if is_today_asked(shop):
            count_today(shop, at=timezone.now())


@clock.task()  # type: ignore[untyped-decorator]
def go_on(shop_id: int, most: int = _FEWEST) -> None:
    """Count a stretch of days, and leave the next to whoever comes."""
    close_old_connections()
    shop = accounts.shops().filter(pk=shop_id).first()
    if shop is not None and (next_most := count_stretch(shop, most=most)):
        go_on(shop_id, next_most)


def count_stretch(shop: Shop, *, most: int) -> int:
    """Count the newest days that have to be, up to so many; give how many to take next, 0 if none are left.

    Where somebody else counts this shop they go on, and nothing is left here.
    """
    begun = time.monotonic()
    with alone(f"figures-{shop.pk}") as is_alone:
        if not is_alone or not count_some(shop=shop, at=timezone.now() - _SETTLES, most=most):
            return 0
    took = time.monotonic() - begun
    if took < _QUICK:
        return min(2 * most, _MOST)
    return max(most // 2, _FEWEST) if took > _SLOW else most
