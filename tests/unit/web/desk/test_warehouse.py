"""The order's card asks the warehouse and shows its answers."""

import pytest
from django.test import Client
from tests.factories.trade import OrderFactory
from tests.factories.warehouse import AnsweredTaskFactory, CancellingFactory, TaskFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order
from guitai.domains.warehouse.models import Task

ADDRESS = "/s/yunshang/desk/orders/880088/warehouse/"


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def order(conversation: Conversation) -> Order:
    return OrderFactory(buyer=conversation.buyer, number="880088")


def test_the_warehouse_is_asked_in_the_talk(
    order: Order, conversation: Conversation, agent: Membership
) -> None:
    asked = {"kind": "change", "what": "换成 L 码", "talk": conversation.pk, "place": "list"}
    shown = signed_in(agent).post(ADDRESS, asked).content.decode()

    task = Task.objects.get()
    assert (task.kind, task.what, task.conversation, task.asked_by) == (
        "change",
        "换成 L 码",
        conversation,
        agent,
    )
    assert "换成 L 码" in shown
    assert f'id="asking-list-{order.pk}"' in shown and "hx-preserve" not in shown


def test_a_refusal_is_said_and_what_was_typed_stays(order: Order, agent: Membership) -> None:
    shown = signed_in(agent).post(ADDRESS, {"kind": "find", "what": "找" * 301}).content.decode()

    assert 'role="alert"' in shown and "找" * 301 in shown
    assert "checked" in shown


def test_looking_again_leaves_what_is_being_typed(order: Order, agent: Membership) -> None:
    shown = signed_in(agent).get(ADDRESS, {"talk": "nonsense"}).content.decode()

    assert 'hx-preserve="true"' in shown


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("find", {"answer": "found", "note": "在二楼"}, ("found", "在二楼", "")),
        ("resend", {"answer": "sent", "note": "yt88"}, ("sent", "", "YT88")),
    ],
)
def test_what_the_warehouse_said_by_phone_is_answered_on_the_card(
    order: Order, agent: Membership, kind: str, given: dict[str, str], kept: tuple[str, ...]
) -> None:
    task = TaskFactory(order=order, kind=kind)

    signed_in(agent).post(f"/s/yunshang/desk/warehouse/{task.pk}/told/", given)

    task.refresh_from_db()
    assert (task.answer, task.note, task.waybill) == kept
    assert task.answered_by == agent


def test_what_the_warehouse_can_not_have_said_is_refused(order: Order, agent: Membership) -> None:
    task = TaskFactory(order=order, kind="find")

    shown = signed_in(agent).post(f"/s/yunshang/desk/warehouse/{task.pk}/told/", {"answer": "sent"})

    assert 'role="alert"' in shown.content.decode()
    assert Task.objects.get().state == "open"


def test_an_answer_stands_on_the_card_in_the_panel(
    order: Order, conversation: Conversation, agent: Membership
) -> None:
    AnsweredTaskFactory(order=order, note="在二楼", answered_at=conversation.opened_at)
    TaskFactory(order=order, kind="resend", what="补发一条腰带")
    shown = signed_in(agent).get(ADDRESS).content.decode()
    panel = signed_in(agent).get(f"/s/yunshang/desk/{conversation.pk}/panel/").content.decode()

    assert "补发一条腰带" in shown and "补发一条腰带" in panel
    assert f'data-warehouse-order="{order.pk}"' in panel


def test_what_nobody_needs_is_withdrawn(order: Order, agent: Membership) -> None:
    task = TaskFactory(order=order)
    desk = signed_in(agent)
    desk.post(f"/s/yunshang/desk/warehouse/{task.pk}/withdraw/")

    task.refresh_from_db()
    assert task.state == Task.State.WITHDRAWN
    again = desk.post(f"/s/yunshang/desk/warehouse/{task.pk}/withdraw/").content.decode()
    assert 'role="alert"' in again


def test_what_a_cancelling_waits_for_has_no_such_button(order: Order, agent: Membership) -> None:
    task = TaskFactory(order=order, cancelling=CancellingFactory(order=order))

    assert f"/{task.pk}/withdraw/" not in signed_in(agent).get(ADDRESS).content.decode()


def test_orders_and_tasks_of_another_shop_are_not_there(order: Order, neighbour: Membership) -> None:
    task = TaskFactory(order=order)
    desk = signed_in(neighbour)

    assert desk.get("/s/nanshan/desk/orders/880088/warehouse/").status_code == 404
    assert desk.post(f"/s/nanshan/desk/warehouse/{task.pk}/withdraw/").status_code == 404
