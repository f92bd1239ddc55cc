"""Twenty buyers at once, answered without a mouse."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.functional.browser import Watch
from tests.functional.desk import Desk
from tests.functional.plain_buyers import PlainBuyer
from tests.functional.stage import Stage, StagedShop

pytestmark = pytest.mark.functional

BUYERS = 20


@pytest.fixture
def shop(stage: Stage) -> StagedShop:
    return stage.shop(language="zh-hans", room=BUYERS)


@pytest.fixture
def buyers(guitai: str, shop: StagedShop) -> Iterator[list[PlainBuyer]]:
    with ExitStack() as open_windows:
        accounts = [f"tb_{number:02d}" for number in range(BUYERS)]
        yield [open_windows.enter_context(PlainBuyer.at(guitai, shop, account)) for account in accounts]


def test_each_of_twenty_buyers_gets_their_own_answer_once_by_keyboard_alone(
    watch: Watch, guitai: str, shop: StagedShop, buyers: list[PlainBuyer]
) -> None:
    agent = Desk.opened(watch.page(), guitai, shop.agent)
    for number, buyer in enumerate(buyers):
        buyer.write(f"第 {number} 款有货吗")
    expect(agent.page).to_have_title(re.compile(rf"\({BUYERS}\)"))

    keys, question = agent.page.keyboard, ""
    asked = agent.log.get_by_text(re.compile(r"^第 \d+ 款有货吗$"))
    keys.press("n")
    for _each in buyers:
        expect(asked).not_to_have_text(question or "nothing yet")
        question = asked.inner_text()
        keys.type(question.removesuffix("吗"))
        keys.press("Control+Enter")
    expect(agent.toast("No other buyer is waiting.")).to_be_visible()

    expect(agent.page).not_to_have_title(re.compile(r"\(\d+\)"))
    for number, buyer in enumerate(buyers):
        assert buyer.answers() == [f"第 {number} 款有货"]
