"""Rosters: the rules are kept, the need is covered as far as it goes, and what is missing is explained."""

import pytest

from guitai.engines.staffing.roster_types import Pattern, Rules, Why, Worker
from guitai.engines.staffing.rostering import propose

# 09:00-12:00 and 13:00-18:00; 16:30-00:30; 00:00-08:00.
EARLY = Pattern(1, ((540, 720), (780, 1080)))
LATE = Pattern(2, ((990, 1470),))
NIGHT = Pattern(3, ((0, 480),))
ALL = [EARLY, LATE, NIGHT]
RULES = Rules(rest=11 * 60, days_in_a_row=6, night=(0, 360))


def _need(*, at: range, count: int = 1, days: range = range(7)) -> list[int]:
    return [count if day in days and slot in at else 0 for day in range(7) for slot in range(48)]


def _worker(key: int, **more: object) -> Worker:
    return Worker(key=key, **{"max_day": 480, "max_week": 44 * 60, "max_days": 6, **more})


def _propose(need, workers, *, patterns=ALL, rules=RULES, seconds=2.0):
    return propose(need, workers, patterns, rules=rules, seconds=seconds)


def _both(*needs: list[int]) -> list[int]:
    return [sum(pair) for pair in zip(*needs, strict=True)]


MORNINGS = _need(at=range(18, 24))


def test_two_people_share_a_week_of_early_shifts():
    roster = _propose(MORNINGS, [_worker(1), _worker(2)])

    assert (roster.shortage, roster.is_best, len(roster.proposed)) == (0, True, 7)
    assert {one.pattern for one in roster.proposed} == {EARLY.key}
    # 5 days of 8 hours are all a week of 44 has room for; fair is four and three.
    assert sorted(sum(one.worker == key for one in roster.proposed) for key in (1, 2)) == [3, 4]


def test_one_person_works_as_long_as_they_may_and_the_rest_is_said():
    roster = _propose(MORNINGS, [_worker(1)])

    assert len(roster.proposed) == 5
    assert roster.shortage == 2 * 6
    assert {short.why for short in roster.short} == {((Why.HOURS, 1),)}


def test_days_off_are_firm_and_wishes_are_met_where_it_costs_nothing():
    workers = [_worker(1, off=frozenset({0})), _worker(2, wished_off=frozenset({1, 2, 3}))]

    roster = _propose(MORNINGS, workers)

    by_day = {one.day: one.worker for one in roster.proposed}
    assert by_day[0] == 2
    assert [by_day[day] for day in (1, 2, 3)] == [1, 1, 1]


def test_a_shift_somebody_likes_better_is_theirs():
    need = _both(_need(at=range(18, 24), days=range(5)), _need(at=range(37, 44), days=range(5)))
    workers = [_worker(1, liked=frozenset({LATE.key})), _worker(2, liked=frozenset({EARLY.key}))]

    roster = _propose(need, workers)

    assert all((one.worker == 1) == (one.pattern == LATE.key) for one in roster.proposed)


def test_nights_are_for_who_may_work_them():
    need = _need(at=range(2, 10))
    roster = _propose(need, [_worker(1, may_nights=False), _worker(2)])

    assert {one.worker for one in roster.proposed} == {2}
    assert roster.shortage == 2 * 8
    assert {frozenset(short.why) for short in roster.short} == {frozenset({(Why.HOURS, 1), (Why.NIGHT, 1)})}


def test_eleven_hours_lie_between_two_shifts():
    # Late on Monday ends 00:30 on Tuesday; 8.5 hours later the early one begins.
    need = _both(_need(at=range(37, 44), days=range(1)), _need(at=range(18, 24), days=range(1, 2)))

    roster = _propose(need, [_worker(1)])

    assert [(one.day, one.pattern) for one in roster.proposed] == [(0, LATE.key)]
    assert {short.why for short in roster.short} == {((Why.REST, 1),)}


def test_what_is_planned_for_the_next_day_needs_its_rest_too():
    roster = _propose(_need(at=range(37, 44), days=range(1)), [_worker(1, fixed={1: EARLY})])

    assert not any(one.is_new for one in roster.proposed)
    assert {short.why for short in roster.short} == {((Why.REST, 1),)}


def test_the_week_before_counts_for_rest_and_days_in_a_row():
    rules = Rules(rest=11 * 60, days_in_a_row=3, night=(0, 360))
    before = {-3: EARLY, -2: EARLY, -1: LATE}

    roster = _propose(MORNINGS, [_worker(1, fixed=before)], rules=rules)

    # Three days behind them: Monday is free. Then at most three in a row.
    assert [one.day for one in roster.proposed] in ([1, 2, 3, 5, 6], [1, 2, 4, 5, 6])
    # The late shift of the Sunday before reaches into Monday: 00:00 to 00:30.
    assert roster.there[0] == 1


def test_what_is_planned_stays_and_counts_even_where_it_breaks_a_rule():
    fixed = {0: EARLY, 1: EARLY, 2: EARLY, 3: EARLY, 4: EARLY, 5: EARLY}

    roster = _propose(MORNINGS, [_worker(1, fixed=fixed), _worker(2)])

    assert [one.day for one in roster.proposed if one.worker == 1] == [0, 1, 2, 3, 4, 5]
    assert [(one.worker, one.day) for one in roster.proposed if one.is_new] == [(2, 6)]
    assert roster.there[18] == 1


def test_what_no_shift_covers_is_said_as_such():
    roster = _propose(_need(at=range(24, 26)), [_worker(1)], patterns=[EARLY])

    assert not roster.proposed
    assert {short.why for short in roster.short} == {((Why.NO_SHIFT, 1),)}


@pytest.mark.parametrize(
    ("worker", "why"),
    [
        (_worker(1, off=frozenset(range(7))), Why.OFF),
        (_worker(1, max_day=300), Why.LONG),
        (_worker(1, fixed={0: LATE}), Why.ELSEWHEN),
        (_worker(1, max_days=0), Why.HOURS),
    ],
)
def test_each_reason_has_its_name(worker, why):
    roster = _propose(_need(at=range(18, 24), days=range(1)), [worker], patterns=[EARLY])

    assert {short.why for short in roster.short} == {((why, 1),)}


def test_too_many_days_in_a_row_is_a_reason_too():
    rules = Rules(rest=0, days_in_a_row=2, night=(0, 360))
    fixed = {-2: EARLY, -1: EARLY}

    roster = _propose(_need(at=range(18, 24), days=range(1)), [_worker(1, fixed=fixed)], rules=rules)

    assert {short.why for short in roster.short} == {((Why.IN_A_ROW, 1),)}


def test_shortage_weighs_more_than_surplus():
    # One half hour of need on each day; a shift of eight hours is worked for it.
    roster = _propose(_need(at=range(18, 19)), [_worker(1), _worker(2)])

    assert roster.shortage == 0
    assert roster.surplus == 7 * 15


def test_the_same_question_gets_the_same_answer():
    workers = [_worker(key, wished_off=frozenset({key % 7})) for key in range(9)]
    need = _both(_need(at=range(16, 36), count=4), _need(at=range(34, 48), count=3))

    first, second = (_propose(need, workers, seconds=0.3) for _ in range(2))

    assert first == second


def test_without_time_nothing_is_claimed_to_be_best():
    roster = _propose(MORNINGS, [_worker(1), _worker(2)], seconds=1e-9)

    assert not roster.is_best
    if not roster.proposed:
        assert {short.why for short in roster.short} == {((Why.UNSOLVED, 2),)}


def test_nobody_to_plan_with_leaves_all_of_it_short():
    roster = _propose(MORNINGS, [])

    assert (roster.proposed, roster.shortage) == ((), 42)


def test_a_week_has_336_half_hours():
    with pytest.raises(ValueError, match="336"):
        propose([1], [], [], rules=RULES, seconds=1)
