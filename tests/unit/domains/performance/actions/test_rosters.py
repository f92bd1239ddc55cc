"""A proposal asked for, taken over and undone."""

from datetime import date, timedelta

import pytest
from tests.factories.accounts import DutyFactory, ShiftPatternFactory
from tests.factories.staffing import DayOffFactory, RosterProposalFactory

from guitai.common import audit
from guitai.domains.accounts.errors import OtherShopError
from guitai.domains.accounts.models import Duty
from guitai.domains.performance.actions import rosters
from guitai.domains.performance.errors import ProposalMovedOnError, StaffingRefusedError
from guitai.domains.performance.events import RosterWanted
from guitai.domains.performance.models import DayOff, RosterProposal

State = RosterProposal.State
MONDAY = date(2026, 3, 9)


@pytest.fixture
def early(shop):
    return ShiftPatternFactory(shop=shop, name="早班")


@pytest.fixture
def proposal(shop, agent, early):
    """小美 works early on Monday and Tuesday."""
    made = RosterProposalFactory(shop=shop)
    made.result["proposed"] = [[agent.pk, 0, early.pk, True], [agent.pk, 1, early.pk, True]]
    made.save()
    return made


def _planned():
    return sorted(Duty.objects.values_list("membership", "day", "pattern"))


def test_asking_announces_and_forgets_what_was_proposed_before(shop, lead, early, now, announced):
    old = RosterProposalFactory(shop=shop)
    taken = RosterProposalFactory(shop=shop, state=State.TAKEN)

    with announced() as events:
        made = rosters.want_roster(shop=shop, first=MONDAY, keeps_planned=True, by=lead, at=now)

    assert events == [RosterWanted(shop_id=shop.pk, proposal_id=made.pk, at=now)]
    assert made.state == State.WAITING
    assert set(RosterProposal.objects.all()) == {taken, made}
    assert old not in RosterProposal.objects.all()


def test_a_week_that_is_over_is_not_planned(shop, early, now):
    with pytest.raises(StaffingRefusedError):
        rosters.want_roster(shop=shop, first=date(2026, 2, 23), keeps_planned=True, by=None, at=now)


def test_without_shifts_nothing_can_be_planned(shop, now):
    with pytest.raises(StaffingRefusedError):
        rosters.want_roster(shop=shop, first=MONDAY, keeps_planned=True, by=None, at=now)


def test_a_result_is_kept_only_while_it_is_waited_for(shop):
    waiting = RosterProposalFactory(shop=shop, state=State.WAITING)

    assert rosters.keep_result(proposal=waiting, result=None)
    assert not rosters.keep_result(proposal=waiting, result={"best": True})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.result) == (State.FAILED, {})


def test_taking_over_plans_the_days_and_undoing_plans_them_as_before(proposal, agent, early, lead, now):
    late = ShiftPatternFactory(shop=agent.shop, name="晚班")
    DutyFactory(membership=agent, pattern=late, day=MONDAY)
    before = _planned()

    assert rosters.take_over(proposal=proposal, by=lead, at=now) == 2
    assert _planned() == [
        (agent.pk, MONDAY, early.pk),
        (agent.pk, MONDAY + timedelta(days=1), early.pk),
    ]
    deeds = set(audit.entries(shop_id=agent.shop_id).values_list("deed", flat=True))
    assert {"roster_taken_over", "duty_set"} <= deeds

    assert rosters.undo(proposal=proposal, by=lead, at=now) == 2
    assert _planned() == before
    proposal.refresh_from_db()
    assert (proposal.state, proposal.taken_by) == (State.UNDONE, lead)


def test_planning_anew_clears_what_is_not_proposed(proposal, agent, other_agent, early, lead, now):
    DutyFactory(membership=other_agent, pattern=early, day=MONDAY)
    proposal.keeps_planned = False
    proposal.save()

    rosters.take_over(proposal=proposal, by=lead, at=now)

    assert {member for member, _day, _pattern in _planned()} == {agent.pk}


def test_days_that_are_over_stay_as_they_were(proposal, agent, lead, now):
    later = now + timedelta(days=8)  # Tuesday of that week

    assert rosters.take_over(proposal=proposal, by=lead, at=later) == 1
    assert [day for _member, day, _pattern in _planned()] == [MONDAY + timedelta(days=1)]


def test_nothing_is_taken_over_twice(proposal, lead, now):
    rosters.take_over(proposal=proposal, by=lead, at=now)

    with pytest.raises(ProposalMovedOnError):
        rosters.take_over(proposal=proposal, by=lead, at=now)


def test_a_roster_changed_since_is_not_undone(proposal, agent, lead, now):
    rosters.take_over(proposal=proposal, by=lead, at=now)
    Duty.objects.filter(day=MONDAY).delete()

    with pytest.raises(ProposalMovedOnError):
        rosters.undo(proposal=proposal, by=lead, at=now)

    assert len(_planned()) == 1


def test_a_shift_taken_away_meanwhile_keeps_all_of_it_from_being_planned(proposal, early, lead, now):
    early.retired_at = now
    early.save()

    with pytest.raises(OtherShopError):
        rosters.take_over(proposal=proposal, by=lead, at=now)

    assert _planned() == []


def test_days_off_are_set_for_a_week_at_once(shop, agent, lead, now):
    DayOffFactory(membership=agent, day=MONDAY)
    DayOffFactory(membership=agent, day=MONDAY - timedelta(days=1))
    days = [(agent.pk, MONDAY + timedelta(days=2)), (agent.pk, MONDAY + timedelta(days=7))]
    for _twice in range(2):
        rosters.set_days_off(shop=shop, first=MONDAY, days=days, by=lead, at=now)

    assert sorted(DayOff.objects.values_list("day", flat=True)) == [date(2026, 3, 8), date(2026, 3, 11)]
    assert audit.entries(shop_id=shop.pk).count() == 1


def test_a_stranger_gets_no_day_off_here(shop, neighbour, lead, now):
    with pytest.raises(OtherShopError):
        rosters.set_days_off(shop=shop, first=MONDAY, days=[(neighbour.pk, MONDAY)], by=lead, at=now)
