"""Two agents write on an order, a list brings something else, one settles it, the lead takes the sheet."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.plain_buyers import asks
from tests.functional.stage import BUYER, ORDER, Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

FIRST, SECOND, PLATFORMS = "改发顺丰", "已补运费差价", "仓库：按原快递发"


def _remarks(desk: Desk) -> Locator:
    """Give what was written on the order at hand."""
    return desk.panel.get_by_role("region", name=desk.say("Remarks and flag")).first


def _note(desk: Desk, digit: str, text: str) -> None:
    page = desk.page
    page.keyboard.press("Alt+f")
    page.keyboard.press(digit)  # and on to the text
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(_remarks(desk)).to_contain_text(text)


def _hand_on(agent: Desk, colleague: Desk) -> None:
    agent.button("Transfer").first.click()
    dialog = agent.dialog("Transfer")
    dialog.get_by_role("radio", name=colleague.member.name).check()
    dialog.get_by_role("button", name=agent.say("Transfer"), exact=True).click()
    colleague.open(BUYER)


def test_remarks_are_appended_settled_and_taken_along_in_a_sheet(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "能改发顺丰吗")
    agent.open(BUYER)
    expect(_remarks(agent)).to_be_visible()
    _note(agent, "1", FIRST)
    assert grave_faults(agent.page) == []

    colleague = Desk.opened(watch.page(), guitai, shop.colleague)
    _hand_on(agent, colleague)
    written = _remarks(colleague)
    expect(written).to_contain_text(f"{FIRST} {shop.agent.name}/")
    _note(colleague, "4", SECOND)
    written.get_by_text(colleague.say("History of remarks")).click()
    expect(written.get_by_role("listitem")).to_have_count(2)
    expect(written.get_by_role("listitem").first).to_contain_text(f"{SECOND} {shop.colleague.name}/")
    assert grave_faults(colleague.page) == []

    stage.relist(shop, ORDER, remark=PLATFORMS, tags="黄旗")
    colleague.page.reload()
    sides = colleague.panel.get_by_role("group", name=colleague.say("Two remarks contradict")).first
    expect(sides).to_contain_text(PLATFORMS)
    expect(sides).to_contain_text(FIRST)
    assert grave_faults(colleague.page) == []
    sides.get_by_role("button", name=colleague.say("Ours too")).click()
    expect(sides).to_have_count(0)
    expect(_remarks(colleague)).to_contain_text(f"{PLATFORMS}；{FIRST}")

    _take_the_sheet(watch, guitai, shop)


def _take_the_sheet(watch: Watch, guitai: str, shop: StagedShop) -> None:
    page, say = watch.page(), Words("zh-hans")
    sign_in(page, guitai, shop.lead, say)
    page.goto(f"{guitai}/s/{shop.key}/remarks/")
    assert grave_faults(page) == []
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.reader(io.StringIO(Path(coming.value.path()).read_text("utf-8-sig"))))
    assert rows[1][0].strip() == ORDER
    assert rows[1][1] == "蓝"
    assert [part in rows[1][2] for part in (PLATFORMS, FIRST, SECOND)] == [True] * 3

    page.get_by_role("button", name=say("All of this stands on the platform now")).click()
    expect(page.get_by_text(say("No remark waits"))).to_be_visible()
    page.get_by_role("button", name=say("Undo")).click()
    expect(page.get_by_role("rowheader", name=ORDER)).to_be_visible()


@pytest.mark.once
def test_it_is_written_with_the_thumb(watch: Watch, guitai: str, shop: StagedShop) -> None:
    agent = Desk.opened(watch.page(size=PHONE, touch=True), guitai, shop.agent)
    asks(guitai, shop, BUYER, "能改发顺丰吗")
    agent.row(BUYER).tap()
    agent.button("Buyer panel").tap()
    remarks = _remarks(agent)
    remarks.locator("label.flag-red").tap()
    remarks.get_by_role("textbox", name=agent.say("Remark")).fill(FIRST)
    remarks.get_by_role("button", name=agent.say("Write the remark")).tap()

    expect(_remarks(agent)).to_contain_text(f"{FIRST} {shop.agent.name}/")
    assert grave_faults(agent.page) == []
    assert agent.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
