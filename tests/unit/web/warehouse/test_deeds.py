"""Tasks are taken, answered with note, waybill and photo, and reopened; with htmx and without."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.trade import OrderFactory
from tests.factories.warehouse import AnsweredTaskFactory, CancellingFactory, TaskFactory

from guitai.common.models import AuditEntry, Picture
from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import Conversation, Message
from guitai.domains.warehouse.models import Task

PART = {"HX-Request": "true"}


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def desk(warehouse: Membership) -> Client:
    return signed_in(warehouse)


@pytest.fixture
def task(conversation: Conversation, agent: Membership) -> Task:
    order = OrderFactory(buyer=conversation.buyer, number="35153131408888")
    return TaskFactory(order=order, asked_by=agent, conversation=conversation)


def _to(name: str, task: Task) -> str:
    return reverse(f"warehouse-{name}", args=["yunshang", task.pk])


def test_i_do_it(task: Task, desk: Client, warehouse: Membership) -> None:
    shown = desk.post(_to("take", task), headers=PART)

    task.refresh_from_db()
    assert task.taken_by == warehouse
    assert "task-mine" in shown.content.decode()


def test_an_answer_with_a_note_and_a_photo_goes_back_at_once(
    task: Task, desk: Client, conversation: Conversation, png: bytes
) -> None:
    photo = SimpleUploadedFile("IMG_1.png", png, "image/png")
    sent = {"answer": "found", "note": "在二楼", "photo": photo}
    shown = desk.post(_to("answer", task), sent, headers=PART)

    task.refresh_from_db()
    assert (task.answer, task.note, task.picture) == ("found", "在二楼", Picture.objects.get())
    assert "在二楼" in Message.objects.get(conversation=conversation).text
    assert shown.context["undo"] == task
    assert shown.context["tasks"] == []


def test_without_htmx_the_page_is_gone_back_to(task: Task, desk: Client) -> None:
    answer = desk.post(_to("answer", task), {"answer": "found"})

    assert (answer.status_code, answer["Location"]) == (302, "/s/yunshang/warehouse/")


@pytest.mark.parametrize("headers", [PART, {}], ids=["htmx", "plain"])
def test_a_refusal_is_said_at_the_task_and_what_was_typed_stays(
    task: Task, desk: Client, headers: dict[str, str]
) -> None:
    Task.objects.filter(pk=task.pk).update(kind="resend")
    shown = desk.post(
        _to("answer", task), {"answer": "sent", "waybill": "在二楼", "note": "慢"}, headers=headers
    )

    said = shown.content.decode()
    assert 'role="alert"' in said and 'value="在二楼"' in said and ">慢</textarea>" in said
    task.refresh_from_db()
    assert task.state == Task.State.OPEN


def test_what_is_no_picture_is_refused_and_nothing_is_kept(task: Task, desk: Client) -> None:
    sent = {"answer": "found", "photo": SimpleUploadedFile("a.png", b"<svg/>", "image/png")}
    shown = desk.post(_to("answer", task), sent, headers=PART)

    assert 'role="alert"' in shown.content.decode()
    task.refresh_from_db()
    assert (task.state, Picture.objects.count(), Message.objects.count()) == (Task.State.OPEN, 0, 0)


def test_a_photo_is_not_kept_of_an_answer_that_is_refused(task: Task, desk: Client, png: bytes) -> None:
    desk.post(
        _to("answer", task), {"answer": "sent", "photo": SimpleUploadedFile("a.png", png)}, headers=PART
    )

    assert not Picture.objects.exists()


def test_what_another_answered_meanwhile_is_said_above_the_list(task: Task, desk: Client) -> None:
    AnsweredTaskFactory(order=task.order, shop=task.shop)
    done = Task.objects.get(state="answered")
    shown = desk.post(_to("answer", done), {"answer": "found"}, headers=PART)

    assert done.answered_by.nickname in shown.context["said"]


def test_a_wrong_button_is_undone(task: Task, desk: Client) -> None:
    desk.post(_to("answer", task), {"answer": "found"})
    shown = desk.post(_to("reopen", task), headers=PART)

    task.refresh_from_db()
    assert task.state == Task.State.TAKEN
    assert [each.task for each in shown.context["tasks"]] == [task]


def test_undo_is_not_offered_where_a_cancelling_went_on(task: Task, desk: Client) -> None:
    Task.objects.filter(pk=task.pk).update(cancelling=CancellingFactory(order=task.order))
    shown = desk.post(_to("answer", task), {"answer": "found"}, headers=PART)

    assert shown.context["undo"] is None
    assert [each.may_reopen for each in shown.context["done"]] == [False]


@pytest.mark.parametrize("headers", [PART, {}], ids=["htmx", "plain"])
def test_who_looks_at_the_receiver_is_written_down(task: Task, desk: Client, headers: dict[str, str]) -> None:
    shown = desk.post(_to("reveal", task), headers=headers)

    assert "13800000001" in shown.content.decode()
    assert AuditEntry.objects.get().deed == "personal_data_seen"


@pytest.mark.parametrize("deed", ["take", "answer", "reopen"])
def test_agents_do_none_of_it_and_neighbours_find_nothing(
    task: Task, agent: Membership, other_lead: Membership, deed: str
) -> None:
    assert signed_in(agent).post(_to(deed, task)).status_code == 403
    theirs = reverse(f"warehouse-{deed}", args=["nanshan", task.pk])
    assert signed_in(other_lead).post(theirs).status_code == 404


def test_times_are_those_of_the_moment(task: Task, desk: Client) -> None:
    before = timezone.now()
    desk.post(_to("answer", task), {"answer": "found"})

    task.refresh_from_db()
    assert task.answered_at is not None and task.answered_at >= before
