"""Two answers differ: the lead makes one of them the knowledge by keyboard, and takes it back."""

import pytest
from playwright.sync_api import expect

from tests.functional.browser import Watch
from tests.functional.desk import Desk
from tests.functional.stage import Stage, StagedShop

pytestmark = pytest.mark.functional

ASKED = "什么时候发货"
SAID = {"tb_one": (ASKED, "付款后48小时内发货"), "tb_two": (ASKED, "付款后72小时内发货的")}


def test_the_lead_makes_one_side_the_knowledge_with_one_key(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    stage.talk(shop, SAID, days_ago=2)
    stage.look_through_answers(shop)
    lead = Desk.opened(watch.page(), guitai, shop.lead)
    page, say = lead.page, lead.say
    page.goto(f"{guitai}/s/{shop.key}/knowledge/answers/conflicts/")
    for told in ("48小时", "72小时"):
        expect(page.get_by_role("region", name=told)).to_be_visible()

    page.keyboard.press("j")
    page.keyboard.press("2")

    expect(page.get_by_text(say("No contradictions"))).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name=ASKED)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("1")
    expect(page.get_by_text(say("No contradictions"))).to_be_visible()

    page.goto(f"{guitai}/s/{shop.key}/knowledge/")
    expect(page.get_by_text("小时内发货").first).to_be_visible()


def test_a_gap_gets_its_entry_where_it_stands(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    talks = {f"tb_{number}": ("裙子里面有内衬吗", "稍等，帮您看看") for number in range(4)}
    stage.talk(shop, talks, days_ago=2)
    stage.look_through_answers(shop)
    lead = Desk.opened(watch.page(), guitai, shop.lead)
    page, say = lead.page, lead.say
    page.goto(f"{guitai}/s/{shop.key}/knowledge/answers/gaps/")
    expect(page.get_by_role("heading", name="裙子里面有内衬吗")).to_be_visible()

    page.keyboard.press("j")
    page.keyboard.press("i")
    field = page.get_by_label(say("Answer"), exact=True)
    expect(field).to_be_focused()
    field.fill("有的，是棉质内衬")
    field.press("Control+Enter")

    expect(page.get_by_text(say("No gaps"))).to_be_visible()
    page.get_by_label(say("What became of it")).select_option("settled")
    page.get_by_role("button", name=say("Show"), exact=True).click()
    page.get_by_role("link", name=say("In the knowledge")).click()
    expect(page.get_by_text("有的，是棉质内衬").first).to_be_visible()
