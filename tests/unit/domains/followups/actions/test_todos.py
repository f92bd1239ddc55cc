"""Opened once, taken, passed on, put off, ended and taken up again; each deed is told."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.followups import TodoFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.followups.actions import todos
from guitai.domains.followups.errors import NoSuchTodoError, OutcomeRefusedError, TimeRefusedError
from guitai.domains.followups.events import TodoChanged
from guitai.domains.followups.models import Listing, State, Todo

MINUTE = timedelta(minutes=1)


@pytest.fixture
def unpaid(agent: Membership, now: datetime) -> Todo:
    """An order to remind a buyer of, which nobody has."""
    return TodoFactory(
        shop=agent.shop, owner=None, made_by=None, listing=Listing.UNPAID, opened_at=now, conversation=None
    )


def test_nothing_stands_on_a_list_twice_however_it_ended(agent: Membership, now: datetime):
    first = todos.open_todo(shop=agent.shop, listing=Listing.UNPAID, key="77", at=now, value_fen=1)
    assert first is not None
    todos.close(todo_id=first.pk, outcome="paid", by=agent, at=now)

    assert todos.open_todo(shop=agent.shop, listing=Listing.UNPAID, key="77", at=now) is None
    assert todos.open_todo(shop=agent.shop, listing=Listing.LATE, key="77", at=now) is not None


def test_whoever_takes_it_has_it_and_both_are_told(
    unpaid: Todo, agent: Membership, other_agent: Membership, now: datetime, announced: Any
):
    with announced() as heard:
        todos.pass_on(todo_id=unpaid.pk, to=agent, by=agent, at=now)
        todos.pass_on(todo_id=unpaid.pk, to=other_agent, by=agent, at=now)

    assert all(isinstance(each, TodoChanged) for each in heard)
    assert [(each.previous_owner_id, each.owner_id) for each in heard][1] == (agent.pk, other_agent.pk)


def test_a_proposal_is_open_once_confirmed_and_its_time_may_be_another(agent: Membership, now: datetime):
    todo = TodoFactory(owner=agent, opened_at=now, state=State.PROPOSED)

    kept = todos.confirm(todo_id=todo.pk, by=agent, at=now, due_at=now + 60 * MINUTE)

    assert (kept.state, kept.confirmed_at, kept.ring_at) == (State.OPEN, now, now + 48 * MINUTE)
    with pytest.raises(TimeRefusedError):
        todos.confirm(todo_id=todo.pk, by=agent, at=now, due_at=now)


def test_what_is_put_off_rings_then_and_belongs_to_who_put_it_off(
    unpaid: Todo, agent: Membership, now: datetime
):
    todo = todos.put_off(todo_id=unpaid.pk, until=now + 30 * MINUTE, by=agent, at=now)

    assert (todo.owner, todo.next_at, todo.ring_at) == (agent, now + 30 * MINUTE, now + 30 * MINUTE)
    assert todo.due_at == unpaid.due_at
    with pytest.raises(TimeRefusedError):
        todos.put_off(todo_id=unpaid.pk, until=now, by=agent, at=now)


def test_an_outcome_of_its_list_ends_it_and_it_may_be_taken_back(
    unpaid: Todo, agent: Membership, now: datetime
):
    with pytest.raises(OutcomeRefusedError) as refused:
        todos.close(todo_id=unpaid.pk, outcome="kept", by=agent, at=now)
    assert refused.value.facts["outcomes"] == ["paid", "waits", "declined", "no_answer"]

    done = todos.close(todo_id=unpaid.pk, outcome="waits", by=agent, at=now, note=" 月底发工资 ")
    assert (done.state, done.outcome, done.note, done.closed_by) == (State.DONE, "waits", "月底发工资", agent)
    with pytest.raises(NoSuchTodoError):
        todos.close(todo_id=unpaid.pk, outcome="paid", by=agent, at=now)

    again = todos.reopen(todo_id=unpaid.pk, by=agent, at=now)
    assert (again.state, again.outcome, again.closed_at) == (State.OPEN, "", None)


def test_what_is_dropped_does_not_come_back_by_itself(unpaid: Todo, agent: Membership, now: datetime):
    todos.drop(todo_id=unpaid.pk, by=agent, at=now, note="员工自己的单")

    assert todos.open_todo(shop=agent.shop, listing=Listing.UNPAID, key=unpaid.key, at=now) is None


def test_what_a_rule_ends_is_nobodys_deed_and_what_a_person_ended_stays(
    unpaid: Todo, agent: Membership, now: datetime
):
    other = TodoFactory(owner=agent, listing=Listing.UNPAID)
    todos.close(todo_id=other.pk, outcome="declined", by=agent, at=now)

    assert todos.leave([unpaid.pk, other.pk], outcome="paid", at=now) == 1

    unpaid.refresh_from_db()
    other.refresh_from_db()
    assert (unpaid.state, unpaid.outcome, unpaid.closed_by) == (State.LEFT, "paid", None)
    assert (other.state, other.outcome) == (State.DONE, "declined")


@pytest.mark.parametrize("deed", ["confirm", "drop", "reopen"])
def test_another_shops_to_dos_are_not_there(deed: str, unpaid: Todo, neighbour: Membership, now: datetime):
    with pytest.raises(NoSuchTodoError):
        getattr(todos, deed)(todo_id=unpaid.pk, by=neighbour, at=now)


def test_nothing_is_given_to_somebody_of_another_shop(
    unpaid: Todo, agent: Membership, neighbour: Membership, shop: Shop, now: datetime
):
    with pytest.raises(NoSuchTodoError):
        todos.pass_on(todo_id=unpaid.pk, to=neighbour, by=agent, at=now)
