"""A buyer is led through a refund by keyboard alone, with the picture the lead has put in."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.shop_page import Site
from tests.functional.stage import BUYER, StagedShop
from tests.functional.window import Window
from tests.functional.words import Words

pytestmark = pytest.mark.functional

TITLE, INITIALS = "申请退款", "sqtk"
FIND = "Guide: title, code, pinyin initials or any word"
STEPS = ("还没发货的，点订单里的“退款”", "点“提交”")


def _picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (240, 160), "#0f766e").save(drawn, "PNG")
    return drawn.getvalue()


def _write(page: Page, guitai: str, shop: StagedShop) -> None:
    """Let the lead shorten the guide to two steps, with a picture pasted into the second."""
    say = Words("zh-hans")
    sign_in(page, guitai, shop.lead, say)
    page.goto(f"{guitai}/s/{shop.key}/knowledge/guides/")
    page.get_by_role("link", name=TITLE).click()
    fields = page.get_by_label(say("What the buyer does"))
    for place in (3, 2):
        page.get_by_role("group", name=say("Step %(step)s", step=place + 1), exact=True).get_by_role(
            "button", name=say("Remove this step")
        ).click()
    fields.nth(0).fill(STEPS[0])
    fields.nth(1).fill(STEPS[1])
    page.evaluate(
        """bytes => {
            const held = new DataTransfer();
            held.items.add(new File([new Uint8Array(bytes)], "here.png", { type: "image/png" }));
            const options = { clipboardData: held, bubbles: true, cancelable: true };
            const [, second] = document.querySelectorAll("[data-step] textarea");
            second.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        list(_picture()),
    )
    page.get_by_role("button", name=say("Save"), exact=True).click()
    expect(page.get_by_role("img", name=say("Picture of step %(step)s", step=2)).last).to_be_visible()
    expect(page.locator(".guide-card")).to_have_count(2)
    assert grave_faults(page) == []


def _bar(desk: Desk) -> Locator:
    return desk.page.get_by_role("group", name=desk.say("Guidance"), exact=True)


def _cards(window: Window) -> Locator:
    return window.log.locator(".step")


def test_a_guide_goes_to_the_buyer_step_by_step_by_keyboard(
    watch: Watch, guitai: str, site: Site, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    buyer = Window.opened(watch.page(), site.page(shop, account=BUYER))
    buyer.write("怎么退款")
    agent.open(BUYER)
    _write(watch.page(), guitai, shop)
    agent.field.fill("写到一半")

    agent.field.press("Alt+g")
    expect(agent.page.get_by_role("combobox", name=agent.say(FIND))).to_be_focused()
    agent.page.keyboard.type(INITIALS)
    agent.page.keyboard.press("Enter")

    expect(_cards(buyer)).to_have_count(1)
    expect(_cards(buyer).first).to_contain_text(STEPS[0])
    expect(_cards(buyer).first).to_contain_text(buyer.say("Step {step} of {of}", step=1, of=2))
    expect(_bar(agent)).to_contain_text(STEPS[1])
    expect(agent.field).to_be_focused()
    expect(agent.field).to_have_value("写到一半")
    assert grave_faults(agent.page) == []

    agent.page.reload()
    agent.is_live()
    expect(_bar(agent)).to_contain_text(agent.say("step {step} of {of}", step=1, of=2))
    agent.field.press("Alt+g")

    expect(_cards(buyer)).to_have_count(2)
    expect(_bar(agent)).to_be_hidden()
    expect(agent.log.get_by_role("article").filter(has_text=STEPS[1])).to_have_count(1)
    _cards(buyer).last.get_by_role("button", name=buyer.say("Show the picture large")).click()
    large = buyer.page.locator("guitai-chat").get_by_role("dialog").last.get_by_role("img")
    expect(large).to_have_js_property("naturalWidth", 240)
    expect(buyer.said("怎么退款")).to_have_count(1)
