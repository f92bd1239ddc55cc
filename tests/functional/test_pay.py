"""A lead picks a pay scheme, changes a weight, tries it, puts it in force; the agent sees what it gives."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.plain_buyers import asks
from tests.functional.stage import StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

BUYER, STEPS, QUICK = "tb_asks", "阶梯积分日薪（¥96–¥160）", "30秒应答率"
# Whoever answers their only buyer at once has every point there is, whatever of the day is known yet.
MOST = "¥160.00"


def test_a_scheme_is_chosen_changed_tried_and_in_force_and_the_agent_sees_its_lines(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    asks(guitai, shop, BUYER, "在吗？")
    desk = Desk.opened(watch.page(), guitai, shop.agent)
    desk.open(BUYER)
    desk.write("您好，在的")
    month = f"{timezone.localdate():%Y-%m}"

    lead, say = watch.page(), Words("zh-hans")
    sign_in(lead, guitai, shop.lead, say)
    lead.goto(f"{guitai}/s/{shop.key}/reports/pay/")
    lead.get_by_role("link", name=say("Choose %(title)s", title=STEPS)).click()
    lead.get_by_label(f"{QUICK} {say('Points')} 1").fill("80")
    lead.get_by_label(say("Try it on")).select_option(month)
    lead.get_by_role("button", name=say("Try", context="pay"), exact=True).click()
    tried = lead.get_by_role("region", name=say("As it would have been in %(month)s", month=month)).first
    expect(tried.get_by_role("row").filter(has_text=shop.agent.name)).to_contain_text(MOST)
    assert grave_faults(lead) == []
    lead.get_by_label(say("Why you change it")).fill("更看重 30 秒")
    lead.get_by_role("button", name=say("Put in force")).click()
    expect(lead.get_by_role("region", name=say("In force this month"))).to_contain_text(STEPS)

    agent = watch.page(size=PHONE, touch=True)
    sign_in(agent, guitai, shop.agent, say)
    agent.goto(f"{guitai}/s/{shop.key}/reports/mine/")
    provisional = agent.get_by_text(say("Provisional: it may still change"))
    pay = agent.get_by_role("region").filter(has=provisional)
    expect(pay).to_contain_text(MOST)
    line = pay.get_by_role("row").filter(has_text=QUICK)
    expect(line).to_contain_text("100.0%")
    expect(line).to_contain_text("≥ 95.0%: 80")
    assert grave_faults(agent) == []
