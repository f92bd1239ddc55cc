"""Why a half hour stays short: of each member who is not there, the first reason that keeps them away."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from guitai.engines.staffing.needing import HALF_HOURS
from guitai.engines.staffing.roster_types import DAYS, Pattern, Rules, Why, Worker

_Worked = Mapping[int, Pattern]  # by day


def whys(
    half_hour: int,
    workers: Iterable[Worker],
    worked: Mapping[int, _Worked],
    patterns: Sequence[Pattern],
    rules: Rules,
) -> tuple[tuple[Why, int], ...]:
    """Count the members who are not there by reason, most frequent first; or say that no shift covers it."""
    # A shift of the day before may reach in over midnight.
    covering = [
        (day, pattern)
        for day in (half_hour // HALF_HOURS, half_hour // HALF_HOURS - 1)
        if 0 <= day < DAYS
        for pattern in patterns
        if half_hour - day * HALF_HOURS in pattern.half_hours()
    ]
    if not covering:
        return ((Why.NO_SHIFT, 1),)
    reasons = Counter(
        _why(worker, worked[worker.key], covering, rules)
        for worker in workers
        if not _is_there(half_hour, worked[worker.key])
    )
    return tuple(reasons.most_common())


def _is_there(half_hour: int, worked: _Worked) -> bool:
    return any(half_hour - day * HALF_HOURS in pattern.half_hours() for day, pattern in worked.items())


def _why(worker: Worker, worked: _Worked, covering: Iterable[tuple[int, Pattern]], rules: Rules) -> Why:
    """Give what keeps a member from the shift they are nearest to: the last hindrance of all."""
    order = list(Why)
    return max(
        (_hindrance(worker, worked, day, pattern, rules) for day, pattern in covering), key=order.index
    )


def _hindrance(worker: Worker, worked: _Worked, day: int, pattern: Pattern, rules: Rules) -> Why:
    minutes = sum(each.minutes for other, each in worked.items() if 0 <= other < DAYS)
    days = sum(0 <= other < DAYS for other in worked)
    hindrances = {
        Why.OFF: day in worker.off,
        Why.NIGHT: not worker.may_nights and pattern.touches(*rules.night),
        Why.LONG: pattern.minutes > worker.max_day,
        Why.ELSEWHEN: day in worked,
        Why.HOURS: minutes + pattern.minutes > worker.max_week or days >= worker.max_days,
        Why.REST: _lacks_rest(worked, day, pattern, rules),
        Why.IN_A_ROW: _row(worked, day) > rules.days_in_a_row,
    }
    return next((why for why, is_so in hindrances.items() if is_so), Why.UNSOLVED)


def _lacks_rest(worked: _Worked, day: int, pattern: Pattern, rules: Rules) -> bool:
    before, after = worked.get(day - 1), worked.get(day + 1)
    return bool((before and rules.too_close(before, pattern)) or (after and rules.too_close(pattern, after)))


def _row(worked: _Worked, day: int) -> int:
    """Count the days in a row there would be with one more."""
    first = last = day
    while first - 1 in worked:
        first -= 1
    while last + 1 in worked:
        last += 1
    return last - first + 1
