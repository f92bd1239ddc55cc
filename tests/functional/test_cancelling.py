"""An agent cancels a printed order; the warehouse finds and pulls it on a phone; the desk goes on itself."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.plain_buyers import asks
from tests.functional.stage import BUYER, PAID, Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

THUMB_PX = 56
SAY = Words("zh-hans")


def _card(agent: Desk, part: str) -> Locator:
    """Give a part of the card of the order at hand."""
    return agent.panel.get_by_role("region", name=agent.say(part), exact=True).first


def _task(page: Page, kind: str) -> Locator:
    """Give what the warehouse is asked, by its kind."""
    named = page.get_by_role("heading", name=SAY(kind, context="warehouse"), level=3)
    return page.get_by_role("article").filter(has=named)


def _press(page: Page, kind: str, answer: str) -> None:
    button = _task(page, kind).get_by_role("button", name=SAY(answer, context="warehouse"), exact=True)
    box = button.bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= THUMB_PX
    button.tap()


def _has_settled(page: Page) -> None:
    """Wait until a list that was drawn anew takes keys."""
    page.wait_for_function("() => !document.querySelector('.warehouse-settling')")


def test_a_printed_order_is_found_pulled_and_refunded(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    keeper = stage.man_warehouse(shop)
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "不想要了，能取消吗")
    agent.open(BUYER)
    cancelling = _card(agent, "Cancelling")
    cancelling.get_by_role("button", name=agent.say("Cancel order")).click()
    cancelling.get_by_role("button", name="退款").click()
    cancelling.get_by_role("button", name="2 打印了").click()
    expect(cancelling).to_contain_text(agent.say("The warehouse is asked; its answer leads on by itself."))

    phone = watch.page(size=PHONE, touch=True)
    sign_in(phone, guitai, keeper, SAY)
    expect(phone.get_by_role("heading", name=SAY("Warehouse"), level=1)).to_be_visible()
    found = _task(phone, "Find")
    expect(found).to_contain_text(PAID[-4:])
    expect(found).to_contain_text(shop.agent.name)
    assert grave_faults(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    found.get_by_role("textbox", name=SAY("Note")).fill("在二楼发货区")
    _press(phone, "Find", "Found")
    expect(_task(phone, "Pull out")).to_be_visible()
    expect(_task(phone, "Find")).to_have_count(0)
    expect(agent.message("在二楼发货区")).to_have_count(1)

    _press(phone, "Pull out", "Pulled out")
    expect(phone.get_by_text(SAY("Nothing is to be done"))).to_be_visible()
    expect(cancelling.get_by_role("button", name="退款已同意")).to_be_visible()
    expect(agent.message(SAY("Pulled out", context="warehouse"))).to_have_count(1)
    remarks = _card(agent, "Remarks and flag")
    expect(remarks).to_contain_text("件已抽出，面单作废 老周/")
    expect(remarks.locator(".order-remark .flag-purple")).to_be_visible()
    assert grave_faults(agent.page) == []


def test_new_work_comes_by_itself_and_a_wrong_button_is_undone(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    keeper = stage.man_warehouse(shop)
    page = watch.page()
    sign_in(page, guitai, keeper, SAY)
    expect(page.get_by_text(SAY("Nothing is to be done"))).to_be_visible()

    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "帮我看看装的是不是 L 码")
    agent.open(BUYER)
    asked = _card(agent, "Warehouse")
    asked.get_by_text(SAY("Ask the warehouse")).click()
    asked.get_by_role("radio", name=SAY("Verify", context="warehouse")).check()
    asked.get_by_role("textbox").fill("看看装的是不是 L 码")
    asked.get_by_role("button", name=SAY("Ask", context="warehouse"), exact=True).click()
    expect(asked).to_contain_text(SAY("waiting", context="warehouse"))

    verify = _task(page, "Verify")
    expect(verify).to_contain_text("看看装的是不是 L 码")
    assert page.title().startswith("(1) ")
    _has_settled(page)
    page.keyboard.press("a")
    expect(verify).to_contain_text(SAY("You do it"))
    expect(asked).to_contain_text("老周")
    _has_settled(page)
    page.keyboard.press("1")
    expect(verify).to_have_count(0)
    expect(asked.locator(".asked-head")).to_contain_text(SAY("All right", context="warehouse"))
    _has_settled(page)
    page.keyboard.press("u")
    expect(verify).to_be_visible()
    expect(asked.locator(".asked-head")).not_to_contain_text(SAY("All right", context="warehouse"))

    page.keyboard.type(PAID)  # as a scanner does: at once, and nowhere in particular
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_have_value(PAID)
    expect(_task(page, "Verify")).to_have_count(1)
    assert grave_faults(page) == []
