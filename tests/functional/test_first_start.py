"""An empty installation becomes a shop with people and a roster, by keyboard where a lead would use it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.functional import installation
from tests.functional.browser import Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.stage import PASSWORD, Member
from tests.functional.words import Words

pytestmark = [pytest.mark.functional, pytest.mark.xdist_group("browser")]

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
    page.wait_for_url("**/s/yunshang/**")
    page.context.clear_cookies(name="guitai_language")
