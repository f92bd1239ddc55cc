"""What the clock does for after-sales and for shifts that hand over."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Shop
from guitai.domains.aftersales.actions import handover_clock, issues, watching
from guitai.jobs.clock import clock

logger = logging.getLogger(__name__)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_after_cases() -> None:
    """Lead on what the warehouse answered unheard, then tell of the clocks that run out."""
    # First, so that nobody is called for a step that is behind the case.
    for deed in (watching.catch_up, watching.warn):
        _do_for_all(deed)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def look_after_handovers() -> None:
    """Settle what of the handovers is done, and ring for what nobody took.

    They are gathered where to-dos are given to the next shift, just before that (``jobs.followups``).
    """
    # What is settled does not ring.
    for deed in (handover_clock.settle_done, handover_clock.ring_unclaimed):
        _do_for_all(deed)


@clock.periodic_task(crontab(minute="25"))  # type: ignore[untyped-decorator]
def look_for_faults() -> None:
    """Open an issue for every product that shows a fault more often than it used to (A5)."""
    _do_for_all(issues.look_for_faults)


def _do_for_all(deed: Callable[..., Any]) -> None:
    close_old_connections()
    for shop in accounts.shops():
        _do(deed, shop)


def _do(deed: Callable[..., Any], shop: Shop) -> None:
    try:
        deed(shop=shop, at=timezone.now())
    except Exception:
        # One shop's trouble keeps no other shop's clock from ringing.
        logger.exception("%s failed for %s", deed.__name__, shop.key)
