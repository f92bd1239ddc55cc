"""A lead finds a rule, changes it, tries it, runs it over 30 days, switches it on, and goes back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import NARROW, PHONE, Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import asks
from tests.functional.rules_page import Rules
from tests.functional.stage import BUYER, StagedShop

pytestmark = pytest.mark.functional

COURIER = "不答应没有合作的快递"
SAFE = "我们统一安排快递，不能指定哦。"


def test_a_lead_switches_a_rule_off_edits_it_tries_it_runs_it_and_switches_it_on(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "在吗？")
    agent.open(BUYER)
    agent.write("亲，小黄车里有同款哦")
    rules = Rules.opened(watch.page(), guitai, shop, shop.lead)
    page, say = rules.page, rules.say

    rules.search("没有合作")
    expect(rules.list.get_by_role("switch")).to_have_count(1)
    rules.switch(COURIER).click()
    expect(rules.switch(COURIER)).not_to_be_checked()
    rules.open(COURIER)
    rules.tab("Wording")
    rules.field("Safe wording, Chinese").fill(SAFE)
    rules.button("Save").click()
    expect(rules.says).to_contain_text(SAFE)
    rules.tab("Trigger and cases")
    rules.also_at("小黄车")
    rules.try_on("放进小黄车吧")
    expect(rules.tried.get_by_role("mark")).to_have_text("小黄车")
    expect(rules.tried).to_contain_text(SAFE)
    rules.button("Run over the last 30 days").click()
    expect(rules.ran).to_have_text(
        say(
            "Would have held %(found)s of %(checked)s messages of the last %(days)s days.",
            found=1,
            checked=1,
            days=30,
        )
    )
    assert grave_faults(page) == []
    rules.button("Save").click()
    rules.switch(COURIER).click()
    expect(rules.switch(COURIER)).to_be_checked()

    rules.tab("Trigger and cases")
    rules.button("Run over the last 30 days").click()
    page.get_by_role("link", name=BUYER).click()
    expect(page.get_by_role("log")).to_contain_text("小黄车")


def test_a_lead_sees_who_changed_a_rule_and_goes_back(watch: Watch, guitai: str, shop: StagedShop) -> None:
    rules = Rules.opened(watch.page(), guitai, shop, shop.lead)
    page, say = rules.page, rules.say
    rules.open(COURIER)
    rules.tab("Wording")
    rules.field("Safe wording, Chinese").fill(SAFE)
    rules.field("Why you change it").fill("说法太长")
    rules.button("Save").click()
    rules.tab("Trigger and cases")
    rules.also_at("小黄车")
    rules.button("Save and use").click()

    rules.tab("History")
    versions = page.get_by_role("listitem").filter(has=page.get_by_role("time"))
    expect(versions).to_have_count(2)
    expect(versions.first).to_contain_text("+  - {words: [小黄车]}")
    expect(versions.last).to_contain_text("说法太长")
    expect(versions.last).to_contain_text(shop.lead.name)
    assert grave_faults(page) == []
    versions.last.get_by_role("button", name=say("Back to this one")).click()
    expect(versions).to_have_count(3)

    rules.tab("Rule")
    rules.try_on("放进小黄车吧")
    expect(rules.tried).to_contain_text(say("passes"))
    expect(rules.says).to_contain_text(SAFE)
    rules.tab("History")
    rules.button("Back to the rule as shipped").click()
    rules.tab("Rule")
    expect(rules.says).not_to_contain_text(SAFE)


@pytest.mark.once
def test_a_rule_that_cannot_be_read_stays_in_the_editor_with_the_reason(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    watch.allow("status of 422")
    rules = Rules.opened(watch.page(), guitai, shop, shop.lead)
    rules.open(COURIER)
    rules.tab("Trigger and cases")
    rules.field("The whole rule").fill("id: promise-courier\nseverity: grave\n")

    rules.button("Save and use").click()

    expect(rules.page.get_by_role("alert")).to_contain_text("category")
    expect(rules.field("The whole rule")).to_have_value(re.compile("severity: grave"))


def test_an_agent_reads_and_tries_rules_but_changes_none(watch: Watch, guitai: str, shop: StagedShop) -> None:
    rules = Rules.opened(watch.page(), guitai, shop, shop.agent)
    page, say = rules.page, rules.say

    expect(rules.list.get_by_role("switch")).to_have_count(0)
    page.get_by_text(say("Try a sentence against all rules")).click()
    rules.try_on("加我微信发您图")
    expect(rules.tried.get_by_role("mark").first).to_have_text("加我微信")
    rules.open(COURIER)
    expect(page.get_by_role("link", name=say("Wording"), exact=True)).to_have_count(0)
    expect(rules.button("Run over the last 30 days")).to_have_count(0)

    watch.allow("status of 403")
    answer = page.goto(f"{rules.address}rules/promise-courier/edit/")
    assert answer is not None and answer.status == 403


@pytest.mark.once
@pytest.mark.parametrize(("size", "touch"), [(NARROW, False), (PHONE, True)], ids=["400", "phone"])
def test_it_works_on_a_narrow_screen_without_scrolling_sideways(
    watch: Watch, guitai: str, shop: StagedShop, size: tuple[int, int], touch: bool
) -> None:
    rules = Rules.opened(watch.page(size=size, touch=touch), guitai, shop, shop.lead)

    for path in (
        "",
        "rules/promise-courier/",
        "rules/promise-courier/edit/",
        "rules/promise-courier/text/",
        "verdicts/",
    ):
        rules.page.goto(f"{rules.address}{path}")
        assert grave_faults(rules.page) == [], path
        _fits(rules.page)


@pytest.mark.once
def test_everything_works_by_keyboard_and_in_the_dark(watch: Watch, guitai: str, shop: StagedShop) -> None:
    rules = Rules.opened(watch.page(color_scheme="dark"), guitai, shop, shop.lead)
    page, say = rules.page, rules.say
    assert grave_faults(page) == []

    page.get_by_role("searchbox", name=say("Search rules")).focus()
    page.keyboard.type("off-contact")
    expect(rules.list.get_by_role("switch")).to_have_count(1)
    rules.list.get_by_role("switch").focus()
    page.keyboard.press("Space")
    expect(rules.list.get_by_role("switch")).not_to_be_checked()
    expect(rules.list.get_by_role("switch")).to_be_focused()
    rules.list.get_by_role("link").first.press("Enter")
    expect(rules.field("A sentence to try")).to_be_visible()
    rules.field("A sentence to try").focus()
    page.keyboard.type("加我微信")
    expect(rules.tried.get_by_role("mark")).to_be_visible()

    assert grave_faults(page) == []


def test_a_new_rule_of_the_shops_own_waits_switched_off(watch: Watch, guitai: str, shop: StagedShop) -> None:
    rules = Rules.opened(watch.page(), guitai, shop, shop.lead)
    page, say = rules.page, rules.say

    page.get_by_role("link", name=say("New rule")).click()
    rules.try_on("说法一")
    expect(rules.tried.get_by_role("mark")).to_have_text("说法一")
    rules.button("Save switched off").click()

    expect(page.get_by_text(say("own"), exact=True)).to_be_visible()
    expect(page.get_by_role("switch")).not_to_be_checked()


@pytest.mark.once
def test_it_works_as_plain_forms_without_scripts(watch: Watch, guitai: str, shop: StagedShop) -> None:
    rules = Rules.opened(watch.page(java_script_enabled=False), guitai, shop, shop.lead)
    page, say = rules.page, rules.say

    rules.search("off-contact")
    page.get_by_role("button", name=say("Search"), exact=True).click()
    rules.list.get_by_role("switch").click()
    expect(page.get_by_role("switch")).not_to_be_checked()
    rules.try_on("加我微信")
    page.get_by_role("button", name=say("Check"), exact=True).click()
    expect(page.get_by_role("mark")).to_be_visible()


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
