"""Computes the dense vectors of what shops know, so that no page waits for them."""

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.knowledge.indexes import keep_vectors
from guitai.jobs.alone import alone
from guitai.jobs.clock import clock
from guitai.kernel.days import business_day


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_after_vectors() -> None:
    """Compute what is missing in any shop; whoever does so already goes on alone."""
    close_old_connections()
    with alone("vectors") as is_alone:
        for shop in accounts.shops() if is_alone else ():
            keep_vectors(shop, on=business_day(timezone.now()))
