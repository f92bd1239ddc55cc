from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.unit.web.followups.conftest import FOLLOWUPS, Open

from guitai.domains.accounts.models import Membership
from guitai.domains.followups.models import Todo

CLOSED = f"{FOLLOWUPS}closed/"


@pytest.fixture
def ended(agent: Membership, other_agent: Membership, open_todo: Open, now: datetime) -> dict[str, Todo]:
    done = {"state": "done", "closed_at": now}
    return {
        "mine": open_todo("甲买家", **done, outcome="paid", closed_by=agent, note="用了券"),
        "his": open_todo("乙买家", **done, outcome="declined", closed_by=other_agent, owner=other_agent),
        "left": open_todo("丙买家", state="left", outcome="paid", closed_at=now),
        "dropped": open_todo("丁买家", state="dropped", closed_at=now, closed_by=agent, listing="late"),
        "old": open_todo(
            "戊买家", state="done", outcome="paid", closed_by=agent, closed_at=now - timedelta(days=20)
        ),
    }


NAMES = ("甲买家", "乙买家", "丙买家", "丁买家", "戊买家")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "甲乙丙丁"),
        ("ended=paid", "甲丙"),
        ("ended=left", "丙"),
        ("ended=dropped", "丁"),
        ("list=late", "丁"),
        ("list=weather&ended=rain&from=x", "甲乙丙丁"),
        ("from=2020-01-01", "甲乙丙丁戊"),
        ("agent={other}", "乙"),
        ("agent=x", "甲乙丙丁"),
    ],
)
def test_a_lead_narrows_what_ended(
    lead: Membership, other_agent: Membership, ended: dict[str, Todo], signed_in: Any, query: str, shown: str
):
    body = signed_in(lead).get(f"{CLOSED}?{query.format(other=other_agent.pk)}").content.decode()

    assert "".join(name[0] for name in NAMES if name in body) == shown


def test_an_agent_sees_their_own_with_how_it_ended_and_what_it_brought(
    client: Client, other_agent: Membership, ended: dict[str, Todo]
):
    body = client.get(f"{CLOSED}?agent={other_agent.pk}").content.decode()

    assert "".join(name[0] for name in NAMES if name in body) == "甲丙丁"
    assert "用了券" in body
    assert f"{ended['mine'].pk}/reopen/" in body


def test_days_that_lie_the_wrong_way_round_are_turned_and_impossible_ones_left_out(
    client: Client, ended: dict[str, Todo], now: datetime
):
    days = f"{now + timedelta(days=1):%Y-%m-%d}", f"{now - timedelta(days=1):%Y-%m-%d}"
    for first, last in (days, ("1800-01-01", "9999-01-01")):
        assert "甲买家" in client.get(f"{CLOSED}?from={first}&to={last}").content.decode()


def test_nothing_closed_says_so(client: Client):
    assert "empty-title" in client.get(CLOSED).content.decode()
