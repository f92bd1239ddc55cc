"""Business days: local days of the shop, split at a set hour."""

from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from guitai.kernel.periods import Period

SHANGHAI = ZoneInfo("Asia/Shanghai")


def business_day(moment: datetime, *, zone: tzinfo = SHANGHAI, split: time = time(0)) -> date:
    """Give the business day a moment belongs to; before the split it is still the day before."""
    local = moment.astimezone(zone)
    return local.date() if local.time() >= split else local.date() - timedelta(days=1)


def day_period(day: date, *, zone: tzinfo = SHANGHAI, split: time = time(0)) -> Period:
    """Give the period of a business day."""
    return Period(
        datetime.combine(day, split, zone),
        datetime.combine(day + timedelta(days=1), split, zone),
    )


def local(moment: datetime | None) -> datetime | None:
    """Give a moment as the clock in the shop shows it, without an offset."""
    return moment.astimezone(SHANGHAI).replace(tzinfo=None) if moment else None
