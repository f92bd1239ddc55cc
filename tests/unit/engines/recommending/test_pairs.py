"""Support, confidence and lift, worked out by hand, and against their definitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.recommending.pairs import pairs, together
from guitai.engines.recommending.types import Pair

BASKETS = [["coat", "scarf"], ["coat", "scarf", "hat"], ["coat"], ["hat"], []]


def test_figures_are_as_worked_out_by_hand():
    found = {(pair.product, pair.other): pair for pair in pairs(BASKETS)}

    assert set(found) == {("coat", "scarf"), ("scarf", "coat")}
    # Both in 2 of 5; of 3 with a coat 2 have a scarf, which 2 of 5 have anyway.
    assert found["coat", "scarf"] == Pair("coat", "scarf", 2, 2 / 5, 2 / 3, pytest.approx((2 / 3) / (2 / 5)))
    assert found["scarf", "coat"].confidence == 1.0


def test_what_is_bought_twice_counts_once_and_alone_in_no_pair():
    assert pairs([["a", "a"], ["a", "a"]]) == []
    assert pairs([]) == []


def test_the_surest_come_first_in_an_order_that_never_changes():
    found = pairs([["b", "a"], ["a", "b"], ["c", "a"], ["a", "c"]])

    assert [(pair.product, pair.other) for pair in found] == [("b", "a"), ("c", "a"), ("a", "b"), ("a", "c")]
    assert found == pairs([["c", "a"], ["a", "c"], ["a", "b"], ["b", "a"]])


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=5), max_size=20), st.integers(1, 3))
def test_every_figure_is_its_definition(baskets, least):
    held = [set(basket) for basket in baskets]

    found = pairs(baskets, least=least)

    for pair in found:
        with_one = [basket for basket in held if pair.product in basket]
        with_both = [basket for basket in with_one if pair.other in basket]
        with_other = [basket for basket in held if pair.other in basket]
        assert pair.count == len(with_both) >= least
        assert pair.support == len(with_both) / len(held)
        assert pair.confidence == len(with_both) / len(with_one)
        assert pair.lift == pytest.approx(pair.confidence / (len(with_other) / len(held)))
    expected = sum(
        sum({one, two} <= basket for basket in held) >= least
        for one in "abcde"
        for two in "abcde"
        if one != two
    )
    assert len(found) == expected


def test_what_goes_with_a_basket_is_not_in_it_and_more_than_chance():
    found = pairs([*BASKETS, ["hat", "gloves"], ["hat", "gloves", "coat"], ["bag"], ["bag"]], least=1)

    offered = together(found, ["coat", "hat"], limit=5)

    # Two of four coats went with a scarf, two of four hats with gloves: by name.
    assert [(pair.product, pair.other) for pair in offered] == [("hat", "gloves"), ("coat", "scarf")]
    assert all(pair.lift > 1 for pair in offered)
    assert len(together(found, ["coat", "hat"], limit=1)) == 1
    assert together(found, [], limit=5) == []
