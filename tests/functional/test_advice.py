"""The lead pairs two goods; the agent reads the size beside the talk and sends what goes with it."""

import pytest
from playwright.sync_api import expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.plain_buyers import PlainBuyer
from tests.functional.stage import BUYER, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

TROUSERS = "云裳高腰直筒牛仔裤 女"


def _pair(watch: Watch, guitai: str, shop: StagedShop) -> None:
    page, say = watch.page(), Words("zh-hans")
    sign_in(page, guitai, shop.lead, say)
    page.goto(f"{guitai}/s/{shop.key}/knowledge/pairings/")
    page.get_by_label(say("Who asks about")).fill("YS1001")
    page.get_by_label(say("is offered"), exact=True).fill("高腰")
    page.get_by_label(say("Why they go together")).fill("一套更显瘦")
    page.get_by_role("button", name=say("Show together")).click()
    expect(page.get_by_role("cell", name="一套更显瘦")).to_be_visible()
    assert grave_faults(page) == []


def test_size_and_pairing_stand_beside_the_talk(watch: Watch, guitai: str, shop: StagedShop) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write("你好")
        agent.open(BUYER)
        _pair(watch, guitai, shop)

        agent.button("Advise").click()
        advice = agent.panel.get_by_role("region", name=agent.say("Advise"))
        expect(advice.get_by_text("一套更显瘦")).to_be_visible()
        buyer.write("体重105斤，拍多大")
        expect(advice.get_by_text("M", exact=True)).to_be_visible()
        assert grave_faults(agent.page) == []
        advice.get_by_role("button", name=agent.say("Send card")).click()

        expect(agent.message(TROUSERS)).to_have_count(1)
