"""The order's card shows flag, remarks and history, takes one line, and lets a contradiction be settled."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.trade import ImportedRemarkFactory, OrderFactory, RemarkFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order, Remark


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def order(conversation: Conversation) -> Order:
    return OrderFactory(buyer=conversation.buyer, seller_remark="老客", number="880088")


@pytest.fixture
def contradicted(order: Order, agent: Membership) -> Order:
    RemarkFactory(order=order, by=agent, text="改发顺丰 小美/03.02", flag="red")
    Order.objects.filter(pk=order.pk).update(seller_remark="不改了")
    ImportedRemarkFactory(order=order, text="不改了", flag="blue", platform_text="老客")
    return order


ADDRESS = "/s/yunshang/desk/orders/880088/remarks/"


def test_a_remark_with_a_flag_is_written_and_the_other_copy_of_the_card_hears_of_it(
    order: Order, agent: Membership
) -> None:
    answer = signed_in(agent).post(ADDRESS, {"text": "改发顺丰", "flag": "red", "place": "list"})

    shown = answer.content.decode()
    assert "老客；改发顺丰 小美/" in shown
    assert "flag-red" in shown
    assert answer["HX-Trigger"] == f"remarked-{order.pk}-hand"
    assert Remark.objects.get().flag == "red"


def test_a_refusal_is_said_and_what_was_typed_stays(order: Order, agent: Membership) -> None:
    answer = signed_in(agent).post(ADDRESS, {"text": "备" * 201, "flag": "green"})

    shown = answer.content.decode()
    assert 'role="alert"' in shown and "备" * 201 in shown
    assert 'value="green"' in shown and "checked" in shown
    assert "HX-Trigger" not in answer


@pytest.mark.parametrize(
    ("holds", "whole"), [("ours", "不改了；改发顺丰 小美/03.02"), ("platform", "不改了")]
)
def test_a_contradiction_stands_side_by_side_until_one_says_which_holds(
    contradicted: Order, agent: Membership, holds: str, whole: str
) -> None:
    desk = signed_in(agent)
    assert "remark-conflict" in desk.get(ADDRESS).content.decode()

    settled = desk.post(f"{ADDRESS}settle/", {"holds": holds}).content.decode()

    assert "remark-conflict" not in settled
    assert f"</strong> {whole}</p>" in "".join(settled.split("\n")).replace("  ", "")


def test_settled_meanwhile_is_said(contradicted: Order, agent: Membership) -> None:
    desk = signed_in(agent)
    desk.post(f"{ADDRESS}settle/", {"holds": "ours"})

    again = desk.post(f"{ADDRESS}settle/", {"holds": "platform"})

    assert 'role="alert"' in again.content.decode()


def test_the_panel_shows_the_line_to_those_who_answer_alone(
    contradicted: Order, conversation: Conversation, agent: Membership, lead: Membership, shop: Shop
) -> None:
    address = reverse("desk-panel", args=[shop.key, conversation.pk])
    shown = signed_in(agent).get(address).content.decode()
    assert shown.count("data-remark-form") == 2  # at hand, and in the list
    assert "改发顺丰 小美/03.02" in shown

    lead.role = "trainer"
    lead.save()
    read = signed_in(lead).get(address)
    assert "data-remark-form" not in read.content.decode()


def test_the_line_is_not_there_for_another_shops_order(agent: Membership, now: datetime) -> None:
    OrderFactory(number="880088")

    assert signed_in(agent).get(ADDRESS).status_code == 404
