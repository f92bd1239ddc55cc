"""What the warehouse has to do, in which order, and what a scanned number finds."""

from datetime import datetime, timedelta

import pytest
from tests.factories.accounts import PersonFactory
from tests.factories.chat import ConversationFactory, PictureFactory
from tests.factories.trade import OrderFactory, OrderLineFactory, ParcelFactory
from tests.factories.warehouse import ASKED, AnsweredTaskFactory, CancellingFactory, TaskFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order
from guitai.domains.warehouse import queries
from guitai.domains.warehouse.models import Task


@pytest.fixture
def order(conversation: Conversation) -> Order:
    return OrderFactory(buyer=conversation.buyer, number="3515313140008888")


def test_what_runs_stands_in_the_order_it_falls_due(order: Order, other_shop: Shop) -> None:
    later = TaskFactory(order=order, kind="resend", due_at=ASKED + timedelta(hours=24))
    sooner = TaskFactory(order=order, kind="find", state="taken")
    TaskFactory(order=order, kind="pull", state="withdrawn")
    AnsweredTaskFactory(order=order)
    TaskFactory(order__buyer__shop=other_shop)

    assert list(queries.running_tasks(order.shop)) == [sooner, later]


def test_what_was_answered_stands_the_last_first(order: Order) -> None:
    first = AnsweredTaskFactory(order=order)
    last = AnsweredTaskFactory(order=order, answered_at=ASKED + timedelta(hours=1))

    assert list(queries.answered_tasks(order.shop, since=ASKED)) == [last, first]
    assert list(queries.answered_tasks(order.shop, since=ASKED + timedelta(minutes=30))) == [last]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3515313140008888", True),
        (" ３５１５３１３１４０００８８８８ ", True),
        ("8888", True),
        ("888", False),
        ("yt000 1", True),
        ("SF99", True),
        ("9999", False),
        (" ", False),
    ],
)
def test_a_scanned_number_or_waybill_finds_its_tasks(order: Order, text: str, found: bool) -> None:
    ParcelFactory(order=order, waybill="YT0001")
    ParcelFactory(order=order, waybill="YT0002")
    task = TaskFactory(order=order, waybill="SF99")
    TaskFactory(order__buyer=order.buyer)

    assert list(queries.named(queries.running_tasks(order.shop), text=text)) == ([task] if found else [])


def test_an_order_shows_what_runs_and_what_was_answered_lately(order: Order) -> None:
    other = OrderFactory(buyer=order.buyer)
    running = TaskFactory(order=order, asked_at=ASKED - timedelta(days=30))
    lately = AnsweredTaskFactory(order=order)
    AnsweredTaskFactory(order=order, asked_at=ASKED - timedelta(days=9))

    found = queries.tasks_by_order([order.pk, other.pk], since=ASKED - timedelta(days=7))

    assert found == {order.pk: [lately, running], other.pk: []}


def test_an_answer_is_told_where_it_was_asked_unless_that_is_closed(
    order: Order, conversation: Conversation, now: datetime
) -> None:
    task = TaskFactory(order=order, conversation=conversation)
    assert queries.talk_of(task) == conversation

    conversation.state, conversation.closed_at = "closed", now
    conversation.save()
    assert queries.talk_of(task) == conversation

    current = ConversationFactory(buyer=order.buyer)
    assert queries.talk_of(task) == current
    assert queries.talk_of(TaskFactory(order=order, kind="pull")) == current


@pytest.mark.parametrize(("state", "may"), [("running", False), ("ended", False), ("dropped", True)])
def test_what_a_cancelling_went_on_by_is_not_taken_back(order: Order, state: str, may: bool) -> None:
    task = AnsweredTaskFactory(order=order, cancelling=CancellingFactory(order=order, state=state))

    assert queries.may_be_reopened(task) is may


def test_tasks_and_their_pictures_are_for_those_who_work_there(
    order: Order, warehouse: Membership, neighbour: Membership, former: Membership
) -> None:
    picture = PictureFactory(shop_id=order.shop_id)
    task = AnsweredTaskFactory(order=order, picture=picture)

    assert queries.picture_of(warehouse.person, shop=order.shop, task_id=task.pk) == picture
    for stranger in (neighbour.person, former.person, PersonFactory()):
        assert not queries.tasks_visible_to(stranger).exists()
        assert queries.picture_of(stranger, shop=order.shop, task_id=task.pk) is None


def test_a_longer_list_asks_no_more(order: Order, django_assert_num_queries) -> None:
    for kind in Task.Kind.values:
        OrderLineFactory(order=TaskFactory(kind=kind, order__buyer=order.buyer).order)
        with django_assert_num_queries(3):
            tasks = list(queries.with_goods(queries.running_tasks(order.shop)))
            assert [line.title for task in tasks for line in task.order.lines.all()]
            assert {task.asked_by.nickname for task in tasks}
