"""When a buyer may be gone to."""

from datetime import datetime, timedelta

from guitai.engines.worklists.rules import rules
from guitai.kernel.days import SHANGHAI


def by_day(moment: datetime) -> datetime:
    """Give a moment itself, or the next morning if it lies in the quiet hours of the night."""
    until, local = rules().quiet_until, moment.astimezone(SHANGHAI)
    if local.time() >= rules().quiet_from:
        local += timedelta(days=1)
    elif local.time() >= until:
        return moment
    return local.replace(hour=until.hour, minute=until.minute, second=0, microsecond=0)


def before(moment: datetime, last: datetime) -> datetime:
    """Give :func:`by_day` of a moment, but never after the last one."""
    return min(by_day(moment), last)
