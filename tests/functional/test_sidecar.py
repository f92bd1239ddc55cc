"""Beside 千牛, by keyboard only: find the buyer, write, have it checked, ask the lead, copy."""

import pytest
from playwright.sync_api import expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import NO_NETWORK, PHONE, Watch
from tests.functional.desk import Desk
from tests.functional.sidecar import Sidecar
from tests.functional.stage import BUYER, ORDER, StagedShop

pytestmark = pytest.mark.functional

FINE = "您好，这件是棉质的，穿着舒服。"
OFF_PLATFORM = "您加我微信聊吧"
SUPERLATIVE = "这是全网最好的面料"
PRICE = "给您便宜25元"


def _with_buyer(sidecar: Sidecar) -> None:
    sidecar.press("b")
    sidecar.type(f"订单{ORDER}能便宜点吗")
    expect(sidecar.option(ORDER)).to_be_visible()
    sidecar.press("Enter")
    expect(sidecar.buyer).to_have_text(BUYER)
    expect(sidecar.draft).to_be_focused()


def test_a_buyer_is_found_and_what_may_not_leave_is_not_copied(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent)
    _with_buyer(sidecar)
    expect(sidecar.order).to_contain_text(ORDER)
    sidecar.type(FINE)
    sidecar.copies(FINE)

    sidecar.type(OFF_PLATFORM)
    expect(sidecar.underlined.first).to_be_visible()
    expect(sidecar.findings).to_contain_text(sidecar.say("Can't be sent"))
    for _time in range(2):
        sidecar.press("Control+Enter")
        expect(
            sidecar.page.get_by_text(
                sidecar.say("Not copied: this may not be sent. Change what is underlined.")
            )
        ).to_be_visible()
        expect(sidecar.draft).to_have_value(OFF_PLATFORM)
    sidecar.press("Control+a", "Control+c")
    assert sidecar.clipboard() == FINE

    sidecar.press("Alt+Enter")
    expect(sidecar.draft).not_to_have_value(OFF_PLATFORM)
    expect(sidecar.underlined).to_have_count(0)
    sidecar.copies(sidecar.draft.input_value())


def test_a_doubtful_reply_is_copied_at_the_second_press(watch: Watch, guitai: str, shop: StagedShop) -> None:
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent)
    _with_buyer(sidecar)
    sidecar.type(SUPERLATIVE)
    expect(sidecar.findings).to_contain_text(sidecar.say("Look again"))
    sidecar.press("Control+Enter")
    again = sidecar.say("Not copied yet: look at it again; copying once more takes it as it is.")
    expect(sidecar.page.get_by_text(again)).to_be_visible()
    expect(sidecar.draft).to_have_value(SUPERLATIVE)

    sidecar.copies(SUPERLATIVE)


def test_a_price_is_asked_agreed_to_in_another_browser_and_copied(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent)
    lead = Desk.opened(watch.page(), guitai, shop.lead)
    _with_buyer(sidecar)
    sidecar.type(PRICE)
    sidecar.press("Control+Enter")
    expect(sidecar.note).to_be_focused()
    sidecar.type("老客户")
    sidecar.press("Enter")
    expect(sidecar.asked).to_contain_text(sidecar.say("Waiting for the lead…"))
    expect(sidecar.draft).to_have_value("")

    expect(lead.page.get_by_role("button", name=lead.say("To approve"))).to_be_visible()
    lead.page.keyboard.press("p")
    expect(lead.page.get_by_role("region", name=lead.say("To approve"))).to_contain_text("老客户")
    lead.page.keyboard.press("y")

    expect(sidecar.asked).to_contain_text(sidecar.say("The lead agrees"))
    expect(sidecar.draft).to_have_value(PRICE)
    sidecar.press("Alt+i")
    sidecar.copies(PRICE)
    expect(sidecar.asked).to_be_hidden()
    expect(sidecar.page.get_by_text("¥25.00")).to_be_visible()


def test_phrases_and_facts_go_into_the_draft_and_a_reload_loses_nothing(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent)
    _with_buyer(sidecar)
    sidecar.press("Alt+/")
    expect(sidecar.query).to_be_focused()
    sidecar.type("nh")
    expect(sidecar.option("您好").first).to_be_visible()
    sidecar.press("Enter")
    expect(sidecar.draft).to_have_value(f"您好{BUYER}，我是{shop.agent.name}，请问有什么可以帮您？")

    sidecar.press("Alt+/")
    sidecar.type("材质")
    expect(sidecar.option("氨纶")).to_be_visible()
    sidecar.press("Enter")
    expect(sidecar.draft).to_have_value(
        f"您好{BUYER}，我是{shop.agent.name}，请问有什么可以帮您？棉 95%，氨纶 5%"
    )

    written = sidecar.draft.input_value()
    sidecar.page.reload()
    expect(sidecar.draft).to_have_value(written)
    expect(sidecar.buyer).to_have_text(BUYER)
    expect(sidecar.order).to_contain_text(ORDER)

    sidecar.is_ready()
    sidecar.press("Escape", "Escape", "?")
    expect(sidecar.page.get_by_role("dialog", name=sidecar.say("Keys"))).to_be_visible()
    sidecar.press("Escape", "n")
    expect(sidecar.pasted).to_be_focused()
    expect(sidecar.draft).to_have_value("")
    expect(sidecar.order).to_be_hidden()


def test_without_the_network_nothing_is_copied_or_lost(watch: Watch, guitai: str, shop: StagedShop) -> None:
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent)
    watch.allow(NO_NETWORK)
    _with_buyer(sidecar)
    sidecar.page.context.set_offline(True)
    sidecar.type(FINE)
    sidecar.press("Control+Enter")
    expect(
        sidecar.page.get_by_role("alert").filter(
            has_text=sidecar.say("Guitai cannot be reached. Check the network and try again.")
        )
    ).to_be_visible()
    expect(sidecar.draft).to_have_value(FINE)

    sidecar.page.context.set_offline(False)
    sidecar.copies(FINE)


@pytest.mark.once
def test_it_can_be_installed_and_keeps_nothing_but_its_own_files(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent)
    here = f"/s/{shop.key}/sidecar/"

    scope = sidecar.page.evaluate("async () => (await navigator.serviceWorker.ready).scope")
    assert scope == guitai + here
    sidecar.page.reload()
    sidecar.is_ready()
    _with_buyer(sidecar)
    kept = sidecar.page.evaluate(
        """async () => {
            const names = await caches.keys();
            const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
            return kept.flat().map(({ url }) => new URL(url).pathname);
        }"""
    )
    assert kept
    assert all(path.startswith("/static/dist/") for path in kept)

    described = sidecar.page.evaluate(
        "async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json()"
    )
    assert described["start_url"] == here
    for icon in described["icons"]:
        assert sidecar.page.request.get(guitai + icon["src"]).ok


@pytest.mark.once
@pytest.mark.parametrize("looks", ["light", "dark"])
def test_everybody_can_use_it(watch: Watch, guitai: str, shop: StagedShop, looks: str) -> None:
    sidecar = Sidecar.opened(watch, guitai, shop, shop.agent, color_scheme=looks)
    assert grave_faults(sidecar.page) == []
    sidecar.press("b")
    sidecar.type("tb_")
    expect(sidecar.option(BUYER)).to_be_visible()
    assert grave_faults(sidecar.page) == []
    sidecar.press("Enter")
    expect(sidecar.draft).to_be_focused()
    sidecar.press("Alt+/")
    expect(sidecar.option("您好").first).to_be_visible()
    sidecar.write(PRICE)
    sidecar.press("Control+Enter")
    expect(sidecar.note).to_be_focused()
    assert grave_faults(sidecar.page) == []
    sidecar.press("Enter")
    expect(sidecar.asked).to_be_visible()
    assert grave_faults(sidecar.page) == []
    sidecar.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert sidecar.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
