"""What keeps a promise and what breaks it, and how it ends."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.chat import MessageFactory
from tests.factories.followups import TodoFactory
from tests.factories.trade import OrderFactory, RefundFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import Conversation, Kind
from guitai.domains.followups.actions import promises, todos
from guitai.domains.followups.errors import TimeRefusedError
from guitai.domains.followups.events import TodoChanged, TodoRang
from guitai.domains.followups.models import Attempt, Outcome, State, Todo

MINUTE = timedelta(minutes=1)
ENDED_KEPT = (State.LEFT, Outcome.KEPT)
ENDED_BROKEN = (State.LEFT, Outcome.BROKEN)
STILL_BROKEN = (State.OPEN, Outcome.BROKEN)
RUNS = (State.OPEN, "")


@pytest.fixture
def promise(conversation: Conversation, agent: Membership, now: datetime) -> Todo:
    """小美 said at 10:00 that she would answer in ten minutes."""
    line = MessageFactory(conversation=conversation, agent=agent, text="10分钟后回复您", sent_at=now)
    return TodoFactory(owner=agent, conversation=conversation, message=line.pk, opened_at=now)


def _about(promise: Todo, about: str, **more: Any) -> None:
    promise.why |= {"about": about}
    for name, value in more.items():
        setattr(promise, name, value)
    promise.save()


def _settled(promise: Todo, at: datetime) -> tuple[str, str]:
    promises.settle(shop=promise.shop, at=at)
    promise.refresh_from_db()
    return promise.state, promise.outcome


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ([(5, "查到了，在杭州")], ENDED_KEPT),
        ([(10, "查到了，在杭州")], ENDED_KEPT),
        ([(1, "稍等"), (9, "仓库说有货")], ENDED_KEPT),
        ([(11, "查到了，在杭州")], ENDED_BROKEN),
        ([(0.4, "您看过尺码表")], STILL_BROKEN),
        ([(5, "稍等哦"), (6, "请问订单号是多少？")], STILL_BROKEN),
        ([], STILL_BROKEN),
    ],
)
def test_an_answer_in_time_keeps_what_was_promised_about_one(
    promise: Todo, now: datetime, said: list[tuple[float, str]], ended: tuple[str, str]
):
    for minutes, text in said:
        MessageFactory(
            conversation=promise.conversation, agent=promise.owner, text=text, sent_at=now + minutes * MINUTE
        )

    assert _settled(promise, now + 12 * MINUTE) == ended


def test_who_answers_does_not_matter_and_a_picture_is_an_answer(
    promise: Todo, other_agent: Membership, now: datetime
):
    MessageFactory(
        conversation=promise.conversation,
        agent=other_agent,
        kind=Kind.PICTURE,
        text="",
        sent_at=now + 3 * MINUTE,
    )

    assert _settled(promise, now + 4 * MINUTE) == ENDED_KEPT
    assert promise.why["kept"] == "2026-03-02T02:03:00.000Z"


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.EVENT])
def test_what_the_buyer_never_sees_is_no_answer(promise: Todo, now: datetime, kind: str):
    MessageFactory(
        conversation=promise.conversation,
        agent=promise.owner,
        kind=kind,
        text="查到了",
        sent_at=now + MINUTE,
    )
    MessageFactory(conversation=promise.conversation, text="我查到了", sent_at=now + MINUTE)

    assert _settled(promise, now + 9 * MINUTE) == RUNS


@pytest.mark.parametrize(
    ("shipped", "looked", "ended"),
    [
        (9, 9, ENDED_KEPT),
        (None, 9, RUNS),
        (None, 11, STILL_BROKEN),
        (11, 12, ENDED_BROKEN),
        (9, 700, ENDED_KEPT),
    ],
)
def test_dispatch_is_kept_by_the_order_that_left(
    promise: Todo, now: datetime, shipped: int | None, looked: int, ended: tuple[str, str]
):
    order = OrderFactory(buyer=promise.buyer, shipped_at=shipped and now + shipped * MINUTE)
    _about(promise, "dispatch", order=order)

    assert _settled(promise, now + looked * MINUTE) == ended


def test_an_order_list_that_comes_later_puts_right_what_looked_broken(promise: Todo, now: datetime):
    order = OrderFactory(buyer=promise.buyer)
    _about(promise, "dispatch", order=order)
    assert _settled(promise, now + 11 * MINUTE) == STILL_BROKEN

    order.shipped_at = now + 5 * MINUTE
    order.save()

    assert _settled(promise, now + timedelta(days=8)) == STILL_BROKEN
    assert _settled(promise, now + timedelta(days=7)) == ENDED_KEPT


@pytest.mark.parametrize(
    ("status", "finished", "ended"),
    [("signed", None, ENDED_KEPT), ("finished", 5, ENDED_KEPT), ("shipped", None, RUNS)],
)
def test_arrival_is_kept_by_an_order_signed_for(
    promise: Todo, now: datetime, status: str, finished: int | None, ended: tuple[str, str]
):
    order = OrderFactory(buyer=promise.buyer, status=status, finished_at=finished and now + finished * MINUTE)
    _about(promise, "arrival", order=order)

    assert _settled(promise, now + 9 * MINUTE) == ended


@pytest.mark.parametrize(
    ("status", "minutes", "ended"),
    [("done", 5, ENDED_KEPT), ("done", -5, RUNS), ("asked", None, RUNS)],
)
def test_a_refund_is_kept_once_the_money_is_back(
    promise: Todo, now: datetime, status: str, minutes: int | None, ended: tuple[str, str]
):
    order = OrderFactory(buyer=promise.buyer)
    RefundFactory(order=order, status=status, finished_at=minutes and now + minutes * MINUTE)
    _about(promise, "refund", order=order)

    assert _settled(promise, now + 9 * MINUTE) == ended


@pytest.mark.parametrize("about", ["gift", "other", "dispatch"])
def test_what_no_table_tells_of_is_kept_by_hand_alone(promise: Todo, now: datetime, about: str):
    _about(promise, about)
    MessageFactory(
        conversation=promise.conversation, agent=promise.owner, text="已经办好", sent_at=now + MINUTE
    )

    assert _settled(promise, now + 9 * MINUTE) == RUNS
    assert _settled(promise, now + 10 * MINUTE) == STILL_BROKEN


def test_a_call_is_kept_by_a_call(promise: Todo, now: datetime):
    promise.why |= {"phone": True}
    promise.save()
    MessageFactory(conversation=promise.conversation, agent=promise.owner, text="有货", sent_at=now + MINUTE)
    assert _settled(promise, now + 2 * MINUTE) == RUNS

    Attempt.objects.create(todo=promise, way=Attempt.Way.CALL, at=now + 3 * MINUTE)

    assert _settled(promise, now + 4 * MINUTE) == ENDED_KEPT


def test_what_breaks_is_told_once_and_rings_once_more(promise: Todo, now: datetime, announced: Any):
    Todo.objects.update(rang_at=now + 8 * MINUTE)

    with announced() as heard:
        counted = [promises.settle(shop=promise.shop, at=now + minutes * MINUTE) for minutes in (9, 10, 11)]

    assert counted == [0, 1, 0]
    assert [(type(event), event.todo["outcome"]) for event in heard] == [
        (TodoChanged, "broken"), (TodoRang, "broken")
    ]  # fmt: skip
    assert heard[1].late


@pytest.mark.parametrize(
    ("minutes", "pressed", "outcome"),
    [(9, "kept", "kept"), (10, "kept", "kept"), (11, "kept", "broken"), (9, "broken", "broken")],
)
def test_closed_by_hand_after_its_time_it_is_broken(
    promise: Todo, agent: Membership, now: datetime, minutes: int, pressed: str, outcome: str
):
    todos.close(todo_id=promise.pk, outcome=pressed, by=agent, at=now + minutes * MINUTE)

    promise.refresh_from_db()
    assert (promise.state, promise.outcome) == (State.DONE, outcome)


def test_what_was_opened_again_needs_another_answer(promise: Todo, agent: Membership, now: datetime):
    about: dict[str, Any] = {"conversation": promise.conversation, "agent": agent}
    MessageFactory(text="有货", sent_at=now + MINUTE, **about)
    assert _settled(promise, now + 2 * MINUTE) == ENDED_KEPT

    todos.reopen(todo_id=promise.pk, by=agent, at=now + 3 * MINUTE)

    assert _settled(promise, now + 4 * MINUTE) == RUNS
    assert "kept" not in promise.why
    MessageFactory(text="查到了，在杭州", sent_at=now + 5 * MINUTE, **about)
    assert _settled(promise, now + 6 * MINUTE) == ENDED_KEPT


def test_another_time_counts_from_when_it_is_agreed_on_but_not_after_the_first_has_passed(
    promise: Todo, agent: Membership, now: datetime
):
    later = now + 30 * MINUTE
    todos.confirm(todo_id=promise.pk, by=agent, at=now + MINUTE, due_at=later)
    assert _settled(promise, now + 11 * MINUTE) == RUNS
    assert promise.ring_at == later - timedelta(minutes=5, seconds=48)

    assert _settled(promise, later) == STILL_BROKEN
    with pytest.raises(TimeRefusedError):
        todos.confirm(todo_id=promise.pk, by=agent, at=later, due_at=later + MINUTE)


@pytest.mark.parametrize(
    ("due", "minutes", "state"),
    [(10, 9, State.PROPOSED), (10, 10, State.LEFT), (None, 1439, State.PROPOSED), (None, 1440, State.LEFT)],
)
def test_a_proposal_nobody_looked_at_is_let_go(
    promise: Todo, now: datetime, due: int | None, minutes: int, state: str
):
    Todo.objects.update(state=State.PROPOSED, due_at=due and now + due * MINUTE)

    assert _settled(promise, now + minutes * MINUTE) == (state, "")


def test_many_promises_are_no_more_questions(
    promise: Todo, now: datetime, django_assert_max_num_queries: Any
):
    TodoFactory.create_batch(5, owner=promise.owner, opened_at=now)
    OrderFactory(buyer=promise.buyer)

    with django_assert_max_num_queries(3):
        promises.settle(shop=promise.shop, at=now + MINUTE)
    assert Todo.objects.filter(state=State.OPEN).count() == 6
