from typing import Any

import pytest
from django.test import Client
from tests.unit.web.lost.conftest import LOST

from guitai.domains.accounts.models import Membership
from guitai.domains.insight.models import LostInquiry

HTMX = {"hx-request": "true"}


@pytest.fixture
def client(agent: Membership, signed_in: Any) -> Client:
    """小美's browser."""
    browser: Client = signed_in(agent)
    return browser


def test_the_oldest_is_open_with_its_talk_and_what_speaks_for_the_proposal(
    client: Client, today: list[LostInquiry]
):
    body = client.get(f"{LOST}mine/").content.decode()

    opened = body[body.index("lost-opened") :]
    assert "第一个" in opened[:600]
    assert "亲，不议价的呢" in opened
    assert "lost-theirs lost-named" in opened
    assert "“太贵”" in opened
    assert 'data-key="enter"' in opened


def test_another_is_opened_by_its_address(client: Client, today: list[LostInquiry]):
    body = client.get(f"{LOST}mine/?pk={today[1].pk}").content.decode()

    assert f"{today[1].pk}/confirm/" in body
    assert f"{today[0].pk}/confirm/" in client.get(f"{LOST}mine/?pk=nonsense").content.decode()


def test_confirming_goes_on_with_the_next_and_offers_to_undo(
    client: Client, agent: Membership, today: list[LostInquiry]
):
    first, second = today

    response = client.post(f"{LOST}{first.pk}/confirm/", {"reason": "slow"}, headers=HTMX)

    first.refresh_from_db()
    assert (first.confirmed, first.confirmed_by) == ("slow", agent)
    body = response.content.decode()
    assert body.lstrip().startswith('<div id="lost-mine"')
    assert f"{first.pk}/back/" in body
    assert f"{second.pk}/confirm/" in body

    body = client.post(f"{LOST}{first.pk}/back/", headers=HTMX).content.decode()
    first.refresh_from_db()
    assert first.confirmed == ""
    assert f"{first.pk}/confirm/" in body


def test_after_the_last_comes_the_first_and_after_all_nothing(client: Client, today: list[LostInquiry]):
    first, second = today

    response = client.post(f"{LOST}{second.pk}/confirm/", {"reason": "price"})
    assert response.headers["Location"] == f"{LOST}mine/?pk={first.pk}"
    response = client.post(f"{LOST}{first.pk}/confirm/", {"reason": "price"})
    assert response.headers["Location"] == f"{LOST}mine/?pk="

    body = client.get(f"{LOST}mine/").content.decode()
    assert "empty-title" in body
    assert body.count('<a class="lost-row"') == 2  # those confirmed today


def test_a_refusal_is_a_sentence(client: Client, today: list[LostInquiry]):
    response = client.post(f"{LOST}{today[0].pk}/confirm/", {"reason": "weather"}, headers=HTMX)

    assert response.status_code == 409
    assert response.json()["code"] == "insight.unknown_reason"


def test_anothers_inquiry_is_not_there_for_an_agent_and_is_for_the_lead(
    today: list[LostInquiry], other_agent: Membership, lead: Membership, signed_in: Any
):
    address = f"{LOST}{today[0].pk}/confirm/"

    assert signed_in(other_agent).post(address, {"reason": "price"}).status_code == 404
    assert (
        f"{today[0].pk}/confirm/"
        not in signed_in(other_agent).get(f"{LOST}mine/?pk={today[0].pk}").content.decode()
    )
    assert f"{today[0].pk}/confirm/" in signed_in(lead).get(f"{LOST}mine/?pk={today[0].pk}").content.decode()
    assert signed_in(lead).post(address, {"reason": "price"}).status_code == 302


def test_the_desk_says_how_many_wait(client: Client, today: list[LostInquiry]):
    for address in ("/s/yunshang/desk/", f"{LOST}mine/count/"):
        body = client.get(address).content.decode()
        link = body[body.index("lost-count") :][:900]
        assert f'href="{LOST}mine/"' in link
        assert '<span class="num">2</span>' in link
    LostInquiry.objects.all().delete()

    assert "href" not in client.get(f"{LOST}mine/count/").content.decode()
