"""The way between the pages of the follow-ups."""

from types import SimpleNamespace

from django.template import Context

from guitai.web.templatetags.followups_tabs import followups_tabs

HERE = "/s/yunshang/followups/"


def _tabs(membership, path):
    request = SimpleNamespace(path=path)
    page = {"membership": membership, "shop": membership.shop}
    return followups_tabs(Context({"page": page, "request": request}))["tabs"]


def test_a_lead_gets_them_all_and_the_present_one_is_marked(lead):
    tabs = _tabs(lead, f"{HERE}processes/add/")

    assert [tab["current"] for tab in tabs] == [False, False, False, False, True, False]


def test_an_agent_keeps_no_lists(agent):
    tabs = _tabs(agent, HERE)

    assert [tab["current"] for tab in tabs] == [True, False, False, False, False]
    assert tabs[0]["url"] == HERE
