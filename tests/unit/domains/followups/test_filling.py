"""The lists fill themselves, once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories.accounts import MembershipFactory, ShopFactory
from tests.factories.catalog import ProductFactory, SkuFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.guard import ContactFactory, NoContactFactory
from tests.factories.trade import ORDERED, BuyerFactory, OrderFactory, OrderLineFactory, RefundFactory

from guitai.domains.chat.models import Channel
from guitai.domains.followups import buyer_facts
from guitai.domains.followups.actions import todos
from guitai.domains.followups.events import ListsFilled, TodoChanged
from guitai.domains.followups.filling import Filled, fill, fill_buyers
from guitai.domains.followups.models import Listing, ListSetting, State, Todo
from guitai.domains.followups.settings import numbers_of
from guitai.domains.trade.models import Order, OrderStatus, RefundStatus

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UNPAID = {"status": OrderStatus.UNPAID, "paid_at": None, "paid_fen": 0}


@pytest.fixture
def shop():
    return ShopFactory()


@pytest.fixture
def buyer(shop):
    return BuyerFactory(shop=shop)


def talk(buyer, at, **more):
    """Make a talk with an agent, imported and over."""
    return ConversationFactory(
        buyer=buyer,
        channel=Channel.IMPORTED,
        agent_account="示例店:小美",
        opened_at=at,
        last_at=at,
        closed_at=at,
        **more,
    )


def listed(shop):
    """Give what runs, by list and key."""
    return {(todo.listing, todo.key) for todo in Todo.objects.filter(shop=shop, state=State.OPEN)}


def test_an_order_that_was_talked_about_is_listed_with_the_likely_reason(shop, buyer):
    order = OrderFactory(buyer=buyer, **UNPAID)
    said = talk(buyer, ORDERED + HOUR / 4, reading={"asked": [{"message": 1, "intent": "size_fit"}]})
    MessageFactory(conversation=said, text="还是有点贵")

    filled = fill(shop=shop, at=ORDERED + HOUR)

    todo = Todo.objects.get()
    assert filled == Filled(opened=1)
    assert (todo.listing, todo.key, todo.order, todo.buyer) == (Listing.UNPAID, order.number, order, buyer)
    assert (todo.conversation, todo.why, todo.value_fen) == (said, {"reason": "price"}, 15800)
    assert todo.due_at == ORDERED + HOUR / 2
    assert (todo.state, todo.owner, todo.ring_at) == (State.OPEN, None, None)


def test_an_order_nobody_talked_about_is_silent(shop, buyer):
    order = OrderFactory(buyer=buyer, **UNPAID)
    talk(buyer, ORDERED - 8 * DAY)
    ConversationFactory(buyer=buyer, opened_at=ORDERED)

    fill(shop=shop, at=ORDERED + HOUR)

    assert listed(shop) == {("silent_unpaid", order.number)}


def test_paid_it_leaves(shop, buyer):
    order = OrderFactory(buyer=buyer, **UNPAID)
    fill(shop=shop, at=ORDERED + HOUR)
    Order.objects.filter(pk=order.pk).update(status=OrderStatus.SHIPPED, paid_at=ORDERED + 2 * HOUR)

    filled = fill(shop=shop, at=ORDERED + 3 * HOUR)

    todo = Todo.objects.get()
    assert filled == Filled(left=1)
    assert (todo.state, todo.outcome, todo.closed_at) == (State.LEFT, "paid", ORDERED + 3 * HOUR)


def test_late_orders_move_from_list_to_list(shop, buyer):
    order = OrderFactory(buyer=buyer, dispatch_by=ORDERED + DAY)
    usual = OrderFactory(buyer=buyer)  # the shop promised 48 hours

    fill(shop=shop, at=ORDERED + DAY - HOUR)
    soon = listed(shop)
    fill(shop=shop, at=ORDERED + DAY)
    late = listed(shop)
    fill(shop=shop, at=ORDERED + 2 * DAY)

    assert soon == {("soon_late", order.number)}
    assert late == {("late", order.number)}
    assert listed(shop) == {("late", order.number), ("late", usual.number)}
    assert Todo.objects.get(key=usual.number).why["cost_fen"] == 4740


def test_what_is_out_of_stock_is_named(shop, buyer):
    sku = SkuFactory(product=ProductFactory(shop=shop), stock=0)
    order, other = OrderFactory(buyer=buyer), OrderFactory(buyer=buyer)
    OrderLineFactory(order=order, product=sku.product, sku_code=sku.code)
    OrderLineFactory(order=other, product=sku.product, sku_code="another")

    fill(shop=shop, at=ORDERED + HOUR)

    assert [(todo.key, todo.why["short"]) for todo in Todo.objects.all()] == [(order.number, ["米白 M"])]


def test_who_paid_last_is_told_that_too_much_was_sold(shop, buyer):
    sku = SkuFactory(product=ProductFactory(shop=shop), stock=3)
    first = OrderFactory(buyer=buyer)
    last = OrderFactory(buyer=buyer, paid_at=ORDERED + HOUR / 4)
    for order in (last, first):
        OrderLineFactory(order=order, product=sku.product, sku_code=sku.code, quantity=2)

    fill(shop=shop, at=ORDERED + HOUR)
    todo = Todo.objects.get()
    sku.stock = 4
    sku.save()
    filled = fill(shop=shop, at=ORDERED + 2 * HOUR, orders=[last.pk])

    assert (todo.listing, todo.key, todo.why["short"]) == ("oversold", last.number, {"米白 M": 1})
    todo.refresh_from_db()
    assert (filled.left, todo.state, todo.outcome) == (1, State.LEFT, "settled")


def test_what_is_rated_low_is_looked_after(shop, buyer):
    low, good = ProductFactory(shop=shop, rating=470), ProductFactory(shop=shop, rating=490)
    for product in (low, good):
        sent = OrderFactory(buyer=buyer, status=OrderStatus.SHIPPED, shipped_at=ORDERED + HOUR)
        OrderLineFactory(order=sent, product=product)

    fill(shop=shop, at=ORDERED + 4 * HOUR)

    todo = Todo.objects.get()
    assert (todo.listing, todo.order.lines.get().product, todo.why) == (
        "after_dispatch",
        low,
        {"rating": 470},
    )


def test_who_asked_and_ordered_nothing_is_gone_back_to(shop, buyer):
    asked = {"reading": {"asked": [{"message": 1, "intent": "stock"}]}}
    silent = talk(buyer, ORDERED, product=ProductFactory(shop=shop), **asked)
    bought = talk(BuyerFactory(shop=shop), ORDERED, **asked)
    OrderFactory(buyer=bought.buyer, created_at=ORDERED + HOUR / 4)

    fill(shop=shop, at=ORDERED + HOUR)
    todo = Todo.objects.get(listing=Listing.ASKED)
    order = OrderFactory(buyer=buyer, created_at=ORDERED + HOUR)
    filled = fill(shop=shop, at=ORDERED + 2 * HOUR, orders=[order.pk])

    assert (todo.conversation, todo.value_fen, todo.why["reason"]) == (silent, 15800, "time_doubt")
    todo.refresh_from_db()
    assert (filled.left, todo.state, todo.outcome) == (1, State.LEFT, "ordered")


def test_who_asks_anew_is_not_gone_back_to_about_the_talk_before(shop, buyer):
    asked = {"reading": {"asked": [{"message": 1, "intent": "stock"}]}}
    talk(buyer, ORDERED, **asked)
    talk(buyer, ORDERED + HOUR, **asked)

    fill(shop=shop, at=ORDERED + HOUR * 1.1)

    assert listed(shop) == set()


def test_a_refund_is_talked_about_until_it_is_granted(shop, buyer):
    order = OrderFactory(buyer=buyer, status=OrderStatus.SHIPPED)
    refund = RefundFactory(
        shop=shop,
        order=order,
        order_number=order.number,
        status=RefundStatus.ASKED,
        asked_at=ORDERED,
        reason="不想要了",
    )

    fill(shop=shop, at=ORDERED + HOUR)
    todo = Todo.objects.get()
    refund.status = RefundStatus.DONE
    refund.save()
    fill(shop=shop, at=ORDERED + 2 * HOUR)

    assert (todo.listing, todo.refund, todo.order, todo.buyer) == ("refund_asked", refund, order, buyer)
    assert todo.why == {"said": "不想要了"}
    todo.refresh_from_db()
    assert (todo.state, todo.outcome) == (State.LEFT, "refunded")


def test_who_wants_to_hear_nothing_is_on_no_list_to_be_gone_to(shop, buyer):
    OrderFactory(buyer=buyer, **UNPAID)
    late = OrderFactory(buyer=buyer, dispatch_by=ORDERED)
    NoContactFactory(shop=shop, account=buyer.account)

    fill(shop=shop, at=ORDERED + HOUR)

    assert listed(shop) == {("late", late.number)}


def test_a_list_that_is_off_stays_empty(shop, buyer):
    OrderFactory(buyer=buyer, **UNPAID)
    ListSetting.objects.create(shop=shop, listing=Listing.SILENT_UNPAID, is_on=False)

    assert fill(shop=shop, at=ORDERED + HOUR) == Filled()


def test_only_the_orders_that_changed_are_looked_at(shop, buyer):
    changed, _other = OrderFactory(buyer=buyer, **UNPAID), OrderFactory(buyer=buyer, **UNPAID)
    OrderFactory(**UNPAID)

    fill(shop=shop, at=ORDERED + HOUR, orders=[changed.pk])

    assert listed(shop) == {("silent_unpaid", changed.number)}


def test_what_was_closed_by_hand_does_not_come_back(shop, buyer):
    member = MembershipFactory(shop=shop)
    OrderFactory(buyer=buyer, **UNPAID)
    fill(shop=shop, at=ORDERED + HOUR)
    todos.close(todo_id=Todo.objects.get().pk, outcome="checked", by=member, at=ORDERED + HOUR)
    talk(buyer, ORDERED + HOUR)

    assert fill(shop=shop, at=ORDERED + 2 * HOUR) == Filled()
    assert listed(shop) == set()


def test_what_changes_is_announced(shop, buyer, heard):
    OrderFactory(buyer=buyer, **UNPAID)

    fill(shop=shop, at=ORDERED + HOUR)

    assert [event.todo["listing"] for event in heard(TodoChanged)] == ["silent_unpaid"]
    assert [(event.opened, event.left) for event in heard(ListsFilled)] == [(1, 0)]


def test_very_many_are_announced_at_once(shop, heard, monkeypatch):
    monkeypatch.setattr(todos, "MANY", 2)
    for _each in range(2):
        OrderFactory(buyer__shop=shop, **UNPAID)

    fill(shop=shop, at=ORDERED + HOUR)

    assert heard(TodoChanged) == []
    assert [event.opened for event in heard(ListsFilled)] == [2]


def test_vips_are_gone_to_once_a_month(shop, buyer):
    vip = BuyerFactory(shop=shop, is_vip=True)
    OrderFactory(buyer=vip)
    gone_to = BuyerFactory(shop=shop, is_vip=True)
    ContactFactory(shop=shop, account=gone_to.account, at=ORDERED)

    once = fill_buyers(shop=shop, at=ORDERED + DAY)
    again = fill_buyers(shop=shop, at=ORDERED + 2 * DAY)

    todo = Todo.objects.get()
    assert (once, again) == (Filled(opened=1), Filled())
    assert (todo.listing, todo.buyer, todo.key) == ("vip", vip, f"{vip.pk}@2026-03")
    assert todo.why == {"orders": 1, "spent_fen": 15800, "demanding": False}
    next_month = fill_buyers(shop=shop, at=ORDERED + 35 * DAY)
    assert next_month == Filled(opened=2, left=1)


def test_who_stayed_away_is_woken_the_best_first_and_not_too_many(shop):
    buyers = [OrderFactory(buyer__shop=shop, paid_fen=fen).buyer for fen in (9000, 20000, 15000)]
    ListSetting.objects.create(shop=shop, listing=Listing.WAKING, numbers={"at_once": 2})

    filled = fill_buyers(shop=shop, at=ORDERED + 100 * DAY)
    again = fill_buyers(shop=shop, at=ORDERED + 101 * DAY)

    assert (filled, again) == (Filled(opened=2), Filled())
    assert {todo.buyer for todo in Todo.objects.all()} == {*buyers[1:]}
    assert Todo.objects.first().why == {"segment": "once_lately", "channel": "message", "cost_fen": 0}


def test_who_was_woken_and_came_leaves_the_list(shop, buyer):
    OrderFactory(buyer=buyer)
    fill_buyers(shop=shop, at=ORDERED + 100 * DAY)
    order = OrderFactory(buyer=buyer, created_at=ORDERED + 101 * DAY, paid_at=ORDERED + 101 * DAY)

    fill(shop=shop, at=ORDERED + 101 * DAY + HOUR / 12, orders=[order.pk])

    assert Todo.objects.get(listing=Listing.WAKING).outcome == "ordered"


def test_who_was_woken_and_had_ordered_the_same_day_leaves_once_a_list_tells(shop, buyer):
    OrderFactory(buyer=buyer)
    fill_buyers(shop=shop, at=ORDERED + 100 * DAY)
    earlier = ORDERED + 100 * DAY - HOUR
    order = OrderFactory(buyer=buyer, created_at=earlier, paid_at=earlier)

    fill(shop=shop, at=ORDERED + 100 * DAY + HOUR, orders=[order.pk])

    assert Todo.objects.get(listing=Listing.WAKING).outcome == "ordered"


def test_who_ordered_again_and_did_not_pay_yet_is_not_woken(shop, buyer):
    OrderFactory(buyer=buyer)
    OrderFactory(buyer=buyer, created_at=ORDERED + 100 * DAY - HOUR, **UNPAID)

    assert fill_buyers(shop=shop, at=ORDERED + 100 * DAY) == Filled()


def test_a_vip_is_looked_at_once_a_month(shop, buyer):
    OrderFactory(buyer=BuyerFactory(shop=shop, is_vip=True))
    fill_buyers(shop=shop, at=ORDERED + DAY)
    places = {Listing.VIP: 9}

    looked_at = list(buyer_facts.to_fill(shop, places, numbers_of(shop), at=ORDERED + 2 * DAY))

    assert looked_at == []


def test_questions_do_not_grow_with_the_orders(shop, buyer):
    asked = []
    for many in (2, 20):
        orders = [OrderFactory(buyer=buyer, **UNPAID).pk for _each in range(many)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            fill(shop=shop, at=ORDERED + HOUR, orders=orders)
        asked.append(len(captured))

    assert asked[0] == asked[1]


_MOMENTS = st.none() | st.integers(-72, 72).map(lambda hours: ORDERED + hours * HOUR)
_ORDERS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(OrderStatus.values),
        "paid_at": _MOMENTS,
        "dispatch_by": _MOMENTS,
        "shipped_at": _MOMENTS,
        "finished_at": _MOMENTS,
        "item_count": st.integers(0, 5),
        "paid_fen": st.sampled_from([0, 15800, 90000]),
    }
)
_UNPAID, _DISPATCH = {"unpaid", "silent_unpaid"}, {"soon_late", "late", "out_of_stock", "oversold"}


class RandomShops(TestCase):
    """Whatever the orders, filling twice is filling once, and an order stands once."""

    @settings(max_examples=25, deadline=None)
    @given(
        drafts=st.lists(st.tuples(_ORDERS, st.booleans(), st.booleans(), _ORDERS), max_size=5),
        closed=st.integers(0, 4),
        stock=st.integers(0, 2),
    )
    def test_filling_twice_is_filling_once(self, drafts, closed, stock):
        shop = ShopFactory()
        member = MembershipFactory(shop=shop)
        short = SkuFactory(product=ProductFactory(shop=shop, rating=460), stock=stock)
        orders = []
        for draft, talked, is_short, later in drafts:
            buyer = BuyerFactory(shop=shop)
            orders.append((OrderFactory(buyer=buyer, **draft), later))
            if talked:
                talk(buyer, ORDERED, reading={"asked": [{"message": 1, "intent": "price"}]})
            if is_short:
                OrderLineFactory(order=orders[-1][0], product=short.product, sku_code=short.code)
        fill(shop=shop, at=ORDERED + DAY)
        assert fill(shop=shop, at=ORDERED + DAY) == Filled()
        for todo in Todo.objects.filter(shop=shop)[:closed]:
            todos.drop(todo_id=todo.pk, by=member, at=ORDERED + DAY)
        dropped = set(Todo.objects.filter(shop=shop, state=State.DROPPED).values_list("pk", flat=True))
        for order, later in orders:
            Order.objects.filter(pk=order.pk).update(**later)

        fill(shop=shop, at=ORDERED + 2 * DAY)

        assert fill(shop=shop, at=ORDERED + 2 * DAY) == Filled()
        assert set(Todo.objects.filter(pk__in=dropped).values_list("state", flat=True)) <= {State.DROPPED}
        for order, _later in orders:
            standing = {todo.listing: todo.state for todo in Todo.objects.filter(order=order)}
            running = {listing for listing, state in standing.items() if state == State.OPEN}
            assert len(running & _UNPAID) <= 1 and len(running & _DISPATCH) <= 1
            assert len(standing.keys() & _UNPAID) <= 1
