"""Which promises count, on which day, and when they were kept."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.followups import TodoFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.followups.fact_rows import has_promises, promises_between
from guitai.domains.followups.models import Listing, Outcome, State

MINUTE = timedelta(minutes=1)
DONE, LEFT, DROPPED = State.DONE, State.LEFT, State.DROPPED


@pytest.mark.parametrize(
    ("about", "kept_at"),
    [
        ({"state": State.OPEN}, None),
        ({"state": State.OPEN, "outcome": Outcome.BROKEN}, None),
        ({"state": DONE, "outcome": Outcome.KEPT}, "2026-03-02 02:09:00"),
        ({"state": DONE, "outcome": Outcome.BROKEN}, None),
        ({"state": LEFT, "outcome": Outcome.KEPT, "why": {"kept": 5}}, "2026-03-02 02:05:00"),
        ({"state": LEFT, "outcome": Outcome.BROKEN, "why": {"kept": 15}}, "2026-03-02 02:15:00"),
        ({"state": DROPPED, "outcome": Outcome.BROKEN}, None),
    ],
)
def test_a_promise_counts_with_when_it_was_kept(
    agent: Membership, other_agent: Membership, now: datetime, about: dict[str, Any], kept_at: str | None
):
    about = {**about, "closed_at": None if about["state"] == State.OPEN else now + 9 * MINUTE}
    if why := about.get("why"):
        about["why"] = {"kept": (now + why["kept"] * MINUTE).isoformat()}
    todo = TodoFactory(owner=other_agent, made_by=agent, opened_at=now, **about)

    (row,) = promises_between(agent.shop, since=now, until=now + 11 * MINUTE)

    assert row == (
        todo.buyer.account, agent.pk, "2026-03-02 02:00:00", "2026-03-02 02:10:00", kept_at
    )  # fmt: skip


@pytest.mark.parametrize(
    "about",
    [
        {"state": State.PROPOSED},
        {"state": LEFT, "outcome": ""},  # another took its place
        {"state": DROPPED, "outcome": ""},
        {"due_at": None},
        {"listing": Listing.UNPAID},
    ],
)
def test_what_is_none_does_not(agent: Membership, now: datetime, about: dict[str, Any]):
    closed = about.get("state") in {LEFT, DROPPED}
    TodoFactory(owner=agent, opened_at=now, closed_at=now if closed else None, **about)

    assert promises_between(agent.shop, since=now, until=now + 11 * MINUTE) == []
    assert not has_promises(agent.shop)


def test_promises_are_of_the_time_they_fall_due_and_of_their_shop(
    agent: Membership, neighbour: Membership, now: datetime
):
    for minutes in (9, 10, 20):
        TodoFactory(owner=agent, opened_at=now, due_at=now + minutes * MINUTE)
    TodoFactory(owner=neighbour, opened_at=now, due_at=now + 15 * MINUTE)

    found = promises_between(agent.shop, since=now + 10 * MINUTE, until=now + 20 * MINUTE)

    assert [row.due_at for row in found] == ["2026-03-02 02:10:00"]


def test_a_buyer_without_an_account_has_the_name_of_the_other_facts(
    shop: Shop, agent: Membership, now: datetime
):
    buyer = BuyerFactory(shop=shop, account="", display_name="访客")
    TodoFactory(owner=agent, conversation=None, buyer=buyer, opened_at=now)

    (row,) = promises_between(shop, since=now, until=now + 11 * MINUTE)

    assert row.buyer == f"#{buyer.pk}"
