"""What the clock does for the guard, once a minute."""

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.guard import actions
from guitai.jobs.clock import clock


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey ships no types
def end_what_was_left() -> None:
    """Let requests lapse that no lead answered, and drop drafts nobody came back to."""
    close_old_connections()
    at = timezone.now()
    actions.lapse(at=at)
    actions.drop_stale(at=at)
