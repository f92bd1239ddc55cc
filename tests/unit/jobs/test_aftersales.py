"""What the clock does for after-sales; a night that hands over to the morning, minute by minute."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from tests.factories.chat import PresenceFactory
from tests.factories.handover import HandoverFactory, HandoverItemFactory
from tests.factories.leaving import at, owns, promised, to_do, waits, works

from guitai.common import events
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.actions import handover_clock
from guitai.domains.aftersales.actions.handover_items import take_all
from guitai.domains.aftersales.events import HandoverChanged
from guitai.domains.aftersales.models import Handover, HandoverItem
from guitai.domains.chat.actions import send_message
from guitai.jobs import aftersales, chat, every_shop, followups

Told = list[HandoverChanged]


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The jobs let go of connections that grew old; this test's own transaction must stay."""
    for module in (chat, every_shop):
        monkeypatch.setattr(module, "close_old_connections", lambda: None)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What was called."""
    heard: Told = []
    monkeypatch.setattr(events, "_listeners", events._listeners | {HandoverChanged: [heard.append]})
    return heard


@pytest.fixture
def minute(django_capture_on_commit_callbacks: Any) -> Callable[[datetime], None]:
    """Let the clock do what it does at a moment: talks, to-dos, handovers."""

    def run(moment: datetime) -> None:
        with time_machine.travel(moment, tick=False), django_capture_on_commit_callbacks(execute=True):
            chat.look_after_conversations.call_local()
            followups.look_after_followups.call_local()
            aftersales.look_after_handovers.call_local()

    return run


def calls(told: Told) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(event.why, event.unclaimed, event.whom) for event in told if event.whom]


def test_a_night_hands_over_and_the_morning_settles_it(
    shop: Shop, lead: Membership, agent: Membership, other_agent: Membership, minute: Any, told: Told
):
    works(agent, "23:00-07:00", day=1)
    works(other_agent, "07:00-15:00")
    works(lead, "09:00-18:00")
    PresenceFactory(membership=agent, seen_at=at("06:59"))
    PresenceFactory(membership=other_agent, seen_at=at("07:00"))
    talk, todo = waits(agent, since=at("06:58")), to_do(agent, due=at("08:30"))
    promise, case = promised(agent, due=at("13:00")), owns(agent, due=at("11:30"))

    minute(at("06:59"))
    assert not Handover.objects.exists()

    minute(at("07:00"))
    assert calls(told) == [("gathered", 4, (other_agent.pk,))]
    for subject in (talk, todo):
        subject.refresh_from_db()
    # Talk and to-do went to the one on duty by themselves; by name nobody has taken them.
    assert (talk.agent, todo.owner) == (other_agent, other_agent)

    minute(at("07:15"))
    assert calls(told)[1:] == [("unclaimed", 4, (lead.pk,))]

    for kind in HandoverItem.Kind.values:
        take_all(kind=kind, by=other_agent, at=at("07:20"))
    for subject in (promise, case):
        subject.refresh_from_db()
        assert subject.owner == other_agent
    send_message(conversation_id=talk.pk, by=other_agent, local_id="m1", text="您好，在的", at=at("07:21"))
    minute(at("07:22"))
    settled = HandoverItem.objects.get(settled_at__isnull=False)
    assert (settled.kind, settled.subject) == ("talk", talk.pk)

    minute(at("12:00"))
    assert calls(told)[2:] == [("noon", 3, (lead.pk,))]
    minute(at("12:01"))
    assert len(calls(told)) == 3


def test_a_second_machine_and_a_clock_that_was_down_make_no_second_handover(
    agent: Membership, minute: Any, told: Told
):
    works(agent, "09:00-18:00")
    waits(agent, since=at("17:55"))

    for clock in ("18:09", "18:09", "18:10", "18:29"):
        minute(at(clock))

    assert Handover.objects.count() == 1
    assert HandoverItem.objects.count() == 1


@pytest.mark.parametrize("name", ["settle_done", "ring_unclaimed"])
def test_one_shops_trouble_keeps_no_others_from_ringing(
    lead: Membership,
    other_lead: Membership,
    minute: Any,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
):
    for member in (lead, other_lead):
        HandoverItemFactory(handover=HandoverFactory(member=member, ends_at=at("18:00")))
    real = getattr(handover_clock, name)

    def fail(*, shop: Shop, at: datetime) -> Any:
        if shop.key == "yunshang":
            raise ZeroDivisionError
        return real(shop=shop, at=at)

    fail.__name__ = name
    monkeypatch.setattr(handover_clock, name, fail)
    minute(at("18:00") + timedelta(minutes=20))

    assert (other_lead.pk,) in [whom for _why, _count, whom in calls(told)]
    assert f"{name} failed for yunshang" in caplog.text


def test_every_hour_faults_are_looked_for_in_every_shop(
    monkeypatch: pytest.MonkeyPatch, shop: Shop, other_shop: Shop
):
    looked: list[Shop] = []
    monkeypatch.setattr(aftersales.issues, "look_for_faults", lambda *, shop, at: looked.append(shop))

    aftersales.look_for_faults.call_local()

    assert set(looked) == {shop, other_shop}


def test_each_minute_cases_are_led_on_before_their_clocks_are_warned_of(
    shop: Shop, other_shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    done: list[tuple[str, str]] = []
    for name in ("catch_up", "warn"):

        def deed(*, shop: Shop, at: datetime, name: str = name) -> int:
            done.append((name, shop.key))
            if shop.key == "yunshang" and name == "catch_up":
                raise RuntimeError("trouble in one shop")
            return 0

        monkeypatch.setattr(aftersales.watching, name, deed)
        getattr(aftersales.watching, name).__name__ = name

    aftersales.look_after_cases.call_local()

    keys = [shop.key, other_shop.key]
    assert sorted(done) == sorted((name, key) for name in ("catch_up", "warn") for key in keys)
    for key in keys:
        assert done.index(("catch_up", key)) < done.index(("warn", key))
