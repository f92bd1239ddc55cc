"""What the warehouse is asked: once, with words where it needs them, and told to who waits for it."""

from datetime import datetime, timedelta

import pytest
from tests.factories.trade import OrderFactory
from tests.factories.warehouse import CancellingFactory, TaskFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order
from guitai.domains.warehouse.actions.opening import open_task, withdraw_tasks
from guitai.domains.warehouse.errors import TaskRefusedError
from guitai.domains.warehouse.models import Task


@pytest.fixture
def order(conversation: Conversation) -> Order:
    return OrderFactory(buyer=conversation.buyer)


@pytest.mark.parametrize(
    ("kind", "within"),
    [
        ("find", timedelta(minutes=30)),
        ("pull", timedelta(minutes=30)),
        ("change", timedelta(minutes=30)),
        ("verify", timedelta(hours=2)),
        ("resend", timedelta(hours=24)),
    ],
)
def test_each_kind_is_due_in_its_time(
    order: Order, agent: Membership, now: datetime, kind: str, within: timedelta
) -> None:
    task = open_task(order=order, kind=kind, what=" 换成\nL 码 ", by=agent, at=now)

    assert (task.due_at, task.what, task.state) == (now + within, "换成 L 码", Task.State.OPEN)
    assert AuditEntry.objects.get().facts == {"task": task.pk, "kind": kind}


def test_who_asked_and_who_has_the_buyer_are_told(
    order: Order, conversation: Conversation, agent: Membership, lead: Membership, now: datetime, announced
) -> None:
    with announced() as events:
        task = open_task(order=order, kind="find", what="", by=lead, at=now)

    (event,) = events
    assert set(event.whom) == {agent.pk, lead.pk}
    assert event.task["id"] == task.pk
    assert event.task["conversation"] == conversation.pk
    assert event.task["buyer"]["name"] == conversation.buyer.display_name


@pytest.mark.parametrize(
    ("kind", "what", "minutes"),
    [("burn", "烧掉", None), ("change", " \u200b", None), ("find", "找" * 301, None), ("find", "", 0)],
    ids=["no such kind", "no words", "too many words", "due before now"],
)
def test_what_says_nothing_or_too_much_is_refused(
    order: Order, agent: Membership, now: datetime, kind: str, what: str, minutes: int | None
) -> None:
    due_at = None if minutes is None else now + timedelta(minutes=minutes)
    with pytest.raises(TaskRefusedError):
        open_task(order=order, kind=kind, what=what, by=agent, at=now, due_at=due_at)

    assert not Task.objects.exists()


def test_the_same_is_asked_once_while_it_runs(order: Order, agent: Membership, now: datetime) -> None:
    open_task(order=order, kind="find", what="", by=agent, at=now)

    with pytest.raises(TaskRefusedError, match="小美"):
        open_task(order=order, kind="find", what="快点", by=agent, at=now)
    open_task(order=order, kind="pull", what="", by=agent, at=now)


def test_a_cancelling_joins_what_runs_already(order: Order, agent: Membership, now: datetime) -> None:
    task = open_task(order=order, kind="find", what="急", by=agent, at=now)
    cancelling = CancellingFactory(order=order)

    joined = open_task(order=order, kind="find", what="先别发", by=agent, at=now, cancelling=cancelling)

    assert (joined.pk, joined.what) == (task.pk, "先别发。急")
    assert list(cancelling.tasks.all()) == [task]


def test_what_a_cancelling_waits_for_is_withdrawn_with_it(
    order: Order, agent: Membership, now: datetime, announced
) -> None:
    cancelling = CancellingFactory(order=order)
    open_task(order=order, kind="change", what="", by=agent, at=now, cancelling=cancelling)
    by_hand = TaskFactory(order=order, kind="verify")

    with announced() as events:
        assert withdraw_tasks(cancelling=cancelling, by=agent, at=now) == 1

    assert cancelling.tasks.get().state == Task.State.WITHDRAWN
    assert [event.task["state"] for event in events] == ["withdrawn"]
    by_hand.refresh_from_db()
    assert by_hand.state == Task.State.OPEN


def test_an_order_of_another_shop_is_not_there(shop: Shop, neighbour: Membership, now: datetime) -> None:
    order = OrderFactory(shop=shop, buyer__shop=shop)

    with pytest.raises(Order.DoesNotExist):
        open_task(order=order, kind="find", what="", by=neighbour, at=now)
