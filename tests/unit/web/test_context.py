from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from tests.factories.accounts import MembershipFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.web import context


def _page(user: object, member: Membership | None = None, path: str = "/") -> dict:
    request = RequestFactory().get(path)
    request.user = user
    if member:
        request.membership = member
    return context.page(request)["page"]


def test_a_stranger_has_neither_shop_nor_rail():
    assert _page(AnonymousUser()) == {"shop": None, "membership": None, "shops": [], "rail": []}


def test_a_member_sees_where_they_are_and_where_they_can_go(agent: Membership):
    page = _page(agent.person, agent, "/s/yunshang/desk/")

    assert (page["shop"], page["membership"], page["shops"]) == (agent.shop, agent, [agent.shop])
    assert [(link.url, link.icon, link.active) for link in page["rail"]] == [
        ("/s/yunshang/desk/", "messages", True),
        ("/s/yunshang/cases/", "lifebuoy", False),
        ("/s/yunshang/followups/", "checklist", False),
        ("/s/yunshang/handover/", "user-share", False),
        ("/s/yunshang/sidecar/", "layout-sidebar-right-expand", False),
        ("/s/yunshang/guard/", "shield-check", False),
        ("/s/yunshang/knowledge/", "book", False),
        ("/s/yunshang/reports/mine/", "chart-bar", False),
        ("/s/yunshang/setup/", "settings", False),
    ]


def test_who_sees_the_figures_has_them_all_in_the_rail(lead: Membership):
    links = _page(lead.person, lead, "/s/yunshang/reports/hours/")["rail"]

    assert [link.url for link in links if link.active] == ["/s/yunshang/reports/"]


def test_who_does_not_answer_has_no_desk_in_the_rail(warehouse: Membership):
    page = _page(warehouse.person, warehouse, "/s/yunshang/setup/shop/")

    assert [(link.icon, link.active) for link in page["rail"]] == [("package", False), ("settings", True)]


def test_who_sees_what_was_found_has_the_guard_in_the_rail(agent: Membership):
    agent.role = "trainer"

    assert [link.icon for link in _page(agent.person, agent)["rail"]] == [
        "messages",
        "shield-check",
        "book",
        "settings",
    ]


def test_only_shops_one_works_in_now_are_named(former: Membership, other_shop: Shop, agent: Membership):
    MembershipFactory(shop=other_shop, person=agent.person)

    assert _page(former.person)["shops"] == []
    assert set(_page(agent.person)["shops"]) == {agent.shop, other_shop}
