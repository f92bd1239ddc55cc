"""The journey the shop lives by: a buyer asks on the shop's page, agents answer from the desk."""

import io
import re
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.functional.browser import Watch
from tests.functional.desk import Desk
from tests.functional.shop_page import Site
from tests.functional.stage import BUYER, ORDER, WAYBILL, StagedShop
from tests.functional.window import Window

pytestmark = pytest.mark.functional

QUESTION, NOTE, LAST_WORDS = "请问我的快递到哪里了？", "买家急，催过两次", "已经联系快递，今天下午派送。"


def test_a_question_is_answered_handed_on_and_still_there_once_after_a_reload(
    watch: Watch, guitai: str, site: Site, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    buyer = Window.opened(watch.page(), site.page(shop, account=BUYER))

    _ask(buyer, agent)
    _answer_with_a_phrase(agent, buyer)
    _send_a_picture(agent, buyer)
    colleague = Desk.opened(watch.page(), guitai, shop.colleague)
    _hand_on(agent, colleague, buyer)

    buyer.page.reload()
    expect(buyer.said(LAST_WORDS)).to_be_visible()
    for said in (QUESTION, LAST_WORDS):
        expect(buyer.said(said)).to_have_count(1)
    expect(buyer.log.get_by_text(WAYBILL)).to_have_count(1)
    expect(buyer.log.get_by_role("img", name=buyer.say("Picture"))).to_have_count(1)
    expect(buyer.log.get_by_text(NOTE)).to_have_count(0)


def _ask(buyer: Window, agent: Desk) -> None:
    buyer.field.fill(QUESTION)
    asked = time.monotonic()
    buyer.field.press("Enter")
    expect(agent.row(BUYER)).to_contain_text(QUESTION, timeout=5_000)
    print(f"the agent saw the question {time.monotonic() - asked:.2f} s after Enter")  # noqa: T201 - with -s
    buyer.is_stored(QUESTION)
    agent.open(BUYER)
    expect(agent.message(QUESTION)).to_have_count(1)


def _answer_with_a_phrase(agent: Desk, buyer: Window) -> None:
    agent.field.press_sequentially("/cx")
    phrases = agent.page.get_by_role("listbox", name=agent.say("Quick phrases"))
    expect(phrases.get_by_role("option").first).to_contain_text("查询物流")
    agent.field.press("Enter")
    expect(agent.field).to_have_value(re.compile(f"{ORDER}.*{WAYBILL}"))
    agent.field.press("Enter")
    expect(buyer.log.get_by_text(WAYBILL)).to_have_count(1)
    expect(agent.field).to_have_value("")


def _send_a_picture(agent: Desk, buyer: Window) -> None:
    with agent.page.expect_file_chooser() as choosing:
        agent.button("Picture").click()
    choosing.value.set_files({"name": "吊牌.png", "mimeType": "image/png", "buffer": _picture()})
    expect(agent.page.get_by_role("img", name="吊牌.png")).to_be_visible()
    agent.button("Send").click()
    expect(agent.log.get_by_role("button", name=agent.say("Show the picture large"))).to_have_count(1)
    expect(buyer.button("Show the picture large")).to_have_count(1)


def _hand_on(agent: Desk, colleague: Desk, buyer: Window) -> None:
    agent.button("Transfer").first.click()
    dialog = agent.dialog("Transfer")
    dialog.get_by_role("radio", name=re.compile(colleague.member.name)).check()
    dialog.get_by_label(agent.say("Note for the colleague")).fill(NOTE)
    dialog.get_by_role("button", name=agent.say("Transfer"), exact=True).click()
    expect(dialog).to_be_hidden()
    colleague.open(BUYER)
    expect(colleague.message(QUESTION)).to_have_count(1)
    expect(colleague.log.get_by_text(NOTE).first).to_be_visible()
    colleague.write(LAST_WORDS)
    expect(buyer.said(LAST_WORDS)).to_have_count(1)


def _picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (160, 120), "#0f766e").save(held, "PNG")
    return held.getvalue()
