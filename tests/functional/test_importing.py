"""A lead drops what the platforms export: twenty files at once, and a table nobody knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.servers import Place, Server
from playwright.sync_api import Page, expect

from tests.functional import dropped, installation
from tests.functional.accessibility import grave_faults
from tests.functional.browser import NARROW, PHONE, Watch
from tests.functional.import_page import Imports
from tests.functional.stage import Stage, StagedShop

pytestmark = pytest.mark.functional


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, worker_name: str) -> Iterator[Place]:
    with installation.place(tmp_path_factory.mktemp("importing"), f"{worker_name}_importing") as own:
        yield own


@pytest.fixture(scope="module")
def server(place: Place) -> Iterator[Server]:
    """A server that does its timed work too: imports are part of it."""
    with installation.serving(place, jobs=True) as running:
        yield running


@pytest.fixture(scope="module")
def stage(place: Place, server: Server) -> Iterator[Stage]:
    with Stage(place.environment()) as ready:
        yield ready


@pytest.fixture
def guitai(server: Server) -> str:
    return installation.address(server)


def test_twenty_files_at_once_one_of_them_damaged(
    watch: Watch, guitai: str, shop: StagedShop, tmp_path: Path
) -> None:
    imports = Imports.opened(watch.page(), guitai, shop)
    files = dropped.twenty(tmp_path)

    imports.drop(files.paths)
    damaged = imports.file(dropped.DAMAGED)
    expect(imports.arrived.get_by_role("listitem")).to_have_count(20)
    expect(damaged).to_contain_text(
        imports.say(
            "%(file)s is cut off or damaged: it begins like a workbook and ends unlike one. Export it again.",
            file=dropped.DAMAGED,
        )
    )
    _shows_what_was_understood(imports)
    assert grave_faults(imports.page) == []

    imports.import_all(19)
    imports.all_done()
    for name in files.good:
        expect(imports.run(name)).to_contain_text(imports.say("done"))
    expect(imports.run("today.csv").get_by_role("cell").nth(5)).to_have_text("1")
    expect(damaged).to_be_visible()

    imports.page.reload()
    expect(imports.history.get_by_role("row")).to_have_count(20)  # its headings, and nineteen files
    assert grave_faults(imports.page) == []
    _has_rejected_lines_to_download(imports)
    _undoes_the_last(imports)


def _shows_what_was_understood(imports: Imports) -> None:
    today = imports.file("today.csv")
    expect(imports.file("ExportOrderList2017.csv")).to_contain_text("2017")
    expect(today).to_contain_text("GBK")
    today.get_by_text(imports.say("First rows as understood")).click()
    expect(today.get_by_role("table").last).to_contain_text("138****0001")
    expect(today.get_by_text("13800000001")).to_have_count(0)
    expect(imports.file(dropped.ZIPPED)).to_contain_text("all.zip")


def _has_rejected_lines_to_download(imports: Imports) -> None:
    page = imports.page
    imports.run("today.csv").get_by_role("link", name="today.csv").click()
    expect(page.get_by_role("table").last).to_contain_text("见备注")
    with page.expect_download() as coming:
        page.get_by_role("link", name=imports.say("Download as .xlsx")).click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    assert grave_faults(page) == []
    page.get_by_role("link", name=imports.say("All imports")).click()


def _undoes_the_last(imports: Imports) -> None:
    undo = imports.page.get_by_role("button", name=imports.say("Undo"))
    expect(undo).to_have_count(1)
    row = imports.history.get_by_role("row").filter(has=undo)
    name = row.get_by_role("link").first.inner_text()
    undo.click()
    expect(imports.run(name)).to_contain_text(imports.say("undone"))
    expect(imports.history.get_by_role("button", name=imports.say("Undo"))).to_have_count(1)
    expect(imports.run(name).get_by_role("button")).to_have_count(0)


def test_a_table_nobody_knows_is_mapped_once_and_known_from_then_on(
    watch: Watch, guitai: str, shop: StagedShop, tmp_path: Path
) -> None:
    imports = Imports.opened(watch.page(), guitai, shop)
    page, say = imports.page, imports.say
    imports.drop([dropped.foreign(tmp_path)])

    imports.file(dropped.FOREIGN).get_by_role("link", name=say("Say what the columns mean")).click()
    page.get_by_label(say("The file holds")).select_option("taobao_orders")
    page.get_by_role("button", name=say("Show its columns")).click()
    page.get_by_text(say("Further columns")).click()
    for column, heading in (
        ("订单编号", "系统单号"),
        ("买家会员名", "客户昵称"),
        ("订单状态", "状态"),
        ("买家实际支付金额", "成交金额"),
        ("订单创建时间", "成交日期"),
    ):
        page.get_by_label(column).select_option(heading)
    page.get_by_role("button", name=say("Look at the first rows")).click()
    understood = page.get_by_role("status").get_by_role("table")
    expect(understood).to_contain_text("35153131499000001")
    expect(understood).to_contain_text("¥88.00")
    assert grave_faults(page) == []
    page.get_by_role("button", name=say("Save and remember")).click()

    expect(imports.file(dropped.FOREIGN)).to_contain_text(say("Taobao orders"))
    imports.drop([dropped.foreign(tmp_path, "erp-2.csv")])
    expect(imports.file("erp-2.csv")).to_contain_text(say("Taobao orders"))
    imports.import_all(2)
    imports.all_done()
    expect(imports.run(dropped.FOREIGN).get_by_role("cell").nth(2)).to_have_text("2")

    page.get_by_role("link", name=say("Mapped tables")).click()
    expect(page.get_by_role("listitem").filter(has_text=dropped.FOREIGN)).to_be_visible()
    assert grave_faults(page) == []
    page.get_by_role("button", name=say("Forget")).click()
    expect(page.get_by_text(say("No table was mapped yet"))).to_be_visible()


def test_a_long_import_shows_how_far_it_is_and_can_be_called_back(
    watch: Watch, guitai: str, shop: StagedShop, tmp_path: Path
) -> None:
    imports = Imports.opened(watch.page(), guitai, shop)
    imports.choose(dropped.large(tmp_path, 300_000))

    imports.import_all(1)
    expect(imports.under_way.get_by_role("progressbar")).to_be_visible()
    imports.under_way.get_by_role("button", name=imports.say("Cancel")).click()
    imports.all_done()

    expect(imports.run("large.csv")).to_contain_text(imports.say("cancelled"))
    expect(imports.run("large.csv")).to_contain_text(imports.say("Nothing was stored."))


def test_a_server_that_was_killed_takes_the_import_up_again(
    watch: Watch, server: Server, guitai: str, shop: StagedShop, tmp_path: Path
) -> None:
    imports = Imports.opened(watch.page(), guitai, shop)
    imports.choose(dropped.large(tmp_path, 100_000))
    watch.allow(r"net::ERR_|htmx:")
    imports.import_all(1)
    expect(imports.under_way.get_by_role("progressbar")).to_be_visible()

    server.kill()
    server.start()
    imports.page.goto(imports.address)

    cut = imports.run("large.csv")
    expect(cut).to_contain_text(imports.say("interrupted"), timeout=30_000)
    cut.get_by_role("button", name=imports.say("Import again")).click()
    imports.all_done()
    expect(imports.run("large.csv")).to_contain_text(imports.say("done"))


@pytest.mark.once
@pytest.mark.parametrize(("size", "touch"), [(NARROW, False), (PHONE, True)], ids=["400", "phone"])
def test_it_works_on_a_narrow_screen_without_scrolling_sideways(
    watch: Watch, guitai: str, shop: StagedShop, tmp_path: Path, size: tuple[int, int], touch: bool
) -> None:
    imports = Imports.opened(watch.page(size=size, touch=touch), guitai, shop)

    imports.drop([dropped.large(tmp_path, 3), dropped.foreign(tmp_path)])
    imports.file("large.csv").get_by_text(imports.say("First rows as understood")).click()
    assert grave_faults(imports.page) == []
    _fits(imports.page)
    imports.import_all(1)
    imports.all_done()

    expect(imports.run("large.csv")).to_contain_text(imports.say("done"))
    assert grave_faults(imports.page) == []
    _fits(imports.page)


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.once
def test_everything_works_by_keyboard_and_in_the_dark(
    watch: Watch, guitai: str, shop: StagedShop, tmp_path: Path
) -> None:
    imports = Imports.opened(watch.page(color_scheme="dark"), guitai, shop)
    page, say = imports.page, imports.say
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name=say("Choose files")).press("Enter")
    choosing.value.set_files(dropped.large(tmp_path, 4))
    imports.all_sent()

    assert grave_faults(page) == []
    imports.file("large.csv").get_by_text(say("First rows as understood")).focus()
    page.keyboard.press("Enter")
    expect(imports.file("large.csv").get_by_role("table")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(imports.file("large.csv").get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(imports.arrived).to_have_count(0)


@pytest.mark.once
def test_it_works_as_a_plain_form_without_scripts(
    watch: Watch, guitai: str, shop: StagedShop, tmp_path: Path
) -> None:
    imports = Imports.opened(watch.page(java_script_enabled=False), guitai, shop)
    page = imports.page

    page.locator("input[type=file]").set_input_files([dropped.large(tmp_path, 5), dropped.foreign(tmp_path)])
    page.get_by_role("button", name=imports.say("Send"), exact=True).click()
    expect(imports.arrived.get_by_role("listitem")).to_have_count(2)
    imports.import_all(1)

    again = page.get_by_role("link", name=imports.say("See how far it is"))
    for _look in range(60):
        if not again.count():
            break
        again.click()
        page.wait_for_timeout(500)
    expect(imports.run("large.csv")).to_contain_text(imports.say("done"))
