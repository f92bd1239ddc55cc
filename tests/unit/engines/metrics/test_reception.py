"""What the shop sees of a buyer several agents met; the counts are in the cases."""

from tests.by_hand.facts import Shop
from tests.unit.engines.metrics.made import message, tables

from guitai.engines.metrics import reception, talks
from guitai.engines.metrics.grain import GRAINS, By, of_whom
from guitai.engines.metrics.settings import Settings


def met(grain, *lines):
    shop = Shop(messages=[message(line, seq) for seq, line in enumerate(lines)])
    chats = talks.chats(tables([shop]).messages, Settings())
    found = reception.per_buyer(of_whom(chats, None, grain), grain)
    return found.to_pyarrow().to_pylist()


TWO = ("09 10:00 x>甲", "09 15:00 x>乙", "09 15:01 乙>x")


def test_the_shop_met_a_buyer_once_whoever_answered():
    (buyer,) = met(GRAINS[By.SHOP], *TWO)

    assert (buyer["received"], buyer["unreplied"], buyer["hour"]) == (True, False, 10)


def test_each_agent_met_the_buyer():
    found = {row["agent"][-1]: (row["received"], row["unreplied"]) for row in met(GRAINS[By.AGENT], *TWO)}

    assert found == {"甲": (False, True), "乙": (True, False)}


def test_nobody_has_no_row_among_agents():
    assert met(GRAINS[By.AGENT], "09 10:00 x>-") == []
    assert len(met(GRAINS[By.SHOP], "09 10:00 x>-")) == 1


def test_whoever_the_filters_left_out_was_met_and_not_received():
    (buyer,) = met(GRAINS[By.SHOP], "09 10:00 甲>x")

    assert (buyer["received"], buyer["unreplied"], buyer["first_asked_at"]) == (False, False, None)
