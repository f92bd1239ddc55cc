"""A night hands over: a waiting buyer, a promise and a case; the morning takes each by name."""

from collections.abc import Iterator

import pytest
from bench.servers import Place
from playwright.sync_api import Locator, Page, expect

from tests.functional import installation
from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.night import PROMISED, WAITS
from tests.functional.stage import Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

SAY = Words("zh-hans")
# The clock looks once a minute: one gathers, the lead is called by the next at the latest.
TWO_MINUTES_MS = 150_000


@pytest.fixture
def clocked(place: Place, stage: Stage) -> Iterator[str]:
    """The address of a server that does the timed work too, on the same database."""
    with installation.serving(place, jobs=True) as running:
        yield installation.address(running)


def _call(desk: Desk, one: str, several: str, count: int) -> Locator:
    """Give a note at the edge of a desk that leads to the handovers."""
    named = desk.page.get_by_role("button", name=desk.say("Open"), exact=True)
    said = desk.say.counted(one, several, count=count)
    return desk.page.locator(".toast").filter(has=named).filter(has_text=said)


def _card(page: Page, title: str) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name=SAY(title)))


def _take(page: Page, what: str) -> None:
    """Press Take beside something, and see it among what one has taken."""
    taking = page.get_by_role("button", name=SAY("Take", context="handover")).filter(has_text=what)
    taking.click()
    expect(_card(page, "Taken by you").get_by_role("listitem").filter(has_text=what)).to_have_count(1)


@pytest.mark.once  # waits for the real clock
def test_a_night_hands_over_by_name_and_the_lead_hears_what_nobody_took(
    watch: Watch, clocked: str, stage: Stage, shop: StagedShop
) -> None:
    lead = Desk.opened(watch.page(), clocked, shop.lead)
    colleague = Desk.opened(watch.page(), clocked, shop.colleague)
    stage.leave_night(shop)

    gathered = _call(
        colleague,
        "A shift hands over: %(count)s thing to take.",
        "A shift hands over: %(count)s things to take.",
        3,
    )
    expect(gathered).to_be_visible(timeout=TWO_MINUTES_MS)
    unclaimed = _call(
        lead,
        "A shift ended, and %(count)s thing it left is taken by nobody.",
        "A shift ended, and %(count)s things it left are taken by nobody.",
        3,
    )
    expect(unclaimed).to_be_visible(timeout=TWO_MINUTES_MS)

    gathered.get_by_role("button", name=SAY("Open"), exact=True).click()
    page = colleague.page
    page.wait_for_url("**/handover/")
    assert grave_faults(page) == []
    for what in (WAITS, PROMISED, "#1"):
        _take(page, what)
    expect(page.get_by_text(SAY("Nothing waits to be taken over"))).to_be_visible()
    assert grave_faults(page) == []

    unclaimed.get_by_role("button", name=SAY("Open"), exact=True).click()
    lead.page.wait_for_url("**/handover/")
    night = _card(lead.page, "Of the night, to be settled by noon")
    expect(night.get_by_role("listitem").filter(has_text=shop.colleague.name)).to_have_count(3)

    _card(page, "Taken by you").get_by_role("link", name=WAITS).click()
    colleague.is_live()
    colleague.write("您好，包裹今天到杭州，请留意。")
    expect(night.get_by_role("listitem")).to_have_count(2, timeout=TWO_MINUTES_MS)


@pytest.mark.once
def test_before_leaving_a_note_goes_with_it_on_a_phone_and_on_paper(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    page, note = watch.page(size=PHONE, touch=True), "仓库四点盘点，之后不发货"
    sign_in(page, guitai, shop.agent, SAY)
    page.wait_for_url("**/desk/**")
    page.goto(f"{guitai}/s/{shop.key}/handover/")
    page.get_by_label(SAY("Note for the next shift")).fill(note)
    page.get_by_role("button", name=SAY("Hand over now")).tap()
    expect(page.get_by_role("listitem").filter(has_text=note)).to_be_visible()
    assert grave_faults(page) == []

    page.get_by_role("link", name=SAY("All handovers")).tap()
    page.get_by_role("button", name=SAY("Take", context="handover")).tap()
    expect(_card(page, "Taken by you").get_by_role("listitem")).to_contain_text(note)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert grave_faults(page) == []

    page.get_by_role("link", name=SAY("To print")).tap()
    expect(page.get_by_role("listitem")).to_contain_text(note)
    assert grave_faults(page) == []
