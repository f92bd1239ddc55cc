"""A buyer boils or cools: the agent sees it in the list and beside the talk, and has words for it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import PlainBuyer, asks
from tests.functional.shop_page import Site
from tests.functional.sidecar import Sidecar
from tests.functional.stage import BUYER, StagedShop
from tests.functional.window import Window
from tests.functional.words import Words

pytestmark = pytest.mark.functional

OTHER = "tb_other77"
PATIENT = "请问这件有货吗"
BOILING = "等了三天还不退款，你们就是骗子！！我要投诉"
HEATED = "你烦不烦啊，爱买不买！"
# A buyer who began with questions and long lines, and puts it off in the end.
COOLING = (
    ("你好，想给妈妈买一件衬衫，她一米六一百一十斤，穿什么码合适？会不会起球呀？", "您好，建议拍L码。"),
    ("那面料是纯棉的吗？夏天穿会不会闷热呀，妈妈比较怕热的", "棉95%，透气的。"),
    ("价格能不能再优惠一点呢，我看别家有满减的活动", "现在已经是活动价了。"),
    ("哦", "这款卖得很好，可以放心拍。"),
    ("嗯", "有需要随时找我。"),
    ("哦 我再看看吧", ""),
)


def _strip(page: Page) -> Locator:
    return page.locator("[data-reading-strip]")


def _whole(page: Page, say: Words) -> Locator:
    return page.get_by_role("dialog", name=say("Mood and what is asked"))


def _order(desk: Desk) -> list[str]:
    """Give the buyers' names as the list shows them from top to bottom."""
    tops = desk.list.get_by_role("option").evaluate_all(
        "rows => rows.map(row => [row.getBoundingClientRect().top,"
        " row.querySelector('[data-part=name]').textContent]).sort((one, other) => one[0] - other[0])"
    )
    return [name for _top, name in tops]


def _top(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["y"]


def test_a_buyer_turns_angry_and_stands_first_with_words_under_one_key(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    say, page = agent.say, agent.page
    asks(guitai, shop, OTHER, PATIENT)
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write(PATIENT)
        expect(agent.row(BUYER)).to_be_visible()
        assert _order(agent) == [OTHER, BUYER]
        agent.open(BUYER)
        expect(_strip(page)).to_be_hidden()
        page.keyboard.type("在的")

        tops = [_top(agent.field), _top(agent.message(PATIENT))]
        buyer.write(BOILING)

        expect(agent.row(BUYER)).to_have_class(re.compile("row-turned"))
        expect(agent.row(BUYER)).to_contain_text(say("Angry", context="mood"))
        expect(agent.row(BUYER).locator(".mood")).to_have_attribute("data-mood", "angry")
        expect(_strip(page)).to_contain_text(say("Angry", context="mood"))
        expect(_strip(page)).to_contain_text("骗子")
        assert _order(agent) == [BUYER, OTHER]
        assert [_top(agent.field), _top(agent.message(PATIENT))] == tops
        expect(agent.row(BUYER)).not_to_have_class(re.compile("row-turned"))
        assert grave_faults(page) == []

        wording = str(_strip(page).locator("[data-say]").get_attribute("data-say"))
        page.keyboard.press("Alt+c")
        expect(agent.field).to_have_value(f"在的{wording}")
        page.keyboard.press("Control+z")
        expect(agent.field).to_have_value("在的")
        page.keyboard.press("Alt+c")
        assert buyer.answers() == []

        page.keyboard.press("Alt+m")
        expect(_whole(page, say)).to_be_visible()
        expect(_whole(page, say)).to_contain_text(wording)
        expect(_whole(page, say)).to_contain_text(BOILING)
        assert grave_faults(page) == []
        page.keyboard.press("Escape")
        expect(_whole(page, say)).to_be_hidden()
        expect(agent.field).to_be_focused()

        page.keyboard.press("Enter")
        agent.is_stored(f"在的{wording}")


@pytest.mark.once
def test_why_is_told_to_a_mouse_and_the_line_leads_to_what_was_said(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, BOILING)
    agent.open(BUYER)
    whole = _whole(agent.page, agent.say)
    _strip(agent.page).get_by_role("button").first.hover()
    expect(whole).to_be_visible()
    expect(agent.field).to_be_focused()
    agent.message(BOILING).hover(position={"x": 5, "y": 5}, force=True)
    agent.field.hover()
    expect(whole).to_be_hidden()

    _strip(agent.page).get_by_role("button").first.click()
    whole.get_by_title(agent.say("Show where it was said")).first.click()
    expect(whole).to_be_hidden()
    expect(agent.page.locator(".message-found")).to_contain_text("骗子")


def test_a_buyer_cools_off_and_the_agent_is_told_by_what(watch: Watch, guitai: str, shop: StagedShop) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        for place, (said, answer) in enumerate(COOLING):
            buyer.write(said)
            if place == 0:
                agent.open(BUYER)
            if answer:
                agent.write(answer)

        strip = _strip(agent.page)
        expect(strip).to_contain_text(agent.say("Losing interest", context="mood"))
        expect(agent.row(BUYER).locator(".mood")).to_have_attribute("data-mood", "losing")
        expect(agent.row(BUYER)).to_contain_text(agent.say("losing interest"))
        agent.page.keyboard.press("Alt+m")
        expect(_whole(agent.page, agent.say).get_by_role("listitem").first).to_be_visible()
        agent.page.keyboard.press("Alt+c")
        expect(agent.field).not_to_have_value("")


def test_a_lead_puts_mood_and_question_right_and_the_agent_sees_it(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, BOILING)
    agent.open(BUYER)
    expect(_strip(agent.page)).to_contain_text("骗子")
    lead = Desk.opened(watch.page(), guitai, shop.lead)
    say, keys, whole = lead.say, lead.page.keyboard, _whole(lead.page, lead.say)
    lead.tab("All").click()
    lead.open(BUYER)

    keys.press("Alt+m")
    expect(whole).to_be_visible()
    assert grave_faults(lead.page) == []
    keys.press("5")
    expect(
        lead.toast(say("The mood is put right: {mood}.", mood=say("Neutral", context="mood")))
    ).to_be_visible()
    expect(_strip(agent.page)).to_be_hidden()
    expect(agent.row(BUYER).locator(".mood")).to_have_attribute("data-mood", "neutral")
    lead.button("Undo").click()
    expect(_strip(agent.page)).to_contain_text("骗子")

    keys.press("Alt+m")
    whole.get_by_role("button", name=say("Something more is asked")).last.click()
    keys.type("courier")
    expect(whole.get_by_role("option", selected=True)).to_have_count(1)
    keys.press("Enter")
    chosen = whole.locator("[data-chip=courier]")
    expect(chosen).to_be_visible()
    agent.page.keyboard.press("Alt+m")
    expect(_whole(agent.page, agent.say)).to_contain_text(chosen.inner_text())
    expect(_whole(agent.page, agent.say).get_by_role("option")).to_have_count(0)


def test_an_agents_own_heat_is_held_and_never_seen_by_the_buyer(
    watch: Watch, guitai: str, site: Site, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    buyer = Window.opened(watch.page(), site.page(shop, account=BUYER))
    buyer.write(BOILING)
    agent.open(BUYER)
    agent.field.press_sequentially(HEATED)
    findings = agent.page.get_by_role("list", name=agent.say("What the rules say"))
    expect(findings.get_by_role("button", name=agent.say("Safe wording"))).to_be_visible()
    agent.field.press("Enter")
    expect(agent.field).to_have_value(HEATED)
    expect(agent.page.get_by_role("alert").filter(visible=True)).to_have_count(1)

    agent.field.press("Alt+Enter")
    expect(agent.field).not_to_have_value(HEATED)
    calm = agent.field.input_value()
    agent.field.press("Enter")
    agent.is_stored(calm)

    expect(buyer.said(calm)).to_have_count(1)
    for heat in ("烦不烦", "爱买不买"):
        assert heat not in calm
        expect(buyer.log).not_to_contain_text(heat)


def test_beside_another_program_pasted_lines_are_read(watch: Watch, guitai: str, shop: StagedShop) -> None:
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent)
    page, strip = sidecar.page, _strip(sidecar.page)
    sidecar.press("b")
    sidecar.type(PATIENT)
    expect(strip).to_be_hidden()
    sidecar.press("Control+a")
    sidecar.type(BOILING)
    expect(strip).to_contain_text(sidecar.say("Angry", context="mood"))
    expect(strip).to_contain_text("骗子")
    assert grave_faults(page) == []

    wording = str(strip.locator("[data-say]").get_attribute("data-say"))
    sidecar.press("Alt+c")
    expect(sidecar.draft).to_have_value(wording)
    sidecar.press("Alt+m")
    expect(_whole(page, sidecar.say)).to_be_visible()
    sidecar.press("Escape")
    sidecar.copies(wording)


@pytest.mark.once
def test_on_a_phone_the_line_is_a_tap(watch: Watch, guitai: str, shop: StagedShop) -> None:
    agent = Desk.opened(watch.page(size=PHONE, touch=True), guitai, shop.agent)
    asks(guitai, shop, BUYER, BOILING)
    agent.row(BUYER).tap()
    strip = _strip(agent.page)
    strip.get_by_role("button").first.tap()
    expect(_whole(agent.page, agent.say)).to_be_visible()
    agent.field.tap()
    expect(_whole(agent.page, agent.say)).to_be_hidden()
    strip.get_by_role("button").last.tap()
    expect(agent.field).not_to_have_value("")
    assert agent.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
