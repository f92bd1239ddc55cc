"""The answer in one key press, at the desk and beside another program; what is changed is learned from."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import PlainBuyer
from tests.functional.sidecar import Sidecar
from tests.functional.stage import BUYER, Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

QUESTION, ANSWER = "这件衣服会起球吗", "{买家}您好，这款不易起球，建议反面轻柔洗涤。"
FILLED = ANSWER.replace("{买家}", BUYER)
CHANGED = FILLED.replace("反面轻柔洗涤", "反面手洗，不要机洗")


def _strip(page: Page, say: Words) -> Locator:
    return page.get_by_role("region", name=say("Suggested answers"))


def _first(page: Page, say: Words) -> Locator:
    return _strip(page, say).get_by_role("button").first


def test_a_buyers_question_is_answered_with_one_key_and_a_change_is_put_before_the_lead(
    watch: Watch, guitai: str, shop: StagedShop, stage: Stage
) -> None:
    stage.know(shop, {QUESTION: ANSWER, "可以开发票吗": "可以的，请留下抬头。"})
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    keys = agent.page.keyboard
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write(QUESTION)
        expect(agent.row(BUYER)).to_be_visible()
        keys.press("n")
        expect(_first(agent.page, agent.say)).to_contain_text(FILLED)
        expect(agent.field).to_be_focused()
        assert grave_faults(agent.page) == []

        keys.type("在的，")
        keys.press("Alt+1")
        expect(agent.field).to_have_value(f"在的，{FILLED}")
        keys.press("Enter")
        agent.is_stored(f"在的，{FILLED}")
        expect(_strip(agent.page, agent.say).get_by_role("listitem")).to_have_count(0)

        buyer.write(f"{QUESTION}？我电话13800000002")
        expect(_first(agent.page, agent.say)).to_contain_text(FILLED)
        keys.press("Escape")
        expect(_strip(agent.page, agent.say).get_by_role("listitem")).to_have_count(0)
        buyer.write("在吗")
        expect(_first(agent.page, agent.say)).to_contain_text(FILLED)
        keys.press("Alt+1")
        expect(agent.field).to_have_value(FILLED)
        agent.field.fill(CHANGED)
        keys.press("Enter")
        agent.is_stored(CHANGED)

    lead = Desk.opened(watch.page(), guitai, shop.lead)
    lead.page.goto(f"{guitai}/s/{shop.key}/knowledge/candidates/")
    expect(lead.page.get_by_text("13800000002")).to_have_count(0)
    expect(lead.page.get_by_role("main")).to_contain_text(QUESTION)
    expect(lead.page.get_by_role("main")).to_contain_text("反面手洗，不要机洗")


def test_beside_another_program_the_same_key_answers_what_was_pasted(
    watch: Watch, guitai: str, shop: StagedShop, stage: Stage
) -> None:
    stage.know(shop, {"可以开发票吗": "可以的，请留下抬头和税号。"})
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent)
    sidecar.press("b")
    sidecar.type("可以开发票吗")
    expect(_first(sidecar.page, sidecar.say)).to_contain_text("请留下抬头和税号")
    assert grave_faults(sidecar.page) == []

    sidecar.press("Alt+i", "Alt+1")
    expect(sidecar.draft).to_have_value("可以的，请留下抬头和税号。")
    sidecar.copies("可以的，请留下抬头和税号。")
    expect(_strip(sidecar.page, sidecar.say).get_by_role("listitem")).to_have_count(0)


@pytest.mark.once
def test_on_a_phone_a_tap_inserts(watch: Watch, guitai: str, shop: StagedShop, stage: Stage) -> None:
    stage.know(shop, {QUESTION: ANSWER})
    agent = Desk.opened(watch.page(size=PHONE, touch=True), guitai, shop.agent)
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write(QUESTION)
        agent.row(BUYER).tap()
        _first(agent.page, agent.say).tap()
        expect(agent.field).to_have_value(FILLED)
