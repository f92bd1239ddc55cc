"""What is to be done, at the desk: what one is shown, every deed, and what is refused."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.followups import TodoFactory

from guitai.domains.accounts.models import Membership, Role
from guitai.domains.chat.models import Conversation
from guitai.domains.followups.models import Listing, State, Todo

TODOS = "/s/yunshang/desk/todos/"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def promise(conversation: Conversation, agent: Membership, now: datetime) -> Todo:
    """小美 has promised an answer in ten minutes, and has not said yet that she meant it."""
    return TodoFactory(owner=agent, conversation=conversation, opened_at=now)


def _post(desk: Client, todo: Todo, deed: str, **body: Any) -> Any:
    return desk.post(f"{TODOS}{todo.pk}/{deed}/", body, content_type="application/json")


def _stands(todo: Todo) -> tuple[str, str, int | None]:
    todo.refresh_from_db()
    return todo.state, todo.outcome, todo.owner_id


def test_one_is_given_what_is_open_and_ones_own_or_nobodys_by_its_time(
    desk: Client, promise: Todo, agent: Membership, lead: Membership, now: datetime
) -> None:
    nobodys = TodoFactory(shop=agent.shop, owner=None, made_by=None, opened_at=now - 5 * MINUTE)
    listed = TodoFactory(owner=agent, listing=Listing.UNPAID, key="1", conversation=None, due_at=None)
    TodoFactory(owner=lead, opened_at=now)
    TodoFactory(owner=agent, state=State.PROPOSED, opened_at=now)
    TodoFactory(owner=agent, state=State.DONE, closed_at=now)

    given = desk.get(TODOS).json()["todos"]

    assert [each["id"] for each in given] == [nobodys.pk, promise.pk, listed.pk]
    assert given[1]["buyer"]["name"] == promise.buyer.display_name


def test_a_desk_begins_with_its_members_own_and_every_promise_of_the_shop(
    desk: Client, promise: Todo, agent: Membership, lead: Membership, now: datetime
) -> None:
    leads = TodoFactory(owner=lead, opened_at=now, state=State.PROPOSED)
    own = TodoFactory(owner=agent, listing=Listing.UNPAID, key="1", due_at=None)
    TodoFactory(owner=lead, listing=Listing.UNPAID, key="2")
    TodoFactory(shop=agent.shop, owner=None, made_by=None, listing=Listing.UNPAID, key="3")

    given = desk.get("/s/yunshang/desk/state/").json()["todos"]

    assert {each["id"] for each in given} == {promise.pk, leads.pk, own.pk}


def test_a_talk_is_given_with_what_runs_about_it(
    desk: Client, conversation: Conversation, promise: Todo, agent: Membership, now: datetime
) -> None:
    proposed = TodoFactory(
        owner=agent, conversation=conversation, due_at=None, ring_at=None, state=State.PROPOSED
    )
    TodoFactory(owner=agent, conversation=conversation, state=State.DROPPED, closed_at=now)

    given = desk.get(f"/s/yunshang/desk/{conversation.pk}/todos/").json()["todos"]

    assert [each["id"] for each in given] == [promise.pk, proposed.pk]


def test_a_promise_is_confirmed_with_the_time_read_or_with_another(
    desk: Client, promise: Todo, now: datetime
) -> None:
    Todo.objects.update(state=State.PROPOSED)
    read = promise.due_at
    assert _post(desk, promise, "confirm", due=None).json()["todo"]["confirmed"] is True
    promise.refresh_from_db()
    assert (promise.state, promise.due_at) == (State.OPEN, read)

    later = now + 25 * MINUTE
    _post(desk, promise, "confirm", due=later.isoformat())

    promise.refresh_from_db()
    assert promise.due_at == later
    assert promise.ring_at is not None
    assert read < promise.ring_at < later


def test_it_is_closed_with_an_outcome_and_that_can_be_taken_back(
    desk: Client, promise: Todo, agent: Membership
) -> None:
    closed = _post(desk, promise, "close", outcome="kept", note="发了截图").json()["todo"]
    assert (closed["state"], closed["outcome"], closed["note"]) == ("done", "kept", "发了截图")

    _post(desk, promise, "reopen")

    assert _stands(promise) == ("open", "", agent.pk)


def test_it_is_dropped_taken_and_put_off(
    desk: Client, promise: Todo, agent: Membership, lead: Membership, now: datetime
) -> None:
    leads = TodoFactory(owner=lead, opened_at=now)

    _post(desk, promise, "drop")
    _post(desk, leads, "take")
    again = datetime.fromisoformat(_post(desk, leads, "put-off", minutes=10).json()["todo"]["next"])

    assert _stands(promise) == ("dropped", "", agent.pk)
    assert _stands(leads) == ("open", "", agent.pk)
    assert 9 * MINUTE < again - now < 11 * MINUTE
    leads.refresh_from_db()
    assert leads.due_at == now + 10 * MINUTE


@pytest.mark.parametrize(
    ("deed", "body", "status", "code"),
    [
        ("confirm", {"due": "tomorrow"}, 400, "desk.malformed"),
        ("confirm", {"due": "2026-01-01T10:00:00Z"}, 409, "followups.time_refused"),
        ("confirm", {"due": "0001-01-01T00:00:00+23:00"}, 400, "desk.malformed"),
        ("close", {"outcome": "paid"}, 409, "followups.outcome_refused"),
        ("close", {}, 409, "followups.outcome_refused"),
        ("reopen", {}, 409, "followups.no_such_todo"),
        ("put-off", {"minutes": 0}, 400, "desk.malformed"),
        ("put-off", {"minutes": True}, 400, "desk.malformed"),
        ("put-off", {"minutes": 10**9}, 400, "desk.malformed"),
        ("put-off", {}, 400, "desk.malformed"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    desk: Client, promise: Todo, deed: str, body: dict[str, Any], status: int, code: str
) -> None:
    answer = _post(desk, promise, deed, **body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["reason"]
    assert promise.state == State.OPEN


@pytest.mark.parametrize("body", ["", "[]", "{", "1"])
def test_a_body_that_is_no_object_says_nothing(desk: Client, promise: Todo, body: str) -> None:
    answer = desk.post(f"{TODOS}{promise.pk}/put-off/", body, content_type="application/json")

    assert answer.status_code == 400


@pytest.mark.parametrize("deed", ["confirm", "close", "drop", "reopen", "take", "put-off"])
def test_another_shops_is_not_there(desk: Client, other_lead: Membership, deed: str) -> None:
    theirs = TodoFactory(owner=other_lead)

    assert _post(desk, theirs, deed, outcome="kept", minutes=10).status_code == 404


def test_who_does_not_answer_gets_none_of_it(desk: Client, promise: Todo, agent: Membership) -> None:
    Membership.objects.filter(pk=agent.pk).update(role=Role.WAREHOUSE)

    assert desk.get(TODOS).status_code == 403
    assert _post(desk, promise, "drop").status_code == 403
    assert _stands(promise) == ("open", "", agent.pk)


def test_the_page_knows_every_list_and_how_what_stands_on_it_may_end(desk: Client) -> None:
    page = desk.get("/s/yunshang/desk/", headers={"accept": "text/html"}).content.decode()

    assert 'id="todo-kinds"' in page
    assert '"kept"' in page
