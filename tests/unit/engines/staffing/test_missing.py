"""Why a half hour stays short, looked at by itself."""

from guitai.engines.staffing.missing import whys
from guitai.engines.staffing.roster_types import Pattern, Rules, Why, Worker

# 09:00-17:00, and 16:30-00:30.
EARLY, LATE = Pattern(1, ((540, 1020),)), Pattern(2, ((990, 1470),))
RULES = Rules(rest=11 * 60, days_in_a_row=6, night=(0, 360))


def _worker(key: int, **more: object) -> Worker:
    return Worker(key=key, **{"max_day": 480, "max_week": 2400, **more})


def _whys(half_hour, *workers, worked=None, patterns=(EARLY, LATE)):
    worked = worked or {worker.key: {} for worker in workers}
    return whys(half_hour, workers, worked, patterns, RULES)


def test_reasons_are_counted_and_who_is_there_is_not():
    workers = [_worker(1, off=frozenset({0})), _worker(2, off=frozenset({0})), _worker(3), _worker(4)]
    worked = {1: {}, 2: {}, 3: {0: LATE}, 4: {0: EARLY}}

    # 10:00 on Monday: 4 is there, 3 comes in the afternoon.
    assert _whys(20, *workers, worked=worked) == ((Why.OFF, 2), (Why.ELSEWHEN, 1))


def test_after_midnight_the_shift_of_the_day_before_counts():
    # 00:00 on Tuesday belongs to Monday's late shift, which is a night one.
    assert _whys(48, _worker(1, may_nights=False)) == ((Why.NIGHT, 1),)
    assert _whys(48, _worker(1), worked={1: {0: LATE}}) == ()


def test_of_several_shifts_the_one_they_are_nearest_to_tells():
    # 16:30: the early shift is too long a day, the late one a night they may not work.
    long_early = Pattern(3, ((480, 1020),))

    found = _whys(33, _worker(1, may_nights=False), patterns=(long_early, LATE))

    assert found == ((Why.LONG, 1),)


def test_the_last_night_of_the_week_before_is_no_longer_in_question():
    assert _whys(0, _worker(1), patterns=(LATE,)) == ((Why.NO_SHIFT, 1),)
