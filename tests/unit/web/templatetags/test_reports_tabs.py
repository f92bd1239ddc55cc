"""The tabs of the reports."""

from types import SimpleNamespace

from django.test import RequestFactory

from guitai.domains.accounts.models import Membership
from guitai.web.templatetags.reports_tabs import reports_tabs


def tabs(member: Membership, path: str = "/", **more: object) -> dict:
    page = {"membership": member, "shop": member.shop}
    return reports_tabs({"page": page, "request": RequestFactory().get(path), **more})  # type: ignore[arg-type]


def test_a_lead_has_them_all_and_an_agent_their_own(lead: Membership, agent: Membership):
    shown = [tab["url"].removeprefix("/s/yunshang/reports/") for tab in tabs(lead)["tabs"]]

    assert shown[:3] == ["", "agents/", "hours/"] and len(shown) == 14
    own = [tab["url"] for tab in tabs(agent)["tabs"]]
    assert "/s/yunshang/reports/mine/" in own and "/s/yunshang/reports/" not in own


def test_the_overview_is_not_marked_on_the_other_pages(lead: Membership):
    marked = [tab["url"] for tab in tabs(lead, "/s/yunshang/reports/hours/")["tabs"] if tab["current"]]

    assert marked == ["/s/yunshang/reports/hours/"]


def test_the_tabs_keep_the_days(lead: Membership):
    filters = SimpleNamespace(query=lambda: "from=2026-11-16")

    assert tabs(lead, filters=filters)["query"] == "from=2026-11-16"
