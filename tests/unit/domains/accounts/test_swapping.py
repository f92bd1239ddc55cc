"""What stands against a swap, and how short people would rest; hours over midnight count as they are."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from tests.factories.accounts import DutyFactory, ShiftPatternFactory, SwapFactory

from guitai.domains.accounts.models import Swap
from guitai.domains.accounts.swapping import (
    Plan,
    Shift,
    duties_around,
    short_rests,
    turns_of,
    why_gone,
    why_not,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
HOURS = {
    "early": [["08:00", "16:00"]],
    "day": [["09:00", "18:00"]],
    "late": [["16:00", "00:00"]],
    "night": [["17:30", "01:00"]],
    "small": [["00:00", "08:00"]],
    "split": [["09:00", "12:00"], ["18:00", "22:00"]],
}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def patterns(shop):
    return {name: ShiftPatternFactory(shop=shop, name=name, blocks=blocks) for name, blocks in HOURS.items()}


@pytest.fixture
def swap(agent, other_agent, patterns):
    """小美's day shift of Tuesday, for nothing."""
    DutyFactory(membership=agent, day=TUESDAY, pattern=patterns["day"])
    return SwapFactory(member=agent, colleague=other_agent, day=TUESDAY, pattern=patterns["day"])


def _plan(swap: Swap) -> Plan:
    return Plan(duties_around([swap]))


def _for(swap: Swap, day: date, pattern) -> Swap:
    swap.their_day, swap.their_pattern = day, pattern
    return swap


def test_a_shift_over_midnight_ends_on_the_next_day(patterns):
    night = Shift.on(MONDAY, patterns["night"])

    assert night.start == datetime(2026, 3, 2, 17, 30, tzinfo=SHANGHAI)
    assert night.end == datetime(2026, 3, 3, 1, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((MONDAY, "night"), (TUESDAY, "small"), True),  # until 01:00, from 00:00
        ((MONDAY, "late"), (TUESDAY, "small"), False),  # until midnight, from midnight
        ((MONDAY, "night"), (TUESDAY, "early"), False),
        ((MONDAY, "early"), (MONDAY, "late"), False),
        ((MONDAY, "split"), (MONDAY, "late"), True),
        ((MONDAY, "day"), (TUESDAY, "day"), False),
    ],
)
def test_shifts_overlap_by_their_hours(patterns, one, other, both):
    first, second = (Shift.on(day, patterns[name]) for day, name in (one, other))

    assert first.overlaps(second) is both
    assert second.overlaps(first) is both


def test_one_shift_changes_hands_or_two(swap, agent, other_agent, patterns):
    assert [(turn.giver, turn.taker) for turn in turns_of(swap)] == [(agent, other_agent)]

    both = turns_of(_for(swap, WEDNESDAY, patterns["late"]))

    assert [(turn.giver, turn.shift.day) for turn in both] == [(agent, TUESDAY), (other_agent, WEDNESDAY)]


def test_nothing_stands_against_a_colleague_who_is_off(swap, now):
    assert why_not(swap, _plan(swap), at=now) == ""


def test_the_plan_is_read_with_one_question(swap, agent, patterns, now, django_assert_num_queries):
    DutyFactory(membership=agent, day=WEDNESDAY, pattern=patterns["late"])
    others = [swap, SwapFactory(member=agent, colleague=swap.colleague, day=WEDNESDAY)]

    with django_assert_num_queries(1):
        plan = Plan(duties_around(others))

    assert [shift.pattern.name for shift in plan.of(agent)] == ["day", "late"]


@pytest.mark.parametrize(
    ("minutes", "gone"),
    [(-1, ""), (0, "day of 03-03 has begun."), (60, "day of 03-03 has begun.")],
)
def test_a_shift_that_has_begun_is_gone(swap, minutes, gone):
    begins = datetime(2026, 3, 3, 9, 0, tzinfo=SHANGHAI)

    assert why_gone(swap, _plan(swap), at=begins + timedelta(minutes=minutes)) == gone


def test_a_shift_that_is_not_worked_any_more_is_gone(swap, agent, now):
    agent.duties.all().delete()

    assert why_gone(swap, _plan(swap), at=now) == "小美 does not work day on 03-03."


def test_a_shift_of_other_hours_by_now_is_gone(swap, agent, patterns, now):
    agent.duties.update(pattern=patterns["late"])

    assert why_gone(swap, _plan(swap), at=now) == "小美 does not work day on 03-03."


def test_their_shift_must_be_worked_by_them_too(swap, agent, patterns, now):
    DutyFactory(membership=agent, day=WEDNESDAY, pattern=patterns["late"])
    _for(swap, WEDNESDAY, patterns["late"])

    assert why_gone(swap, _plan(swap), at=now) == "阿杰 does not work late on 03-04."


def test_who_left_swaps_nothing(swap, other_agent, now):
    other_agent.left_at = now

    assert why_gone(swap, _plan(swap), at=now) == "阿杰 no longer works in this shop."


def test_who_may_not_sign_in_swaps_nothing(swap, other_agent, now):
    other_agent.person.is_active = False

    assert why_gone(swap, _plan(swap), at=now) == "阿杰 no longer works in this shop."


@pytest.mark.parametrize(
    ("day", "name", "refused"),
    [
        (TUESDAY, "split", True),
        (TUESDAY, "late", True),  # the hours touch too, and the roster has one shift a day
        (TUESDAY, "small", True),  # other hours of the same day: one shift a day
        (MONDAY, "night", False),
        (WEDNESDAY, "small", False),
    ],
)
def test_what_the_colleague_works_may_be_in_the_way(swap, other_agent, patterns, now, day, name, refused):
    DutyFactory(membership=other_agent, day=day, pattern=patterns[name])

    said = why_not(swap, _plan(swap), at=now)

    assert said == (f"阿杰 works {name} on {day:%m-%d} already, and can't work both." if refused else "")


def test_a_night_before_that_reaches_into_the_shift_is_in_the_way(agent, other_agent, patterns, now):
    DutyFactory(membership=agent, day=WEDNESDAY, pattern=patterns["small"])
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=patterns["night"])
    swap = SwapFactory(member=agent, colleague=other_agent, day=WEDNESDAY, pattern=patterns["small"])

    assert why_not(swap, _plan(swap), at=now).startswith("阿杰 works night on 03-03 already")


def test_two_shifts_of_one_day_may_be_swapped(swap, other_agent, patterns, now):
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=patterns["late"])

    assert why_not(_for(swap, TUESDAY, patterns["late"]), _plan(swap), at=now) == ""


def test_who_asks_must_be_free_for_what_they_get(swap, agent, other_agent, patterns, now):
    DutyFactory(membership=other_agent, day=WEDNESDAY, pattern=patterns["late"])
    DutyFactory(membership=agent, day=WEDNESDAY, pattern=patterns["early"])
    _for(swap, WEDNESDAY, patterns["late"])

    assert why_not(swap, _plan(swap), at=now) == "小美 works early on 03-04 already, and can't work both."


def test_the_same_shift_of_both_is_no_swap(swap, other_agent, patterns, now):
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=patterns["day"])
    _for(swap, TUESDAY, patterns["day"])

    assert "nothing to swap" in why_not(swap, _plan(swap), at=now)


@pytest.mark.parametrize(
    ("day", "name", "hours"),
    [
        (MONDAY, "night", 8),  # until Tuesday 01:00, and the shift begins at 09:00
        (MONDAY, "late", 9),
        (MONDAY, "day", None),  # 15 h
        (WEDNESDAY, "small", 6),  # the shift ends at 18:00, and the next begins at midnight
        (WEDNESDAY, "early", None),  # 14 h
    ],
)
def test_less_than_eleven_hours_of_rest_are_told(swap, other_agent, patterns, day, name, hours):
    DutyFactory(membership=other_agent, day=day, pattern=patterns[name])

    rests = short_rests(swap, _plan(swap))

    assert [(rest.member, rest.rest) for rest in rests] == (
        [(other_agent, timedelta(hours=hours))] if hours else []
    )


def test_eleven_hours_are_enough(agent, other_agent, shop):
    until = ShiftPatternFactory(shop=shop, blocks=[["14:00", "22:00"]])
    early = ShiftPatternFactory(shop=shop, blocks=[["09:00", "17:00"]])
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    DutyFactory(membership=other_agent, day=MONDAY, pattern=until)
    swap = SwapFactory(member=agent, colleague=other_agent, day=TUESDAY, pattern=early)

    assert short_rests(swap, _plan(swap)) == ()


def test_what_is_given_away_shortens_nobodys_rest(swap, other_agent, patterns):
    DutyFactory(membership=other_agent, day=MONDAY, pattern=patterns["night"])
    _for(swap, MONDAY, patterns["night"])

    rests = short_rests(swap, _plan(swap))

    assert rests == ()


def test_between_which_shifts_it_is_short_is_told(swap, other_agent, patterns):
    DutyFactory(membership=other_agent, day=MONDAY, pattern=patterns["night"])

    (rest,) = short_rests(swap, _plan(swap))

    assert (rest.before, rest.after) == (
        Shift.on(MONDAY, patterns["night"]),
        Shift.on(TUESDAY, patterns["day"]),
    )
