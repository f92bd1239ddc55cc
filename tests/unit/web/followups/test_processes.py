from datetime import datetime, time
from typing import Any

import pytest
from django.test import Client
from tests.unit.web.followups.conftest import FOLLOWUPS

from guitai.domains.accounts.models import Membership
from guitai.domains.followups.models import Process
from guitai.domains.followups.processes import put_default_processes

PAGE = f"{FOLLOWUPS}processes/"
LINE = {
    "title": "发票",
    "about": "other",
    "starts": "asked",
    "cutoff": "",
    "takes": "3",
    "unit": "1440",
    "working": "on",
    "answer": "3 个工作日内开好",
}


@pytest.fixture
def lead_browser(lead: Membership, signed_in: Any) -> Client:
    browser: Client = signed_in(lead)
    return browser


def test_a_shop_without_lines_gets_the_usual_ones_with_a_button(lead_browser: Client):
    assert "empty-title" in lead_browser.get(PAGE).content.decode()

    lead_browser.post(f"{PAGE}usual/")

    body = lead_browser.get(PAGE).content.decode()
    assert body.count('<th scope="row">') == Process.objects.count() == 8
    assert "24:00" in body  # what is paid in time leaves by the end of the day


def test_a_lead_writes_changes_and_takes_away_a_line(lead_browser: Client):
    assert lead_browser.get(f"{PAGE}add/").status_code == 200
    lead_browser.post(f"{PAGE}add/", LINE)
    line = Process.objects.get()
    assert (line.within_minutes, line.working, line.cutoff) == (4320, True, None)

    body = lead_browser.get(f"{PAGE}{line.pk}/").content.decode()
    assert '<option value="1440" selected>' in body
    told = LINE | {"cutoff": "16:00", "unit": "60", "takes": "2"}
    assert lead_browser.post(f"{PAGE}{line.pk}/", told)["Location"] == PAGE
    line.refresh_from_db()
    assert (line.within_minutes, line.cutoff) == (120, time(16))

    lead_browser.post(f"{PAGE}{line.pk}/remove/")
    assert not Process.objects.exists()


@pytest.mark.parametrize("wrong", [{"title": " "}, {"takes": "90", "unit": "1440"}, {"about": "weather"}])
def test_a_line_that_makes_no_sense_stays_in_the_form(lead_browser: Client, wrong: dict[str, str]):
    response = lead_browser.post(f"{PAGE}add/", LINE | wrong)

    assert response.status_code == 422
    assert "3 个工作日内开好" in response.content.decode()


def test_an_agent_reads_the_table_and_changes_nothing(client: Client, agent: Membership, now: datetime):
    put_default_processes(shop=agent.shop, at=now)
    line = Process.objects.first()
    assert line

    body = client.get(PAGE).content.decode()

    assert line.answer in body
    assert "processes/add" not in body
    for address in ("usual/", "add/", f"{line.pk}/", f"{line.pk}/remove/"):
        assert client.post(PAGE + address, LINE).status_code == 403


def test_another_shops_line_is_not_there(lead_browser: Client, other_lead: Membership, now: datetime):
    put_default_processes(shop=other_lead.shop, at=now)
    line = Process.objects.first()
    assert line

    assert lead_browser.get(f"{PAGE}{line.pk}/").status_code == 404
