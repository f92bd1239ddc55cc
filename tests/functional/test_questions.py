"""A fact nobody knows: asked at the desk, answered by the lead, told to the buyer, and known from then on."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.browser import Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import PlainBuyer
from tests.functional.stage import BUYER, StagedShop

pytestmark = pytest.mark.functional

QUESTION, ANSWER = "这件衬衫可以机洗吗", "可以机洗，建议装洗衣袋，水温不超过30度。"


def _ask(agent: Desk) -> None:
    """Ask by keyboard alone what the buyer just asked; the sentence that asks them to wait is sent."""
    agent.field.focus()
    agent.page.keyboard.press("Alt+q")
    dialog = agent.dialog("Ask the lead for a fact")
    field = dialog.get_by_label(agent.say("What does the buyer want to know?"))
    expect(field).to_be_focused()
    expect(field).to_have_value(QUESTION)
    field.press("Enter")
    expect(dialog).to_be_hidden()
    holding = agent.say("Let me find this out for you; you will have an answer within 24 hours.")
    expect(agent.field).to_have_value(holding)
    agent.field.press("Enter")
    agent.is_stored(holding)
    expect(_asked(agent)).to_contain_text(QUESTION)
    expect(_asked(agent)).to_contain_text(agent.say("{time} left", time="").strip())


def _asked(agent: Desk) -> Locator:
    return agent.panel.get_by_role("region", name=agent.say("Asked the lead"))


def _answer(page: Page, guitai: str, shop: StagedShop, desk: Desk) -> None:
    """Answer on the page of open questions with one key."""
    page.goto(f"{guitai}/s/{shop.key}/knowledge/answers/questions/")
    page.keyboard.press("j")
    page.keyboard.press("i")
    field = page.get_by_label(desk.say("Answer"), exact=True)
    expect(field).to_be_focused()
    expect(page.get_by_role("checkbox")).to_be_checked()
    field.fill(ANSWER)
    field.press("Control+Enter")
    expect(page.get_by_text(desk.say("No buyer waits for an answer"))).to_be_visible()


def test_what_nobody_knows_is_asked_answered_told_and_known_from_then_on(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write(QUESTION)
        agent.open(BUYER)
        lead = Desk.opened(watch.page(), guitai, shop.lead)
        _ask(agent)
        expect(lead.toast(re.compile(QUESTION))).to_be_visible()

        _answer(lead.page, guitai, shop, lead)

        told = agent.page.get_by_role("status").filter(has_text=ANSWER)
        expect(told).to_be_visible()
        agent.field.press("Alt+l")
        expect(agent.field).to_have_value(ANSWER)
        agent.field.press("Enter")
        agent.is_stored(ANSWER)
        assert buyer.answers()[-1] == ANSWER
        expect(told).to_be_hidden()
        expect(_asked(agent)).to_be_hidden()

    lead.page.goto(f"{guitai}/s/{shop.key}/knowledge/answers/questions/?show=answered")
    expect(lead.page.get_by_text(lead.say("In the knowledge"))).to_be_visible()
    counted = lead.say.counted(
        "%(told)s of %(waiting)s buyer told", "%(told)s of %(waiting)s buyers told", count=1
    )
    expect(
        lead.page.get_by_text(counted.replace("%(told)s", "1").replace("%(waiting)s", "1"))
    ).to_be_visible()


def test_a_buyer_whose_talk_was_closed_is_told_by_whoever_is_there(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write(QUESTION)
        agent.open(BUYER)
        _ask(agent)
        agent.page.keyboard.press("Alt+e")
        expect(
            agent.toast(agent.say("The conversation with {buyer} is closed.", buyer=BUYER))
        ).to_be_visible()
        colleague = Desk.opened(watch.page(), guitai, shop.colleague)
        lead = Desk.opened(watch.page(), guitai, shop.lead)
        _answer(lead.page, guitai, shop, lead)

        line = colleague.page.get_by_role(
            "button", name=colleague.say("Tell {buyer}: {answer}", buyer=BUYER, answer=ANSWER)
        )
        expect(line).to_be_visible()
        colleague.page.keyboard.press("l")
        expect(colleague.page.get_by_role("heading", name=BUYER, exact=True)).to_be_visible()
        colleague.page.keyboard.press("l")
        expect(colleague.field).to_have_value(ANSWER)
        colleague.field.press("Enter")
        colleague.is_stored(ANSWER)
        assert buyer.answers()[-1] == ANSWER
        expect(line).to_be_hidden()
