"""The warehouse's page shows what is to be done, looks again cheaply, and finds what is scanned."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.trade import OrderFactory, OrderLineFactory, ParcelFactory
from tests.factories.warehouse import AnsweredTaskFactory, TaskFactory

from guitai.common.files import keep_picture
from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order
from guitai.domains.warehouse.models import Task

PAGE = "/s/yunshang/warehouse/"
PART = {"HX-Request": "true"}


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def order(conversation: Conversation) -> Order:
    order = OrderFactory(buyer=conversation.buyer, number="35153131408888")
    OrderLineFactory(order=order, quantity=2, sku_code="CS-M-01")
    ParcelFactory(order=order, waybill="YT0001")
    return order


@pytest.fixture
def task(order: Order, agent: Membership) -> Task:
    return TaskFactory(order=order, asked_by=agent, what="二楼也看一下", asked_at=timezone.now())


def test_a_task_shows_what_the_warehouse_needs_and_no_more(task: Task, warehouse: Membership) -> None:
    shown = signed_in(warehouse).get(PAGE).content.decode()

    for wanted in ("8888</strong>", "张*", "138****0001", "CS-M-01", "2 ×", "YT0001", "二楼也看一下", "小美"):
        assert wanted in shown
    assert "13800000001" not in shown and "张三丰" not in shown
    assert 'value="found"' in shown and 'value="not_found"' in shown


def test_an_agent_reads_and_has_no_buttons(task: Task, agent: Membership) -> None:
    shown = signed_in(agent).get(PAGE).content.decode()

    assert "8888</strong>" in shown
    assert 'value="found"' not in shown


def test_who_neither_answers_nor_works_there_stays_outside(task: Task, warehouse: Membership) -> None:
    Membership.objects.filter(pk=warehouse.pk).update(role="trainer")

    assert signed_in(warehouse).get(PAGE).status_code == 403


def test_looking_again_brings_clocks_alone_until_something_changes(task: Task, warehouse: Membership) -> None:
    desk = signed_in(warehouse)
    stamp = desk.get(PAGE, headers=PART).context["stamp"]

    same = desk.get(PAGE, {"stamp": stamp}, headers=PART)
    assert same["HX-Reswap"] == "none"
    assert f'id="clock-{task.pk}"' in same.content.decode() and "task-head" not in same.content.decode()

    TaskFactory(order=task.order, kind="pull")
    anew = desk.get(PAGE, {"stamp": stamp}, headers=PART)
    assert "HX-Reswap" not in anew
    assert anew.content.decode().count("task-head") == 2


@pytest.mark.parametrize(("scanned", "found"), [("8888", 1), ("yt0001", 1), ("7777", 0)])
def test_what_is_scanned_is_found(task: Task, warehouse: Membership, scanned: str, found: int) -> None:
    TaskFactory(order__buyer=task.order.buyer)

    shown = signed_in(warehouse).get(PAGE, {"q": scanned})

    assert len(shown.context["tasks"]) == found


def test_an_order_nothing_is_asked_about_is_named(order: Order, warehouse: Membership) -> None:
    shown = signed_in(warehouse).get(PAGE, {"q": order.number})

    assert shown.context["orders"] == [order]
    assert order.number in shown.content.decode()


def test_what_was_done_today_stands_with_its_answer(order: Order, warehouse: Membership) -> None:
    at = timezone.now()
    AnsweredTaskFactory(order=order, note="在二楼", answered_at=at, answered_by=warehouse)
    AnsweredTaskFactory(order=order, note="上周的", answered_at=at - timedelta(days=7))

    shown = signed_in(warehouse).get(PAGE)

    assert [each.may_reopen for each in shown.context["done"]] == [True]
    assert "在二楼" in shown.content.decode() and "上周的" not in shown.content.decode()


def test_the_picture_of_an_answer_is_for_the_shop(
    order: Order, agent: Membership, neighbour: Membership, png: bytes
) -> None:
    picture = keep_picture(png, shop_id=order.shop_id, at=timezone.now())
    task = AnsweredTaskFactory(order=order, picture=picture)
    address = reverse("warehouse-picture", args=["yunshang", task.pk])

    shown = signed_in(agent).get(address)
    assert shown["Content-Type"] == "image/png"
    assert b"".join(shown.streaming_content)
    assert signed_in(neighbour).get(address).status_code == 404
    without = TaskFactory(order=order)
    assert (
        signed_in(agent).get(reverse("warehouse-picture", args=["yunshang", without.pk])).status_code == 404
    )
