"""Issues are opened, given, measured and ended on their page."""

import pytest
from django.test import Client
from django.urls import reverse

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import ProductIssue


def _to(name: str, issue: ProductIssue) -> str:
    return reverse(f"issues:{name}", args=["yunshang", issue.pk])


def _said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_lead_gives_it_to_somebody(leading: Client, agent: Membership, issue: ProductIssue):
    shown = leading.post(_to("give", issue), {"owner": agent.pk}, follow=True)

    issue.refresh_from_db()
    assert issue.owner == agent
    assert _said(shown) == ["小美 looks after it."]


def test_nobody_of_another_shop_is_given_it(leading: Client, neighbour: Membership, issue: ProductIssue):
    shown = leading.post(_to("give", issue), {"owner": neighbour.pk}, follow=True)

    issue.refresh_from_db()
    assert issue.owner is None
    assert _said(shown) == ["Choose somebody who works in this shop."]


def test_aftersales_say_what_was_done(mending: Client, issue: ProductIssue):
    mending.post(_to("measure", issue), {"measure": "批次下架"})
    issue.refresh_from_db()
    assert (issue.state, issue.measure) == ("watched", "批次下架")

    shown = mending.post(_to("measure", issue), {"measure": " "}, follow=True)
    assert _said(shown)[-1] == "Say what was done about it."


@pytest.mark.parametrize(("name", "state"), [("close", "closed"), ("false", "false")])
def test_a_lead_ends_it_once(leading: Client, issue: ProductIssue, name: str, state: str):
    leading.post(_to(name, issue))
    issue.refresh_from_db()
    assert issue.state == state

    shown = leading.post(_to(name, issue), follow=True)
    assert _said(shown)[-1] == "This issue is over; open another if the fault is there again."


@pytest.mark.parametrize("name", ["give", "measure", "close", "false"])
def test_agents_do_none_of_it(answering: Client, issue: ProductIssue, name: str):
    assert answering.post(_to(name, issue)).status_code == 403
    issue.refresh_from_db()
    assert issue.state == "open"


def test_aftersales_open_one_by_hand(mending: Client, issue: ProductIssue):
    there = reverse("issues:open", args=["yunshang"])

    mending.post(there, {"code": "KN-1", "fault": "起球", "batch": "B7"})

    made = ProductIssue.objects.get(fault="起球")
    assert (made.product, made.batch) == (issue.product, "B7")
    again = mending.post(there, {"code": "KN-1", "fault": "起球", "batch": "B7"})
    assert again.status_code == 422
    assert "looked after already" in again.content.decode()
    unknown = mending.post(there, {"code": "XX", "fault": "起球"})
    assert "No product of the shop has this code." in unknown.content.decode()
    assert ProductIssue.objects.count() == 2
