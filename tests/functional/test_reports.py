"""A lead's Monday morning: the overview, another period, the talks behind a rate, one of them on the desk."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from guitai.kernel.days import business_day
from tests.functional.browser import Watch
from tests.functional.desk import sign_in
from tests.functional.stage import Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

TALKS = {
    "tb_demo21": ("这件透吗？", "不透的，加了内衬。"),
    "tb_demo22": ("今天能发货吗？", "16点前付款当天发。"),
}


def test_a_lead_goes_from_a_rate_to_the_talk_behind_it(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    day = (business_day(datetime.now(UTC)) - timedelta(days=3)).isoformat()
    stage.talk(shop, TALKS, days_ago=3)
    page, say = watch.page(), Words("zh-hans")
    sign_in(page, guitai, shop.lead, say)

    page.get_by_role("link", name=say("Reports"), exact=True).click()
    expect(page.get_by_role("heading", name=say("What stands out"))).to_be_visible()
    figure = page.locator(".figure").filter(has_text="回复率")
    expect(figure).to_contain_text("100.0%")
    expect(page.get_by_role("img", name="接待人数")).to_be_visible()

    page.get_by_label(say("from"), exact=True).fill(day)
    page.get_by_label(say("to"), exact=True).fill(day)
    page.get_by_role("button", name=say("Show"), exact=True).click()
    expect(page).to_have_url(re.compile(f"from={day}&to={day}"))

    figure.get_by_role("link").click()
    talks = page.get_by_role("region", name=say("Conversations"), exact=True)
    expect(talks.get_by_role("link", name=re.compile("tb_demo2"))).to_have_count(2)
    expect(talks).to_contain_text(shop.agent.name)

    talks.get_by_role("link", name="tb_demo22").click()
    expect(page.get_by_role("log")).to_contain_text("16点前付款当天发")
