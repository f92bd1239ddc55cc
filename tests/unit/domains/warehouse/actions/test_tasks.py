"""A task is taken, answered, withdrawn and reopened; an answer stands in the buyer's talk at once."""

from datetime import datetime, timedelta

import pytest
from tests.factories.chat import ConversationFactory, PictureFactory
from tests.factories.trade import OrderFactory
from tests.factories.warehouse import AnsweredTaskFactory, CancellingFactory, TaskFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Person
from guitai.domains.chat.models import Conversation, Message
from guitai.domains.trade.models import Order
from guitai.domains.warehouse.actions import cancelling, tasks
from guitai.domains.warehouse.errors import AnswerRefusedError, NoSuchTaskError, TaskRefusedError
from guitai.domains.warehouse.models import Cancelling, Task
from guitai.domains.warehouse.queries import answers_of


@pytest.fixture
def order(conversation: Conversation) -> Order:
    return OrderFactory(buyer=conversation.buyer, number="880088")


@pytest.fixture
def task(order: Order, agent: Membership, conversation: Conversation) -> Task:
    Person.objects.filter(pk=agent.person_id).update(language="en")
    return TaskFactory(order=order, asked_by=agent, conversation=conversation)


def test_who_takes_it_is_seen_and_another_may_take_it_over(
    task: Task, warehouse: Membership, lead: Membership, now: datetime, announced
) -> None:
    with announced() as events:
        tasks.take(task_id=task.pk, by=warehouse, at=now)
        tasks.take(task_id=task.pk, by=lead, at=now)

    assert [event.task["taken_by"] for event in events] == ["老周", "王芳"]
    task.refresh_from_db()
    assert (task.state, task.taken_by, task.taken_at) == (Task.State.TAKEN, lead, now)


@pytest.mark.parametrize("kind", Task.Kind.values)
def test_every_kind_takes_its_answers_and_no_other(
    order: Order, warehouse: Membership, now: datetime, kind: str
) -> None:
    for answer in Task.Answer.values:
        task = TaskFactory(order=order, kind=kind)
        if answer in answers_of(kind):
            tasks.answer(task_id=task.pk, answer=answer, by=warehouse, at=now, note="缺一件", waybill="YT1")
            continue
        with pytest.raises(AnswerRefusedError) as refusal:
            tasks.answer(task_id=task.pk, answer=answer, by=warehouse, at=now)
        assert refusal.value.facts["answers"] == list(answers_of(kind))
        task.delete()


def test_an_answer_stands_in_the_talk_and_is_told(
    task: Task, conversation: Conversation, warehouse: Membership, now: datetime, announced
) -> None:
    picture = PictureFactory(shop_id=task.shop_id)
    with announced() as events:
        tasks.answer(
            task_id=task.pk, answer="found", note=" 在\n二楼 ", picture=picture, by=warehouse, at=now
        )

    note = Message.objects.get(conversation=conversation)
    assert (note.kind, note.agent) == ("note", warehouse)
    # In the language of who asked.
    assert note.text.splitlines() == [
        "Warehouse · Find: Found · order 880088",
        "在 二楼",
        "There is a photo of it on the order.",
    ]
    task.refresh_from_db()
    assert (task.state, task.answered_by, task.picture) == (Task.State.ANSWERED, warehouse, picture)
    (told,) = [event for event in events if hasattr(event, "task")]
    assert (told.task["answer"], told.task["note"]) == ("found", "在 二楼")
    assert AuditEntry.objects.get().facts == {"task": task.pk, "kind": "find", "answer": "found"}


def test_an_answer_follows_the_buyer_into_the_talk_they_have_now(
    task: Task, conversation: Conversation, lead: Membership, warehouse: Membership, now: datetime, announced
) -> None:
    Conversation.objects.filter(pk=conversation.pk).update(state="closed", closed_at=now)
    current = ConversationFactory(buyer=conversation.buyer, agent=lead, opened_at=now)
    with announced() as events:
        tasks.answer(task_id=task.pk, answer="found", by=warehouse, at=now)

    assert Message.objects.get().conversation == current
    (told,) = [event for event in events if hasattr(event, "task")]
    assert set(told.whom) == {task.asked_by_id, lead.pk}


def test_without_a_talk_the_order_alone_knows(warehouse: Membership, now: datetime) -> None:
    task = TaskFactory(shop=warehouse.shop, order__shop=warehouse.shop, order__buyer=None)
    tasks.answer(task_id=task.pk, answer="not_found", by=warehouse, at=now)

    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("kind", "answer", "note", "waybill", "field"),
    [
        ("verify", "wrong", "", "", "note"),
        ("find", "found", "找" * 301, "", "note"),
        ("resend", "sent", "", " ", "waybill"),
        ("resend", "sent", "", "在二楼", "waybill"),
        ("resend", "sent", "", "Y" * 41, "waybill"),
    ],
)
def test_what_an_answer_lacks_is_said_and_nothing_is_done(
    order: Order,
    warehouse: Membership,
    now: datetime,
    kind: str,
    answer: str,
    note: str,
    waybill: str,
    field: str,
) -> None:
    task = TaskFactory(order=order, kind=kind)
    with pytest.raises(AnswerRefusedError) as refusal:
        tasks.answer(task_id=task.pk, answer=answer, note=note, waybill=waybill, by=warehouse, at=now)

    assert refusal.value.facts["field"] == field
    task.refresh_from_db()
    assert (task.state, task.answer) == (Task.State.OPEN, "")


def test_a_scanned_waybill_is_kept_in_capitals(order: Order, warehouse: Membership, now: datetime) -> None:
    task = TaskFactory(order=order, kind="resend")
    tasks.answer(task_id=task.pk, answer="sent", waybill=" yt 0012-3 ", by=warehouse, at=now)

    task.refresh_from_db()
    assert task.waybill == "YT0012-3"


def test_a_cancelling_goes_on_by_the_answer(
    task: Task, order: Order, warehouse: Membership, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    Task.objects.filter(pk=task.pk).update(cancelling=CancellingFactory(order=order))
    heard: list[Task] = []
    monkeypatch.setattr(cancelling, "task_answered", lambda task, by, at: heard.append(task))
    tasks.answer(task_id=task.pk, answer="found", by=warehouse, at=now)

    assert heard == [task]


def test_the_second_of_two_answers_is_told_of_the_first(
    task: Task, warehouse: Membership, lead: Membership, now: datetime
) -> None:
    tasks.answer(task_id=task.pk, answer="found", by=warehouse, at=now)

    with pytest.raises(NoSuchTaskError, match="老周"):
        tasks.answer(task_id=task.pk, answer="not_found", by=lead, at=now)


def test_what_nobody_needs_is_withdrawn(task: Task, agent: Membership, now: datetime) -> None:
    tasks.withdraw(task_id=task.pk, by=agent, at=now)

    task.refresh_from_db()
    assert task.state == Task.State.WITHDRAWN
    with pytest.raises(NoSuchTaskError):
        tasks.take(task_id=task.pk, by=agent, at=now)


def test_what_a_cancelling_waits_for_is_not_withdrawn_by_itself(
    task: Task, order: Order, agent: Membership, now: datetime
) -> None:
    Task.objects.filter(pk=task.pk).update(cancelling=CancellingFactory(order=order))

    with pytest.raises(TaskRefusedError):
        tasks.withdraw(task_id=task.pk, by=agent, at=now)


def test_a_wrong_button_is_taken_back_and_told(
    task: Task, warehouse: Membership, lead: Membership, now: datetime
) -> None:
    tasks.answer(task_id=task.pk, answer="found", note="在二楼", by=warehouse, at=now)
    tasks.reopen(task_id=task.pk, by=lead, at=now + timedelta(minutes=10))

    task.refresh_from_db()
    assert (task.state, task.answer, task.note, task.taken_by) == (Task.State.TAKEN, "", "", lead)
    assert "“Found” was a wrong button" in Message.objects.latest("pk").text
    assert Message.objects.count() == 2


@pytest.mark.parametrize("minutes", [11, None], ids=["too late", "never answered"])
def test_only_an_answer_just_given_is_taken_back(
    order: Order, warehouse: Membership, now: datetime, minutes: int | None
) -> None:
    task = AnsweredTaskFactory(order=order) if minutes else TaskFactory(order=order)
    since = (task.answered_at or now) + timedelta(minutes=minutes or 0)

    with pytest.raises(NoSuchTaskError):
        tasks.reopen(task_id=task.pk, by=warehouse, at=since)


@pytest.mark.parametrize("state", [Cancelling.State.RUNNING, Cancelling.State.ENDED])
def test_what_a_cancelling_went_on_by_stays(
    order: Order, warehouse: Membership, state: Cancelling.State
) -> None:
    task = AnsweredTaskFactory(order=order, cancelling=CancellingFactory(order=order, state=state))

    with pytest.raises(TaskRefusedError):
        tasks.reopen(task_id=task.pk, by=warehouse, at=task.answered_at)


def test_what_was_asked_again_is_not_reopened(order: Order, warehouse: Membership) -> None:
    task = AnsweredTaskFactory(order=order)
    TaskFactory(order=order)

    with pytest.raises(TaskRefusedError):
        tasks.reopen(task_id=task.pk, by=warehouse, at=task.answered_at)


def test_a_task_of_another_shop_is_not_there(task: Task, neighbour: Membership, now: datetime) -> None:
    for deed in (tasks.take, tasks.withdraw, tasks.reopen):
        with pytest.raises(NoSuchTaskError):
            deed(task_id=task.pk, by=neighbour, at=now)
