"""Desks hear of a case and of its clocks, and the buyer's own window that there is news."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.factories.aftersales import CaseFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.events import CaseChanged, ClockRunsOut
from guitai.domains.trade.models import Buyer
from guitai.live import bus, cases, groups

Told = dict[str, list[dict[str, Any]]]


@pytest.fixture
def now() -> datetime:
    """Monday 2 March 2026, 10:00 in Shanghai; no socket is opened here that would look at the clock."""
    return datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What each group was told."""
    heard: Told = {}
    monkeypatch.setattr(bus, "tell", lambda group, said: heard.setdefault(group, []).append(said))
    return heard


def changed(case_id: int, now: datetime) -> CaseChanged:
    return CaseChanged(shop_id=1, case_id=case_id, number=12, conversation_id=51, whom=(3, 4), at=now)


def runs_out(now: datetime, clock: str, *, minutes: int) -> ClockRunsOut:
    due = now + timedelta(minutes=minutes)
    about = {"shop_id": 1, "case_id": 5, "number": 12, "conversation_id": None, "whom": (3,)}
    return ClockRunsOut(**about, clock=clock, due_at=due, at=now)


def test_who_has_to_know_is_told_which_case_moved(buyer: Buyer, now: datetime, told: Told):
    case = CaseFactory(order=OrderFactory(buyer=buyer))

    cases.case_changed(changed(case.pk, now))

    frame = {"kind": "case", "number": 12, "conversation": 51}
    for member in (3, 4):
        (said,) = told[groups.of_agent(member)]
        assert json.loads(said["text"]) == frame


def test_the_buyers_own_window_hears_that_there_is_news_and_nothing_else(
    buyer: Buyer, now: datetime, told: Told
):
    case = CaseFactory(order=OrderFactory(buyer=buyer))

    cases.case_changed(changed(case.pk, now))

    (said,) = told[groups.of_buyer(1, "tb_demo01")]
    assert json.loads(said["text"]) == {"kind": "cases"}


def test_a_case_of_nobody_in_particular_tells_no_window(shop: Shop, now: datetime, told: Told):
    cases.case_changed(changed(CaseFactory(order=OrderFactory(buyer=None, shop=shop)).pk, now))

    assert set(told) == {groups.of_agent(3), groups.of_agent(4)}


@pytest.mark.parametrize(
    ("clock", "minutes", "said"),
    [
        ("answer", 2, "Case 12: the buyer is to have a first answer by 10:02."),
        ("answer", -1, "Case 12: the buyer was to have a first answer by 09:59."),
        ("settle", 360, "Case 12 is to be settled by 16:00."),
        ("settle", 24 * 60, "Case 12 is to be settled by 03-03 10:00."),
        ("settle", 0, "Case 12 was to be settled by 10:00."),
        ("step", 30, "Case 12: this step is to be done by 10:30."),
        ("step", -30, "Case 12: this step was to be done by 09:30."),
    ],
)
def test_a_clock_that_runs_out_is_said_in_each_language(
    now: datetime, told: Told, clock: str, minutes: int, said: str
):
    cases.clock_runs_out(runs_out(now, clock, minutes=minutes))

    ((heard,),) = told.values()
    english, chinese = (json.loads(heard["texts"][code]) for code in ("en", "zh-hans"))
    assert list(told) == [groups.of_agent(3)]
    assert english["said"] == said
    assert (english["kind"], english["clock"], english["late"]) == ("case_clock", clock, minutes <= 0)
    assert (chinese["number"], chinese["conversation"]) == (12, None)
