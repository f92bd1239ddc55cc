"""To-dos as pages and sockets show them."""

import json
from datetime import datetime

from tests.factories.followups import TodoFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.followups.models import State
from guitai.domains.followups.queries import whole
from guitai.domains.followups.shapes import todo_row


def test_a_row_says_for_whom_by_when_and_whose_it_is(agent: Membership, now: datetime):
    made = TodoFactory(owner=agent, opened_at=now, value_fen=15_800)
    made.order = OrderFactory(shop=agent.shop, buyer=made.buyer, number="4026110100000000001")
    made.save()

    row = todo_row(whole().get(pk=made.pk))

    assert json.loads(json.dumps(row)) == row
    assert row["buyer"] == {"id": made.buyer.pk, "name": made.buyer.display_name}
    assert (row["order"], row["owner"]["id"]) == ("4026110100000000001", agent.pk)
    assert (row["opened"], row["due"]) == ("2026-03-02T02:00:00.000Z", "2026-03-02T02:10:00.000Z")
    assert (row["state"], row["closed"], row["confirmed"]) == ("open", None, False)


def test_a_row_of_nobody_about_nothing_is_one_too(agent: Membership):
    made = TodoFactory(
        shop=agent.shop, owner=None, conversation=None, made_by=None, due_at=None, state=State.PROPOSED
    )

    row = todo_row(whole().get(pk=made.pk))

    assert [row[name] for name in ("buyer", "order", "owner", "due", "next")] == [None, "", None, None, None]
