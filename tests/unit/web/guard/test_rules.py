"""The list of rules, one rule, its switch and its history."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.guard import FindingFactory, RuleStateFactory, VerdictFactory

from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.guard import actions, queries

HERE = "/s/yunshang/guard/"
RULE = f"{HERE}rules/promise-courier/"


def text_of(client: Client, address: str, **data: str) -> str:
    response = client.get(address, data)
    assert response.status_code == 200
    return response.content.decode()


def switched(shop: Shop, rule_id: str) -> bool:
    return queries.rule_of(shop, rule_id).is_on


def edited(shop: Shop, lead: Membership, *, penalty: str, why: str = "") -> None:
    written = queries.shipped_text("promise-courier").replace("每次扣 4 分", penalty)
    actions.save_rule(
        shop=shop, written=written, rule_id="promise-courier", by=lead, at=timezone.now(), why=why
    )


def test_the_rules_stand_under_their_categories(leads: Client):
    page = text_of(leads, HERE)

    assert "不答应没有合作的快递" in page
    assert page.index("引导站外") < page.index("广告法")


@pytest.mark.parametrize("typed", ["promise-courier", "没有合作的快递", "快递由系统安排"])
def test_a_rule_is_found_by_id_title_and_words(leads: Client, typed: str):
    page = text_of(leads, HERE, q=typed)

    assert "rules/promise-courier/" in page
    assert "rules/tone-abuse/" not in page


def test_a_rule_is_found_by_the_words_that_set_it_off(leads: Client):
    assert "rules/off-contact/" in text_of(leads, HERE, q="企鹅")


def test_the_list_is_narrowed_by_category_severity_and_state(leads: Client, shop: Shop, lead: Membership):
    actions.switch_rule(shop=shop, rule_id="tone-cold", is_on=False, by=lead, at=timezone.now())

    assert "rules/tone-abuse/" not in text_of(leads, HERE, category="promise")
    assert "rules/promise-courier/" not in text_of(leads, HERE, severity="note")
    only_off = text_of(leads, HERE, show="off")
    assert "rules/tone-cold/" in only_off and "rules/tone-abuse/" not in only_off


def test_rules_of_other_platforms_are_shown_on_request(leads: Client, shop: Shop):
    shop.platform = "own"
    shop.save()

    assert "rules/off-contact/" not in text_of(leads, HERE)
    assert "rules/off-contact/" in text_of(leads, HERE, show="all")


def test_nothing_that_fits_is_said_with_the_next_step(leads: Client):
    assert "没有符合的规则" in text_of(leads, HERE, q="没有这样的词")


def test_hits_are_for_those_who_may_see_verdicts(
    leads: Client, signed_in, shop: Shop, lead: Membership, agent: Membership
):
    verdict = VerdictFactory(member=agent, at=timezone.now())
    FindingFactory(verdict=verdict, rule="price-authority")

    assert "verdicts/?rule=price-authority" in text_of(leads, HERE)
    assert "verdicts/" not in text_of(signed_in(agent), HERE)


def test_a_lead_switches_a_rule_off_and_gets_its_row_back(leads: Client, shop: Shop):
    response = leads.post(f"{RULE}switch/", {"to": "off"}, headers={"HX-Request": "true"})

    assert not switched(shop, "promise-courier")
    assert 'aria-checked="false"' in response.content.decode()
    assert "<html" not in response.content.decode()


def test_the_switch_works_as_a_plain_form(leads: Client, shop: Shop):
    leads.post(f"{RULE}switch/", {"to": "off"})

    response = leads.post(f"{RULE}switch/", {"to": "on"})

    assert response["Location"] == RULE
    assert switched(shop, "promise-courier")


@pytest.mark.parametrize("deed", ["switch/", "edit/", "text/", "back/"])
@pytest.mark.parametrize("role", [Role.AGENT, Role.TRAINER])
def test_only_a_lead_changes_rules(signed_in, shop: Shop, agent: Membership, deed: str, role: Role):
    agent.role = role
    agent.save()

    response = signed_in(agent).post(f"{RULE}{deed}", {"to": "off"})

    assert response.status_code == 403
    assert switched(shop, "promise-courier")


def test_an_agent_reads_a_rule_and_is_offered_no_change(signed_in, agent: Membership):
    page = text_of(signed_in(agent), RULE)

    assert "快递由系统安排，暂时不能指定哦。" in page and "电子商务法第二十条" in page
    assert "edit/" not in page and 'role="switch"' not in page


def test_a_rule_that_is_not_there_is_not_found(leads: Client):
    assert leads.get(f"{HERE}rules/no-such-rule/").status_code == 404
    assert leads.post(f"{HERE}rules/no-such-rule/switch/", {"to": "on"}).status_code == 404


def test_a_rule_that_cannot_be_read_says_why(leads: Client, lead: Membership):
    RuleStateFactory(by=lead, rule_id="own-broken", written="id: own-broken\n", is_on=True)

    assert "读不懂" in text_of(leads, HERE)
    assert "没有生效" in text_of(leads, f"{HERE}rules/own-broken/")


def test_the_history_shows_who_changed_what_and_why(leads: Client, shop: Shop, lead: Membership):
    edited(shop, lead, penalty="每次扣 6 分", why="平台改了处罚")

    page = text_of(leads, f"{RULE}history/")

    assert "王芳" in page and "平台改了处罚" in page
    assert '<span class="line-old">-  zh: 违背承诺，每次扣 4 分' in page
    assert '<span class="line-new">+  zh: 违背承诺，每次扣 6 分' in page


def test_a_lead_goes_back_to_an_earlier_version_and_to_the_shipped_rule(
    leads: Client, shop: Shop, lead: Membership
):
    edited(shop, lead, penalty="每次扣 6 分")
    first = queries.rule_of(shop, "promise-courier").version
    edited(shop, lead, penalty="每次扣 8 分")

    leads.post(f"{RULE}back/", {"version": first})
    assert "每次扣 6 分" in queries.written_of(shop, "promise-courier")
    leads.post(f"{RULE}back/")

    assert queries.written_of(shop, "promise-courier") == queries.shipped_text("promise-courier")


def test_a_version_that_is_not_there_is_refused_with_a_note(leads: Client):
    page = leads.post(f"{RULE}back/", {"version": "99"}, follow=True).content.decode()

    assert "toast-trouble" in page
