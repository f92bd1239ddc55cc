"""When a case's clocks run out: of its first answer, of settling what a courier has to settle, of its step.

A clock that counts duty stands still while nobody who answers buyers is on the roster; a shop without a
roster is always on duty. On days nobody has planned yet the shop works as on the same weekday of its last
plan, and feasts are off.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Duty as Planned
from guitai.domains.accounts.models import Shop
from guitai.domains.accounts.roster import local_day
from guitai.domains.aftersales.models import Case, CaseSetting, Kind
from guitai.engines.promises.duty import Duty, count_duty
from guitai.engines.promises.errors import PromiseSettingsError
from guitai.engines.promises.working_days import work_calendar
from guitai.kernel.periods import Block

# A courier's part in it is to be settled in 48 hours (A1).
OF_COURIERS = frozenset({Kind.UNREACHABLE, Kind.MISDELIVERED, Kind.LOST, Kind.BROKEN})
_LOOKS_BACK, _LOOKS_AHEAD = timedelta(days=14), timedelta(days=28)


def setting_of(shop: Shop) -> CaseSetting:
    """Give how long a shop lets its clocks run; the usual where it never said."""
    return CaseSetting.objects.filter(shop=shop).first() or CaseSetting(shop=shop)


def answer_due(shop: Shop, *, at: datetime) -> datetime:
    """Give until when the buyer of a case opened now is to have a first answer."""
    setting = setting_of(shop)
    return _due(shop, at, timedelta(minutes=setting.answer_minutes), on_duty=setting.answer_on_duty)


def settle_due(shop: Shop, kind: str, *, at: datetime) -> datetime | None:
    """Give until when a case opened now is to be settled; None for a kind that has no such clock."""
    if kind not in OF_COURIERS:
        return None
    setting = setting_of(shop)
    return _due(shop, at, timedelta(hours=setting.settle_hours), on_duty=setting.settle_on_duty)


def first_due(case: Case) -> datetime | None:
    """Give the first moment at which a running clock of the case runs out."""
    return min((due for due, _ in running_clocks(case)), default=None)


def running_clocks(case: Case) -> list[tuple[datetime, str]]:
    """Give the clocks that run, the first to run out at the front: ``answer``, ``settle`` or ``step``."""
    clocks = [
        (None if case.answered_at else case.answer_due_at, "answer"),
        (case.settle_due_at, "settle"),
        (case.step_due_at, "step"),
    ]
    return sorted((due, name) for due, name in clocks if due is not None and case.ended_at is None)


def warned_before(setting: CaseSetting, clock: str) -> timedelta:
    """Give how long before a clock runs out the lead hears of it."""
    if clock == "answer":
        return timedelta(minutes=setting.answer_warns_minutes)
    return timedelta(hours=setting.settle_warns_hours)


def duty_of(shop: Shop, *, at: datetime) -> Duty | None:
    """Give when somebody who answers buyers is at work around a moment; None without a roster."""
    if not accounts.has_roster(shop, at=at):
        return None
    span = (local_day(at - _LOOKS_BACK), local_day(at + _LOOKS_AHEAD))
    members = accounts.answering_members(shop)
    planned = Planned.objects.filter(membership__in=members, day__range=span).select_related("pattern")
    hours: dict[date, tuple[Block, ...]] = defaultdict(tuple)
    for duty in planned:
        hours[duty.day] += duty.pattern.as_blocks()
    if not hours:
        return None
    first, last = min(hours), max(hours)
    days = {first + timedelta(days=more): () for more in range((last - first).days + 1)} | hours
    weekdays = {day.weekday(): hours[day] for day in sorted(hours)}
    return Duty(weekdays, days, calendar=work_calendar())


def _due(shop: Shop, at: datetime, within: timedelta, *, on_duty: bool) -> datetime:
    duty = duty_of(shop, at=at) if on_duty else None
    if duty is None:
        return at + within
    try:
        return count_duty(at, within, duty)
    except PromiseSettingsError:  # planned hours that never come again
        return at + within
