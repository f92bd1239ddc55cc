"""The history of a playbook: who, when, why, what; and back."""

from datetime import datetime

import pytest
from django.test import Client

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.playbooks import write_playbook
from guitai.domains.aftersales.models import PlaybookText
from guitai.domains.aftersales.playbook_changes import change_step
from guitai.domains.aftersales.playbook_texts import playbooks_of, shipped

HISTORY = "/s/yunshang/playbooks/quality/history/"
FIRST = change_step(shipped()["quality"], "worn", {"say": "亲，收到几天了？"})
SECOND = change_step(FIRST, "worn", {"hours": 9})


@pytest.fixture
def browser(lead: Membership, now: datetime, signed_in) -> Client:
    """The lead's browser, in a shop that changed the playbook twice."""
    for version, (written, why) in enumerate([(FIRST, "短一点"), (SECOND, "九小时")]):
        write_playbook(by=lead, key="quality", written=written, why=why, at=now, base_version=version)
    return signed_in(lead)


def test_each_version_says_who_when_why_and_what(browser: Client):
    body = browser.get(HISTORY).content.decode()

    newest, oldest = body.index("九小时"), body.index("短一点")
    assert newest < oldest
    assert body.count("王芳") >= 2
    assert "2026-03-02 10:00" in body
    assert "<dd><ins>9</ins></dd>" in body.replace("\n", "").replace(" ", "")
    assert body.count('<dt class="mono">') == 2
    assert "<del>" in body[oldest:]


def test_an_older_text_becomes_the_newest(browser: Client, lead: Membership):
    browser.post(f"{HISTORY}back/", {"version": "1"})

    row = PlaybookText.objects.latest("version")
    assert (row.version, row.written, row.why) == (3, FIRST, "back to version 1")
    assert playbooks_of(lead.shop)["quality"].steps["worn"].hours == 0


@pytest.mark.parametrize("version", ["9", "x", "", "99999999999999999999"])
def test_there_is_no_other_to_go_back_to(browser: Client, version: str):
    assert browser.post(f"{HISTORY}back/", {"version": version}).status_code == 404
    assert PlaybookText.objects.count() == 2


def test_back_to_what_comes_with_the_program(browser: Client, lead: Membership):
    body = browser.post(f"{HISTORY}shipped/", follow=True).content.decode()

    assert "as it comes with the program again" in body
    assert f'action="{HISTORY}shipped/"' not in body
    assert PlaybookText.objects.latest("version").written == shipped()["quality"]


def test_what_cannot_be_gone_back_from_is_said(lead: Membership, signed_in):
    body = signed_in(lead).post(f"{HISTORY}shipped/", follow=True).content.decode()

    assert "keeps to the playbook that comes with the program already" in body


def test_an_agent_reads_and_takes_nothing_back(browser: Client, agent: Membership, signed_in):
    client = signed_in(agent)

    assert f"{HISTORY}back/" not in client.get(HISTORY).content.decode()
    assert client.post(f"{HISTORY}back/", {"version": "1"}).status_code == 403
    assert client.post(f"{HISTORY}shipped/").status_code == 403


def test_a_shop_that_changed_nothing_has_no_history(agent: Membership, signed_in):
    assert "Nothing was changed yet" in signed_in(agent).get(HISTORY).content.decode()
