"""Who hears what of a swap, each in words of their own."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from tests.factories.accounts import ShiftPatternFactory, SwapFactory

from guitai.domains.accounts.events import SwapChanged
from guitai.domains.accounts.models import Membership, Swap
from guitai.live import bus, groups, swaps


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, Any]]]:
    """What each group was told."""
    heard: dict[str, list[dict[str, Any]]] = {}
    monkeypatch.setattr(bus, "tell", lambda group, said: heard.setdefault(group, []).append(said))
    return heard


@pytest.fixture
def swap(agent: Membership, other_agent: Membership) -> Swap:
    early = ShiftPatternFactory(shop=agent.shop, name="早班")
    return SwapFactory(member=agent, colleague=other_agent, day=date(2026, 3, 3), pattern=early)


def _said(told: dict[str, list[dict[str, Any]]], member: Membership) -> str:
    (frame,) = told[groups.of_agent(member.pk)]
    return str(json.loads(frame["texts"]["en"])["said"])


def _changed(swap: Swap, state: str, now: datetime, *whom: Membership) -> None:
    Swap.objects.filter(pk=swap.pk).update(state=state)
    keys = tuple(member.pk for member in whom)
    swaps.swap_changed(SwapChanged(shop_id=swap.shop_id, swap_id=swap.pk, whom=keys, at=now))


def test_a_frame_names_the_swap_in_each_language(swap: Swap, other_agent: Membership, now: datetime, told):
    _changed(swap, "asked", now, other_agent)

    (frame,) = told[groups.of_agent(other_agent.pk)]
    assert frame["type"] == "tell"
    assert set(frame["texts"]) == {"zh-hans", "en"}
    assert json.loads(frame["texts"]["en"]) == {
        "kind": "swap",
        "swap": {"id": swap.pk, "state": "asked"},
        "said": "小美 asks you to take a shift: 03-03 早班.",
    }


def test_who_asked_and_who_decides_hear_different_words(
    swap: Swap, agent: Membership, lead: Membership, now: datetime, told
):
    _changed(swap, "agreed", now, agent, lead)

    assert _said(told, agent) == "阿杰 agrees to take 03-03 早班; the lead decides now."
    assert _said(told, lead) == "A swap waits for you: 小美 gives 03-03 早班 to 阿杰."


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("declined", "阿杰 does not take 03-03 早班 from 小美."),
        ("approved", "The swap is approved: 阿杰 works 03-03 早班."),
        ("refused", "The swap is refused: 小美 works 03-03 早班."),
        ("withdrawn", "小美 takes back what was asked about 03-03 早班."),
    ],
)
def test_how_it_ended_is_said(swap: Swap, agent: Membership, now: datetime, told, state: str, said: str):
    _changed(swap, state, now, agent)

    assert _said(told, agent) == said


def test_of_a_swap_of_another_shop_nothing_is_said(swap: Swap, other_lead: Membership, now: datetime, told):
    event = SwapChanged(shop_id=other_lead.shop_id, swap_id=swap.pk, whom=(other_lead.pk,), at=now)
    swaps.swap_changed(event)

    assert told == {}
