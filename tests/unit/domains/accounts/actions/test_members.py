"""Members and groups: done, refused, written down."""

from datetime import date

import pytest
from tests.factories.accounts import DutyFactory, GroupFactory, MembershipFactory

from guitai.common import audit, events
from guitai.common.models import AuditEntry
from guitai.domains.accounts import actions, queries
from guitai.domains.accounts.errors import (
    AlreadyMemberError,
    LastLeadError,
    MembershipEndedError,
    MissingNameError,
    NameTakenError,
    OtherShopError,
    SettingRefusedError,
)
from guitai.domains.accounts.events import MembershipEnded
from guitai.domains.accounts.models import Duty, Group, Membership, Person, Role


def add(shop, person, now, **more):
    return actions.add_member(
        **{"shop": shop, "person": person, "role": Role.AGENT, "nickname": "小客", "at": now} | more
    )


def test_a_person_is_taken_into_a_shop(shop, lead, presale, nobody, now):
    member = add(
        shop,
        nobody,
        now,
        by=lead,
        groups=[presale],
        skills=["英语", " 英语 ", ""],
        account="云裳女装:小客",
        max_conversations=5,
    )

    assert queries.membership_of(nobody, "yunshang") == member
    assert list(member.groups.all()) == [presale]
    assert (member.skills, member.account, member.max_conversations) == (["英语"], "云裳女装:小客", 5)
    assert audit.entries(shop_id=shop.pk).get().facts["role"] == "agent"


def test_an_authority_of_ones_own_is_kept_and_written_down_in_yuan(shop, lead, agent, now):
    actions.change_member(membership=agent, by=lead, at=now, authority_fen=0)

    agent.refresh_from_db()
    assert agent.authority_fen == 0
    assert audit.entries(shop_id=shop.pk).get().facts == {"changes": {"authority_fen": [None, "0.00"]}}


def test_nobody_is_taken_in_twice(agent, now):
    with pytest.raises(AlreadyMemberError):
        add(agent.shop, agent.person, now)


def test_a_former_member_can_come_back(former, now):
    assert add(former.shop, former.person, now).pk != former.pk


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"nickname": " "}, MissingNameError),
        ({"max_conversations": 0}, SettingRefusedError),
        ({"max_conversations": 201}, SettingRefusedError),
        ({"authority_fen": -1}, SettingRefusedError),
        ({"authority_fen": 1_000_001}, SettingRefusedError),
        ({"account": "taken"}, NameTakenError),
    ],
)
def test_a_member_is_refused_when_something_is_not_right(shop, nobody, now, details, refusal):
    MembershipFactory(shop=shop, account="taken")

    with pytest.raises(refusal):
        add(shop, nobody, now, **details)

    assert queries.membership_of(nobody, "yunshang") is None


def test_a_group_of_another_shop_is_refused_and_nothing_is_kept(shop, other_shop, nobody, now):
    with pytest.raises(OtherShopError):
        add(shop, nobody, now, groups=[GroupFactory(shop=other_shop)])

    assert not Membership.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_newcomer_gets_an_account_a_place_and_a_password(shop, lead, now):
    newcomer = actions.add_newcomer(
        shop=shop, username="xiaoyu", display_name="小雨", role=Role.AGENT, nickname="小雨", by=lead, at=now
    )

    assert newcomer.membership.person.check_password(newcomer.password)
    assert newcomer.password not in repr(newcomer)


def test_a_newcomer_who_can_not_be_a_member_gets_no_account_either(shop, lead, now):
    with pytest.raises(MissingNameError):
        actions.add_newcomer(
            shop=shop, username="xiaoyu", display_name="小雨", role=Role.AGENT, nickname="", by=lead, at=now
        )

    assert not Person.objects.filter(username="xiaoyu").exists()


def test_what_is_not_named_stays_as_it_was(lead, agent, presale, now):
    agent.groups.add(presale)

    actions.change_member(membership=agent, by=lead, at=now, role=Role.AFTERSALES)

    agent.refresh_from_db()
    assert (agent.role, agent.nickname, list(agent.groups.all())) == ("aftersales", "小美", [presale])


def test_a_change_is_written_down_with_before_and_after(lead, agent, presale, now):
    actions.change_member(
        membership=agent, by=lead, at=now, groups=[presale], skills=["VIP"], nickname="小美"
    )

    entry = audit.entries(shop_id=lead.shop_id).get()
    assert entry.deed == "member_changed"
    assert entry.facts == {"changes": {"groups": [[], ["售前"]], "skills": [[], ["VIP"]]}}


def test_a_change_of_nothing_leaves_no_entry(lead, agent, now):
    actions.change_member(membership=agent, by=lead, at=now, nickname="小美")

    assert not AuditEntry.objects.exists()


def test_the_last_lead_stays_a_lead(lead, agent, now):
    with pytest.raises(LastLeadError):
        actions.change_member(membership=lead, by=lead, at=now, role=Role.AGENT)
    with pytest.raises(LastLeadError):
        actions.end_membership(membership=lead, by=lead, at=now)


def test_one_of_two_leads_may_step_down_and_the_other_then_may_not(lead, agent, now):
    actions.change_member(membership=agent, by=lead, at=now, role=Role.LEAD)
    actions.change_member(membership=lead, by=agent, at=now, role=Role.TRAINER)

    with pytest.raises(LastLeadError):
        actions.end_membership(membership=agent, by=agent, at=now)


def test_a_lead_with_a_closed_account_does_not_count(lead, agent, now):
    actions.change_member(membership=agent, by=lead, at=now, role=Role.LEAD)
    Person.objects.filter(pk=agent.person_id).update(is_active=False)

    with pytest.raises(LastLeadError):
        actions.end_membership(membership=lead, by=lead, at=now)


def test_who_leaves_sees_the_shop_no_more_and_their_coming_shifts_are_free(lead, agent, now):
    DutyFactory(membership=agent, day=date(2026, 3, 2))
    DutyFactory(membership=agent, day=date(2026, 3, 3))

    actions.end_membership(membership=agent, by=lead, at=now)

    assert queries.membership_of(agent.person, "yunshang") is None
    assert [duty.day for duty in Duty.objects.all()] == [date(2026, 3, 2)]
    assert audit.entries(shop_id=lead.shop_id).get().deed == "membership_ended"


def test_that_somebody_left_is_announced_once_it_is_committed(
    lead, agent, now, monkeypatch, django_capture_on_commit_callbacks
):
    heard = []
    monkeypatch.setitem(events._listeners, MembershipEnded, [heard.append])

    with django_capture_on_commit_callbacks(execute=True):
        actions.end_membership(membership=agent, by=lead, at=now)
        assert heard == []

    assert heard == [MembershipEnded(shop_id=lead.shop_id, membership_id=agent.pk, at=now)]


def test_who_has_left_cannot_be_changed_nor_leave_again(lead, former, now):
    with pytest.raises(MembershipEndedError):
        actions.change_member(membership=former, by=lead, at=now, nickname="小林")
    with pytest.raises(MembershipEndedError):
        actions.end_membership(membership=former, by=lead, at=now)


def test_a_group_is_made_changed_and_taken_away(shop, lead, agent, now):
    group = actions.create_group(shop=shop, name=" 售前 ", purpose="presale", by=lead, at=now)
    agent.groups.add(group)
    actions.change_group(group=group, name="投诉", purpose="complaint", by=lead, at=now)

    assert (group.name, group.purpose) == ("投诉", Group.Purpose.COMPLAINT)

    actions.remove_group(group=group, by=lead, at=now)

    assert not agent.groups.exists()
    deeds = [entry.deed for entry in audit.entries(shop_id=shop.pk)]
    assert deeds == ["group_removed", "group_changed", "group_created"]


def test_a_group_needs_a_name_no_other_group_of_the_shop_has(shop, presale, other_shop, lead, now):
    with pytest.raises(MissingNameError):
        actions.create_group(shop=shop, name="", purpose="presale", by=lead, at=now)
    with pytest.raises(NameTakenError):
        actions.create_group(shop=shop, name="售前", purpose="presale", by=lead, at=now)

    assert actions.create_group(shop=other_shop, name="售前", purpose="presale", by=None, at=now).pk
    assert actions.change_group(group=presale, name="售前", purpose="aftersale", by=lead, at=now).pk
