"""An agent says with two keys why a buyer was lost; the lead sees the sum and opens the talk behind it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.stage import Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

DEAR, GONE = "tb_dear", "tb_gone"
TALKS = {
    DEAR: ("这件太贵了，能便宜点吗", "亲，这款不议价的呢"),
    GONE: ("米白M怎么点不了", "亲，米白M卖完了哦"),
}


def test_two_keys_confirm_a_reason_and_the_lead_opens_the_talks_behind_the_sum(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    stage.lose(shop, TALKS)
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    page, say = agent.page, agent.say
    page.get_by_role("link", name=say("Why did they not buy?")).click()
    page.wait_for_load_state("load")  # the keys come with a script
    expect(page.get_by_role("heading", name=DEAR)).to_be_visible()
    expect(page.get_by_role("list", name=say("The last lines"))).to_contain_text(TALKS[DEAR][1])
    assert grave_faults(page) == []

    page.keyboard.press("j")
    expect(page.get_by_role("heading", name=GONE)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text=GONE)).to_contain_text(say("Out of stock"))
    expect(page.get_by_role("heading", name=DEAR)).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_role("status").filter(has_text=DEAR)).to_contain_text(say("Slow answer"))
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name=DEAR)).to_be_visible()
    page.keyboard.press("y")
    expect(page.get_by_text(say("Every lost inquiry has its reason"))).to_be_visible()

    lead = watch.page()
    sign_in(lead, guitai, shop.lead, say)
    today = timezone.localdate()
    lead.goto(f"{guitai}/s/{shop.key}/reports/lost/?from={today - timedelta(days=1)}&to={today}")
    price = lead.get_by_role("row").filter(has_text=say("Price")).first
    expect(price).to_contain_text("¥158.00")
    assert grave_faults(lead) == []
    price.get_by_role("link").click()
    lead.get_by_role("link", name=say("Open the talk")).click()
    expect(lead.get_by_role("log")).to_contain_text(TALKS[DEAR][0])


@pytest.mark.once
def test_it_works_with_the_thumb(watch: Watch, guitai: str, stage: Stage, shop: StagedShop) -> None:
    stage.lose(shop, TALKS)
    page = watch.page(size=PHONE, touch=True)
    say = Words("zh-hans")
    sign_in(page, guitai, shop.agent, say)
    page.goto(f"{guitai}/s/{shop.key}/reports/lost/mine/")
    assert grave_faults(page) == []

    page.get_by_role("button", name=say("Pictures")).tap()
    expect(page.get_by_role("status").filter(has_text=DEAR)).to_contain_text(say("Pictures"))
    page.get_by_role("button", name=say("Undo")).tap()

    expect(page.get_by_role("heading", name=DEAR)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
