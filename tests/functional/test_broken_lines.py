"""The network goes away, the server dies: nothing is lost, nothing comes twice, nobody reloads."""

import re
import time

import pytest
from bench.servers import Server
from playwright.sync_api import APIResponse, Route, expect

from tests.functional.browser import NO_NETWORK, Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import PlainBuyer, asks
from tests.functional.shop_page import Site
from tests.functional.stage import BUYER, ORDER, StagedShop
from tests.functional.window import Window

pytestmark = pytest.mark.functional

# Pages try again after half a second, then after twice as long each time.
RECOVERS_WITHIN_MS = 60_000
# What was written here and is not stored yet is kept in the browser until it is.
STORED_ALL = "() => !Object.keys(localStorage).some((key) => key.endsWith('.outbox'))"


def test_what_a_buyer_writes_without_network_arrives_once_when_it_is_back(
    watch: Watch, guitai: str, site: Site, shop: StagedShop
) -> None:
    watch.allow(NO_NETWORK)
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    buyer = Window.opened(watch.page(), site.page(shop, account=BUYER))
    buyer.write("在吗")

    buyer.page.context.set_offline(True)
    for text in ("我在电梯里", "等一下再说"):
        buyer.field.fill(text)
        buyer.field.press("Enter")
    waiting = buyer.log.get_by_text(buyer.say("Will be sent once there is a connection"), exact=True)
    expect(waiting).to_have_count(2)
    buyer.page.context.set_offline(False)

    agent.open(BUYER)
    for text in ("我在电梯里", "等一下再说"):
        buyer.is_stored(text)
        expect(agent.message(text)).to_have_count(1)
    assert agent.questions() == ["在吗", "我在电梯里", "等一下再说"]


def test_what_is_written_while_the_transcript_is_on_its_way_stands_in_it(
    watch: Watch, guitai: str, shop: StagedShop
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    held: list[tuple[Route, APIResponse]] = []
    # The server has read the transcript by now; the page gets it only later.
    agent.page.route(re.compile(r"/\d+/$"), lambda route: held.append((route, route.fetch())))

    with PlainBuyer.at(guitai, shop, BUYER) as buyer:
        buyer.write("在吗")
        agent.open(BUYER)
        agent.field.fill("在的")
        agent.field.press("Enter")
        agent.page.wait_for_function(STORED_ALL)
        assert buyer.answers() == ["在的"]
    ((route, answer),) = held
    route.fulfill(response=answer)

    expect(agent.message("在的")).to_have_count(1)
    expect(agent.log.get_by_role("article")).to_have_count(2)


def test_a_conversation_opened_while_the_server_is_down_is_there_when_it_is_back(
    watch: Watch, guitai: str, shop: StagedShop, server: Server
) -> None:
    watch.allow(NO_NETWORK)
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    asks(guitai, shop, BUYER, "在吗")
    expect(agent.row(BUYER)).to_be_visible()

    server.kill()
    try:
        agent.open(BUYER)
        expect(agent.toast("Connection lost; reconnecting… What you write is kept.")).to_be_visible()
        expect(agent.log.get_by_role("article")).to_have_count(0)
    finally:
        server.start()

    expect(agent.message("在吗")).to_have_count(1, timeout=RECOVERS_WITHIN_MS)
    expect(agent.panel.get_by_text(ORDER).first).to_be_visible()


def test_a_server_killed_while_people_write_loses_and_doubles_nothing(
    watch: Watch, guitai: str, site: Site, shop: StagedShop, server: Server
) -> None:
    watch.allow(NO_NETWORK)
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    buyer = Window.opened(watch.page(), site.page(shop, account=BUYER))
    buyer.write("在吗")
    agent.open(BUYER)

    buyer.field.fill("刚要说的话")
    buyer.field.press("Enter")
    server.kill()
    try:
        agent.field.fill("正要回答")
        agent.field.press("Enter")
        buyer.field.fill("还有一件事")
        buyer.field.press("Enter")
        expect(
            agent.page.get_by_text(agent.say("Connection lost; reconnecting… What you write is kept."))
        ).to_be_visible()
    finally:
        server.start()

    back = time.monotonic()
    for text in ("刚要说的话", "还有一件事"):
        expect(agent.message(text)).to_have_count(1, timeout=RECOVERS_WITHIN_MS)
    expect(buyer.said("正要回答")).to_have_count(1, timeout=RECOVERS_WITHIN_MS)
    print(f"both pages were whole again {time.monotonic() - back:.1f} s after the server")  # noqa: T201 - with -s
    agent.is_stored("正要回答")
    assert agent.questions() == ["在吗", "刚要说的话", "还有一件事"]
    agent.page.reload()
    expect(agent.message("还有一件事")).to_have_count(1)
    assert agent.questions() == ["在吗", "刚要说的话", "还有一件事"]
