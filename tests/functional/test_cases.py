"""A damaged parcel: opened on a phone, photographed, answered until the courier paid, one step back."""

import io

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import sign_in
from tests.functional.stage import ORDER, StagedShop
from tests.functional.words import Words

pytestmark = pytest.mark.functional

THUMB_PX = 44
SAY = Words("zh-hans")


def _photo(colour: str) -> FilePayload:
    written = io.BytesIO()
    Image.new("RGB", (800, 600), colour).save(written, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def _answer(page: Page, answer: str, *, amount: str = "") -> None:
    """Press an answer of the step, and write the amount it asks for."""
    button = page.locator(".case-answers").get_by_role("button", name=answer)
    box = button.bounding_box()
    assert box is not None and box["height"] >= THUMB_PX
    button.tap()
    if amount:
        page.locator(".case-chosen").get_by_role("textbox").first.fill(amount)
        page.locator(".case-chosen").get_by_role("button", name=answer).tap()


def _is_asked(page: Page, question: str) -> None:
    expect(page.locator(".case-ask")).to_contain_text(question)


def _fits(page: Page) -> bool:
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    return bool(page.evaluate(width))


def test_a_damaged_parcel_is_claimed_and_paid_for(watch: Watch, guitai: str, shop: StagedShop) -> None:
    page = watch.page(size=PHONE, touch=True)
    sign_in(page, guitai, shop.agent, SAY)
    page.get_by_role("link", name=SAY("After-sales"), exact=True).tap()
    expect(page.get_by_text(SAY("Nothing is under way"))).to_be_visible()
    page.get_by_role("link", name=SAY("New case")).tap()

    page.get_by_role("searchbox").fill(ORDER[-8:])
    page.get_by_role("button", name=SAY("Find", context="order")).tap()
    page.get_by_role("radio", name=SAY("arrived damaged", context="case")).tap()
    page.get_by_label(SAY("The buyer's words")).fill("外箱压扁了，衬衫也脏了")
    assert grave_faults(page) == []
    assert _fits(page)
    page.get_by_role("button", name=SAY("Open the case")).tap()

    _is_asked(page, "当场拒收了，还是签收了")
    _answer(page, "签收了")
    _is_asked(page, "请买家拍外箱")
    _answer(page, "照片齐了")
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("[data-bring]").set_input_files([_photo(each) for each in ("red", "blue", "green")])
    expect(page.locator(".case-pictures img")).to_have_count(3)
    _answer(page, "照片齐了")
    _answer(page, "验了，快递记了破损")
    _is_asked(page, "索赔多少")

    _answer(page, "报了", amount="zwanzig")
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator(".case-chosen").get_by_role("textbox").first.fill("158.00")
    page.locator(".case-chosen").get_by_role("button", name="报了").tap()
    _answer(page, "认赔", amount="120.00")
    _answer(page, "到账了", amount="120.00")
    _is_asked(page, "买家要什么")
    expect(page.get_by_role("region", name=SAY("In the ledgers"))).to_contain_text("¥158.00")
    assert grave_faults(page) == []
    assert _fits(page)

    page.get_by_role("button", name=SAY("Take the last back")).tap()
    _is_asked(page, "赔款到了吗")
    page.get_by_role("link", name=SAY("The board")).tap()
    row = page.locator(".board-row")
    expect(row).to_contain_text("赔款到了吗")
    expect(row).to_contain_text(shop.agent.name)
    assert grave_faults(page) == []


def test_the_board_and_a_case_are_worked_by_keys(watch: Watch, guitai: str, shop: StagedShop) -> None:
    page = watch.page()
    sign_in(page, guitai, shop.agent, SAY)
    expect(page).to_have_url(f"{guitai}/s/{shop.key}/desk/")
    page.goto(f"{guitai}/s/{shop.key}/cases/")
    for key in ("6", "9"):
        page.keyboard.press("c")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type(ORDER)
        page.keyboard.press("Enter")
        expect(page.get_by_role("radio")).to_have_count(12)
        page.keyboard.press(key)
        page.keyboard.press("Enter")
        expect(page.locator(".case-ask")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#cases")).to_be_visible()

    expect(page.locator(".board-row")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".case-ask")).to_be_visible()
    colleague = watch.page()
    sign_in(colleague, guitai, shop.colleague, SAY)
    expect(colleague).to_have_url(f"{guitai}/s/{shop.key}/desk/")
    colleague.goto(page.url)
    page.locator("#case-note").fill("正在打字")
    colleague.keyboard.press("1")
    expect(
        colleague.get_by_role("status").filter(has_text=SAY("Answered: %(answer)s.", answer="")[:2])
    ).to_be_visible()
    expect(page.get_by_role("link", name=SAY("The case has gone on: show it"))).to_be_visible()
    expect(page.locator("#case-note")).to_have_value("正在打字")
