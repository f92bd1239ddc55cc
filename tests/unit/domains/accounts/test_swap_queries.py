"""What runs, whom it waits for, what lapsed; and with whom a shift can be swapped."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from tests.factories.accounts import DutyFactory, MembershipFactory, ShiftPatternFactory, SwapFactory

from guitai.domains.accounts import swap_queries
from guitai.domains.accounts.models import Role, Swap
from guitai.domains.accounts.swapping import Shift

MONDAY, TUESDAY, WEDNESDAY, SUNDAY = (date(2026, 3, day) for day in (2, 3, 4, 22))
State = Swap.State


@pytest.fixture
def early(shop):
    return ShiftPatternFactory(shop=shop, name="早班", blocks=[["09:00", "18:00"]])


@pytest.fixture
def late(shop):
    return ShiftPatternFactory(shop=shop, name="晚班", blocks=[["17:30", "01:00"]])


@pytest.fixture
def swap(agent, other_agent, early):
    """阿杰 is asked for nothing in return to take 小美's Tuesday."""
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    return SwapFactory(member=agent, colleague=other_agent, day=TUESDAY, pattern=early)


def _agreed(swap):
    Swap.objects.filter(pk=swap.pk).update(state=State.AGREED)


def _found(rows):
    return [row.swap for row in rows]


def test_a_swap_is_seen_by_both_and_by_who_plans_the_roster(
    swap, agent, other_agent, lead, outsourced, other_lead
):
    seen = [
        list(swap_queries.swaps_visible_to(member))
        for member in (agent, other_agent, lead, outsourced, other_lead)
    ]

    assert seen == [[swap], [swap], [swap], [], []]


def test_it_waits_for_the_colleague_first(swap, agent, other_agent, lead, now):
    assert _found(swap_queries.waiting_for(other_agent, at=now)) == [swap]
    assert swap_queries.waiting_for(agent, at=now) == ()
    assert swap_queries.to_approve(lead, at=now) == ()


def test_then_it_waits_for_the_lead_alone(swap, agent, other_agent, lead, other_lead, now):
    _agreed(swap)

    assert swap_queries.waiting_for(other_agent, at=now) == ()
    assert _found(swap_queries.to_approve(lead, at=now)) == [swap]
    assert swap_queries.to_approve(agent, at=now) == ()
    assert swap_queries.to_approve(other_lead, at=now) == ()


def test_what_runs_comes_in_the_order_of_days(swap, agent, other_agent, early, late, lead, now):
    DutyFactory(membership=other_agent, day=MONDAY, pattern=late)
    sooner = SwapFactory(member=other_agent, colleague=agent, day=MONDAY, pattern=late)

    assert _found(swap_queries.running_swaps(lead, at=now)) == [sooner, swap]


@pytest.mark.parametrize("state", [State.DECLINED, State.APPROVED, State.REFUSED, State.WITHDRAWN])
def test_what_is_decided_runs_no_more(swap, lead, now, state):
    Swap.objects.update(state=state)

    assert swap_queries.running_swaps(lead, at=now) == ()


def test_what_has_begun_or_is_planned_otherwise_has_lapsed(swap, agent, other_agent, lead, now):
    assert swap_queries.running_swaps(lead, at=now + timedelta(days=1)) == ()

    agent.duties.all().delete()

    assert swap_queries.running_swaps(lead, at=now) == ()
    assert swap_queries.waiting_for(other_agent, at=now) == ()
    (row,) = swap_queries.own_swaps(agent, at=now, most=5)
    with translation.override("en"):
        assert (row.is_running, row.swap) == (False, swap)
        assert swap_queries.own_swaps(agent, at=now, most=5)[0].gone == "小美 does not work 早班 on 03-03."


def test_what_is_in_the_way_is_told_and_it_still_runs(swap, other_agent, late, lead, now):
    _agreed(swap)
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=late)

    (row,) = swap_queries.to_approve(lead, at=now)

    assert row.gone == ""
    assert "阿杰" in row.trouble


def test_the_lead_sees_who_would_rest_too_short(swap, other_agent, late, lead, now):
    _agreed(swap)
    DutyFactory(membership=other_agent, day=MONDAY, pattern=late)

    (row,) = swap_queries.to_approve(lead, at=now)

    assert [(rest.member, rest.rest) for rest in row.rests] == [(other_agent, timedelta(hours=8))]
    assert row.trouble == ""


def test_more_swaps_are_no_more_questions(
    swap, agent, other_agent, early, late, lead, now, django_assert_num_queries
):
    for number in range(2, 6):
        day = TUESDAY + timedelta(days=number)
        DutyFactory(membership=agent, day=day, pattern=early)
        SwapFactory(member=agent, colleague=other_agent, day=day, pattern=early)

    with django_assert_num_queries(2):
        assert len(swap_queries.running_swaps(lead, at=now)) == 5


def test_ones_own_come_the_last_first_with_what_one_answered(swap, agent, other_agent, early, now):
    later = SwapFactory(
        member=other_agent,
        colleague=agent,
        day=WEDNESDAY,
        pattern=early,
        state=State.DECLINED,
        asked_at=now,
    )
    SwapFactory(member=other_agent, colleague=agent, day=TUESDAY, pattern=early)  # asked, not answered
    SwapFactory(
        member=agent, day=MONDAY, pattern=early, state=State.REFUSED, asked_at=now - timedelta(days=31)
    )

    assert _found(swap_queries.own_swaps(agent, at=now, most=5)) == [later, swap]
    assert _found(swap_queries.own_swaps(agent, at=now, most=1)) == [later]


def test_a_swap_is_told_of_in_its_own_shop(swap, agent, other_shop):
    assert swap_queries.swap_to_tell(shop_id=agent.shop_id, swap_id=swap.pk) == swap
    assert swap_queries.swap_to_tell(shop_id=other_shop.pk, swap_id=swap.pk) is None


def test_who_plans_the_roster_is_who_leads_now(agent, lead, other_lead, shop, now):
    MembershipFactory(shop=shop, role=Role.LEAD, left_at=now)

    assert list(swap_queries.roster_keepers(shop.pk)) == [lead]


def test_who_works_when_in_the_order_of_hours(agent, other_agent, former, neighbour, early, late, shop):
    DutyFactory(membership=agent, day=TUESDAY, pattern=late)
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=early)
    DutyFactory(membership=former, day=TUESDAY, pattern=early)
    DutyFactory(membership=neighbour, day=TUESDAY)

    days = swap_queries.shifts_of(shop, first=MONDAY, last=WEDNESDAY)

    assert days == {TUESDAY: [(other_agent, Shift.on(TUESDAY, early)), (agent, Shift.on(TUESDAY, late))]}


def test_colleagues_offer_what_both_could_work(agent, other_agent, lead, early, late, now):
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=late)
    DutyFactory(membership=other_agent, day=WEDNESDAY, pattern=late)
    DutyFactory(membership=other_agent, day=MONDAY, pattern=early)  # has begun
    DutyFactory(membership=other_agent, day=SUNDAY + timedelta(days=1), pattern=early)  # too far

    found = swap_queries.partners_for(agent, shift=Shift.on(TUESDAY, early), last=SUNDAY, at=now)

    offered = {each.colleague: [offer.theirs and offer.theirs.day for offer in each.offers] for each in found}
    # On Tuesday 阿杰 works late himself, so he can only take the early shift for that one.
    assert offered == {other_agent: [TUESDAY], lead: [None]}
    assert [each.colleague for each in found] == [other_agent, lead]  # her own role first
    assert found[0].works == (Shift.on(TUESDAY, late),)


def test_who_could_swap_nothing_comes_last(agent, other_agent, lead, early, now):
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=early)

    found = swap_queries.partners_for(agent, shift=Shift.on(TUESDAY, early), last=SUNDAY, at=now)

    assert [(each.colleague, len(each.offers)) for each in found] == [(lead, 1), (other_agent, 0)]


def test_an_offer_says_who_would_rest_too_short(agent, other_agent, early, late, now):
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    DutyFactory(membership=other_agent, day=MONDAY, pattern=late)

    (found,) = swap_queries.partners_for(agent, shift=Shift.on(TUESDAY, early), last=SUNDAY, at=now)

    assert [len(offer.rests) for offer in found.offers] == [1, 0]


def test_many_colleagues_are_no_more_questions(agent, shop, early, now, django_assert_num_queries):
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    for _number in range(5):
        DutyFactory(membership=MembershipFactory(shop=shop), day=WEDNESDAY, pattern=early)

    with django_assert_num_queries(3):
        found = swap_queries.partners_for(agent, shift=Shift.on(TUESDAY, early), last=SUNDAY, at=now)

    assert [len(each.offers) for each in found] == [2] * 5
