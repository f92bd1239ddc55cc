from tests.by_hand.facts import Shop
from tests.unit.engines.metrics.made import tables

from guitai.engines.metrics.facts import MESSAGES, ORDERS, REFUNDS, REMINDERS, Facts

SCHEMAS = (MESSAGES, ORDERS, REFUNDS, REMINDERS)


def test_every_row_says_of_which_shop_it_is():
    assert {schema.names[0] for schema in SCHEMAS} == {"shop"}


def test_times_are_local_and_know_thousandths():
    times = [kind for schema in SCHEMAS for kind in schema.types if kind.is_timestamp()]

    assert {(kind.timezone, kind.scale) for kind in times} == {(None, 3)}
    assert len(times) == 4


def test_money_is_whole_fen():
    money = [kind for schema in SCHEMAS for name, kind in schema.items() if name.endswith("_fen")]

    assert len(money) == 4
    assert all(kind.is_int64() for kind in money)


def test_a_shop_may_have_no_refunds_and_no_reminders():
    made = tables([Shop()])

    facts = Facts(messages=made.messages, orders=made.orders)

    assert facts.refunds is None
    assert facts.reminders is None
