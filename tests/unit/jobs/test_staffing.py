"""Rosters worked out beside the server, and days summed up by the clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from tests.factories.accounts import ShiftPatternFactory
from tests.factories.staffing import RosterProposalFactory, talked

from guitai.domains.performance import planning
from guitai.domains.performance.events import RosterWanted
from guitai.domains.performance.models import LoadDay, RosterProposal
from guitai.jobs import staffing

State = RosterProposal.State


@pytest.fixture(autouse=True)
def clock(now, monkeypatch):
    monkeypatch.setattr(staffing, "close_old_connections", lambda: None)
    with time_machine.travel(now, tick=False):
        yield


def test_a_roster_is_worked_out_and_kept(shop, agent, monkeypatch):
    ShiftPatternFactory(shop=shop)
    proposal = RosterProposalFactory(shop=shop, state=State.WAITING)
    monkeypatch.setattr(staffing, "SEARCH_SECONDS", 0.5)

    staffing.work_out.call_local(shop.pk, proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == State.READY
    assert len(proposal.result["proposed"]) == 5


def test_a_failure_is_kept_and_told(shop, monkeypatch):
    proposal = RosterProposalFactory(shop=shop, state=State.WAITING)

    def fail(*_about, **_more):
        raise RuntimeError("broken")

    monkeypatch.setattr(planning, "work_out", fail)
    with pytest.raises(RuntimeError):
        staffing.work_out.call_local(shop.pk, proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == State.FAILED


def test_what_is_no_longer_wanted_is_not_worked_out(shop, other_shop):
    proposal = RosterProposalFactory(shop=shop)

    staffing.work_out.call_local(shop.pk, proposal.pk)
    staffing.work_out.call_local(other_shop.pk, proposal.pk)
    staffing.work_out.call_local(0, 0)

    proposal.refresh_from_db()
    assert proposal.state == State.READY


def test_the_clock_sums_days_up_and_takes_up_what_was_left(shop, agent, now, monkeypatch):
    asked = []
    monkeypatch.setattr(staffing, "work_out", lambda *keys: asked.append(keys))
    talked(agent, datetime(2026, 3, 1, 10, tzinfo=ZoneInfo("Asia/Shanghai")))
    left = RosterProposalFactory(shop=shop, state=State.WAITING, made_at=now - timedelta(minutes=3))
    RosterProposalFactory(shop=shop, state=State.WAITING, made_at=now)

    staffing.sum_up.call_local()

    assert [row.day for row in LoadDay.objects.all()] == [date(2026, 3, 1)]
    assert asked == [(shop.pk, left.pk)]


def test_who_asks_is_heard(monkeypatch, now):
    asked = []
    monkeypatch.setattr(staffing, "work_out", lambda *keys: asked.append(keys))

    staffing.wanted(RosterWanted(shop_id=1, proposal_id=2, at=now))

    assert asked == [(1, 2)]
