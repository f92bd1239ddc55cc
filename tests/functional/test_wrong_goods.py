"""Wrong goods: the warehouse finds its mistake on a phone, and a second person confirms it."""

import io

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import sign_in
from tests.functional.stage import ORDER, Member, Stage, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

SAY = Words("zh-hans")
DIFFERS = "要米白L，到的是黑色M"
FOUND = "货位放错，米白的格子里是黑色"


def _photo(colour: str) -> FilePayload:
    written = io.BytesIO()
    Image.new("RGB", (800, 600), colour).save(written, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def _comes_to(page: Page, address: str, member: Member) -> None:
    sign_in(page, address, member, SAY)
    page.get_by_role("link", name=SAY("After-sales"), exact=True).click()
    expect(page.locator("#cases")).to_be_visible()


def _is_asked(page: Page, question: str) -> None:
    # The page looks again every few seconds.
    expect(page.locator(".case-ask")).to_contain_text(question, timeout=30_000)


def _press(page: Page, answer: str, *, note: str = "") -> None:
    """Give an answer of the step, with the note it asks for."""
    page.locator(".case-answers").get_by_role("button", name=answer).click()
    if note:
        page.locator(".case-chosen").get_by_role("textbox").last.fill(note)
        page.locator(".case-chosen").get_by_role("button", name=answer).click()


def test_a_wrong_shipment_is_written_and_confirmed_by_another(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop
) -> None:
    keeper = stage.man_warehouse(shop)
    page = watch.page()
    _comes_to(page, guitai, shop.agent)
    page.keyboard.press("c")
    page.get_by_role("searchbox").fill(ORDER)
    page.keyboard.press("Enter")
    page.get_by_role("radio", name=SAY("wrong goods sent", context="case")).check()
    page.get_by_role("button", name=SAY("Open the case")).click()
    _is_asked(page, "收到的货")
    page.locator("[data-bring]").set_input_files([_photo("black"), _photo("white")])
    expect(page.locator(".case-pictures img")).to_have_count(2)
    _press(page, "照片看不一样", note=DIFFERS)

    phone = watch.page(size=PHONE, touch=True)
    sign_in(phone, guitai, keeper, SAY)
    task = phone.get_by_role("article").filter(has_text=DIFFERS)
    task.get_by_role("textbox").first.fill(FOUND)
    task.get_by_role("button", name=SAY("Not right", context="warehouse"), exact=True).tap()
    expect(task).to_have_count(0)

    # The page has seen by itself that the warehouse answered; who took part in it may not confirm it alone.
    _is_asked(page, "换个人复核")
    expect(page.locator("main")).to_contain_text(FOUND)
    colleague = watch.page()
    _comes_to(colleague, guitai, shop.colleague)
    colleague.locator(".board-row").click()
    _is_asked(colleague, "换个人复核")
    assert grave_faults(colleague) == []
    _press(colleague, "是我们错了")
    _is_asked(colleague, "买家要什么")
    ledgers = colleague.get_by_role("region", name=SAY("In the ledgers"))
    expect(ledgers).to_contain_text(SAY("found wrong", context="ledger"))
    expect(ledgers).to_contain_text(SAY("confirmed", context="ledger"))
    expect(ledgers).to_contain_text(keeper.name)
    expect(ledgers).to_contain_text(shop.colleague.name)
