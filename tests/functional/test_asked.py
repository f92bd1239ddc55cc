"""A lead sees what buyers asked last week, and opens the talk of an angry one to see what was said."""

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

ANGRY = "气死我了，到底什么时候发货！"
TALKS = {
    "tb_demo31": ("今天能发货吗？", "16点前付款当天发。"),
    "tb_demo32": (ANGRY, "非常抱歉，马上为您查。"),
    "tb_demo33": ("这件能便宜点吗", "已经是活动价了。"),
}


def test_a_lead_goes_from_what_is_asked_to_the_talk_of_an_angry_buyer(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    day = (business_day(datetime.now(UTC)) - timedelta(days=3)).isoformat()
    stage.talk(shop, TALKS, days_ago=3)
    page, say = watch.page(), Words("zh-hans")
    sign_in(page, guitai, shop.lead, say)

    page.get_by_role("link", name=say("Reports"), exact=True).click()
    page.get_by_role("link", name=say("What buyers ask"), exact=True).click()
    page.get_by_label(say("from"), exact=True).fill(day)
    page.get_by_label(say("to"), exact=True).fill(day)
    page.get_by_role("button", name=say("Show"), exact=True).click()
    expect(page).to_have_url(re.compile(f"asked/.*from={day}&to={day}"))
    expect(page.get_by_role("img", name=say("What is asked most"))).to_be_visible()

    asked = page.get_by_role("region", name=say("What is asked"), exact=True)
    row = asked.get_by_role("row").filter(has_text="发货时间")
    expect(row.get_by_role("cell").first).to_have_text("2")
    row.get_by_role("link", name="50.0%").click()

    talks = page.get_by_role("region", name=say("Conversations"), exact=True)
    expect(talks).to_contain_text(ANGRY)
    expect(talks.get_by_role("link", name=re.compile("tb_demo3"))).to_have_count(1)
    talks.get_by_role("link", name="tb_demo32").click()
    expect(page.get_by_role("log")).to_contain_text(ANGRY)
