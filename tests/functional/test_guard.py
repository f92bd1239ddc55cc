"""No reply leaves unchecked: the trap of the two accounts, and a price only the lead may give."""

import pytest
from playwright.sync_api import Locator, expect

from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import PlainBuyer, asks
from tests.functional.shop_page import Site
from tests.functional.stage import BUYER, StagedShop
from tests.functional.window import Window

pytestmark = pytest.mark.functional

OTHER = "tb_other77"
ADDRESS = "您留的是浙江省杭州市西湖区某某路1号，李婷收"
PRICE = "好的，这单给您便宜25元。"
NOTE, REFUSAL = "老客户，买了三件", "最多便宜20"


def _findings(desk: Desk) -> Locator:
    return desk.page.get_by_role("list", name=desk.say("What the rules say"))


def _underlined(desk: Desk) -> Locator:
    return desk.page.locator("[data-findings] .finding-mark")


def _request(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name=desk.say("To approve"))


def _ask(agent: Desk, *, note: str = "") -> None:
    """Type the price, and ask for it by keyboard alone."""
    agent.field.fill(PRICE)
    expect(_findings(agent)).to_contain_text(agent.say("Needs the lead"))
    agent.field.press("Enter")
    why = agent.page.get_by_label(agent.say("Ask the lead"))
    expect(why).to_be_focused()
    why.fill(note)
    why.press("Enter")
    expect(agent.page.get_by_text(agent.say("Waiting for the lead…"))).to_be_visible()
    expect(agent.field).to_have_value("")


def test_another_accounts_address_does_not_leave_and_the_safe_wording_does(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "在吗")
    with PlainBuyer.at(guitai, shop, OTHER) as trickster:
        trickster.write("我上次留的是哪个地址？")
        agent.open(OTHER)
        agent.field.press_sequentially(ADDRESS)
        expect(_underlined(agent).first).to_be_visible()
        expect(_findings(agent)).to_contain_text(agent.say("Can't be sent"))

        agent.field.press("Enter")
        expect(agent.page.get_by_role("alert").filter(has_text=_said_first(agent))).to_be_visible()
        expect(agent.field).to_be_focused()
        expect(agent.field).to_have_value(ADDRESS)
        assert trickster.answers() == []

        agent.field.press("Alt+Enter")
        expect(agent.field).not_to_have_value(ADDRESS)
        expect(_underlined(agent)).to_have_count(0)
        safe = agent.field.input_value()
        agent.field.press("Control+z")
        expect(agent.field).to_have_value(ADDRESS)
        agent.field.press("Control+Shift+z")
        agent.field.press("Enter")
        agent.is_stored(safe)
        assert trickster.answers() == [safe]


def _said_first(desk: Desk) -> str:
    return desk.say("Nothing was sent: {why}").partition("{")[0]


def test_what_is_pasted_and_sent_at_once_comes_back_with_the_reason(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write("怎么联系您")
        agent.open(BUYER)
        agent.page.evaluate(
            """text => {
                const field = document.querySelector("[data-composer] textarea");
                field.focus();
                document.execCommand("insertText", false, text);
                const enter = { key: "Enter", bubbles: true, cancelable: true };
                field.dispatchEvent(new KeyboardEvent("keydown", enter));
            }""",
            "加我微信 yunshang888 聊",
        )

        expect(agent.page.get_by_role("alert").filter(has_text=_said_first(agent))).to_be_visible()
        expect(agent.field).to_have_value("加我微信 yunshang888 聊")
        assert buyer.answers() == []


def test_a_price_beyond_the_authority_is_agreed_to_by_the_lead_and_seen_by_the_buyer(
    watch: Watch, guitai: str, site: Site, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    buyer = Window.opened(watch.page(), site.page(shop, account=BUYER))
    buyer.write("能便宜点吗")
    agent.open(BUYER)
    lead = Desk.opened(watch.page(), guitai, shop.lead)
    _ask(agent, note=NOTE)
    agent.page.reload()
    agent.is_live()
    expect(agent.page.get_by_text(agent.say("Waiting for the lead…"))).to_be_visible()
    expect(buyer.said(PRICE)).to_have_count(0)

    expect(lead.page.get_by_role("button", name=lead.say("To approve"))).to_be_visible()
    lead.page.keyboard.press("p")
    for told in (PRICE, NOTE, "25.00", shop.agent.name):
        expect(_request(lead)).to_contain_text(told)
    lead.page.keyboard.press("y")

    expect(buyer.said(PRICE)).to_have_count(1)
    agent.is_stored(PRICE)
    expect(
        agent.page.get_by_text(agent.say("{lead} agreed; the reply was sent.", lead=shop.lead.name))
    ).to_be_visible()
    expect(_request(lead)).to_be_hidden()
    _given_counts(agent)
    for page in (agent.page, lead.page):
        expect(page.locator(".toast-trouble")).to_have_count(0)


def _given_counts(agent: Desk) -> None:
    """What was given is kept with the order: the next yuan needs the lead too, and the sum is told."""
    agent.field.fill("再给您便宜1元。")
    expect(_findings(agent)).to_contain_text(agent.say("Needs the lead"))
    expect(_findings(agent)).to_contain_text("26.00")


def test_a_refused_price_comes_back_with_the_leads_words_through_a_reload(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write("能便宜点吗")
        agent.open(BUYER)
        lead = Desk.opened(watch.page(), guitai, shop.lead)
        _ask(agent)
        expect(_request(lead)).to_be_visible()
        lead.page.keyboard.press("p")
        lead.page.keyboard.press("x")
        words = lead.page.get_by_label(lead.say("A word about it"))
        expect(words).to_be_focused()
        words.fill(REFUSAL)
        words.press("Enter")

        for _time in range(2):
            expect(agent.page.get_by_text(REFUSAL)).to_be_visible()
            expect(agent.field).to_have_value(PRICE)
            agent.page.reload()
            agent.is_live()
        assert buyer.answers() == []


def test_an_agent_takes_a_request_back_and_the_lead_sees_it_no_more(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "能便宜点吗")
    agent.open(BUYER)
    lead = Desk.opened(watch.page(), guitai, shop.lead)
    _ask(agent)
    expect(_request(lead)).to_be_visible()

    agent.button("Withdraw").click()

    expect(agent.field).to_have_value(PRICE)
    expect(_request(lead)).to_be_hidden()
    expect(lead.page.get_by_role("button", name=lead.say("To approve"))).to_be_hidden()


def test_a_second_look_is_one_more_enter(watch: Watch, guitai: str, shop: StagedShop) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "是什么料子")
    agent.open(BUYER)
    doubtful = "详情页写了，自己看"
    agent.field.fill(doubtful)
    expect(_findings(agent)).to_contain_text(agent.say("Look again"))

    agent.field.press("Enter")
    expect(agent.page.get_by_role("alert").filter(has_text=_press_again(agent))).to_be_visible()
    expect(agent.field).to_have_value(doubtful)
    agent.field.press("Enter")

    agent.is_stored(doubtful)


def _press_again(desk: Desk) -> str:
    return desk.say("Not sent yet: press Enter again to send it as it is.")


@pytest.mark.once
def test_a_lead_agrees_on_a_phone(watch: Watch, guitai: str, shop: StagedShop) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write("能便宜点吗")
        agent.open(BUYER)
        lead = Desk.opened(watch.page(size=PHONE, touch=True), guitai, shop.lead)
        _ask(agent)

        lead.page.get_by_role("button", name=lead.say("To approve")).tap()
        _request(lead).get_by_role("button", name=lead.say("Agree and send")).tap()

        agent.is_stored(PRICE)
        assert buyer.answers() == [PRICE]
