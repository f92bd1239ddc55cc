"""A lead names shifts, has a roster proposed, takes it over, sees it planned, and undoes it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import Watch
from tests.functional.desk import sign_in
from tests.functional.stage import Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

SHIFTS = {"早班": "08:00-16:00", "晚班": "16:00-00:00"}


def test_a_lead_takes_a_proposed_roster_over_and_back(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    page, say = watch.page(), Words("zh-hans")
    sign_in(page, guitai, shop.lead, say)
    for name, hours in SHIFTS.items():
        page.goto(f"{guitai}/s/{shop.key}/setup/shifts/")
        page.get_by_label(say("Name"), exact=True).fill(name)
        page.get_by_label(say("Hours"), exact=True).fill(hours)
        page.get_by_role("button", name=say("Add"), exact=True).click()
        expect(page.get_by_role("link", name=name)).to_be_visible()
    page.goto(f"{guitai}/s/{shop.key}/reports/staffing/")
    page.get_by_role("link", name=say("Roster proposal")).click()

    away = page.get_by_role("row", name=shop.agent.name).get_by_role("checkbox").first
    away.check()
    page.get_by_role("button", name=say("Propose a roster")).click()
    proposed = page.get_by_role("region", name=say("Proposed roster"), exact=True).first
    expect(proposed.get_by_role("status")).to_have_text(say("being worked out"))
    stage.work_out_roster(shop)
    expect(page.get_by_role("button", name=say("Take over into the roster"))).to_be_visible()
    row = proposed.get_by_role("row", name=shop.agent.name)
    expect(row.get_by_role("cell").first).to_have_text("—")
    expect(away).to_be_checked()
    assert grave_faults(page) == []

    page.get_by_role("button", name=say("Take over into the roster")).click()
    expect(proposed.get_by_role("status")).to_have_text(say("in the roster"))
    proposed.get_by_role("link", name=say("Roster"), exact=True).click()
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    first_day = page.get_by_role("row", name=shop.agent.name).get_by_role("combobox").first
    expect(first_day).to_have_value("")
    worked = page.locator("select[name^=cell-] option:checked", has_text="早班")
    expect(worked).to_have_count(7)
    assert f"week={monday.isoformat()}" in page.url

    page.go_back()
    proposed.get_by_role("button", name=say("Undo")).click()
    expect(proposed.get_by_role("status")).to_have_text(say("undone"))
    assert grave_faults(page) == []
