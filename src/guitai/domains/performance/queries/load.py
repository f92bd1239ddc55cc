"""What a usual week of a shop is as work, half hour by half hour, from its last weeks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guitai.domains.accounts.models import Shop
from guitai.domains.chat import fact_rows as chat
from guitai.domains.performance.desk_rows import DeskDay, days_between
from guitai.domains.performance.models import CountedDay, LoadDay, SpecialDay, StaffingSettings
from guitai.engines.staffing.contacts import DayLoad, Line, day_load
from guitai.engines.staffing.needing import HALF_HOURS
from guitai.kernel.days import business_day

_DAY = timedelta(days=1)
_WEEK = 7  # days
# With fewer answered chats their mean length says too little; a shop that begins is reckoned with this one.
_ENOUGH, _USUAL_LENGTH = 20, 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A usual week: chats by weekday (0 is Monday) and half hour, a mean of the days from first to last.

    ``in_time`` is the share of chats whose first answer came as quickly as promised, None where none began.
    ``handling`` in seconds, ``measured_at`` how many chats an agent held meanwhile. ``lengths`` are those of
    single chats. ``growth`` is the later half of the weeks against the earlier, None where there are too few.
    ``special`` days are left out. ``missing`` days are not counted yet.
    """

    first: date
    last: date
    days: int
    missing: tuple[date, ...]
    special: tuple[date, ...]
    chats: tuple[tuple[float, ...], ...]
    in_time: tuple[tuple[float | None, ...], ...]
    handling: float
    measured_at: float
    lengths: tuple[int, ...]
    growth: float | None

    @property
    def is_empty(self) -> bool:
        """Whether no chat was counted at all."""
        return not any(any(row) for row in self.chats)


def load_of(shop: Shop, settings: StaffingSettings, *, at: datetime) -> Load:
    """Give a usual week as the last weeks that are over were; one query for days, three about them."""
    first, last = period(settings, at=at)
    special = set(
        SpecialDay.objects.filter(shop=shop, day__range=(first, last)).values_list("day", flat=True)
    )
    kept = LoadDay.objects.filter(shop=shop, day__range=(first, last)).order_by("day")
    days = {row.day: _read(row.sums) for row in kept if row.day not in special}
    told = chat.first_and_last(shop)
    began = max(first, business_day(told[0])) if told else first
    usual = {day: load for day, load in days.items() if day >= began}
    by_weekday: dict[int, list[DayLoad]] = defaultdict(list)
    for day, load in usual.items():
        by_weekday[day.weekday()].append(load)
    answered = sum(sum(load.answered) for load in usual.values())
    busy = sum(load.busy for load in usual.values())
    seconds = sum(load.held for load in usual.values())
    is_enough = answered >= _ENOUGH and seconds > 0
    return Load(
        first=first,
        last=last,
        days=len(usual),
        missing=tuple(stale_days(shop, first=first, last=last)),
        special=tuple(sorted(special)),
        chats=tuple(_mean([load.chats for load in by_weekday[weekday]]) for weekday in range(_WEEK)),
        in_time=tuple(_shares(by_weekday[weekday], settings.within_seconds) for weekday in range(_WEEK)),
        handling=seconds / answered if is_enough else _USUAL_LENGTH,
        measured_at=max(1.0, seconds / busy) if is_enough and busy else 1.0,
        lengths=tuple(length for load in usual.values() for length in load.lengths),
        growth=_growth(usual, first, last),
    )


def period(settings: StaffingSettings, *, at: datetime) -> tuple[date, date]:
    """Give the first and the last day a usual week is made of: whole weeks up to yesterday."""
    last = business_day(at) - _DAY
    return last - (settings.weeks * _WEEK - 1) * _DAY, last


def stale_days(shop: Shop, *, first: date, last: date) -> list[date]:
    """Give the days whose talks are not summed up as they are now, newest first; none before the first."""
    told = chat.first_and_last(shop)
    if told is None:
        return []
    first = max(first, business_day(told[0]))
    kept = dict(LoadDay.objects.filter(shop=shop, day__range=(first, last)).values_list("day", "changes"))
    changes = dict(
        CountedDay.objects.filter(shop=shop, day__range=(first, last)).values_list("day", "changes")
    )
    days = (last - back * _DAY for back in range((last - first).days + 1))
    return [day for day in days if day not in kept or kept[day] < changes.get(day, 0)]


def changes_of(shop: Shop, days: Iterable[date]) -> dict[date, int]:
    """Give how often the facts of some days have changed, so that a change meanwhile is noticed."""
    counted = CountedDay.objects.filter(shop=shop, day__in=list(days))
    return dict(counted.values_list("day", "changes"))


def summed_up(shop: Shop, *, first: date, last: date) -> Iterator[tuple[date, DayLoad]]:
    """Read the talks of some days and give each day as work."""
    for day in days_between(shop, first, last):
        yield day.day, day_load(_lines(day))


def _lines(day: DeskDay) -> Iterator[Line]:
    for name, batch in day.talks():
        if name != "messages":
            continue
        columns = (batch.column(column).to_pylist() for column in ("agent", "buyer", "author", "at"))
        for agent, buyer, author, said in zip(*columns, strict=True):
            since = said - datetime.combine(day.day, datetime.min.time())
            yield Line(agent, buyer, author, since.total_seconds())


def _read(sums: Mapping[str, object]) -> DayLoad:
    read = DayLoad(**sums)  # type: ignore[arg-type]  # as actions.staffing wrote them
    read.in_time = {int(wait): counts for wait, counts in read.in_time.items()}
    return read


def _mean(rows: Sequence[Sequence[int]]) -> tuple[float, ...]:
    if not rows:
        return (0.0,) * HALF_HOURS
    return tuple(sum(row[half_hour] for row in rows) / len(rows) for half_hour in range(HALF_HOURS))


def _shares(loads: Sequence[DayLoad], within: int) -> tuple[float | None, ...]:
    chats = [sum(load.chats[half_hour] for load in loads) for half_hour in range(HALF_HOURS)]
    kept = [sum(load.in_time[within][half_hour] for load in loads) for half_hour in range(HALF_HOURS)]
    return tuple(part / whole if whole else None for part, whole in zip(kept, chats, strict=True))


def _growth(days: Mapping[date, DayLoad], first: date, last: date) -> float | None:
    """Compare as many whole weeks at the end with those before; only where all their days are there."""
    span = (last - first).days + 1
    half = span // (2 * _WEEK) * _WEEK
    later = [last - back * _DAY for back in range(half)]
    earlier = [day - half * _DAY for day in later]
    if not half or any(day not in days for day in (*later, *earlier)):
        return None
    before = sum(sum(days[day].chats) for day in earlier)
    return sum(sum(days[day].chats) for day in later) / before - 1 if before else None
