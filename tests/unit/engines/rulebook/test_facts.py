"""What follows from the facts of a conversation."""

from datetime import datetime

from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.facts import Activity
from guitai.kernel.days import SHANGHAI

ORDERS = [{"id": "1", "buyer": "a"}, {"id": "2", "buyer": "b"}, {"id": "3"}]


def ids(orders):
    return [order.id for order in orders]


def test_orders_belong_to_the_buyer_who_placed_them():
    facts = read_facts({"buyer": {"id": "a"}, "orders": ORDERS})

    assert ids(facts.own_orders) == ["1"]
    assert ids(facts.others_orders) == ["2", "3"]


def test_a_buyer_nobody_knows_has_no_order():
    facts = read_facts({"orders": ORDERS})

    assert ids(facts.own_orders) == []
    assert ids(facts.others_orders) == ["1", "2", "3"]


def test_an_activity_runs_from_its_start_until_before_its_end():
    start, end = datetime(2026, 11, 20, tzinfo=SHANGHAI), datetime(2026, 12, 1, tzinfo=SHANGHAI)
    activity = Activity("满减", start, end)

    assert [activity.runs(at) for at in (start, end, None)] == [True, False, True]


def test_the_last_word_of_each_side_is_known():
    said = [{"from": "agent", "text": "在"}, {"from": "buyer", "text": "好"}, {"from": "agent", "text": "嗯"}]
    facts = read_facts({"previous": said})

    assert (facts.buyers_last, facts.agents_last) == ("好", "嗯")
    assert read_facts({"proactive": True}).buyers_last == ""
