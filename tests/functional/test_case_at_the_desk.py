"""A cup comes broken: two keys open the case, digits lead it on, the warehouse answers, the buyer sees."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.shop_page import Site
from tests.functional.stage import BUYER, ORDER, Member, Stage, StagedShop
from tests.functional.window import Window
from tests.functional.words import Words

pytestmark = pytest.mark.functional

SAY = Words("zh-hans")
BROKEN = "到手就是碎的，你们看看照片"


def _picture(colour: str) -> dict[str, object]:
    written = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(written, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def _send_picture(buyer: Window, colour: str, *, count: int) -> None:
    buyer.frame.locator("input[type=file]").set_input_files(_picture(colour))  # type: ignore[arg-type]
    expect(buyer.log.get_by_role("img", name=buyer.say("Picture"))).to_have_count(count)


def _card(agent: Desk) -> Locator:
    return agent.panel.get_by_role("region", name=agent.say("After-sales", context="case"))


def _sends_again(page: Page, guitai: str, keeper: Member) -> None:
    sign_in(page, guitai, keeper, SAY)
    named = page.get_by_role("heading", name=SAY("Send again", context="warehouse"), level=3)
    task = page.get_by_role("article").filter(has=named)
    task.get_by_role("textbox", name=SAY("Waybill")).fill("YT1234567890123")
    task.get_by_role("button", name=SAY("Sent", context="warehouse"), exact=True).tap()
    expect(task).to_have_count(0)


def _opens_in_two_keys(agent: Desk) -> None:
    card, page = _card(agent), agent.page
    expect(card.get_by_role("button", name=agent.say("Open a case"))).to_be_visible()
    agent.field.blur()

    page.keyboard.press("s")
    expect(card.get_by_role("button", name=agent.say("Open the case"))).to_be_focused()
    expect(card.get_by_label(agent.say("What went wrong"))).to_have_value("damaged")
    order = card.get_by_label(agent.say("Order"), exact=True)
    expect(order.locator("option:checked")).to_contain_text(ORDER)
    expect(card.get_by_label(agent.say("The buyer's words"))).to_have_value(BROKEN)
    sent = card.get_by_role("group", name=agent.say("Pictures from the talk"))
    expect(sent.get_by_role("checkbox")).to_be_checked()
    assert grave_faults(page) == []

    page.keyboard.press("Enter")
    expect(card).to_contain_text("当场拒收了，还是签收了")
    expect(card).to_be_focused()


def _files_what_came_later(agent: Desk, buyer: Window) -> None:
    card = _card(agent)
    _send_picture(buyer, "green", count=2)
    _send_picture(buyer, "blue", count=3)
    expect(agent.log.get_by_role("img")).to_have_count(3)
    agent.page.keyboard.press("1")
    expect(card.get_by_role("alert")).to_be_visible()  # three are wanted, one is filed
    expect(card).to_be_focused()
    card.get_by_role("button", name=re.compile("2 张|2 new")).click()
    expect(card.get_by_role("alert")).to_have_count(0)


def _presses(agent: Desk, answers: dict[str, str]) -> None:
    """Press digits, and wait after each until the card asks this."""
    for digit, asks in answers.items():
        expect(_card(agent)).to_be_focused()
        agent.page.keyboard.press(digit[0])
        expect(_card(agent)).to_contain_text(asks)


def test_a_broken_cup_is_a_case_in_two_keys_and_led_to_its_end_by_digits(
    watch: Watch, guitai: str, site: Site, stage: Stage, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    buyer = Window.opened(watch.page(), site.page(shop, account=BUYER))
    keeper = stage.man_warehouse(shop)
    buyer.write(BROKEN)
    _send_picture(buyer, "red", count=1)
    agent.open(BUYER)
    expect(agent.log.get_by_role("img")).to_have_count(1)
    _opens_in_two_keys(agent)
    card, page = _card(agent), agent.page

    _presses(agent, {"2": "外箱、面单、破损处"})
    _files_what_came_later(agent, buyer)
    _presses(agent, {"1": "签收前当面验货了吗", "3": "24小时内吗", "1 again": "索赔多少"})
    page.keyboard.press("1")
    expect(card.get_by_label(agent.say("Amount in yuan"))).to_be_focused()
    page.keyboard.type("80")
    page.keyboard.press("Enter")
    expect(card).to_contain_text("快递认赔吗")
    _presses(agent, {"3": "买家要什么"})
    waits = agent.say("The warehouse is asked; its answer leads on by itself.")
    _presses(agent, {"1": waits})

    _sends_again(watch.page(size=PHONE, touch=True), guitai, keeper)
    expect(card).not_to_contain_text(waits)
    expect(card.locator("[data-number]").first).to_be_visible()
    assert grave_faults(page) == []


def test_the_buyer_sees_their_own_case_and_nobody_elses(
    watch: Watch, guitai: str, site: Site, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    buyer = Window.opened(watch.page(), site.page(shop, account=BUYER))
    other = Window.opened(watch.page(), site.page(shop, account="tb_other77"))
    visitor = Window.opened(watch.page(), site.page(shop))
    other.write("在吗")
    buyer.write(BROKEN)
    agent.open(BUYER)
    expect(_card(agent).get_by_role("button", name=agent.say("Open a case"))).to_be_visible()
    agent.field.blur()
    agent.page.keyboard.press("s")
    expect(_card(agent).get_by_role("button", name=agent.say("Open the case"))).to_be_focused()
    agent.page.keyboard.press("Enter")
    expect(_card(agent)).to_contain_text("#1")

    folded = buyer.frame.get_by_role("button", name=buyer.say("Your after-sales"))
    folded.click()
    expect(buyer.frame).to_contain_text(buyer.say("We wait for your answer", context="buyer's case"))
    expect(buyer.frame).to_contain_text("很抱歉。您是当场拒收了")
    assert grave_faults(buyer.page) == []

    for window in (other, visitor):
        expect(window.frame.get_by_role("button", name=buyer.say("Your after-sales"))).to_have_count(0)
    agent.page.keyboard.press("1")
    expect(_card(agent)).to_contain_text("拒收记成破损了吗")
    expect(buyer.frame).to_contain_text(buyer.say("We are working on it", context="buyer's case"))
