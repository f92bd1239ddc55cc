"""What is to be done for buyers, beside another program."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.followups import TodoFactory
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.followups.models import Attempt, Todo
from guitai.domains.guard.models import Contact
from guitai.domains.trade.models import Buyer

TODOS = "/s/yunshang/sidecar/todos/"


@pytest.fixture
def todo(agent: Membership, buyer: Buyer, now: datetime) -> Todo:
    """An order of a shirt that was not paid."""
    order = OrderFactory(buyer=buyer, status="unpaid", paid_at=None)
    OrderLineFactory(order=order)
    return TodoFactory(
        owner=agent, listing="unpaid", conversation=None, buyer=buyer, order=order, value_fen=15800,
        due_at=now - timedelta(minutes=5), why={"reason": "forgot"},
    )  # fmt: skip


def test_one_sees_ones_own_that_are_not_put_off(
    browser: Client, todo: Todo, other_agent: Membership, now: datetime
):
    TodoFactory(owner=other_agent)
    TodoFactory(owner=todo.owner, next_at=now + timedelta(hours=1))

    told = browser.get(TODOS).json()

    assert told["count"] == 1
    (shown,) = told["todos"]
    assert (shown["id"], shown["buyer_id"], shown["order_id"]) == (todo.pk, todo.buyer_id, todo.order_id)
    assert (shown["level"], shown["value"], shown["attempts"]) == ("late", "¥158.00", 0)
    assert [each["key"] + each["outcome"] for each in shown["outcomes"]] == [
        "1paid", "2waits", "3declined", "4no_answer",
    ]  # fmt: skip


def test_the_wording_is_given_filled_and_the_attempt_counted(post: Any, todo: Todo):
    told = post(f"todos/{todo.pk}/copied/")

    assert "纯色衬衫" in told["text"]
    assert told["todos"][0]["attempts"] == 1
    assert Attempt.objects.get().way == "copied"
    assert Contact.objects.get().place == "sidecar"


def test_a_refusal_is_a_sentence(post: Any, todo: Todo):
    todo.attempts = 2
    todo.save()

    told = post(f"todos/{todo.pk}/copied/")

    assert told["code"] == "followups.attempt_refused"
    assert told["reason"]


def test_an_outcome_closes_it_and_is_taken_back(post: Any, todo: Todo):
    assert post(f"todos/{todo.pk}/close/", outcome="paid") == {"todos": [], "count": 0}
    todo.refresh_from_db()
    assert todo.outcome == "paid"

    assert post(f"todos/{todo.pk}/reopen/")["count"] == 1
    assert post(f"todos/{todo.pk}/close/", outcome="kept")["code"] == "followups.outcome_refused"
