"""Who works when: duties turned into periods of time, in the clock of the installation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import DateField, QuerySet
from django.utils import timezone

from guitai.common.statements import Question, given
from guitai.domains.accounts.models import Duty, Membership, ShiftPattern, Shop
from guitai.kernel.periods import Period, merge

_DAY = timedelta(days=1)
# A shop that planned anybody this near keeps a roster; a day without duties is then a day off.
_PLANNED_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShiftEnd:
    """A member's working time ends; when the next block follows at once, it does not."""

    membership_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A member and the shift they work on each day of a week, nothing on a free day."""

    membership: Membership
    shifts: tuple[ShiftPattern | None, ...]


def local_day(moment: datetime) -> date:
    """Give the calendar day of a moment where the shops are."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def duty_periods(membership: Membership, *, of: Period) -> tuple[Period, ...]:
    """Give the stretches a member works that begin inside the period, whole, in order.

    What crosses midnight counts for the day it begins on; blocks that touch are one stretch.
    """
    periods = _periods_of(Duty.objects.filter(membership=membership), from_=of.start, to=of.end)
    return merge(period for _, period in periods if of.covers(period.start))


def on_duty(shop: Shop, *, at: datetime) -> set[int]:
    """Give the ids of the members who work at this moment; one query."""
    near = _near.all(shop=shop.pk, first=local_day(at) - _DAY, last=local_day(at))
    return {member for member, period in _periods(near) if period.covers(at)}


def ending_shifts(shop: Shop, *, between: Period) -> tuple[ShiftEnd, ...]:
    """Give whose working time ends inside the period, earliest first."""
    worked: dict[int, list[Period]] = defaultdict(list)
    for member, period in _periods_of(_duties(shop), from_=between.start, to=between.end):
        worked[member].append(period)
    ends = [
        ShiftEnd(member, period.end)
        for member, periods in worked.items()
        for period in merge(periods)
        if between.covers(period.end)
    ]
    return tuple(sorted(ends, key=lambda end: (end.at, end.membership_id)))


def has_roster(shop: Shop, *, at: datetime) -> bool:
    """Say whether the shop plans its shifts: somebody has a duty within a week of this moment."""
    first, last = local_day(at - _PLANNED_WITHIN), local_day(at + _PLANNED_WITHIN)
    return _planned.first(shop=shop.pk, first=first, last=last) is not None


def week_roster(shop: Shop, *, members: Iterable[Membership], first: date) -> tuple[RosterRow, ...]:
    """Give the shifts of the members on the seven days from the first one on; one query."""
    days = [first + _DAY * number for number in range(7)]
    duties = Duty.objects.filter(membership__shop=shop, day__range=(days[0], days[-1])).select_related(
        "pattern"
    )
    shifts = {(duty.membership_id, duty.day): duty.pattern for duty in duties}
    return tuple(RosterRow(member, tuple(shifts.get((member.pk, day)) for day in days)) for member in members)


def shift_periods(pattern: ShiftPattern, *, day: date) -> tuple[Period, ...]:
    """Give the stretches a shift has when it begins on that day, in order."""
    zone = timezone.get_default_timezone()
    return tuple(sorted(block.on(day, zone) for block in pattern.as_blocks()))


def _duties(shop: Shop) -> QuerySet[Duty]:
    return Duty.objects.filter(membership__shop=shop, membership__left_at=None)


def _between() -> QuerySet[Duty]:
    days = {"day__gte": given("first", DateField()), "day__lte": given("last", DateField())}
    return _duties(given("shop")).filter(**days)


# Asked for every conversation that arrives.
_near = Question(lambda: _between().select_related("pattern"))
_planned = Question(lambda: _between().values_list("pk")[:1])


def _periods_of(duties: QuerySet[Duty], *, from_: datetime, to: datetime) -> list[tuple[int, Period]]:
    # Whoever began the day before may still be at work.
    near = duties.filter(day__range=(local_day(from_) - _DAY, local_day(to))).select_related("pattern")
    return _periods(near)


def _periods(duties: Iterable[Duty]) -> list[tuple[int, Period]]:
    return [
        (duty.membership_id, period)
        for duty in duties
        for period in shift_periods(duty.pattern, day=duty.day)
    ]
