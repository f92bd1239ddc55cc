"""Counts at night what buyers bought together."""

import logging

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.trade.buying_together import count_together
from guitai.jobs.clock import clock

logger = logging.getLogger(__name__)


@clock.periodic_task(crontab(minute="23", hour="5"))  # type: ignore[untyped-decorator]  # huey ships no types
def count_bought_together() -> None:
    """Count it for every shop."""
    close_old_connections()
    for shop in accounts.shops():
        try:
            count_together(shop=shop, at=timezone.now())
        except Exception:
            # One shop's trouble keeps no other shop waiting.
            logger.exception("what was bought together in %s could not be counted", shop.key)
