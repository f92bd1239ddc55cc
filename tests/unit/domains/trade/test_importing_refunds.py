"""Refunds come in once, grow newer, never older, and tell their orders what came back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.common.journal import Journal, take_back
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import RefundDraft
from guitai.domains.trade.importing_refunds import join_refunds, put_refunds
from guitai.domains.trade.models import Order, Refund, RefundStatus

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ASKED = RefundDraft(
    number="880000000001",
    order_number="351531314000000001",
    title="纯色衬衫",
    amount_fen=5000,
    status=RefundStatus.ASKED,
    reason="多拍/错拍/不想要",
    explanation="请退给张三 13800000001",
    asked_at=AT,
    due_at=AT + timedelta(days=2),
)
REFUSED = replace(ASKED, status=RefundStatus.REFUSED, due_at=AT + timedelta(days=7))
DONE = replace(ASKED, status=RefundStatus.DONE, finished_at=AT + timedelta(days=1), due_at=None)
SECOND = replace(DONE, number="880000000002", amount_fen=3000)


def put(shop: Shop, *drafts: RefundDraft) -> tuple[int, int, int]:
    tally = put_refunds(shop=shop, drafts=drafts)
    return tally.added, tally.updated, tally.unchanged


@pytest.fixture
def order(shop: Shop) -> Order:
    return OrderFactory(buyer=BuyerFactory(shop=shop), number=ASKED.order_number)


def back(order: Order) -> int:
    order.refresh_from_db()
    return order.refund_fen


def test_a_new_refund_joins_its_order(shop: Shop, order: Order) -> None:
    assert put(shop, ASKED) == (1, 0, 0)

    refund = Refund.objects.get()
    assert (refund.order, refund.explanation, refund.amount.yuan) == (order, ASKED.explanation, "50.00")


def test_the_same_list_twice_changes_nothing(shop: Shop, order: Order) -> None:
    put(shop, ASKED, SECOND, ASKED)

    assert put(shop, SECOND, ASKED, ASKED) == (0, 0, 3)


def test_what_the_buyer_explains_is_sealed(shop: Shop, order: Order) -> None:
    put(shop, ASKED)

    with connection.cursor() as cursor:
        cursor.execute("SELECT explanation FROM trade_refund")
        assert "张三" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("known", "told", "counts", "status"),
    [
        (ASKED, DONE, (0, 1, 0), RefundStatus.DONE),
        (DONE, ASKED, (0, 0, 1), RefundStatus.DONE),
        (DONE, replace(ASKED, amount_fen=1, remark="旧"), (0, 0, 1), RefundStatus.DONE),
        (ASKED, REFUSED, (0, 1, 0), RefundStatus.REFUSED),
        (REFUSED, ASKED, (0, 0, 1), RefundStatus.REFUSED),
        # Asked for anew after it was refused: the next deadline is later.
        (REFUSED, replace(ASKED, due_at=AT + timedelta(days=9)), (0, 1, 0), RefundStatus.ASKED),
        (REFUSED, replace(ASKED, due_at=None), (0, 0, 1), RefundStatus.REFUSED),
        (ASKED, replace(ASKED, status=None, remark="已联系"), (0, 1, 0), RefundStatus.ASKED),
    ],
)
def test_a_refund_grows_newer_and_never_older(
    shop: Shop, known: RefundDraft, told: RefundDraft, counts: tuple[int, int, int], status: RefundStatus
) -> None:
    put(shop, known)

    assert put(shop, told) == counts
    assert Refund.objects.get().status == status


def test_what_a_list_does_not_name_stays(shop: Shop) -> None:
    put(shop, ASKED)
    narrow = RefundDraft(number=ASKED.number, order_number=ASKED.order_number, status=RefundStatus.DONE)

    assert put(shop, narrow) == (0, 1, 0)
    refund = Refund.objects.get()
    assert (refund.amount_fen, refund.reason, refund.explanation) == (5000, ASKED.reason, ASKED.explanation)


def test_a_line_that_says_more_in_the_same_list_is_an_update_once(shop: Shop) -> None:
    assert put(shop, ASKED, ASKED, DONE) == (1, 1, 1)
    assert put(shop, ASKED, ASKED, DONE) == (0, 0, 3)
    assert Refund.objects.get().status == RefundStatus.DONE


def test_an_order_says_the_sum_of_what_was_refunded(shop: Shop, order: Order) -> None:
    put(shop, ASKED, SECOND)
    assert back(order) == 3000

    put(shop, DONE)
    assert back(order) == 8000


def test_an_order_never_says_less_than_its_own_list(shop: Shop, order: Order) -> None:
    Order.objects.update(refund_fen=9000)

    put(shop, DONE, SECOND)

    assert back(order) == 9000


def test_a_refund_that_comes_before_its_order_waits_for_it(shop: Shop, other_shop: Shop) -> None:
    assert put(shop, DONE, SECOND) == (2, 0, 0)
    assert put(other_shop, DONE) == (1, 0, 0)
    order = OrderFactory(buyer=BuyerFactory(shop=shop), number=ASKED.order_number)

    join_refunds(shop=shop, numbers={order.number, "another"})

    assert set(Refund.objects.exclude(order=None).values_list("number", "shop", "order")) == {
        (draft.number, shop.pk, order.pk) for draft in (DONE, SECOND)
    }
    assert back(order) == 8000


def test_an_order_nobody_wanted_money_for_costs_one_question(
    shop: Shop, order: Order, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]  # a savepoint around it
        join_refunds(shop=shop, numbers={order.number})


def test_the_same_number_in_another_shop_is_another_refund(shop: Shop, other_shop: Shop) -> None:
    put(shop, ASKED)

    assert put(other_shop, DONE) == (1, 0, 0)


def test_an_import_can_be_taken_back(shop: Shop, order: Order) -> None:
    put(shop, ASKED)
    journal = Journal.begin(shop_id=shop.pk, at=AT)
    put_refunds(shop=shop, drafts=[DONE, SECOND], journal=journal)
    journal.close()
    assert back(order) == 8000

    take_back(journal.id)

    refund = Refund.objects.get()
    assert (refund.number, refund.status, refund.finished_at, back(order)) == (
        ASKED.number,
        RefundStatus.ASKED,
        None,
        0,
    )
