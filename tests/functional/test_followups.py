"""Lists are worked off by keys: the wording is copied and counted, the outcome said; beside 千牛 the same."""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import sign_in
from tests.functional.sidecar import Sidecar
from tests.functional.stage import PRODUCT, Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

LATE, LATER = "tb_late", "tb_later"


def _opened(page: Page, guitai: str, shop: StagedShop) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=guitai)
    page.goto(f"{guitai}/s/{shop.key}/followups/")
    page.wait_for_load_state("load")  # the keys come with a script


def test_a_lead_works_a_list_off_by_keys_and_switches_it_off(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    stage.leave_unpaid(shop, shop.lead, [LATE, LATER])
    page, say = watch.page(), Words("zh-hans")
    sign_in(page, guitai, shop.lead, say)
    page.wait_for_url("**/desk/**")
    page.get_by_role("link", name=say("Follow-ups")).click()
    _opened(page, guitai, shop)
    page.get_by_role("navigation", name=say("Lists", context="follow-ups")).get_by_role(
        "link", name=say("ordered, not paid")
    ).click()
    expect(page.get_by_role("heading", name=LATE)).to_be_visible()
    assert grave_faults(page) == []

    page.keyboard.press("j")
    expect(page.get_by_role("heading", name=LATER)).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("heading", name=LATE)).to_be_visible()
    page.keyboard.press("c")
    expect(
        page.get_by_role("status").filter(has_text=say("The wording is copied, and the attempt counted."))
    ).to_be_visible()
    expect(page.get_by_role("list", name=say("Attempts so far"))).to_contain_text(shop.lead.name)
    assert PRODUCT in page.evaluate("() => navigator.clipboard.readText()")

    page.keyboard.press("1")
    expect(page.get_by_role("heading", name=LATER)).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name=LATE)).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_role("heading", name=LATER)).to_be_visible()
    page.keyboard.press("p")
    expect(page.get_by_role("button", name=say("1 hour"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("Nothing is to be done here"))).to_be_visible()

    page.get_by_role("link", name=say("Closed", context="follow-ups")).click()
    row = page.get_by_role("row").filter(has_text=LATE)
    expect(row).to_contain_text(say("paid", context="outcome"))
    page.get_by_role("link", name=say("Results")).click()
    expect(page.get_by_role("row").filter(has_text=shop.lead.name)).to_contain_text("2")

    page.get_by_role("link", name=say("List settings")).click()
    kept = page.get_by_role("region", name=say("ordered, not paid"))
    kept.get_by_role("checkbox").uncheck()
    kept.get_by_role("button", name=say("Save")).click()
    expect(kept.get_by_role("checkbox")).not_to_be_checked()
    assert grave_faults(page) == []


def test_an_agent_works_it_off_beside_another_program(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    stage.leave_unpaid(shop, shop.agent, [LATE, LATER])
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent)
    page, say = sidecar.page, sidecar.say
    todos = page.get_by_role("listbox", name=say("To do"))

    sidecar.press("Alt+d")
    expect(todos).to_be_focused()
    assert grave_faults(page) == []
    sidecar.press("c")
    expect(page.get_by_text(say("Copied, and the attempt counted. Paste it with Ctrl+V."))).to_be_visible()
    assert PRODUCT in sidecar.clipboard()

    sidecar.press("ArrowDown", "3")
    expect(todos.get_by_role("option")).to_have_count(1)
    expect(todos).to_contain_text(LATE)
    sidecar.press("Enter")
    expect(sidecar.buyer).to_have_text(LATE)
    expect(sidecar.draft).to_be_focused()


@pytest.mark.once
def test_it_works_with_the_thumb(watch: Watch, guitai: str, stage: Stage, shop: StagedShop) -> None:
    stage.leave_unpaid(shop, shop.agent, [LATE, LATER])
    page, say = watch.page(size=PHONE, touch=True), Words("zh-hans")
    sign_in(page, guitai, shop.agent, say)
    page.wait_for_url("**/desk/**")
    _opened(page, guitai, shop)
    assert grave_faults(page) == []

    page.get_by_role("button", name=say("no answer", context="outcome")).tap()
    expect(page.get_by_role("heading", name=LATER)).to_be_visible()
    page.get_by_role("button", name=say("Undo")).tap()

    expect(page.get_by_role("heading", name=LATE)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
