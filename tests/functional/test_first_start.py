"""An empty installation becomes a shop with people and a roster, by keyboard where a lead would use it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.functional import installation
from tests.functional.browser import Watch
from tests.functional.desk import sign_in
from tests.functional.stage import PASSWORD, Member
from tests.functional.words import Words

pytestmark = pytest.mark.functional

LEAD = Member("wangfang", "王芳")
say = Words("en")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, worker_name: str) -> Iterator[str]:
    """The address of an installation nobody has used."""
    folder = tmp_path_factory.mktemp("empty")
    with installation.place(folder, f"{worker_name}_empty") as place, installation.serving(place) as server:
        yield installation.address(server)


def test_a_new_installation_gets_its_shop_people_and_roster(watch: Watch, empty: str) -> None:
    page = watch.page(language="en")
    page.context.add_cookies([{"name": "guitai_language", "value": "en", "url": empty}])

    _open_the_shop(page, empty)
    password = _add_somebody(page)
    _plan_the_week(page)

    newcomer = watch.page(language="en")
    sign_in(newcomer, empty, Member("xiaomei", "小美"), say, password)
    expect(newcomer.get_by_role("heading", level=1)).to_contain_text("云裳女装")
    _wrong_passwords(watch, empty)


def _open_the_shop(page: Page, empty: str) -> None:
    page.goto(empty)
    expect(page.get_by_role("heading", name=say("Open the counter"))).to_be_visible()
    page.get_by_label(say("Name of the shop")).fill("云裳女装")
    page.get_by_label(say("Key in addresses")).fill("yunshang")
    page.get_by_label(say("Your name")).fill(LEAD.name)
    page.get_by_label(say("Sign-in name")).fill(LEAD.username)
    page.get_by_label(say("Password")).fill(PASSWORD)
    page.get_by_role("button", name=say("Open the shop")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("云裳女装")


def _add_somebody(page: Page) -> str:
    page.get_by_role("link", name=say("People"), exact=True).click()
    page.get_by_role("link", name=say("Add somebody")).click()
    page.get_by_label(say("Real name")).fill("陈小美")
    page.get_by_label(say("Sign-in name")).fill("xiaomei")
    page.get_by_label(say("Name the buyer sees")).fill("小美")
    page.get_by_role("button", name=say("Add"), exact=True).click()
    expect(page.get_by_role("heading", name=say("Password of %(name)s", name="小美"))).to_be_visible()
    password = page.get_by_role("code").inner_text()
    page.get_by_role("link", name=say("Done")).click()
    expect(page.get_by_role("link", name="小美")).to_be_visible()
    return password


def _plan_the_week(page: Page) -> None:
    page.get_by_role("link", name=say("Roster"), exact=True).click()
    days = page.get_by_role("row").filter(has_text="小美").get_by_role("combobox")
    expect(days).to_have_count(7)
    first_shift = days.first.get_by_role("option").nth(1).inner_text()
    days.first.focus()
    for _day in range(5):
        with page.expect_response("**/roster/plan/") as saved:
            page.keyboard.press("ArrowDown")
        assert saved.value.ok
        page.keyboard.press("Tab")
    page.reload()
    shown = [day.evaluate("field => field.selectedOptions[0].text") for day in days.all()]
    assert shown == [*[first_shift] * 5, "—", "—"]


def _wrong_passwords(watch: Watch, empty: str) -> None:
    watch.allow("status of (422|429)")
    page = watch.page(language="en")
    for _attempt in range(5):
        sign_in(page, empty, LEAD, say, "a wrong guess")
        expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("heading", name=say("Signing in is paused"))).to_be_visible()
    sign_in(page, empty, LEAD, say)
    expect(page.get_by_role("heading", name=say("Signing in is paused"))).to_be_visible()
