"""Targets typed in the figures' units."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.models import Target
from guitai.domains.performance.queries.pay import targets_of

TARGETS = "/s/yunshang/reports/pay/targets/"


def test_shares_are_typed_in_per_cent_and_shown_so(leads: Client, shop: Shop, agent: Membership):
    leads.post(
        f"{TARGETS}?month=2026-04", {"conversion": "42.5", "first_response": "30", "net_sales": "9000"}
    )
    leads.post(f"{TARGETS}?month=2026-04&member={agent.pk}", {"conversion": "45"})

    april = date(2026, 4, 1)
    assert targets_of(shop, month=april) == {
        "conversion": Decimal("0.425"),
        "first_response": Decimal(30),
        "net_sales": Decimal(9000),
    }
    assert targets_of(shop, month=april, membership=agent)["conversion"] == Decimal("0.45")
    page = leads.get(TARGETS, {"month": "2026-04"})
    assert page.context["form"]["conversion"].value() == "42.5"
    assert [(own.member, "45.0%" in own.told) for own in page.context["own"]] == [(agent, True)]


def test_an_emptied_field_takes_the_target_away(leads: Client, shop: Shop):
    leads.post(TARGETS, {"conversion": "42", "reply_rate": "98"})

    leads.post(TARGETS, {"conversion": "42"})

    assert set(targets_of(shop)) == {"conversion"}
    assert Target.objects.count() == 3


@pytest.mark.parametrize("typed", [{"conversion": "101"}, {"conversion": "0"}, {"sales": "viel"}])
def test_what_cannot_be_is_told_and_nothing_is_kept(leads: Client, typed: dict[str, str]):
    response = leads.post(TARGETS, {"reply_rate": "98"} | typed)

    assert response.status_code == 422
    assert response.context["form"].errors
    assert not Target.objects.exists()
