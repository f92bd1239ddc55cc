"""A rule changed in its words or as a whole, and a new one."""

import pytest
from django.test import Client

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard import queries
from guitai.domains.guard.models import RuleState
from guitai.web.guard.writing import plain_parts

RULES = "/s/yunshang/guard/rules/"
RULE = f"{RULES}promise-courier/"


def typed(**changed: object) -> dict[str, object]:
    return plain_parts(queries.shipped_text("promise-courier")) | changed


def test_the_form_holds_what_the_rule_says(leads: Client):
    page = leads.get(f"{RULE}edit/").content.decode()

    assert "快递由系统安排，暂时不能指定哦。" in page
    assert 'value="2026-11-20"' in page


def test_a_changed_safe_wording_is_in_force_at_once(leads: Client, shop: Shop, lead: Membership):
    response = leads.post(f"{RULE}edit/", typed(rewrite_zh="我们发圆通哦。", reason="换快递了"))

    shown = queries.rule_of(shop, "promise-courier")
    assert response["Location"] == RULE
    assert (shown.rule.rewrite.zh, shown.is_edited, shown.changed_by) == (("我们发圆通哦。",), True, lead)
    assert queries.history_of(shop, "promise-courier").get().why == "换快递了"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"severity": "grave"}, "severity"),
        ({"title_zh": ""}, "title_zh"),
        ({"checked": "gestern"}, "checked"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_at_its_field(leads: Client, shop: Shop, wrong: dict, field: str):
    response = leads.post(f"{RULE}edit/", typed(**wrong))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not RuleState.objects.exists()


def test_a_gap_nothing_fills_is_refused_with_what_may_stand_there(leads: Client):
    response = leads.post(f"{RULE}edit/", typed(rewrite_zh="我们发 {express} 哦。"))

    assert response.status_code == 422
    assert "express" in response.content.decode() and "couriers" in response.content.decode()


def test_the_whole_text_is_saved_with_the_ends_of_lines_a_browser_sends(leads: Client, shop: Shop):
    written = "# 店里自己的写法\n" + queries.shipped_text("promise-courier")

    leads.post(f"{RULE}text/", {"written": written.replace("\n", "\r\n")})

    assert queries.written_of(shop, "promise-courier") == written


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("severity: block", "severity: grave", "severity"),
        ("trigger:", "  trigger", "line"),
        ("id: promise-courier", "id: promise-other", "promise-other"),
        ("misses:\n", "misses:\n    - 可以给您发顺丰的\n", "可以给您发顺丰的"),
    ],
)
def test_a_text_that_makes_no_rule_is_refused_and_kept_in_the_editor(
    leads: Client, old: str, new: str, said: str
):
    written = queries.shipped_text("promise-courier").replace(old, new, 1)

    response = leads.post(f"{RULE}text/", {"written": written})

    assert response.status_code == 422
    assert any(said in error for error in response.context["form"].non_field_errors())
    assert response.context["form"]["written"].value() == written
    assert not RuleState.objects.exists()


def test_a_new_rule_begins_with_a_template_and_can_wait_switched_off(leads: Client, shop: Shop):
    template = leads.get("/s/yunshang/guard/new/").context["form"]["written"].value()

    response = leads.post("/s/yunshang/guard/new/", {"written": template, "off": "1"})

    shown = queries.rule_of(shop, "own-rule-1")
    assert response["Location"] == f"{RULES}own-rule-1/"
    assert (shown.is_own, shown.is_on) == (True, False)
    assert "own-rule-2" in leads.get("/s/yunshang/guard/new/").content.decode()


def test_a_new_rule_may_not_take_the_id_of_another(leads: Client):
    response = leads.post("/s/yunshang/guard/new/", {"written": queries.shipped_text("promise-courier")})

    assert response.status_code == 422
    assert not RuleState.objects.exists()


def test_a_rule_that_cannot_be_read_is_edited_as_a_whole(leads: Client, lead: Membership, shop: Shop):
    RuleState.objects.create(
        shop=shop, rule_id="own-a", written="id: own-a\n", version=1, by=lead, at=lead.joined_at
    )

    assert leads.get(f"{RULES}own-a/edit/")["Location"] == f"{RULES}own-a/text/"
    assert "id: own-a" in leads.get(f"{RULES}own-a/text/").content.decode()


def test_only_a_lead_writes_new_rules(signed_in, agent: Membership):
    assert signed_in(agent).get("/s/yunshang/guard/new/").status_code == 403
