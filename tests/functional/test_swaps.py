"""An agent gives a shift away on the phone, the colleague agrees, the lead approves: the roster shows it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import DESKTOP, PHONE, Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.stage import Member, Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

EARLY, LATE = "09:00-18:00", "12:00-21:00"
WHY = "那天下午看牙医"


def _opened(watch: Watch, guitai: str, shop: StagedShop, member: Member, *, phone: bool) -> Page:
    page, say = watch.page(size=PHONE if phone else DESKTOP, touch=phone), Words("zh-hans")
    sign_in(page, guitai, member, say)
    page.locator("summary", has=page.locator("text=" + member.name)).last.click()
    page.get_by_role("link", name=say("My shifts")).click()
    expect(page.get_by_role("heading", name=say("This week"))).to_be_visible()
    return page


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def _planned(page: Page, member: Member, day: str) -> Locator:
    return page.get_by_label(f"{member.name}, ").and_(page.locator(f"select[name$='{day}']"))


@pytest.mark.once
def test_a_shift_is_swapped_from_the_phone_to_the_roster(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    say = Words("zh-hans")
    stage.plan(shop, [(shop.agent, EARLY, 2), (shop.colleague, LATE, 3), (shop.lead, EARLY, 0)])
    given, got = (timezone.localdate() + timedelta(days=days) for days in (2, 3))
    colleague = Desk.opened(watch.page(), guitai, shop.colleague)

    # The agent, with the thumb.
    page = _opened(watch, guitai, shop, shop.agent, phone=True)
    assert grave_faults(page) == []
    page.get_by_role("link", name=say("Swap the shift of %(day)s", day=f"{given:%m-%d}")).tap()
    page.locator("summary", has_text=shop.colleague.name).tap()
    partner = page.get_by_role("group").filter(has=page.get_by_role("radio"))
    partner.get_by_role("radio", name=f"{got:%m-%d}").check()
    page.get_by_label(say("A word about it, if you like")).first.fill(WHY)
    assert grave_faults(page) == []
    assert _fits(page)
    page.get_by_role("button", name=say("Ask %(name)s", name=shop.colleague.name)).tap()
    own = page.get_by_role("region", name=say("My swaps"))
    expect(own).to_contain_text(say("asked the colleague", context="swap"))
    assert grave_faults(page) == []
    assert _fits(page)

    # The colleague hears it at the desk, and agrees.
    asked = say("%(name)s asks you to take a shift: %(shift)s.")
    said = asked.replace("%(name)s", shop.agent.name).replace("%(shift)s", f"{given:%m-%d} {EARLY}")
    expect(colleague.page.get_by_text(said)).to_be_visible()
    colleague.page.goto(f"{guitai}/s/{shop.key}/roster/")
    waiting = colleague.page.get_by_role("region", name=say("Colleagues ask you"))
    expect(waiting).to_contain_text(WHY)
    waiting.get_by_role("button", name=say("Agree", context="swap")).click()
    expect(waiting).to_have_count(0)

    # The lead finds it where the roster is, and approves.
    lead = _opened(watch, guitai, shop, shop.lead, phone=False)
    lead.get_by_role("link", name=say("Roster"), exact=True).click()
    approvals = lead.get_by_role("region", name=say("Swaps to approve"))
    expect(approvals).to_contain_text(shop.colleague.name)
    assert grave_faults(lead) == []
    approvals.get_by_role("button", name=say("Approve", context="swap")).click()
    expect(approvals).to_have_count(0)
    for member, day, hours in ((shop.colleague, given, EARLY), (shop.agent, got, LATE)):
        monday = day - timedelta(days=day.weekday())
        lead.goto(f"{guitai}/s/{shop.key}/setup/roster/?week={monday.isoformat()}")
        chosen = _planned(lead, member, day.isoformat()).locator("option:checked")
        expect(chosen).to_have_text(hours)

    # Who asked sees what became of it.
    page.reload()
    expect(own).to_contain_text(say("approved", context="swap"))
    expect(page.get_by_role("listitem").filter(has_text=f"{got:%m-%d}").first).to_contain_text(LATE)
