import pytest
from tests.by_hand.faults import day, history, seen

from guitai.engines.faults.shop import FALSE_A_MONTH, candidates, once_each, shop_of

THREE = [seen(197, "a"), seen(198, "b"), seen(199, "c")]


@pytest.mark.parametrize(
    ("cases", "found"),
    [
        (THREE, {(1, "开线")}),
        (THREE[:2], set()),
        ([*THREE[:2], seen(199, "a")], set()),  # two buyers
        ([*THREE[:2], seen(199, "c", fault="色差")], set()),
        ([*THREE[:2], seen(199, "c", product=2)], set()),
        ([*THREE[1:], seen(130, "a")], set()),  # too long ago
        ([seen(180, "a"), seen(181, "b"), seen(182, "c")], set()),  # nobody came lately
    ],
)
def test_three_buyers_lately_and_one_of_them_just_now(cases: list, found: set):
    assert candidates(cases, today=day(199)) == found


def test_a_buyer_who_comes_again_counts_once_in_two_months():
    again = [seen(10, "a"), seen(30, "a"), seen(100, "a"), seen(20, "b")]

    assert [(each.buyer, each.day) for each in once_each(again)] == [
        ("a", day(10)),
        ("b", day(20)),
        ("a", day(100)),
    ]


def test_the_more_cases_a_shop_has_the_less_each_test_may_err():
    few = shop_of(history([seen(150 + number, f"b{number}") for number in range(3)]))
    # A case a day: 30.4 a month.
    many = shop_of(history([seen(number, f"b{number}") for number in range(200)]))

    assert few.level == pytest.approx(FALSE_A_MONTH / 20)
    assert many.level == pytest.approx(FALSE_A_MONTH / 30.4)
