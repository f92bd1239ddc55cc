"""What comes in by the half hour, worked out by hand."""

from datetime import date

from tests.by_hand.facts import Shop
from tests.unit.engines.metrics.made import message, tables

from guitai.engines.metrics.grain import GRAINS, By
from guitai.engines.metrics.half_hours import by_half_hour
from guitai.engines.metrics.settings import Settings

# Mondays the 9th and the 16th. x is handled 25 minutes and gone at 10:35; y 50 s, on both days.
TALK = (
    "09 10:00 x>甲",
    "09 10:08 甲>x",
    "09 10:16 x>甲",
    "09 10:25 甲>x",
    "09 10:29:10 y>甲",
    "09 10:30 甲>y",
    "16 10:29:10 y>甲",
    "16 10:30 甲>y",
    "09 10:31 z>乙",
    "10 10:00 x>甲",
)
NAMES = ("shop", "agent", "weekday", "half_hour")


def rows(by, **days):
    shop = Shop(messages=[message(line, seq) for seq, line in enumerate(TALK)])
    found = by_half_hour(tables([shop]), GRAINS[by], Settings(), **days)
    return {
        (row.get("agent", "")[-1:], row["weekday"], row["half_hour"]): {
            name: value for name, value in row.items() if name not in NAMES
        }
        for row in found
    }


def test_a_shop_by_weekday_and_half_hour():
    found = rows(By.SHOP)

    assert found["", 0, 20] == {
        "days": 2,
        "received": 3,
        "rounds": 4,
        "conversations": 3,
        "max_concurrent": 2,
        "buyer_messages": 4,
        "agent_messages": 2,
        "handled_seconds": 1500 + 50 + 50,
        "busy_seconds": 1800 + 50 + 50,
    }
    # x until 10:35, y until 10:40 twice; z, who got no answer, is there from 10:31 all the same.
    assert found["", 0, 21] == {
        "days": 2,
        "rounds": 1,
        "max_concurrent": 3,
        "buyer_messages": 1,
        "agent_messages": 2,
        "busy_seconds": 300 + 600 + 600,
    }
    assert found["", 1, 20]["days"] == 1
    assert "received" not in found["", 1, 20]


def test_each_agent_and_some_days_alone():
    found = rows(By.AGENT, first=date(2026, 11, 9), last=date(2026, 11, 9))

    assert found["甲", 0, 20]["received"] == 2
    assert found["甲", 0, 21]["max_concurrent"] == 2
    assert found["乙", 0, 21]["rounds"] == 1
    assert {key[1] for key in found} == {0}
