"""Whose an order is; what it brings is in the cases."""

import pytest
from tests.by_hand.facts import Shop
from tests.unit.engines.metrics.made import message, order, reminder, tables

from guitai.engines.metrics import sales, talks
from guitai.engines.metrics.grain import GRAINS, By
from guitai.engines.metrics.settings import Attribution, Settings

TALK = ("09 10:00 x>甲", "09 10:10 甲>x", "11 10:00 x>乙", "11 10:10 乙>x")


def sold(*orders, rule=Attribution.ORDER):
    settings = Settings(rule=rule)
    shop = Shop(
        messages=[message(line, seq) for seq, line in enumerate(TALK)],
        orders=[order(line) for line in orders],
    )
    facts = tables([shop])
    found = sales.sold(facts, talks.chats(facts.messages, settings), settings).to_pyarrow().to_pylist()
    return {row["number"]: (row["agent"][-1:], row["day"].day) for row in found}


@pytest.mark.parametrize(
    ("rule", "whose"),
    [
        (Attribution.ORDER, {"1": ("甲", 9), "2": ("", 5)}),
        (Attribution.PAYMENT, {"1": ("乙", 11), "2": ("乙", 11)}),
        (Attribution.ORDER_FIRST, {"1": ("甲", 9), "2": ("乙", 5)}),
    ],
)
def test_the_rule_says_whose_an_order_is_and_on_which_day(rule, whose):
    assert sold("1 x 09 10:05 paid 11 10:05 10", "2 x 05 10:05 paid 11 10:05 10", rule=rule) == whose


def test_every_paid_order_stands_once():
    found = sold("1 x 11 10:05 paid 11 10:06 10", "2 y 11 10:05 paid 11 10:06 10", "3 x 11 10:05 10")

    assert found == {"1": ("乙", 11), "2": ("", 11)}


def test_an_order_stands_once_at_its_first_reminder():
    shop = Shop(
        orders=[order("1 x 09 10:00 paid 11 10:00 50")],
        reminders=[reminder("10 12:00 甲 1"), reminder("09 12:00 甲 1"), reminder("09 13:00 乙 1")],
    )
    facts = tables([shop])

    def reminded(by):
        return sales.reminded(facts.reminders, facts, GRAINS[by], Settings()).to_pyarrow().to_pylist()

    assert sorted((row["agent"][-1], row["day"].day, row["won"]) for row in reminded(By.AGENT)) == [
        ("乙", 9, True),
        ("甲", 9, True),
    ]
    assert [row["day"].day for row in reminded(By.SHOP)] == [9]
