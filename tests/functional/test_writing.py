"""Writing Chinese, drafts that survive everything, and lines that break."""

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.functional.browser import Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import asks
from tests.functional.shop_page import Site
from tests.functional.stage import BUYER, StagedShop
from tests.functional.window import Window

pytestmark = pytest.mark.functional


def _compose(page: Page, field: Locator, pinyin: str, text: str) -> None:
    """Type pinyin into an input method and take its first word with Enter, as Chrome tells the page of it."""
    method: CDPSession = page.context.new_cdp_session(page)
    field.focus()
    for end in range(1, len(pinyin) + 1):
        method.send(
            "Input.imeSetComposition",
            {"text": pinyin[:end], "selectionStart": end, "selectionEnd": end},
        )
    # The input method swallows the key: the page hears of code 229 while it composes.
    method.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229},
    )
    # Some say plainly that it is Enter, and only the event knows that a word is being composed.
    method.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13},
    )
    method.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "Enter", "code": "Enter"})
    method.send("Input.insertText", {"text": text})
    method.detach()


@pytest.mark.once
def test_enter_while_composing_sends_nothing_from_the_desk(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "在吗")
    agent.open(BUYER)

    _compose(agent.page, agent.field, "zaide", "在的")
    expect(agent.field).to_have_value("在的")
    agent.field.press("Shift+Enter")
    _compose(agent.page, agent.field, "qingshuo", "请说")
    expect(agent.field).to_have_value("在的\n请说")
    expect(agent.log.get_by_role("article")).to_have_count(1)

    agent.field.press("Enter")
    agent.is_stored("在的\n请说")
    expect(agent.log.get_by_role("article")).to_have_count(2)


@pytest.mark.once
def test_enter_while_composing_sends_nothing_from_the_window(
    watch: Watch, site: Site, shop: StagedShop
) -> None:
    buyer = Window.opened(watch.page(), site.page(shop, account=BUYER))

    _compose(buyer.page, buyer.field, "nihao", "你好")
    expect(buyer.field).to_have_value("你好")
    buyer.field.press("Shift+Enter")
    _compose(buyer.page, buyer.field, "youhuoma", "有货吗")
    expect(buyer.field).to_have_value("你好\n有货吗")
    expect(buyer.log.get_by_text("你好")).to_have_count(0)

    buyer.field.press("Enter")
    buyer.is_stored("你好\n有货吗")


def test_a_half_written_answer_survives_a_reload_a_crash_and_a_change_of_seat(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "在吗")
    agent.open(BUYER)

    agent.field.fill("您这件可以")
    agent.page.reload()
    expect(agent.field).to_have_value("您这件可以")

    agent.field.fill("您这件可以今天发")
    address = agent.page.url
    again = Desk(watch.after_a_crash(agent.page), shop.agent)
    again.page.goto(address)
    expect(again.field).to_have_value("您这件可以今天发")

    elsewhere = Desk.opened(watch.page(), guitai, shop.agent)
    elsewhere.page.goto(address)
    expect(elsewhere.field).to_have_value("您这件可以今天发")


def test_a_half_written_question_survives_a_reload_and_a_crash(
    watch: Watch, site: Site, shop: StagedShop
) -> None:
    address = site.page(shop, account=BUYER)
    buyer = Window.opened(watch.page(), address)

    buyer.field.fill("请问这件")
    buyer.page.reload()
    expect(buyer.field).to_have_value("请问这件")

    buyer.field.fill("请问这件有货吗")
    again = Window.opened(watch.after_a_crash(buyer.page), address)
    expect(again.field).to_have_value("请问这件有货吗")
