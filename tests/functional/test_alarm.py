"""A fault comes more often than it used to: the lead sees with which cases, and has it mended."""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import Watch
from tests.functional.desk import sign_in
from tests.functional.faulty import CASES, FAULT
from tests.functional.stage import PRODUCT, Member, Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

SAY = Words("zh-hans")


def _issues(page: Page, address: str, shop: StagedShop, member: Member) -> None:
    """Come to the product's issues as people do, from the board."""
    sign_in(page, address, member, SAY)
    page.get_by_role("link", name=SAY("After-sales"), exact=True).click()
    page.get_by_role("link", name=SAY("Product issues")).click()
    expect(page).to_have_url(f"{address}/s/{shop.key}/issues/")


def test_a_fault_that_is_reported_more_often_is_followed_to_its_measure(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    page = watch.page()
    _issues(page, guitai, shop, shop.lead)
    expect(page.get_by_text(SAY("No product stands out"))).to_be_visible()
    stage.come_apart(shop)

    page.reload()
    row = page.get_by_role("row").filter(has_text=PRODUCT)
    expect(row).to_contain_text(FAULT)
    assert grave_faults(page) == []
    row.get_by_role("link").first.click()
    cases = page.locator("a[href*='/cases/']").filter(has_text="#")
    expect(cases).to_have_count(CASES)
    assert grave_faults(page) == []

    page.get_by_label(SAY("Who looks after it")).select_option(label=shop.agent.name)
    page.get_by_role("button", name=SAY("Give it to them")).click()
    expect(page.get_by_role("status").filter(has_text=shop.agent.name)).to_be_visible()
    page.get_by_label(SAY("What was done about it")).fill("这批下架，已退供应商")
    page.get_by_role("button", name=SAY("Keep, and measure")).click()
    expect(page.get_by_text(SAY("Its effect is measured from the next hour on."))).to_be_visible()

    cases.first.click()
    expect(page.locator(".case-ask")).to_be_visible()
    expect(page.locator("main")).to_contain_text(FAULT)
