"""Contacts nobody asked for."""

import pytest
from tests.unit.engines.rulebook.made import detected, vocabulary

WORDS = vocabulary(stop_contact=["别再联系"])


@pytest.mark.parametrize(
    ("context", "found"),
    [
        ({"proactive": True, "buyer": {"contacts_7d": 3}}, True),
        ({"proactive": True, "buyer": {"contacts_7d": 2}}, False),
        ({"proactive": False, "buyer": {"contacts_7d": 9}}, False),
        ({"proactive": True, "buyer": {"contacts_7d": 1}, "shop": {"contact_limit": 1}}, True),
        ({"proactive": True, "buyer": {"contacts_7d": 3}, "shop": {"contact_limit": 5}}, False),
    ],
)
def test_the_whole_draft_is_too_much_past_the_limit(context, found):
    assert detected("too_many_contacts", "亲，在吗~", context) == (["亲，在吗~"] if found else [])


def test_a_rule_may_set_the_limit():
    context = {"proactive": True, "buyer": {"contacts_7d": 1}}

    assert detected("too_many_contacts", "在吗", context, limit=1) == ["在吗"]


@pytest.mark.parametrize(
    ("context", "found"),
    [
        ({"proactive": True, "buyer": {"no_contact": True}}, True),
        ({"proactive": False, "buyer": {"no_contact": True}}, False),
        ({"proactive": True, "previous": [{"from": "buyer", "text": "別再聯繫我"}]}, True),
        ({"proactive": True, "previous": [{"from": "agent", "text": "别再联系我"}]}, False),
        ({"proactive": True}, False),
    ],
)
def test_who_asked_to_be_left_alone_is_left_alone(context, found):
    assert bool(detected("asked_to_stop", "亲，在吗", context, WORDS)) is found
