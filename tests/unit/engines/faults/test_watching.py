"""When a fault comes more often than a product's own past lets expect."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.by_hand.faults import day, history, seen

from guitai.engines.faults.types import Answered, Running
from guitai.engines.faults.watching import find, standing

THREE = [seen(197, "a"), seen(198, "b"), seen(199, "c")]
FIVE = [seen(195 + number, f"b{number}") for number in range(5)]
# A case every tenth day of the product, and of each of the others: what is normal in this shop.
NORMAL = [
    seen(number, f"{product}-{number}", product=product)
    for product in range(10)
    for number in range(product, 195, 10)
]

ELSEWHERE = [each for each in NORMAL if each.product != 1]


def test_a_fault_nobody_knew_is_an_alarm_with_its_third_buyer():
    (alarm,) = find(history(THREE))

    assert (alarm.product, alarm.fault, alarm.batch, alarm.seen) == (1, "开线", "", 3)
    assert (alarm.since, alarm.until) == (day(197), day(199))
    # The fault's past begins a month before: a = 1, A = 1 + 1, mu = 2 / 3300, B = 1650 + 300, E = 30 pieces.
    # The weekdays with cases weigh 6 % more.
    assert alarm.sold == pytest.approx(30, rel=0.06)
    assert alarm.expected == pytest.approx(30 * 2 / 1950, rel=0.07)
    # s = 1 / (1/2 + 0.15), q = m / (m + s): 1 − (1 − q)^s (1 + s q) = 0.00074
    assert alarm.chance == pytest.approx(0.00074, rel=0.15)
    assert alarm.limit == pytest.approx(4 / 20 * 0.15)


def test_two_buyers_or_one_who_comes_three_times_are_none():
    assert find(history(THREE[:2])) == []
    assert find(history([replace(each, buyer="a") for each in THREE])) == []


def test_what_is_normal_for_the_product_is_none():
    assert find(history(NORMAL)) == []
    # Three more in a month, where three are usual.
    assert find(history([*NORMAL, seen(172, "x"), seen(185, "y"), seen(198, "z")])) == []


def test_a_rise_above_a_known_past_is_found():
    (alarm,) = find(history([*NORMAL, *FIVE, seen(199, "x"), seen(199, "y")]))

    assert alarm.product == 1
    assert 4 <= alarm.seen <= 8
    assert alarm.chance < alarm.limit < 0.03


def test_five_times_the_pieces_bring_five_times_the_cases_and_no_alarm():
    promotion = dict.fromkeys(range(190, 200), 100)
    cases = [*NORMAL, *(seen(190 + number, f"p{number}") for number in range(10))]

    assert find(history(cases, pieces=promotion)) == []
    assert find(history(cases)) != []


def test_a_bad_week_of_the_whole_shop_is_no_fault_of_one_product():
    shop_wide = [
        seen(193 + number, f"c{product}-{number}", product=product)
        for product in range(10)
        for number in range(5)
    ]
    alone = [each for each in shop_wide if each.product == 1]

    assert find(history([*NORMAL, *shop_wide])) == []
    assert [alarm.product for alarm in find(history([*NORMAL, *alone]))] == [1]


def test_a_new_word_for_an_old_fault_is_none_where_every_product_has_it():
    renamed = [
        replace(each, fault="走线开裂", day=each.day + timedelta(days=150))
        for each in NORMAL
        if each.day < day(50)
    ]

    assert find(history([*NORMAL, *renamed])) == []


def test_a_clock_that_stood_still_finds_it_a_week_later_and_not_after():
    late = [seen(190, "a"), seen(191, "b"), seen(192, "c")]

    assert len(find(history(late, today=199))) == 1
    assert find(history(late, today=200)) == []


def test_what_is_looked_after_is_not_raised_again():
    assert find(history(FIVE), running=[Running(product=1, fault="开线")]) == []
    assert len(find(history(FIVE), running=[Running(product=2, fault="开线")])) == 1


def test_a_false_alarm_comes_back_only_when_more_come_than_were_called_normal():
    false = Answered(product=1, fault="开线", until=day(160))
    month = [seen(131 + 3 * number, f"m{number}") for number in range(10)]  # called normal on day 160
    as_before = [seen(175, "a"), seen(184, "b"), seen(193, "c")]

    assert len(find(history(month, today=160))) == 1
    assert find(history(month, today=161), answered=[false]) == []
    assert find(history([*month, *as_before]), answered=[false]) == []
    assert len(find(history([*month, *FIVE]), answered=[false])) == 1


def test_a_mended_fault_is_no_part_of_the_normal_past():
    month = [seen(131 + number, f"m{number}") for number in range(25)]
    false = Answered(product=1, fault="开线", until=day(160))
    mended = Answered(product=1, fault="开线", until=day(160), since=day(131))
    again = [seen(192, "a"), seen(196, "b"), seen(199, "c")]

    assert find(history([*month, *again]), answered=[false]) == []
    assert len(find(history([*month, *again]), answered=[mended])) == 1


def test_the_batch_most_cases_are_of_is_named():
    named = [replace(each, batch="B7") for each in FIVE[:4]]

    assert [alarm.batch for alarm in find(history([*named, FIVE[4]]))] == ["B7"]
    mixed = [replace(each, batch=f"B{number}") for number, each in enumerate(FIVE)]
    assert [alarm.batch for alarm in find(history(mixed))] == [""]


def test_a_batch_is_held_against_the_products_other_batches():
    # It comes so slowly that by now it is a part of the product's own past.
    slow = [seen(number, f"s{number}", batch="B7") for number in range(60, 200, 2)]
    others = [seen(number, f"o{number}", batch="B1") for number in (10, 40)]
    cases = [*ELSEWHERE, *others, *slow]

    assert [alarm.batch for alarm in find(history(cases))] == ["B7"]
    assert find(history([replace(each, batch="") for each in cases])) == []


def test_a_batch_that_takes_the_place_of_another_is_none():
    steady = [seen(number, f"s{number}", batch="B1" if number < 40 else "B7") for number in range(1, 200, 3)]

    assert find(history([*ELSEWHERE, *steady])) == []


def test_how_it_stands_is_told_whether_it_is_an_alarm_or_not():
    one = Running(product=1, fault="开线")
    told = standing(history([*NORMAL, *THREE]), one=one, since=day(197))

    assert told is not None
    assert (told.seen, told.since, told.until) == (3, day(197), day(199))
    assert told.expected == pytest.approx(30 / 100, rel=0.3)
    assert standing(history(NORMAL), one=one, since=day(197)) is None
    of_batch = Running(product=1, fault="开线", batch="B7")
    assert standing(history([*NORMAL, *THREE]), one=of_batch, since=day(197)) is None
