from typing import Any

import pytest
from django.test import Client

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import CaseSetting

HERE = "/s/yunshang/cases/settings/"
KEPT = {
    "answer_minutes": "8", "answer_warns_minutes": "3", "answer_on_duty": "on",
    "settle_hours": "72", "settle_warns_hours": "12",
}  # fmt: skip


@pytest.fixture
def desk(lead: Membership, signed_in: Any) -> Client:
    lead.person.language = "en"
    lead.person.save()
    browser: Client = signed_in(lead)
    return browser


def test_the_lead_sets_the_clocks(desk: Client):
    assert 'value="5"' in desk.get(HERE).content.decode()

    response = desk.post(HERE, KEPT)

    assert response["Location"] == HERE
    setting = CaseSetting.objects.get()
    assert (setting.answer_minutes, setting.answer_warns_minutes, setting.answer_on_duty) == (8, 3, True)
    assert (setting.settle_hours, setting.settle_warns_hours, setting.settle_on_duty) == (72, 12, False)


@pytest.mark.parametrize(
    "more",
    [
        {"answer_minutes": "0"},
        {"answer_minutes": "1441"},
        {"settle_hours": "241"},
        {"settle_hours": ""},
        {"answer_warns_minutes": "9"},
    ],
)
def test_what_is_out_of_bounds_is_refused_in_place(desk: Client, more: dict[str, str]):
    response = desk.post(HERE, KEPT | more)

    assert response.status_code == 422
    assert not CaseSetting.objects.exists()


def test_an_agent_sets_nothing(agent: Membership, signed_in: Any):
    assert signed_in(agent).get(HERE).status_code == 403
