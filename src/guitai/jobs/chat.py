"""What the clock does for conversations, once a minute."""

from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.chat import actions
from guitai.jobs.clock import clock
from guitai.jobs.every_shop import for_every_shop

CHANGES_KEPT = timedelta(days=3)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_after_conversations() -> None:
    """Notice who is gone, pass on what nobody answers, serve the queue, end what is idle."""
    close_old_connections()
    actions.notice_gone(at=timezone.now())
    for_every_shop(
        actions.look_after_shift_ends,
        actions.look_after_unanswered,
        actions.look_after_waiting,
        actions.close_idle,
    )


@clock.periodic_task(crontab(minute="17", hour="4"))  # type: ignore[untyped-decorator]
def forget_old_changes() -> None:
    """Drop numbered changes nobody asks for any more."""
    close_old_connections()
    actions.forget_changes(before=timezone.now() - CHANGES_KEPT)
