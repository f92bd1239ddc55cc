"""An agent promises something: it is noted with a key, counts down, calls, and is closed with a key."""

import re
from collections.abc import Iterator

import pytest
from bench.servers import Place
from playwright.sync_api import Locator, Page, expect

from tests.functional import installation
from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import asks
from tests.functional.stage import BUYER, Stage, StagedShop

pytestmark = pytest.mark.functional

ASKED = "请问这件有货吗"
PROMISED = "亲，我帮您查一下，10分钟内回复您"
WORDS = "10分钟内回复您"
VAGUE = "稍后给您回电话"
OTHER = "tb_other77"
# The clock rings once a minute.
A_MINUTE_MS = 80_000


@pytest.fixture
def clocked(place: Place, stage: Stage) -> Iterator[str]:
    """The address of a server that does the timed work too, on the same database."""
    with installation.serving(place, jobs=True) as running:
        yield installation.address(running)


def _strip(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name=desk.say("Promise"), exact=True)


def _panel(desk: Desk) -> Locator:
    return desk.page.get_by_role("dialog", name=desk.say("To do", context="panel"))


def _button(desk: Desk) -> Locator:
    return desk.page.get_by_role("button", name=desk.say("To do", context="panel"))


def _lines(desk: Desk) -> Locator:
    return _panel(desk).get_by_role("listitem")


def _mark(desk: Desk, buyer: str) -> Locator:
    return desk.row(buyer).locator("[data-part=due]")


def _calls(desk: Desk) -> Locator:
    """Give the notes at the edge of the page that call to a talk."""
    named = desk.page.get_by_role("button", name=desk.say("Open"), exact=True)
    return desk.page.locator(".toast").filter(has=named)


def _reloaded(desk: Desk) -> None:
    desk.page.reload()
    desk.is_live()


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def _promises(watch: Watch, guitai: str, shop: StagedShop, said: str = PROMISED) -> Desk:
    """Give the desk of an agent who has just promised something."""
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, ASKED)
    agent.open(BUYER)
    agent.write(said)
    return agent


def test_a_promise_is_confirmed_without_leaving_the_reply_and_counts_down(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = _promises(watch, guitai, shop)
    say, page, keys = agent.say, agent.page, agent.page.keyboard
    expect(_strip(agent)).to_contain_text(WORDS)
    expect(_strip(agent).get_by_text(say("on the list"))).to_be_visible()
    expect(agent.field).to_be_focused()
    expect(_mark(agent, BUYER)).to_contain_text(say("{m} min", m=10))
    time = _strip(agent).get_by_label(say("Falls due at"))
    read = time.input_value()
    keys.press("Alt+Equal")
    expect(time).not_to_have_value(read)
    assert (_minutes(time.input_value()) - _minutes(read)) % (24 * 60) == 5
    keys.press("Alt+Minus")
    expect(time).to_have_value(read)
    assert grave_faults(page) == []
    keys.press("Alt+p")
    expect(_strip(agent)).to_be_hidden()
    expect(agent.field).to_be_focused()

    keys.press("Alt+d")
    expect(_lines(agent)).to_have_count(1)
    expect(_lines(agent)).to_contain_text(WORDS)
    left = _lines(agent).locator(".clock").inner_text()
    expect(_lines(agent).locator(".clock")).not_to_have_text(left)
    assert grave_faults(page) == []
    keys.press("Escape")
    expect(agent.field).to_be_focused()


def test_a_promise_that_the_house_cannot_keep_is_told_with_what_to_say(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = _promises(watch, guitai, shop, "半小时内给您退款")

    expect(_strip(agent)).to_contain_text(agent.say(". Rather say:"))
    assert grave_faults(agent.page) == []


def test_the_lead_sees_a_promise_and_it_is_closed_with_one_key(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = _promises(watch, guitai, shop)
    lead = Desk.opened(watch.page(), guitai, shop.lead)
    say, keys = agent.say, agent.page.keyboard
    keys.press("Alt+p")
    expect(_strip(agent)).to_be_hidden()
    lead.tab("All").click()
    expect(_mark(lead, BUYER)).to_be_visible()
    _button(lead).click()
    expect(_lines(lead)).to_contain_text(lead.say("Promised by colleagues"))
    expect(_lines(lead)).to_contain_text(shop.agent.name)
    lead.page.keyboard.press("Escape")

    _reloaded(agent)
    expect(_mark(agent, BUYER)).to_be_visible()
    expect(_strip(agent)).to_be_hidden()

    agent.field.blur()
    keys.press("d")
    expect(_lines(agent).get_by_role("button").first).to_be_focused()
    keys.press("1")
    expect(_lines(agent)).to_have_count(0)
    expect(_panel(agent)).to_contain_text(say("Nothing is to be done"))
    expect(_mark(lead, BUYER)).to_be_hidden()
    expect(_mark(agent, BUYER)).to_be_hidden()
    _reloaded(agent)
    expect(_mark(agent, BUYER)).to_be_hidden()
    expect(_button(agent)).not_to_contain_text(re.compile(r"\d"))


def test_what_may_be_a_promise_waits_for_a_key_and_can_be_none(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = _promises(watch, guitai, shop, VAGUE)
    say, keys = agent.say, agent.page.keyboard
    expect(_strip(agent)).to_contain_text(VAGUE)
    expect(_strip(agent).get_by_text(say("on the list"))).to_be_hidden()
    time = _strip(agent).get_by_label(say("Falls due at"))
    expect(time).to_have_value("")
    _reloaded(agent)
    expect(_strip(agent)).to_be_visible()

    keys.press("Alt+Shift+p")
    expect(_strip(agent)).to_be_hidden()
    agent.button("Undo").click()
    expect(_strip(agent)).to_be_visible()
    time.fill("23:58")
    time.press("Enter")
    expect(_strip(agent)).to_be_hidden()
    expect(agent.field).to_be_focused()

    _button(agent).click()
    expect(_lines(agent)).to_contain_text("23:58")
    keys.press("p")
    expect(_lines(agent)).to_contain_text(say("again at {time}", time=""))
    keys.press("x")
    expect(_lines(agent)).to_have_count(0)


@pytest.mark.once
def test_several_promises_come_one_after_the_other(watch: Watch, guitai: str, shop: StagedShop) -> None:
    agent = _promises(watch, guitai, shop, f"{WORDS}，明天下午给您打电话")
    expect(_strip(agent)).to_contain_text("1 / 2")
    time = _strip(agent).get_by_label(agent.say("Falls due at"))
    read = time.input_value()
    agent.button("Later").click()
    expect(time).not_to_have_value(read)
    agent.button("Sooner").click()
    expect(time).to_have_value(read)
    expect(agent.field).to_be_focused()
    agent.page.keyboard.press("Alt+p")
    expect(_strip(agent)).not_to_contain_text(WORDS)
    expect(_strip(agent)).to_contain_text(agent.say("Tomorrow"))
    agent.page.keyboard.press("Alt+p")
    expect(_strip(agent)).to_be_hidden()


@pytest.mark.once
def test_what_falls_due_calls_whose_it_is_and_leads_to_the_talk(
    watch: Watch, clocked: str, shop: StagedShop, stage: Stage
) -> None:
    agent = _promises(watch, clocked, shop)
    lead = Desk.opened(watch.page(), clocked, shop.lead)
    asks(clocked, shop, OTHER, ASKED)
    agent.open(OTHER)
    agent.write("15分钟内给您答复")
    expect(_strip(agent)).to_contain_text("15分钟内")

    stage.bring_near(shop, minutes=12.5)

    late = _calls(agent).filter(has_text=WORDS)
    expect(late).to_have_class(re.compile("toast-trouble"), timeout=A_MINUTE_MS)
    expect(_calls(agent).filter(has_text="15分钟内")).to_be_visible()
    expect(agent.page).to_have_title(re.compile(r"^\(2\)"))
    expect(_calls(lead)).to_have_count(0)
    assert grave_faults(agent.page) == []
    late.get_by_role("button", name=agent.say("Open"), exact=True).click()
    expect(agent.page.get_by_role("heading", name=BUYER, exact=True)).to_be_visible()
    expect(late).to_have_count(0)


@pytest.mark.once
def test_on_a_phone_all_of_it_is_a_tap(watch: Watch, guitai: str, shop: StagedShop) -> None:
    agent = Desk.opened(watch.page(size=PHONE, touch=True), guitai, shop.agent)
    asks(guitai, shop, BUYER, ASKED)
    agent.row(BUYER).tap()
    agent.write(PROMISED)
    _strip(agent).get_by_role("button", name=agent.say("Right", context="promise")).tap()
    expect(_strip(agent)).to_be_hidden()
    assert _is_no_wider(agent.page)
    agent.button("Back to the list").tap()
    _button(agent).tap()
    _lines(agent).get_by_role("button", name=agent.say("kept", context="outcome")).tap()
    expect(_lines(agent)).to_have_count(0)
    assert _is_no_wider(agent.page)


def _is_no_wider(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
