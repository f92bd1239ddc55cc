"""The window and the desk in a hand: one column, a way back, targets a thumb hits."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.browser import NARROW, PHONE, Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import asks
from tests.functional.shop_page import Site
from tests.functional.stage import BUYER, StagedShop
from tests.functional.window import Window

pytestmark = [pytest.mark.functional, pytest.mark.once]

THUMB_PX = 44


def _too_small(page: Page, part: Locator) -> list[str]:
    """Give the buttons, links and fields in this part that a thumb would miss."""
    small = []
    for role in ("button", "link", "textbox", "combobox", "searchbox", "radio", "option"):
        for target in part.get_by_role(role).all():  # type: ignore[arg-type]  # each is a role
            box = target.bounding_box() if target.is_visible() else None
            if box and min(box["width"], box["height"]) < THUMB_PX - 0.5:
                name = target.get_attribute("aria-label") or target.inner_text()
                small.append(f"{role} {name!r}: {box['width']:.0f} × {box['height']:.0f}")
    return small


def _overflows(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_buyer_writes_from_a_phone(watch: Watch, guitai: str, site: Site, shop: StagedShop) -> None:
    page = watch.page(size=PHONE, touch=True)
    buyer = Window(page)
    page.goto(site.page(shop, account=BUYER))
    buyer.launcher.tap()
    buyer.is_live()

    box = buyer.frame.bounding_box()
    assert box is not None and (box["width"], box["height"]) == PHONE
    buyer.field.fill("在吗")
    buyer.button("Send").tap()
    buyer.is_stored("在吗")
    assert _too_small(page, buyer.frame) == []

    buyer.button("Close the chat window").tap()
    expect(buyer.launcher).to_be_visible()
    assert _overflows(page) == 0


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["phone", "sidecar"])
def test_an_agent_answers_in_one_column(
    watch: Watch, guitai: str, shop: StagedShop, size: tuple[int, int]
) -> None:
    page = watch.page(size=size, touch=size == PHONE)
    agent = Desk.opened(page, guitai, shop.agent)
    asks(guitai, shop, BUYER, "在吗")
    expect(agent.row(BUYER)).to_be_visible()
    assert _too_small(page, page.get_by_role("main")) == []
    assert _overflows(page) == 0

    agent.open(BUYER)
    expect(agent.list).to_be_hidden()
    agent.field.fill("在的")
    agent.button("Send").click()
    agent.is_stored("在的")
    assert _too_small(page, page.get_by_role("main")) == []
    assert _overflows(page) == 0

    agent.button("Buyer panel").click()
    expect(agent.panel).to_be_visible()
    agent.button("Close the panel").click()
    agent.button("Back to the list").click()
    expect(agent.row(BUYER)).to_be_visible()
    expect(agent.field).to_be_hidden()
