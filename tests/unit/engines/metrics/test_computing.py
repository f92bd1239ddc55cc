"""Sums made into figures; the figures themselves are in the cases."""

from datetime import date
from decimal import Decimal

from tests.by_hand.facts import Shop
from tests.unit.engines.metrics.made import LATEST, message, moment, order, tables

from guitai.engines.metrics.computing import figures, values
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import GRAINS, By
from guitai.engines.metrics.settings import Settings


def test_a_rate_is_told_with_its_part_and_whole():
    told = values({"received": 12, "unreplied": 1}, Settings(), as_of=LATEST, agents=True)["reply_rate"]

    assert (told.value, told.part, told.whole, told.late) == (12 / 13, 12, 13, False)


def test_a_rate_over_nothing_is_empty_and_not_late():
    told = values({}, Settings(), as_of=LATEST, agents=True)["reply_rate"]

    assert (told.value, told.whole, told.late) == (None, 0, False)


def test_money_is_told_in_yuan_to_the_fen():
    told = values({"sales": 12345, "refunded": 45, "buyers": 2}, Settings(), as_of=LATEST, agents=True)

    assert told["sales"].value == Decimal("123.45")
    assert told["net_sales"].value == Decimal("123.00")
    assert told["average_order_value"].value == Decimal("61.725")


def test_what_is_late_has_no_value_and_still_its_counts():
    sums = {"inquiries": 3, "paid": 1, "last_inquiry": date(2026, 11, 9)}

    told = values(sums, Settings(), as_of=moment("13", "00:00"), agents=True)["conversion"]

    assert (told.value, told.part, told.whole, told.late) == (None, 1, 3, True)


def test_agents_have_no_silent_sales():
    assert "silent_sales" not in values({}, Settings(), as_of=LATEST, agents=True)
    assert "silent_sales" in values({}, Settings(), as_of=LATEST, agents=False)


def test_rows_come_in_the_order_of_their_keys():
    talk = ["10 10:00 x>乙", "09 10:00 x>乙", "09 10:00 x>甲"]
    facts = tables([Shop(messages=[message(line, seq) for seq, line in enumerate(talk)])])

    rows = figures(facts, GRAINS[By.AGENT_DAY], Settings(), as_of=LATEST)

    assert [(row.keys["agent"][-1], row.keys["day"].day) for row in rows] == [
        ("乙", 9),
        ("乙", 10),
        ("甲", 9),
    ]


def test_reminders_need_not_be_brought():
    made = tables([Shop(orders=[order("1 x 09 10:00 paid 09 10:01 10")])])

    (row,) = figures(
        Facts(messages=made.messages, orders=made.orders), GRAINS[By.SHOP], Settings(), as_of=LATEST
    )

    assert row.values["reminded"].value == 0
    assert row.values["sales"].value == 10
