"""What the clock does for after-sales and for shifts that hand over."""

from huey import crontab

from guitai.domains.aftersales.actions import handover_clock, issues, watching
from guitai.jobs.clock import clock
from guitai.jobs.every_shop import for_every_shop


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_after_cases() -> None:
    """Lead on what the warehouse answered unheard, then tell of the clocks that run out."""
    # First, so that nobody is called for a step that is behind the case.
    for_every_shop(watching.catch_up, watching.warn)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def look_after_handovers() -> None:
    """Settle what of the handovers is done, and ring for what nobody took.

    They are gathered where to-dos are given to the next shift, just before that (``jobs.followups``).
    """
    # What is settled does not ring.
    for_every_shop(handover_clock.settle_done, handover_clock.ring_unclaimed)


@clock.periodic_task(crontab(minute="25"))  # type: ignore[untyped-decorator]
def look_for_faults() -> None:
    """Open an issue for every product that shows a fault more often than it used to (A5)."""
    for_every_shop(issues.look_for_faults)
