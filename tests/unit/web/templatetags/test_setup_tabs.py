"""The tabs of the setup pages."""

import pytest
from django.test import RequestFactory

from guitai.web.templatetags.setup_tabs import setup_tabs


def tabs(member, path="/"):
    context = {"page": {"membership": member, "shop": member.shop}, "request": RequestFactory().get(path)}
    return setup_tabs(context)["tabs"]


def names(member):
    return [tab["url"].split("/")[-2] for tab in tabs(member)]


def test_a_lead_may_open_every_page(lead):
    first = ["shop", "terms", "figures", "people", "groups"]

    assert names(lead) == [*first, "roster", "shifts", "phrases", "remarks", "couriers", "window", "history"]


@pytest.mark.parametrize("who", ["agent", "outsourced"])
def test_those_who_answer_read_the_roster_their_quick_phrases_and_the_remarks(who, request):
    assert names(request.getfixturevalue(who)) == ["roster", "phrases", "remarks", "couriers"]


def test_others_read_the_roster_and_their_quick_phrases(warehouse):
    assert names(warehouse) == ["roster", "phrases"]


def test_the_page_one_is_on_is_marked_below_its_address_too(lead):
    marked = [tab["url"] for tab in tabs(lead, "/s/yunshang/setup/people/7/") if tab["current"]]

    assert marked == ["/s/yunshang/setup/people/"]
