from datetime import timedelta

from django.test import Client
from tests.factories.guard import ContactFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard import actions as guard_actions
from guitai.domains.trade.models import Buyer, GivenAmount
from guitai.domains.trade.phones import phone_key

ABOUT = "/s/yunshang/sidecar/about/"


def test_pasted_lines_are_the_buyers_and_tell_who_may_be_meant(post, buyer: Buyer):
    order = OrderFactory(buyer=buyer)

    answer = post("read/", pasted=f"在吗\n\n我的订单{order.number}到哪了\n")

    assert answer["lines"] == [
        {"by": "buyer", "text": "在吗"},
        {"by": "buyer", "text": f"我的订单{order.number}到哪了"},
    ]
    (found,) = answer["found"]
    assert (found["by"], found["buyer"]["account"], found["order"]["number"]) == (
        "order",
        "tb_demo01",
        order.number,
    )
    assert answer["account"] == ""


def test_a_talk_copied_from_the_window_names_its_buyer(post, buyer: Buyer):
    answer = post("read/", pasted="tb_demo01 2026-3-2 9:05:03\n在吗\n云裳:小美 2026-3-2 9:05:09\n在的\n")

    assert answer["account"] == "tb_demo01"
    assert [line["by"] for line in answer["lines"]] == ["buyer", "agent"]
    assert [found["buyer"]["id"] for found in answer["found"]] == [buyer.pk]


def test_nothing_personal_is_told(post, browser: Client, buyer: Buyer):
    key = phone_key("13800000001")
    order = OrderFactory(buyer=buyer, phone_key=key)

    told = [
        str(post("read/", pasted="13800000001")["found"]),
        browser.get(ABOUT, {"buyer": buyer.pk, "order": order.pk}).content.decode(),
    ]

    for answer in told:
        assert order.number in answer
        assert not any(part in answer for part in ("张三丰", "13800000001", "街道"))


def test_a_chosen_buyer_comes_with_orders_what_was_given_and_contacts(
    browser: Client, shop: Shop, buyer: Buyer, agent: Membership, now
):
    older = OrderFactory(buyer=buyer, created_at=now - timedelta(days=9), status="finished")
    newer = OrderFactory(buyer=buyer, created_at=now)
    GivenAmount.objects.create(shop=shop, buyer=buyer, order=newer, amount_fen=500, by=agent, at=now)
    ContactFactory(shop=shop, account=buyer.account, at=now - timedelta(days=1))

    answer = browser.get(ABOUT, {"buyer": buyer.pk}).json()

    assert [order["id"] for order in answer["orders"]] == [newer.pk, older.pk]
    assert [order["given"] for order in answer["orders"]] == ["5.00", None]
    assert [order["spoken_of"] for order in answer["orders"]] == [True, False]
    assert all(order["dispatch"]["text"].startswith("亲，") for order in answer["orders"])
    said = answer["buyer"]
    assert (said["account"], said["contacts"], said["limit"], said["no_contact"]) == (
        "tb_demo01",
        1,
        shop.contact_limit,
        False,
    )


def test_who_wants_no_contact_is_marked(browser: Client, buyer: Buyer, shop: Shop, now):
    guard_actions.mark_no_contact(shop=shop, account=buyer.account, by=None, at=now, said="别再发了")

    assert browser.get(ABOUT, {"buyer": buyer.pk}).json()["buyer"]["no_contact"] is True


def test_an_order_brings_its_buyer_and_an_old_one_is_listed_too(browser: Client, buyer: Buyer, now):
    old = OrderFactory(buyer=buyer, created_at=now - timedelta(days=90))
    for day in range(12):
        OrderFactory(buyer=buyer, created_at=now - timedelta(days=day))

    answer = browser.get(ABOUT, {"order": old.pk}).json()

    assert answer["buyer"]["id"] == buyer.pk
    assert len(answer["orders"]) == 11
    assert answer["orders"][-1]["id"] == old.pk


def test_an_order_of_nobody_comes_alone(browser: Client, shop: Shop):
    order = OrderFactory(shop=shop, buyer=None)

    answer = browser.get(ABOUT, {"order": order.pk}).json()

    assert answer["buyer"] is None
    assert [each["id"] for each in answer["orders"]] == [order.pk]


def test_another_shops_buyers_and_orders_are_not_shown(browser: Client, other_shop: Shop):
    theirs = OrderFactory(shop=other_shop, buyer=BuyerFactory(shop=other_shop))

    for asked in ({"buyer": theirs.buyer.pk}, {"order": theirs.pk}, {"buyer": "x", "order": "٣"}):
        assert browser.get(ABOUT, asked).json() == {"buyer": None, "orders": []}
