"""When something falls due or happens, in words."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from guitai.kernel.days import SHANGHAI

_SOON = timedelta(hours=1)
_HOUR, _DAY = 60, 24 * 60  # minutes
_DAYS_FROM = 2 * _DAY
_WEEKDAYS = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)


@dataclass(frozen=True, slots=True)
class Due:
    """When something falls due, and how pressing that is: calm, soon or late; no words without a time."""

    words: str
    level: str
    title: str


def due_in_words(due_at: datetime | None, *, at: datetime) -> Due:
    """Say when something falls due, as seen now."""
    if due_at is None:
        return Due("", "calm", "")
    here, exact = due_at.astimezone(SHANGHAI), f"{due_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    if due_at <= at:
        return Due(_("%(time)s late") % {"time": span(at - due_at)}, "late", exact)
    if due_at - at <= _SOON:
        return Due(_("%(time)s left") % {"time": span(due_at - at)}, "soon", exact)
    if here.date() == at.astimezone(SHANGHAI).date():
        return Due(_("today %(time)s") % {"time": f"{here:%H:%M}"}, "calm", exact)
    return Due(f"{here:%m-%d %H:%M}", "calm", exact)


def day_and_clock(moment: datetime, *, at: datetime) -> str:
    """Write a moment to come as people say it: today 18:00, 11-27 Fri 12:00; midnight ends its day."""
    here = moment.astimezone(SHANGHAI)
    clock = f"{here:%H:%M}"
    if here.time() == time(0):
        here, clock = here - timedelta(minutes=1), "24:00"
    ahead = (here.date() - at.astimezone(SHANGHAI).date()).days
    if ahead == 0:
        return _("today %(time)s") % {"time": clock}
    if ahead == 1:
        return _("tomorrow %(time)s") % {"time": clock}
    return f"{here:%m-%d} {_WEEKDAYS[here.weekday()]} {clock}"


def span(length: timedelta) -> str:
    """Write a stretch of time in its largest units: days, hours and minutes, or minutes."""
    minutes = max(int(length.total_seconds()) // 60, 1)
    if minutes >= _DAYS_FROM:
        return _("%(days)d days") % {"days": minutes // _DAY}
    if minutes >= _HOUR:
        return _("%(hours)d h %(minutes)d min") % {"hours": minutes // _HOUR, "minutes": minutes % _HOUR}
    return _("%(minutes)d min") % {"minutes": minutes}
