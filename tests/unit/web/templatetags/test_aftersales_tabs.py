"""The way between the pages of after-sales."""

from types import SimpleNamespace
from typing import Any

from django.http import QueryDict
from django.template import Context

from guitai.domains.accounts.models import Membership
from guitai.web.templatetags.aftersales_tabs import aftersales_tabs

SHOP = "/s/yunshang/"


def _tabs(membership: Membership, path: str, query: str = "") -> list[dict[str, Any]]:
    request = SimpleNamespace(path=f"{SHOP}{path}", GET=QueryDict(query))
    page = {"membership": membership, "shop": membership.shop}
    tabs: list[dict[str, Any]] = aftersales_tabs(Context({"page": page, "request": request}))["tabs"]
    return tabs


def test_a_lead_gets_them_all_and_the_present_one_is_marked(lead: Membership):
    assert [tab["current"] for tab in _tabs(lead, "ledgers/settlement/")] == [False] * 3 + [True] + [
        False
    ] * 2
    assert [tab["current"] for tab in _tabs(lead, "cases/12/")] == [True] + [False] * 5
    assert [tab["current"] for tab in _tabs(lead, "cases/", "over=1")] == [False, True] + [False] * 4


def test_a_role_gets_what_it_may_open(agent: Membership, warehouse: Membership):
    def addresses(member: Membership) -> list[str]:
        return [tab["url"].removeprefix(SHOP) for tab in _tabs(member, "pictures/")]

    assert addresses(agent) == ["cases/", "cases/?over=1", "pictures/", "playbooks/"]
    assert addresses(warehouse) == ["pictures/", "ledgers/"]
