"""What the clock does for what is to be done for buyers."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Shop
from guitai.domains.aftersales.actions import handovers
from guitai.domains.followups import filling, promising
from guitai.domains.followups.actions import promises, reckoning, ringing
from guitai.jobs.clock import clock

logger = logging.getLogger(__name__)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_after_followups() -> None:
    """Find what was promised unheard, settle promises, give to whoever is on duty, ring for what is due."""
    close_old_connections()
    for shop in accounts.shops():
        # A handover is gathered before the to-dos of a shift that ended are given to the next.
        for deed in (promising.catch_up, promises.settle, handovers.gather, ringing.share_out):
            _do(deed, shop)
    # Last, so that it rings where it is now, and not for what was settled.
    ringing.ring_due(at=timezone.now())


@clock.periodic_task(crontab(minute="*/5"))  # type: ignore[untyped-decorator]
def fill_lists() -> None:
    """Put on every shop's lists what belongs there by now, and take off what is settled."""
    _do_for_all(filling.fill)


@clock.periodic_task(crontab(minute="40"))  # type: ignore[untyped-decorator]
def reckon_followups() -> None:
    """Add up what the reminders of the last month brought."""
    _do_for_all(reckoning.reckon)


@clock.periodic_task(crontab(minute="30", hour="5"))  # type: ignore[untyped-decorator]
def look_through_buyers() -> None:
    """Find the VIPs of the month and those to wake; once a day, for all orders are added up."""
    _do_for_all(filling.fill_buyers)


def _do_for_all(deed: Callable[..., Any]) -> None:
    close_old_connections()
    for shop in accounts.shops():
        _do(deed, shop)


def _do(deed: Callable[..., Any], shop: Shop) -> None:
    try:
        deed(shop=shop, at=timezone.now())
    except Exception:
        # One shop's trouble keeps no other shop's to-dos from ringing.
        logger.exception("%s failed for %s", deed.__name__, shop.key)
