"""The order's card leads through a cancelling: what to do, what to say, numbered answers, the way so far."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order, Remark
from guitai.domains.warehouse.actions import cancelling as deeds
from guitai.domains.warehouse.actions import tasks
from guitai.domains.warehouse.models import Cancelling, Task

ADDRESS = "/s/yunshang/desk/orders/880088/cancelling/"


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def order(conversation: Conversation) -> Order:
    order = OrderFactory(buyer=conversation.buyer, number="880088")
    OrderLineFactory(order=order)
    return order


@pytest.fixture
def desk(agent: Membership) -> Client:
    return signed_in(agent)


def begin(desk: Client, order: Order, talk: Conversation | None = None) -> str:
    return desk.post(ADDRESS, {"place": "list", "talk": talk.pk if talk else ""}).content.decode()


def press(desk: Client, answer: str, **more: Any) -> Any:
    return desk.post(f"{ADDRESS}answer/", {"answer": answer, **more})


def test_an_order_of_which_nobody_asked_has_a_button_alone(desk: Client, order: Order) -> None:
    shown = desk.get(ADDRESS).content.decode()

    assert f'hx-post="{ADDRESS}"' in shown
    assert "data-number" not in shown and "autofocus" not in shown


def test_a_closed_order_has_none(desk: Client, order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(status="closed")

    assert "<button" not in desk.get(ADDRESS).content.decode()


def test_begun_it_shows_what_to_do_what_to_say_and_numbered_answers(
    desk: Client, order: Order, conversation: Conversation
) -> None:
    shown = begin(desk, order, conversation)

    assert "已付款、没发出：换货，还是退款？" in shown
    assert 'data-insert="亲，您拍的纯色衬衫还没有发出。' in shown
    assert re.findall(r'value="(\w+)"\s+data-number="(\d)"', shown) == [
        ("swap", "1"),
        ("refund", "2"),
        ("wants", "3"),
    ]
    assert "autofocus" in shown
    assert Cancelling.objects.get().conversation == conversation


def test_an_answer_leads_on_and_the_rest_of_the_card_hears_of_it(desk: Client, order: Order) -> None:
    begin(desk, order)

    answer = press(desk, "swap", step="paid", note="黑色M", place="list")

    shown = answer.content.decode()
    assert "要换货：面单打印了吗？" in shown
    assert "黑色M" in shown and "小美" in shown
    assert answer["HX-Trigger"] == f"cancelling-{order.pk}-hand, remarked-{order.pk}-list"
    assert Remark.objects.get().text.startswith("买家要换货：黑色M 小美/")


def test_a_refusal_is_said_and_what_was_typed_stays(desk: Client, order: Order) -> None:
    begin(desk, order)

    answer = press(desk, "wants", step="unpaid", note="别忘了")

    shown = answer.content.decode()
    assert 'role="alert"' in shown and 'value="别忘了"' in shown
    assert "HX-Trigger" not in answer
    assert Cancelling.objects.get().trail == []


def test_what_the_warehouse_is_asked_waits_and_its_answer_is_there(
    desk: Client, order: Order, agent: Membership, warehouse: Membership, now: datetime
) -> None:
    begin(desk, order)
    press(desk, "refund")
    asked = press(desk, "printed").content.decode()
    assert "data-number" not in asked

    tasks.answer(task_id=Task.objects.get().pk, answer="not_found", by=warehouse, at=now)

    heard = desk.get(ADDRESS, {"place": "hand", "heard": "1"})
    shown = heard.content.decode()
    assert "仓库没找到：查物流，揽收了吗？" in shown and "老周" in shown
    assert heard["HX-Trigger"] == f"remarked-{order.pk}-hand"
    assert "autofocus" not in shown and "hx-preserve" in shown


def test_a_step_back_a_fresh_start_and_a_drop(desk: Client, order: Order) -> None:
    begin(desk, order)
    press(desk, "refund")

    assert "换货，还是退款？" in desk.post(f"{ADDRESS}back/").content.decode()
    Order.objects.filter(pk=order.pk).update(status="shipped")
    assert f'hx-post="{ADDRESS}restart/"' in desk.get(ADDRESS).content.decode()
    assert "已发出：拦回、拒收，还是收下？" in desk.post(f"{ADDRESS}restart/").content.decode()
    dropped = desk.post(f"{ADDRESS}drop/").content.decode()
    assert "data-number" not in dropped and f'hx-post="{ADDRESS}"' in dropped
    assert Cancelling.objects.get().state == "dropped"


@pytest.mark.parametrize("deed", ["answer/", "back/", "restart/", "drop/"])
def test_what_is_not_under_way_is_said(desk: Client, order: Order, deed: str) -> None:
    answer = desk.post(ADDRESS + deed)

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("given", ["x", "9" * 30, "²", ""])
def test_a_talk_of_somebody_else_is_none(
    desk: Client, order: Order, queued: Conversation, given: str
) -> None:
    desk.post(ADDRESS, {"talk": given or queued.pk, "place": "nowhere"})

    assert Cancelling.objects.get().conversation is None


def test_the_panel_shows_it_in_both_places_to_those_who_answer_alone(
    order: Order, conversation: Conversation, agent: Membership, lead: Membership, shop: Shop, now: datetime
) -> None:
    deeds.begin(order=order, by=agent, at=now, conversation=conversation)
    address = reverse("desk-panel", args=[shop.key, conversation.pk])
    assert signed_in(agent).get(address).content.decode().count('data-number="1"') == 2

    lead.role = "trainer"
    lead.save()
    assert "data-cancelling" not in signed_in(lead).get(address).content.decode()


def test_the_panel_asks_once_for_the_cancellings_of_all_orders(
    order: Order, conversation: Conversation, desk: Client, agent: Membership, shop: Shop, now: datetime,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for _ in range(8):
        other = OrderFactory(buyer=conversation.buyer, status="shipped")
        deeds.begin(order=other, by=agent, at=now)

    with django_assert_max_num_queries(24):
        desk.get(reverse("desk-panel", args=[shop.key, conversation.pk]))


def test_another_shops_order_is_not_there(desk: Client, now: datetime) -> None:
    OrderFactory(number="880088")

    assert desk.get(ADDRESS).status_code == 404
    assert desk.post(ADDRESS).status_code == 404
    assert press(desk, "refund").status_code == 404
