"""What the clock does for conversations, once a minute."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Shop
from guitai.domains.chat import actions
from guitai.jobs.clock import clock

logger = logging.getLogger(__name__)
CHANGES_KEPT = timedelta(days=3)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_after_conversations() -> None:
    """Notice who is gone, pass on what nobody answers, serve the queue, end what is idle."""
    close_old_connections()
    actions.notice_gone(at=timezone.now())
    for shop in accounts.shops():
        for deed in (
            actions.look_after_shift_ends,
            actions.look_after_unanswered,
            actions.look_after_waiting,
            actions.close_idle,
        ):
            _do(deed, shop)


def _do(deed: Callable[..., int], shop: Shop) -> None:
    try:
        deed(shop=shop, at=timezone.now())
    except Exception:
        # One shop's trouble keeps no other shop's buyers waiting.
        logger.exception("%s failed for %s", deed.__name__, shop.key)


@clock.periodic_task(crontab(minute="17", hour="4"))  # type: ignore[untyped-decorator]
def forget_old_changes() -> None:
    """Drop numbered changes nobody asks for any more."""
    close_old_connections()
    actions.forget_changes(before=timezone.now() - CHANGES_KEPT)
