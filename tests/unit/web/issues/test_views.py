"""The list of issues, and one of them with what it is about."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.faults import case_of

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import ProductIssue


def page_of(issue: ProductIssue) -> str:
    return reverse("issues:issue", args=["yunshang", issue.pk])


LIST = "/s/yunshang/issues/"


def test_the_list_shows_what_was_seen_and_what_was_to_be_expected(leading: Client, issue: ProductIssue):
    shown = leading.get(LIST).content.decode()

    for words in ("针织衫", "开线", ">4<", ">0.21<", "by chance about once in 3,000 times"):
        assert words in shown


def test_the_list_is_narrowed_to_a_state(leading: Client, issue: ProductIssue):
    assert leading.get(LIST, {"state": "closed"}).context["issues"] == []
    assert len(leading.get(LIST, {"state": "open"}).context["issues"]) == 1
    assert len(leading.get(LIST, {"state": "nonsense"}).context["issues"]) == 1


def test_a_page_without_issues_says_so(leading: Client, lead: Membership):
    assert "No product stands out" in leading.get(LIST).content.decode()


def test_an_issue_shows_its_cases_and_weeks(leading: Client, issue: ProductIssue, agent: Membership):
    case = case_of(issue.product, at=timezone.now() - timedelta(minutes=1), owner=agent)

    response = leading.get(page_of(issue))

    shown = response.content.decode()
    assert f"#{case.number}" in shown
    assert "4 cases in 6 days, of 52 pieces" in shown
    assert response.context["chart"].series[0].values[-1] == 1
    assert "False alarm" in shown


def test_what_came_of_a_measure_is_said_in_words(leading: Client, issue: ProductIssue):
    issue.state, issue.measure, issue.measured_at = "watched", "批次下架", timezone.now()
    issue.effect = {
        "seen": 1,
        "sold": 400.0,
        "days": 20,
        "before_seen": 12,
        "before_sold": 240.0,
        "chance": 0.00002,
        "is_sure": True,
    }
    issue.save()

    shown = leading.get(page_of(issue)).content.decode()

    assert "50.0 had the fault before the measure, 2.5 since" in shown
    assert "hardly chance (by chance about once in 50,000 times)" in shown


@pytest.mark.parametrize(
    ("who", "status"),
    [("leading", 200), ("mending", 200), ("answering", 403)],
    ids=["lead", "after-sales", "agent"],
)
def test_leads_and_aftersales_read_it(
    request: pytest.FixtureRequest, issue: ProductIssue, who: str, status: int
):
    client = request.getfixturevalue(who)

    assert client.get(LIST).status_code == status
    assert client.get(page_of(issue)).status_code == status


def test_who_looks_after_it_reads_it_too(answering: Client, agent: Membership, issue: ProductIssue):
    issue.owner = agent
    issue.save()

    shown = answering.get(page_of(issue)).content.decode()

    assert "Keep, and measure" in shown
    assert "False alarm" not in shown


def test_another_shops_issue_is_none(leading: Client, other_lead: Membership, issue: ProductIssue):
    issue.shop = other_lead.shop
    issue.save()

    assert leading.get(page_of(issue)).status_code == 404
