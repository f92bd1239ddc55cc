"""The way between the pages of staffing."""

from types import SimpleNamespace

from django.template import Context

from guitai.web.templatetags.staffing_pages import staffing_pages

HERE = "/s/yunshang/reports/staffing/"


def _pages(membership, path):
    request = SimpleNamespace(path=path)
    page = {"membership": membership, "shop": membership.shop}
    return staffing_pages(Context({"page": page, "request": request}))["pages"]


def test_a_lead_gets_them_all_and_the_present_one_is_marked(lead):
    pages = _pages(lead, f"{HERE}proposal/")

    assert [page["current"] for page in pages] == [False, True, False, False]
    assert pages[0]["url"] == HERE


def test_who_plans_no_rosters_gets_the_load_alone(agent):
    assert [page["current"] for page in _pages(agent, HERE)] == [True]
