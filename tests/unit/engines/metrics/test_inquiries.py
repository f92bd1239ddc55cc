"""Which buyers met are inquiries; what became of them is in the cases."""

from tests.by_hand.facts import Shop
from tests.unit.engines.metrics.made import message, order, tables

from guitai.engines.metrics import inquiries, reception, talks
from guitai.engines.metrics.grain import GRAINS, By
from guitai.engines.metrics.settings import Settings

TALK = ("20 10:00 x>甲", "20 10:01 甲>x")


def asked(*orders, settings=None):
    settings, grain = settings or Settings(), GRAINS[By.AGENT]
    shop = Shop(
        messages=[message(line, seq) for seq, line in enumerate(TALK)],
        orders=[order(line) for line in orders],
    )
    facts = tables([shop])
    met = reception.per_buyer(talks.chats(facts.messages, settings), grain)
    return inquiries.inquiries(met, facts.orders, grain, settings).to_pyarrow().to_pylist()


def test_a_buyer_with_many_orders_is_one_inquiry():
    (inquiry,) = asked("1 x 20 11:00 10", "2 x 20 12:00 paid 25 10:00 10", "3 x 21 12:00 10")

    assert (inquiry["ordered_same_day"], inquiry["ordered"], inquiry["paid"]) == (True, True, True)
    assert not inquiry["paid_next_day"]


def test_a_buyer_without_orders_is_an_inquiry_that_ordered_nothing():
    (inquiry,) = asked()

    assert not any(inquiry[name] for name in ("ordered_same_day", "ordered", "paid_next_day", "paid"))


def test_a_payment_before_makes_it_after_sales_whatever_is_bought_later():
    assert asked("1 x 10 11:00 paid 10 12:00 10", "2 x 20 12:00 paid 20 12:01 10") == []


def test_excluded_orders_are_as_if_they_were_not_there():
    settings = Settings(excluded_flags=("red",))

    (inquiry,) = asked(
        "1 x 10 11:00 paid 10 12:00 10 flag=red", "2 x 20 12:00 paid 20 12:01 10 flag=red", settings=settings
    )

    assert not inquiry["ordered"]
