"""How what stands on a list is settled by itself."""

import pytest
from tests.unit.engines.worklists.worked import cases, made, moment, numbers_of, title, usual_numbers

from guitai.engines.worklists import InviteFact, OrderFact, buyer_leaves, invite_leaves, order_leaves

SHIRT = {"number": "1", "created_at": "20 10:00", "total_fen": 15800, "paid_fen": 15800}


@pytest.mark.parametrize("case", cases("leaving"), ids=title)
def test_an_order_leaves_a_list(case):
    order = made(OrderFact, SHIRT | case["order"])

    assert order_leaves(case["stands_on"], order, numbers_of(case), moment(case["at"])) == case["outcome"]


@pytest.mark.parametrize(
    ("listing", "ordered", "at", "outcome"),
    [
        ("vip", None, "30 23:00", None),
        ("vip", "20 10:00", "2026-12-01 00:00", "no_answer"),
        ("waking", "2026-08-01 10:00", "20 10:00", None),
        ("waking", "06 10:00", "20 10:00", "ordered"),
        ("waking", None, "2026-12-05 10:00", "no_answer"),
        ("invite", "04 10:00", "08 09:59", None),
        ("invite", "06 10:00", "07 10:00", "ordered"),
        ("invite", None, "08 10:00", "no_answer"),
    ],
)
def test_a_buyer_leaves_a_list(listing, ordered, at, outcome):
    last = moment(ordered) if ordered else None

    left = buyer_leaves(
        listing, opened_at=moment("05 10:00"), last_order_at=last, numbers=usual_numbers(), at=moment(at)
    )

    assert left == outcome


@pytest.mark.parametrize(("listing", "outcome"), [("vip", "no_answer"), ("waking", "declined")])
def test_who_wants_to_hear_nothing_leaves(listing, outcome):
    about = {"opened_at": moment("05 10:00"), "last_order_at": None, "numbers": usual_numbers()}

    assert buyer_leaves(listing, wants_none=True, at=moment("06 10:00"), **about) == outcome


def test_an_order_a_list_told_of_late_is_a_new_one():
    about = {"opened_at": moment("05 10:00"), "last_order_at": moment("05 04:00"), "numbers": usual_numbers()}
    at = moment("06 10:00")

    assert buyer_leaves("waking", known_until=moment("2026-08-01 10:00"), at=at, **about) == "ordered"
    assert buyer_leaves("waking", at=at, **about) is None


@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        ({}, None),
        ({"busy": True}, "no_answer"),
        ({"upset": True}, "no_answer"),
        ({"wants_none": True, "busy": True}, "declined"),
    ],
)
def test_who_should_not_be_invited_any_more_leaves(known, outcome):
    assert invite_leaves(InviteFact(key="7", **known)) == outcome
