from typing import Any

import pytest
from django.test import Client
from tests.factories.accounts import GroupFactory
from tests.unit.web.followups.conftest import FOLLOWUPS

from guitai.domains.accounts.models import Group, Membership
from guitai.domains.followups.models import ListSetting
from guitai.engines.worklists import rules

SETTINGS = f"{FOLLOWUPS}settings/"
UNPAID = {
    "listing": "unpaid",
    "is_on": "on",
    "group": "",
    "after_minutes": "30",
    "oldest_hours": "72",
    "least_fen": "0",
    "most": "2",
}


@pytest.fixture
def client(lead: Membership, signed_in: Any) -> Client:
    """The lead's browser."""
    browser: Client = signed_in(lead)
    return browser


def test_every_list_stands_there_with_its_numbers_in_their_units(client: Client):
    body = client.get(SETTINGS).content.decode()

    assert body.count('class="card followups-setting') == len(rules().lists)
    assert 'value="4.8"' in body or 'value="4.80"' in body
    assert 'name="cost_most_fen" value="500' in body


def test_a_list_is_switched_off_and_changed_in_its_own_units(
    client: Client, lead: Membership, aftersale: Group
):
    told = UNPAID | {"group": str(aftersale.pk), "least_fen": "49.90", "most": "1"}
    del told["is_on"]

    response = client.post(f"{SETTINGS}change/", told)

    assert response["Location"] == f"{SETTINGS}#unpaid"
    kept = ListSetting.objects.get()
    assert (kept.is_on, kept.group, kept.numbers) == (False, aftersale, {"least_fen": 4990, "most": 1})
    body = client.get(SETTINGS).content.decode()
    assert "followups-setting-off" in body
    assert 'value="49.90"' in body or 'value="49.9"' in body


@pytest.mark.parametrize(
    "wrong", [{"after_minutes": "1"}, {"most": "0"}, {"oldest_hours": "x"}, {"group": "foreign"}]
)
def test_what_makes_no_sense_is_said_at_its_place_and_kept_in_the_form(
    client: Client, other_shop: Any, wrong: dict[str, str]
):
    foreign = GroupFactory(shop=other_shop)
    told = UNPAID | {name: str(foreign.pk) if value == "foreign" else value for name, value in wrong.items()}

    response = client.post(f"{SETTINGS}change/", told)

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not ListSetting.objects.exists()


def test_there_is_no_list_of_that_name(client: Client):
    assert client.post(f"{SETTINGS}change/", UNPAID | {"listing": "weather"}).status_code == 404


def test_a_platform_without_reminders_is_told_of(client: Client, lead: Membership):
    lead.shop.platform = "pdd"
    lead.shop.save()

    told = [rule for rule in rules().lists.values() if "pdd" in rule.instead]
    assert client.get(SETTINGS).content.decode().count("followups-instead") == len(told) > 0
