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


@pytest.mark.parametrize(
    ("context", "found"),
    [
        ({"proactive": True, "now": "2026-11-21T22:00:00+08:00"}, True),
        ({"proactive": True, "now": "2026-11-21T21:59:00+08:00"}, False),
        ({"proactive": True, "now": "2026-11-21T07:59:00+08:00"}, True),
        ({"proactive": True, "now": "2026-11-21T08:00:00+08:00"}, False),
        ({"proactive": True, "now": "2026-11-21T15:30:00+00:00"}, True),
        ({"proactive": False, "now": "2026-11-21T23:00:00+08:00"}, False),
        ({"proactive": True}, False),
    ],
)
def test_nobody_is_contacted_at_night_by_the_shops_clock(context, found):
    assert bool(detected("contact_hours", "亲，在吗", context)) is found


def test_a_rule_may_set_the_hours():
    context = {"proactive": True, "now": "2026-11-21T20:30:00+08:00"}

    assert detected("contact_hours", "亲，在吗", context, last=20) == ["亲，在吗"]


REMINDED = "亲，您拍的宝贝还没有付款哦，需要帮您改价吗"


@pytest.mark.parametrize(
    ("text", "previous", "found"),
    [
        (REMINDED, [{"from": "agent", "text": REMINDED}], True),
        ("亲~您拍的宝贝还没付款哦，要帮您改价吗", [{"from": "agent", "text": REMINDED}], True),
        (
            REMINDED,
            [{"from": "agent", "text": REMINDED}, {"from": "agent", "text": "有问题可以问我哦"}],
            True,
        ),
        (REMINDED, [{"from": "agent", "text": REMINDED}, {"from": "buyer", "text": "要的"}], False),
        ("亲，您拍的宝贝今天发货，请放心哦", [{"from": "agent", "text": REMINDED}], False),
        ("在吗亲", [{"from": "agent", "text": "在吗亲"}], False),
        (REMINDED, [], False),
    ],
)
def test_the_same_contact_is_not_sent_again_unanswered(text, previous, found):
    context = {"proactive": True, "previous": previous}

    assert detected("repeated_contact", text, context) == ([text] if found else [])
    assert detected("repeated_contact", text, context | {"proactive": False}) == []
