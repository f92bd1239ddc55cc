"""The lead changes what a case is led by: the one under way goes on as it was, the next asks anew."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import sign_in
from tests.functional.stage import ORDER, PAID, Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

SAY = Words("zh-hans")
OLD, NEW = "收到几天了？穿过洗过吗？请买家拍照", "收到几天了？请买家拍照"
TOLD = "亲，您是哪天收到的？麻烦拍一下整件和吊牌，我来看看。"
ADDED, REMARK = "已经送人了", "已送人，报质量"


def _open_case(page: Page, guitai: str, shop: StagedShop, order: str) -> str:
    """Open a case of quality about an order, and give its address."""
    page.goto(f"{guitai}/s/{shop.key}/cases/open/?q={order}")
    page.locator('input[name="kind"][value="quality"]').check(force=True)
    page.get_by_role("button", name=SAY("Open the case")).click()
    page.wait_for_url(re.compile(r"/cases/\d+/"))
    return page.url


def _step(page: Page, asks: str) -> Locator:
    return page.locator("details.book-step").filter(has=page.get_by_text(asks, exact=True)).first


def _change_wording(page: Page) -> None:
    page.get_by_role("link", name=f"{SAY('Change the step')}: {OLD}").press("Enter")
    form = page.get_by_role("form", name=SAY("Change the step"))
    form.get_by_label(SAY("What is to be found out or done")).fill(NEW)
    told = form.get_by_label(SAY("What the buyer is told"))
    told.fill("亲，{谁}，麻烦拍一下。")
    form.get_by_role("button", name=SAY("Save")).click()
    expect(form.get_by_text("{谁}")).to_have_count(2)  # in the field, and in what is wrong with it
    told.fill(TOLD)
    form.get_by_label(SAY("Why, for the history")).fill("问得短一点")
    assert grave_faults(page) == []
    form.get_by_role("button", name=SAY("Save")).click()
    expect(_step(page, NEW)).to_be_visible()


def _add_answer(page: Page) -> None:
    page.get_by_role("link", name=f"{SAY('Add an answer')}: {NEW}").click()
    form = page.get_by_role("form", name=SAY("Add an answer"))
    form.get_by_label(SAY("Answer"), exact=True).fill(ADDED)
    form.get_by_label(SAY("Leads to")).select_option("doubtful")
    form.get_by_label(SAY("Remark it leaves on the order")).fill(REMARK)
    form.get_by_role("button", name=SAY("Save")).click()
    expect(page.locator("#answer-worn-answer")).to_contain_text(REMARK)


def test_a_case_under_way_keeps_the_old_words_and_a_new_one_has_the_new(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    stage.man_warehouse(shop)
    page = watch.page()
    sign_in(page, guitai, shop.lead, SAY)
    under_way = _open_case(page, guitai, shop, ORDER)
    expect(page.get_by_role("heading", name=OLD)).to_be_visible()

    page.goto(f"{guitai}/s/{shop.key}/playbooks/quality/")
    _change_wording(page)
    _add_answer(page)

    page.goto(under_way)
    expect(page.get_by_role("heading", name=OLD)).to_be_visible()
    expect(page.get_by_text(ADDED)).to_have_count(0)
    phone = watch.page(size=PHONE, touch=True)
    sign_in(phone, guitai, shop.lead, SAY)
    phone.goto(f"{guitai}/s/{shop.key}/playbooks/quality/try/")
    phone.get_by_role("link", name=ADDED).tap()
    expect(phone.get_by_role("list", name=SAY("The way here"))).to_contain_text(REMARK)
    assert grave_faults(phone) == []
    _open_case(phone, guitai, shop, PAID)
    expect(phone.get_by_role("heading", name=NEW)).to_be_visible()
    expect(phone.get_by_text(TOLD)).to_be_visible()
    expect(phone.get_by_text(ADDED)).to_be_visible()

    page.goto(f"{guitai}/s/{shop.key}/playbooks/quality/history/")
    expect(page.get_by_text("问得短一点")).to_be_visible()
    expect(page.locator("ins").filter(has_text=ADDED)).to_have_count(2)  # Chinese, and English as in it
