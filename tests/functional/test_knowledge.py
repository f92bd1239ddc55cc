"""A lead imports a sheet, edits an entry and decides about suggestions by keyboard; an agent suggests."""

import re

import pytest
from playwright.sync_api import Page, expect

from guitai.common.workbooks import SheetToWrite, write_workbook
from tests.functional.accessibility import grave_faults
from tests.functional.browser import NARROW, PHONE, Watch
from tests.functional.desk import sign_in
from tests.functional.stage import Member, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

SAY = Words("zh-hans")
ROWS = [
    ("什么时候发货", "几天能发|多久发货", "现货48小时内发出。", "否"),
    ("会起球吗", "", "摩擦多的地方会轻微起球。", "是"),
    ("", "", "没有问题的一行", "否"),
]
SHEET = SheetToWrite(name="知识库", headings=("问题", "相似问法", "答案", "诚实的不足"), widths=(), rows=ROWS)


def _opened(page: Page, guitai: str, shop: StagedShop, member: Member) -> Page:
    sign_in(page, guitai, member, SAY)
    page.get_by_role("link", name=SAY("Knowledge"), exact=True).click()
    return page


def _import(page: Page) -> None:
    page.get_by_role("link", name=SAY("Import"), exact=True).last.click()
    page.get_by_label(SAY("Workbook or CSV")).set_input_files(
        {"name": "知识.xlsx", "mimeType": "application/xlsx", "buffer": write_workbook([SHEET])}
    )
    page.get_by_role("button", name=SAY("Look at it")).click()


def _suggest(page: Page, question: str, answer: str) -> None:
    page.get_by_role("link", name=question).click()
    page.get_by_label(SAY("Answer"), exact=True).fill(answer)
    page.get_by_role("button", name=SAY("Suggest"), exact=True).click()
    expect(page.get_by_text(SAY("The lead will look at what you suggest."))).to_be_visible()


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_sheet_becomes_knowledge_an_agent_improves_it_and_the_lead_decides_by_keyboard(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    page = _opened(watch.page(), guitai, shop, shop.lead)
    _import(page)
    rejected = page.get_by_role("region", name=SAY("Rejected lines"))
    expect(rejected.get_by_role("row").nth(1)).to_contain_text("4")
    assert grave_faults(page) == []
    page.get_by_role("button", name=SAY("Keep it")).click()
    page.get_by_role("link", name=SAY("To the entries")).click()
    expect(page.get_by_role("row").filter(has_text="会起球吗")).to_contain_text(SAY("honest weakness"))

    page.get_by_role("link", name="会起球吗").click()
    page.get_by_label(SAY("Answer"), exact=True).fill("{买家}您好，摩擦多的地方会轻微起球。")
    preview = page.get_by_role("region", name=SAY("As the buyer would read it"))
    expect(preview).to_contain_text("tb_demo01您好")
    assert grave_faults(page) == []
    page.get_by_role("button", name=SAY("Save")).click()

    agents = _opened(watch.page(), guitai, shop, shop.agent)
    _suggest(agents, "什么时候发货", "现货48小时内发出，周末也发。")
    agents.get_by_role("link", name=SAY("Entries"), exact=True).click()
    _suggest(agents, "会起球吗", "会的。")

    _decide(page)
    page.get_by_role("link", name=SAY("Entries"), exact=True).click()
    expect(page.get_by_role("row").filter(has_text="什么时候发货")).to_contain_text("周末也发。请放心。")


def _decide(page: Page) -> None:
    page.get_by_role("link", name=re.compile(SAY("Suggested by agents"))).click()
    page.wait_for_load_state("load")  # the keys come with a script
    heading, nothing = page.get_by_role("heading", level=2), page.get_by_text(SAY("Nothing waits"))
    expect(heading).to_have_text("什么时候发货")
    expect(page.get_by_role("insertion")).to_have_text("，周末也发")
    assert grave_faults(page) == []

    page.keyboard.press("j")
    expect(heading).to_have_text("会起球吗")
    page.keyboard.press("x")
    expect(page.locator(".candidates-said")).to_contain_text("会起球吗")
    expect(heading).to_have_text("什么时候发货")
    _change(page, "请放心。")
    page.keyboard.press("Control+Enter")
    expect(nothing).to_be_visible()
    page.keyboard.press("u")
    expect(heading).to_have_text("什么时候发货")
    _change(page, "请放心。")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(nothing).to_be_visible()


def _change(page: Page, more: str) -> None:
    page.keyboard.press("c")
    expect(page.locator(".candidate-change textarea")).to_be_focused()  # who writes sees the field first
    page.keyboard.type(more)


@pytest.mark.once
@pytest.mark.parametrize(("size", "touch"), [(NARROW, False), (PHONE, True)], ids=["400", "phone"])
def test_it_works_on_a_narrow_screen_without_scrolling_sideways(
    watch: Watch, guitai: str, shop: StagedShop, size: tuple[int, int], touch: bool
) -> None:
    page = _opened(watch.page(size=size, touch=touch), guitai, shop, shop.lead)
    _import(page)
    page.get_by_role("button", name=SAY("Keep it")).click()
    address = f"{guitai}/s/{shop.key}/knowledge/"

    for path in ("", "new/", "use/", "candidates/", "duplicates/", "import/"):
        page.goto(f"{address}{path}")
        assert grave_faults(page) == [], path
        _fits(page)
