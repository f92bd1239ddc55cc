"""Which lists an order comes onto, by worked cases and whatever the order."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.worklists.worked import cases, made, moment, numbers_of, shown, title, usual_numbers

from guitai.engines.worklists import OrderFact, Talked, order_entries, order_leaves
from guitai.engines.worklists.orders import DISPATCH_FAMILY, UNPAID_FAMILY

SHIRT = {"number": "1", "created_at": "20 10:00", "total_fen": 15800, "paid_fen": 15800}


@pytest.mark.parametrize("case", cases("orders"), ids=title)
def test_an_order_comes_onto_its_lists(case):
    order = made(OrderFact, SHIRT | case["order"])

    entries = order_entries(order, numbers_of(case), moment(case["at"]))

    assert shown(entries) == case["entries"]
    why = {name: value for entry in entries for name, value in entry.why.items()}
    assert why.get("instead") == case.get("instead")
    assert case.get("cost_fen") in {None, why.get("cost_fen")}
    assert case.get("short", why.get("short")) == why.get("short")


ORDERED = moment("20 10:00")
_moments = st.integers(-40, 40).map(lambda hours: ORDERED + timedelta(hours=hours))
_orders = st.builds(
    OrderFact,
    number=st.just("1"),
    status=st.sampled_from(["unpaid", "paid", "part_shipped", "shipped", "signed", "finished", "closed"]),
    created_at=st.just(ORDERED),
    paid_at=st.none() | _moments,
    dispatch_by=st.none() | _moments,
    shipped_at=st.none() | _moments,
    finished_at=st.none() | _moments,
    paid_fen=st.integers(0, 10**7),
    item_count=st.integers(0, 9),
    talked=st.none() | st.builds(Talked, at=_moments),
    short=st.sampled_from([(), ("红",)]),
    oversold=st.sampled_from([{}, {"蓝": 1}]),
    rating=st.none() | st.integers(0, 500),
    refund_asked=st.booleans(),
    wants_none=st.booleans(),
    stands=st.dictionaries(
        st.sampled_from([*UNPAID_FAMILY, *DISPATCH_FAMILY]), st.sampled_from(["running", "left", "done"])
    ),
)


@given(order=_orders, at=_moments)
def test_an_order_stands_on_one_list_of_a_family_and_comes_back_to_none(order, at):
    entries = order_entries(order, usual_numbers(), at)

    listings = [entry.listing for entry in entries]
    for family in (UNPAID_FAMILY, DISPATCH_FAMILY):
        assert len({*family} & {*listings}) <= 1
        if "done" in (order.stands.get(listing) for listing in family):
            assert not {*family} & {*listings}
    assert not order.stands.keys() & {*listings}


@given(order=_orders, at=_moments)
def test_what_comes_onto_a_list_does_not_leave_it_at_once(order, at):
    numbers = usual_numbers()

    left = [order_leaves(entry.listing, order, numbers, at) for entry in order_entries(order, numbers, at)]

    assert not any(left)
