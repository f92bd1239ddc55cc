"""The doors: who gets to which shop, and what they may do there."""

from datetime import timedelta

import pytest
from tests.factories.accounts import (
    DutyFactory,
    GroupFactory,
    MembershipFactory,
    PersonFactory,
    ShiftPatternFactory,
)

from guitai.domains.accounts import queries
from guitai.domains.accounts.models import Role
from guitai.domains.accounts.rights import Right
from guitai.kernel.money import Money


def test_an_insider_finds_their_place_and_the_shop_with_it(agent, shop, django_assert_num_queries):
    with django_assert_num_queries(1):
        place = queries.membership_of(agent.person, "yunshang")
        assert (place, place.shop.name) == (agent, "云裳女装")


def test_somebody_of_the_shop_next_door_finds_no_place(shop, neighbour):
    assert queries.membership_of(neighbour.person, "yunshang") is None


def test_a_former_member_finds_no_place_any_more(shop, former):
    assert queries.membership_of(former.person, "yunshang") is None
    assert list(queries.memberships_of(former.person)) == []


def test_somebody_without_a_shop_finds_no_place(shop, nobody):
    assert queries.membership_of(nobody, "yunshang") is None


def test_a_shop_that_does_not_exist_is_no_place(agent):
    assert queries.membership_of(agent.person, "nowhere") is None


def test_a_closed_account_has_no_places(agent):
    agent.person.is_active = False
    agent.person.save()

    assert queries.membership_of(agent.person, "yunshang") is None
    assert list(queries.active_members(agent.shop)) == []


def test_who_came_back_has_their_new_place(former, shop):
    back = MembershipFactory(shop=shop, person=former.person, nickname="小林")

    assert queries.membership_of(former.person, "yunshang") == back


def test_a_person_of_two_shops_has_both_in_the_order_of_their_names(agent, other_shop):
    second = MembershipFactory(shop=other_shop, person=agent.person)

    assert list(queries.memberships_of(agent.person)) == [agent, second]


def test_active_members_are_those_of_this_shop_who_have_not_left(shop, lead, agent, former, neighbour):
    assert list(queries.active_members(shop)) == [lead, agent]


def test_active_members_with_groups_and_persons_take_two_queries(
    shop, lead, agent, presale, django_assert_num_queries
):
    agent.groups.add(presale)

    with django_assert_num_queries(2):
        shown = [
            (one.person.display_name, [group.name for group in one.groups.all()])
            for one in queries.active_members(shop)
        ]

    assert shown == [("王芳", []), ("小美", ["售前"])]


def test_former_members_are_listed_apart(shop, agent, former):
    assert list(queries.former_members(shop)) == [former]


def test_those_who_answer_buyers_are_told_apart(shop, lead, outsourced, warehouse, neighbour):
    assert list(queries.answering_members(shop)) == [lead, outsourced]


def test_whose_shift_has_just_ended_is_known_unless_they_are_on_duty_again(shop, agent, other_agent, now):
    touching = ShiftPatternFactory(shop=shop, blocks=[["08:00", "10:00"], ["10:05", "12:00"]])
    DutyFactory(membership=agent, pattern=ShiftPatternFactory(shop=shop, blocks=[["08:00", "10:00"]]))
    DutyFactory(membership=other_agent, pattern=touching)

    def over(minutes):
        return queries.shift_over(shop, at=now + timedelta(minutes=minutes), within=timedelta(minutes=10))

    assert over(-1) == set()
    assert over(0) == {agent.pk, other_agent.pk}
    assert over(6) == {agent.pk}
    assert over(11) == set()


def test_a_chat_window_key_leads_to_its_shop(shop, other_shop):
    assert queries.shop_by_widget_key(shop.widget_key) == shop
    assert queries.shop_by_widget_key("unknown") is None
    assert queries.shop_by_key("nanshan") == other_shop
    assert list(queries.shops()) == [shop, other_shop]


def test_groups_and_shifts_are_those_of_the_shop(shop, other_shop, presale, now):
    GroupFactory(shop=other_shop)
    ShiftPatternFactory(shop=other_shop)
    ShiftPatternFactory(shop=shop, retired_at=now)
    day = ShiftPatternFactory(shop=shop)

    assert list(queries.groups_of(shop)) == [presale]
    assert list(queries.shift_patterns_of(shop)) == [day]


def test_a_member_may_what_their_role_may(outsourced, agent):
    assert queries.may(agent, Right.SEE_PERSONAL)
    assert not queries.may(outsourced, Right.SEE_PERSONAL)


def test_who_has_left_may_nothing(former):
    assert not any(queries.may(former, right) for right in Right)


def test_a_lead_may_take_in_people_of_their_other_shops_and_former_members(
    lead, agent, former, other_shop, neighbour
):
    assert list(queries.people_known_to(lead)) == [former.person]

    MembershipFactory(shop=other_shop, person=lead.person, role=Role.LEAD)

    assert set(queries.people_known_to(lead)) == {former.person, neighbour.person}


def test_a_lead_decides_about_an_account_only_when_they_lead_all_its_shops(lead, agent, other_shop):
    assert queries.leads_every_shop_of(agent.person, lead=lead)

    MembershipFactory(shop=other_shop, person=agent.person)

    assert not queries.leads_every_shop_of(agent.person, lead=lead)


def test_no_lead_decides_about_the_account_of_the_operator(lead, agent):
    agent.person.is_operator = True

    assert not queries.leads_every_shop_of(agent.person, lead=lead)


def test_an_installation_is_set_up_once_somebody_can_sign_in(db):
    assert not queries.is_set_up()

    PersonFactory()

    assert queries.is_set_up()


def test_sign_in_names_make_no_difference_of_capitals_and_width():
    assert queries.sign_in_name(" ＷangFang ") == "wangfang"


@pytest.mark.parametrize(("own", "fen"), [(None, 3000), (0, 0), (5000, 5000)])
def test_a_member_may_give_what_is_theirs_else_what_is_the_shops(agent, own, fen):
    agent.shop.authority_fen, agent.authority_fen = 3000, own

    assert queries.authority_of(agent) == Money(fen)
