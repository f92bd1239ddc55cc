"""Looks for inquiries that did not buy, so that agents confirm why before their shift ends."""

import logging
from datetime import date, timedelta

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Shop
from guitai.domains.insight import actions
from guitai.domains.performance.queries.settings import settings_of
from guitai.jobs.clock import clock
from guitai.kernel.days import business_day

logger = logging.getLogger(__name__)
# Today, and the day whose buyers may still order.
OPEN_DAYS = 2
# Exports bring talks and orders days later.
LOOKED_BACK = 31


@clock.periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_for_lost() -> None:
    """Bring today's and yesterday's lost inquiries up to date."""
    close_old_connections()
    look_back(OPEN_DAYS)


@clock.periodic_task(crontab(minute="47", hour="4"))  # type: ignore[untyped-decorator]
def look_for_lost_again() -> None:
    """Bring a month up to date, for what was imported since."""
    close_old_connections()
    look_back(LOOKED_BACK)


def look_back(days: int) -> None:
    """Look through so many business days of every shop, today being the first."""
    today = business_day(timezone.now())
    for shop in accounts.shops():
        for ago in range(days):
            _look(shop, today - timedelta(days=ago))


def _look(shop: Shop, day: date) -> None:
    try:
        actions.look_through(shop=shop, day=day, settings=settings_of(shop), at=timezone.now())
    except Exception:
        # One shop's trouble keeps no other shop waiting.
        logger.exception("lost inquiries of %s on %s could not be looked through", shop.key, day)
