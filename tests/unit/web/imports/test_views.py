import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone
from python_calamine import load_workbook
from tests.factories.intake import RejectedSheetFactory, RunFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.intake.models import State

PAGE = "/s/yunshang/imports/"
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def english(lead: Membership) -> None:
    lead.person.language = "en"
    lead.person.save()


def text(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_an_empty_page_says_what_to_do(client: Client):
    assert "drop the files above" in text(client)


def test_files_that_need_something_else_come_before_those_that_are_ready(client: Client, lead: Membership):
    RunFactory(by=lead, name="fine.csv")
    RunFactory(by=lead, name="half.xlsx", state=State.REFUSED, trouble="half.xlsx is cut off.")
    RunFactory(by=lead, name="erp.csv", state=State.UNMAPPED, trouble="erp.csv is unknown.")

    page = text(client)

    assert "half.xlsx is cut off." in page and "Say what the columns mean" in page
    assert page.index("half.xlsx") < page.index("fine.csv") > page.index("erp.csv")
    assert "Import 1 file" in page
    assert "version 2017 · GBK" in page and "3 lines" in page


def test_the_very_same_file_is_said_to_be_known(client: Client, lead: Membership):
    same = {"by": lead, "sha256": "a" * 64}
    RunFactory(state=State.DONE, name="first.csv", **same)
    RunFactory(name="again.csv", **same)
    RunFactory(by=lead, sha256="b" * 64, name="one.csv")
    RunFactory(by=lead, sha256="b" * 64, name="two.csv")

    page = text(client)

    assert "imported this very file on 2026-03-01 17:00" in page
    assert page.count("It says the same as “one.csv” above") == 1


def test_what_is_under_way_shows_how_far_it_is_and_asks_again(client: Client, lead: Membership):
    began = timezone.now() - timedelta(seconds=20)
    RunFactory(
        by=lead, state=State.READING, lines=40_000, lines_done=10_000, started_at=began, queued_at=began
    )
    RunFactory(by=lead, state=State.WAITING, queued_at=began)

    with time_machine.travel(began + timedelta(seconds=20), tick=False):
        page, part = text(client), text(client, PAGE + "live/")

    for shown in (page, part):
        assert 'hx-trigger="every 1s"' in shown
        assert 'value="25"' in shown
        assert "about 1 min 0 s left" in shown
    assert "See how far it is" in page


def test_what_stands_still_is_not_asked_for_again(client: Client, lead: Membership):
    RunFactory(by=lead, state=State.DONE)

    assert "every 1s" not in text(client)


def test_only_the_last_import_can_be_undone(client: Client, lead: Membership, now: Any):
    last = RunFactory(by=lead, state=State.DONE, journal_id=2, finished_at=now + timedelta(hours=1))
    RunFactory(by=lead, state=State.DONE, journal_id=1, finished_at=now)

    page = text(client)

    assert page.count("/undo/") == 1
    assert f"/imports/{last.pk}/undo/" in page


def test_an_import_that_was_undone_says_what_stays(client: Client, lead: Membership):
    RunFactory(by=lead, state=State.UNDONE, taken_back={"removed": 5, "restored": 2, "kept": 1})

    page = text(client)

    assert "5 records removed, 2 as they were before." in page
    assert "1 stay" in page


def test_a_file_that_failed_and_one_that_was_cut_off_say_so(client: Client, lead: Membership):
    RunFactory(by=lead, state=State.FAILED, trouble="It was damaged further on.")
    cut = RunFactory(by=lead, state=State.INTERRUPTED, folder="abc")

    page = text(client)

    assert "It was damaged further on." in page
    assert f"/imports/{cut.pk}/again/" in page


def test_the_history_has_pages(client: Client, lead: Membership):
    RunFactory.create_batch(31, by=lead, state=State.DONE)

    assert "1 / 2" in text(client)
    assert "2 / 2" in text(client, PAGE + "?page=2")


def test_one_file_shows_its_kinds_and_rejected_lines(client: Client, lead: Membership):
    part = {"kind": "taobao_orders", "read": 9, "added": 8, "updated": 0, "unchanged": 0, "rejected": 1}
    run = RejectedSheetFactory(run__by=lead, run__parts=[part]).run

    page = text(client, f"{PAGE}{run.pk}/")

    assert "订单编号 is empty." in page and "Taobao orders" in page
    assert f"/imports/{run.pk}/rejected/" in page


def test_rejected_lines_are_downloaded_with_their_number_column_reason_and_no_formula(
    client: Client, lead: Membership
):
    run = RejectedSheetFactory(run__by=lead).run

    response = client.get(f"{PAGE}{run.pk}/rejected/")

    rows = load_workbook(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows == [
        ["Line", "Column", "Reason", "订单编号", "买家会员名"],
        ["7", "订单编号", "订单编号 is empty.", "", "=cmd()"],
    ]


def test_rejected_lines_whose_time_is_over_are_said_to_be_gone(client: Client, lead: Membership):
    run = RunFactory(by=lead, state=State.DONE, rejected=4)

    assert "are gone" in text(client, f"{PAGE}{run.pk}/")
    assert client.get(f"{PAGE}{run.pk}/rejected/").status_code == 404


@pytest.mark.parametrize("what", ["", "rejected/", "map/"])
def test_a_run_of_another_shop_is_not_there(
    client: Client, other_shop: Shop, other_lead: Membership, what: str
):
    run = RejectedSheetFactory(run__by=other_lead, run__state=State.UNMAPPED).run

    assert client.get(f"{PAGE}{run.pk}/{what}").status_code == 404


@pytest.mark.parametrize("member", ["agent", "outsourced", "warehouse"])
def test_who_may_not_import_sees_neither_page_nor_link(member: str, request: pytest.FixtureRequest):
    somebody = request.getfixturevalue(member)
    browser = Client()
    browser.force_login(somebody.person, backend="django.contrib.auth.backends.ModelBackend")

    assert browser.get(PAGE).status_code == 403
    assert "/imports/" not in browser.get("/s/yunshang/setup/roster/").content.decode()


@override_settings(IMPORT_MAX_BYTES=5)
def test_the_page_tells_its_script_how_large_a_file_may_be(client: Client):
    assert 'data-most="5"' in text(client)
