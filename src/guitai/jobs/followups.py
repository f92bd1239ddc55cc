"""What the clock does for what is to be done for buyers."""

from django.utils import timezone
from huey import crontab

from guitai.domains.aftersales.actions import handovers
from guitai.domains.followups import filling, promising
from guitai.domains.followups.actions import promises, reckoning, ringing
from guitai.jobs.clock import clock
from guitai.jobs.every_shop import for_every_shop


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_after_followups() -> None:
    """Find what was promised unheard, settle promises, give to whoever is on duty, ring for what is due."""
    # A handover is gathered before the to-dos of a shift that ended are given to the next.
    for_every_shop(promising.catch_up, promises.settle, handovers.gather, ringing.share_out)
    # Last, so that it rings where it is now, and not for what was settled.
    ringing.ring_due(at=timezone.now())


@clock.periodic_task(crontab(minute="*/5"))  # type: ignore[untyped-decorator]
def fill_lists() -> None:
    """Put on every shop's lists what belongs there by now, and take off what is settled."""
    for_every_shop(filling.fill)


@clock.periodic_task(crontab(minute="40"))  # type: ignore[untyped-decorator]
def reckon_followups() -> None:
    """Add up what the reminders of the last month brought."""
    for_every_shop(reckoning.reckon)


@clock.periodic_task(crontab(minute="30", hour="5"))  # type: ignore[untyped-decorator]
def look_through_buyers() -> None:
    """Find the VIPs of the month and those to wake; once a day, for all orders are added up."""
    for_every_shop(filling.fill_buyers)
