"""Two agents want one buyer, the lead steps in, and the talk ends, is rated, found and opened again."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.functional.browser import Watch
from tests.functional.desk import Desk
from tests.functional.shop_page import Site
from tests.functional.stage import BUYER, Stage, StagedShop
from tests.functional.window import Window

pytestmark = pytest.mark.functional

QUESTION = "Do you have this shirt in M?"
ANSWER = "We do, twelve of them."


@pytest.fixture
def shop(stage: Stage) -> StagedShop:
    return stage.shop(language="en")


def test_one_of_two_gets_the_buyer_and_the_lead_takes_over_ends_finds_and_reopens(
    watch: Watch, guitai: str, site: Site, shop: StagedShop
) -> None:
    agents = [Desk.opened(watch.page(), guitai, member, "en") for member in (shop.agent, shop.colleague)]
    watch.allow(r"status of 409 \(Conflict\)")  # what the second one is refused with
    for agent in agents:
        agent.be("Away")
    buyer = Window.opened(watch.page(language="en"), site.page(shop, account=BUYER, language="en"), "en")
    buyer.write(QUESTION)

    _both_take(agents)
    lead = Desk.opened(watch.page(), guitai, shop.lead, "en")
    _take_over(lead, agents)
    expect(buyer.said(ANSWER)).to_have_count(1)

    lead.button("End").click()
    _rate(buyer)
    _find(lead)
    lead.button("Reopen").click()
    expect(lead.field).to_be_visible()
    lead.write("One more thing: it leaves today.")
    expect(buyer.said("One more thing: it leaves today.")).to_have_count(1)


def _both_take(agents: list[Desk]) -> None:
    for agent in agents:
        agent.tab("Waiting").click()
        agent.open(BUYER)
        agent.page.keyboard.press("Escape")
    first, second = agents
    # Both press the key; the second one's request is the slower.
    held: list[Route] = []
    second.page.route("**/take/", lambda route: held.append(route))  # noqa: PLW0108 - takes no method of a list
    with second.page.expect_request("**/take/"):
        second.page.keyboard.press("a")
    with first.page.expect_response("**/take/"):
        first.page.keyboard.press("a")
    held[0].continue_()
    expect(second.toast(re.compile(f"{first.member.name} .*has this"))).to_be_visible()
    _may_only_note(second)


def _may_only_note(agent: Desk) -> None:
    hint = agent.say("Internal note; the buyer does not see it")
    expect(agent.field).to_have_attribute("placeholder", hint)


def _take_over(lead: Desk, agents: list[Desk]) -> None:
    lead.tab("All").click()
    lead.open(BUYER)
    # Quicker than the server: what is sent before the buyer is one's own waits, and does not become a note.
    held: list[Route] = []
    lead.page.route("**/take/", lambda route: held.append(route))  # noqa: PLW0108 - takes no method of a list
    with lead.page.expect_request("**/take/"):
        lead.button("Take").click()
    lead.field.fill(ANSWER)
    lead.field.press("Enter")
    expect(lead.field).to_have_value(ANSWER)
    held[0].continue_()
    lead.is_stored(ANSWER)
    expect(agents[0].page.get_by_role("heading", name=BUYER)).to_be_visible()
    expect(agents[0].button("Take over")).to_have_count(0)
    _may_only_note(agents[0])


def _rate(buyer: Window) -> None:
    survey = buyer.frame.get_by_role("group", name=buyer.say("How did we serve you?"))
    survey.get_by_role("radio", name=buyer.say("Very satisfied")).check(force=True)
    buyer.frame.get_by_role("textbox", name=re.compile("optional")).fill("Quick and kind")
    buyer.button("Send rating").click()
    expect(buyer.frame.get_by_text(buyer.say("Thank you for your rating."))).to_be_visible()


def _find(lead: Desk) -> None:
    lead.page.keyboard.press("Control+k")
    dialog = lead.dialog("Find anything")
    dialog.get_by_role("combobox").fill("shirt in M")
    hit = dialog.get_by_role("option").filter(has_text=QUESTION)
    expect(hit).to_have_count(1)
    lead.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(lead.message(QUESTION)).to_be_visible()
