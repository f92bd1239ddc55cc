"""The pages of people and groups."""

import re

import pytest
from tests.factories.accounts import GroupFactory, MembershipFactory

from guitai.domains.accounts import queries
from guitai.domains.accounts.models import Group, Person, Role

PAGES = "/s/yunshang/setup"
NEWCOMER = {
    "display_name": "于小雨",
    "username": "xiaoyu",
    "nickname": "小雨",
    "role": "agent",
    "skills": "英语， VIP",
    "max_conversations": "",
    "account": "云裳女装:小雨",
}


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead.person)
    return client


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_the_list_shows_who_works_here_and_who_did(as_lead, agent, former, neighbour):
    page = as_lead.get(f"{PAGES}/people/").content.decode()

    assert all(name in page for name in ("王芳", "小美", "小林"))
    assert "小雪" not in page


def test_the_list_takes_as_many_queries_for_many_as_for_few(as_lead, shop, django_assert_max_num_queries):
    for _ in range(12):
        MembershipFactory(shop=shop)

    with django_assert_max_num_queries(12):
        as_lead.get(f"{PAGES}/people/")


def test_a_newcomer_is_added_and_their_password_shown_once(as_lead, presale):
    response = as_lead.post(f"{PAGES}/people/add/", NEWCOMER | {"groups": [presale.pk]})

    person = Person.objects.get(username="xiaoyu")
    shown = re.search(r"\w{4}-\w{4}-\w{4}", response.content.decode())
    member = queries.membership_of(person, "yunshang")
    assert shown and person.check_password(shown.group())
    assert (member.skills, list(member.groups.all()), member.account) == (
        ["英语", "VIP"],
        [presale],
        "云裳女装:小雨",
    )
    assert "no-store" in response["Cache-Control"]


def test_a_newcomer_with_a_name_that_is_taken_is_told_and_what_was_typed_stays(as_lead, agent):
    response = as_lead.post(f"{PAGES}/people/add/", NEWCOMER | {"username": "xiaomei"})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert "于小雨" in response.content.decode()


def test_a_group_of_another_shop_cannot_be_chosen(as_lead, other_shop):
    foreign = GroupFactory(shop=other_shop)

    response = as_lead.post(f"{PAGES}/people/add/", NEWCOMER | {"groups": [foreign.pk]})

    assert list(response.context["form"].errors) == ["groups"]
    assert not Person.objects.filter(username="xiaoyu").exists()


def test_who_worked_here_before_can_come_back(as_lead, former):
    assert "小林" in as_lead.get(f"{PAGES}/people/add/").content.decode()

    as_lead.post(
        f"{PAGES}/people/add/known/",
        {
            "known-person": former.person_id,
            "known-nickname": "小林",
            "known-role": "agent",
            "known-skills": "",
        },
    )

    assert queries.membership_of(former.person, "yunshang")


def test_a_person_one_does_not_know_cannot_be_taken_in(as_lead, neighbour):
    response = as_lead.post(
        f"{PAGES}/people/add/known/",
        {"known-person": neighbour.person_id, "known-nickname": "小雪", "known-role": "agent"},
    )

    assert response.status_code == 422
    assert queries.membership_of(neighbour.person, "yunshang") is None


def test_a_member_is_changed(as_lead, agent, presale):
    url = f"{PAGES}/people/{agent.pk}/"
    assert "小美" in as_lead.get(url).content.decode()

    response = as_lead.post(
        url,
        {
            "nickname": "美美",
            "role": "aftersales",
            "groups": [presale.pk],
            "skills": "",
            "max_conversations": "8",
            "authority_fen": "0",
        },
    )

    agent.refresh_from_db()
    assert response["Location"] == f"{PAGES}/people/"
    assert (agent.nickname, agent.role, agent.max_conversations) == ("美美", Role.AFTERSALES, 8)
    assert agent.authority_fen == 0
    assert 'value="0.00"' in as_lead.get(url).content.decode()


def test_the_last_lead_is_told_that_they_are(as_lead, lead):
    response = as_lead.post(f"{PAGES}/people/{lead.pk}/", {"nickname": "王芳", "role": "agent", "skills": ""})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()


def test_the_last_lead_cannot_leave_and_reads_why(as_lead, lead):
    response = as_lead.post(f"{PAGES}/people/{lead.pk}/end/", follow=True)

    assert "王芳" in said(response)[0]
    assert queries.membership_of(lead.person, "yunshang")


def test_who_leaves_sees_no_page_of_the_shop_any_more(as_lead, agent, client):
    theirs = type(client)()
    theirs.force_login(agent.person)
    assert theirs.get(f"{PAGES}/roster/").status_code == 200

    as_lead.post(f"{PAGES}/people/{agent.pk}/end/")

    assert theirs.get(f"{PAGES}/roster/").status_code == 404


def test_a_new_password_is_shown_and_works(as_lead, agent):
    response = as_lead.post(f"{PAGES}/people/{agent.pk}/password/")

    agent.person.refresh_from_db()
    shown = re.search(r"\w{4}-\w{4}-\w{4}", response.content.decode())
    assert shown and agent.person.check_password(shown.group())


def test_the_password_of_who_also_works_elsewhere_is_not_for_this_lead(as_lead, agent, other_shop):
    MembershipFactory(shop=other_shop, person=agent.person)

    page = as_lead.get(f"{PAGES}/people/{agent.pk}/").content.decode()
    response = as_lead.post(f"{PAGES}/people/{agent.pk}/password/", follow=True)

    assert f"{PAGES}/people/{agent.pk}/password/" not in page
    assert "小美" in said(response)[0]


@pytest.mark.parametrize("deed", ["", "end/", "password/"])
def test_members_of_other_shops_and_former_ones_are_not_found(as_lead, neighbour, former, deed):
    for member in (neighbour, former):
        assert as_lead.post(f"{PAGES}/people/{member.pk}/{deed}").status_code == 404


def test_a_group_is_made_renamed_and_taken_away(as_lead, shop, agent):
    as_lead.post(f"{PAGES}/groups/", {"name": "售前", "purpose": "presale"})
    group = Group.objects.get(shop=shop)
    agent.groups.add(group)
    assert "小美" in as_lead.get(f"{PAGES}/groups/").content.decode()

    as_lead.post(f"{PAGES}/groups/{group.pk}/", {"name": "投诉组", "purpose": "complaint"})
    group.refresh_from_db()
    assert (group.name, group.purpose) == ("投诉组", "complaint")
    assert as_lead.get(f"{PAGES}/groups/{group.pk}/").status_code == 200

    response = as_lead.post(f"{PAGES}/groups/{group.pk}/remove/", follow=True)
    assert "投诉组" in said(response)[0]
    assert not Group.objects.exists()


def test_a_group_with_a_name_that_is_taken_is_told_so(as_lead, presale, aftersale):
    for url in (f"{PAGES}/groups/", f"{PAGES}/groups/{aftersale.pk}/"):
        assert as_lead.post(url, {"name": "售前", "purpose": "presale"}).status_code == 422


def test_a_group_of_another_shop_is_not_found(as_lead, other_shop):
    foreign = GroupFactory(shop=other_shop)

    assert as_lead.get(f"{PAGES}/groups/{foreign.pk}/").status_code == 404
    assert as_lead.post(f"{PAGES}/groups/{foreign.pk}/remove/").status_code == 404
