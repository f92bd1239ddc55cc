"""Pieces count when they can be heard of, not when they are sold."""

from datetime import date, timedelta

import pytest

from guitai.engines.faults.exposure import LONGEST_LAG, Exposure, exposure, heard_of, shares, weekdays

MONDAY = date(2026, 3, 2)
EVEN = [1.0] * 7
FIVE_DAYS = [float(lag == 5) for lag in range(LONGEST_LAG + 1)]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def heard(sent: dict[date, int], **more: object) -> Exposure:
    given = {"shares": FIVE_DAYS, "weekdays": EVEN, **more}
    return exposure(sent, first=MONDAY, today=day(20), **given)


def test_what_a_promotion_sold_is_heard_of_later():
    pieces = heard({day(0): 500})

    assert pieces.between(day(0), day(4)) == pytest.approx(0, abs=1e-9)
    assert pieces.between(day(5), day(5)) == pytest.approx(500)


def test_what_was_sent_before_the_first_day_counts_where_it_is_heard_of():
    assert heard({day(-3): 10}).between(day(2), day(2)) == pytest.approx(10)


@pytest.mark.parametrize(("since", "until"), [(-9, -1), (30, 40), (8, 3)])
def test_days_outside_give_nothing(since: int, until: int):
    assert heard({day(0): 500, day(-3): 5}).between(day(since), day(until)) == 0


def test_a_weekday_on_which_more_is_written_expects_more():
    doubled = [2.0, *EVEN[1:]]

    assert heard({day(2): 10}, weekdays=doubled).between(day(7), day(7)) == pytest.approx(20)


def test_orders_that_are_not_there_yet_are_taken_to_be_like_those_before():
    sent = {day(number): 10 for number in range(-40, 6)}

    assert heard(sent, known_until=day(5)).between(day(20), day(20)) == pytest.approx(10)
    assert heard(sent).between(day(20), day(20)) == pytest.approx(0, abs=1e-9)


def test_a_shops_own_lags_outweigh_the_usual_ones():
    usual, own = shares({}), shares({2: 3000})

    assert sum(usual) == sum(own) == pytest.approx(1)
    assert usual[0] > usual[10] > usual[LONGEST_LAG] > 0
    assert own[2] > 0.98


def test_a_weekday_without_cases_is_not_taken_to_have_none():
    factors = weekdays([MONDAY] * 70)

    assert factors[0] == pytest.approx(80 * 7 / 140)
    assert factors[1] == pytest.approx(10 * 7 / 140)


def test_of_what_was_sent_lately_little_can_have_been_heard():
    half = [0.5, 0.5, *[0.0] * (LONGEST_LAG - 1)]
    sent = {day(0): 100, day(1): 100, day(2): 100, day(9): 7}

    assert heard_of(sent, begin=day(1), end=day(5), today=day(2), shares=half) == pytest.approx(100 + 50)
