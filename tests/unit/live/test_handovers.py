"""Who is called when a shift hands over, and in what words."""

import json
from datetime import datetime
from typing import Any

import pytest

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.events import HandoverChanged
from guitai.live import bus, groups
from guitai.live.handovers import handover_changed


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, Any]]]:
    """What each group was told."""
    heard: dict[str, list[dict[str, Any]]] = {}
    monkeypatch.setattr(bus, "tell", lambda group, said: heard.setdefault(group, []).append(said))
    return heard


def changed(member: Membership, now: datetime, **more: Any) -> HandoverChanged:
    given: dict[str, Any] = {"unclaimed": 2, "whom": (member.pk,), "why": "gathered"}
    return HandoverChanged(shop_id=member.shop_id, handover_id=7, at=now, **(given | more))


@pytest.mark.parametrize(
    ("why", "count", "sentence"),
    [
        ("gathered", 1, "A shift hands over: 1 thing to take."),
        ("gathered", 2, "A shift hands over: 2 things to take."),
        ("unclaimed", 2, "A shift ended, and 2 things it left are taken by nobody."),
        ("noon", 1, "It is noon, and 1 thing the night left is not settled."),
    ],
)
def test_each_call_has_words_of_its_own(
    lead: Membership, now: datetime, told: Any, why: str, count: int, sentence: str
):
    handover_changed(changed(lead, now, why=why, unclaimed=count))

    (said,) = told[groups.of_agent(lead.pk)]
    assert said["type"] == "tell"
    assert json.loads(said["texts"]["en"]) == {
        "kind": "handover",
        "handover": {"id": 7, "why": why, "unclaimed": count},
        "said": sentence,
    }


def test_everybody_named_is_called_and_nobody_else(
    lead: Membership, agent: Membership, other_agent: Membership, now: datetime, told: Any
):
    handover_changed(changed(lead, now, whom=(lead.pk, agent.pk)))

    assert set(told) == {groups.of_agent(lead.pk), groups.of_agent(agent.pk)}


def test_that_something_was_taken_calls_nobody(lead: Membership, now: datetime, told: Any):
    handover_changed(changed(lead, now, whom=(), why="changed"))

    assert told == {}
