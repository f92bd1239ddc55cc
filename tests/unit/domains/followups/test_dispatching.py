"""What is told of an order in each state; the clock stands at Monday 2 March 2026, 10:00 in Shanghai."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.delivery import CourierFactory, ReachFactory
from tests.factories.followups import ProcessFactory, TodoFactory
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory, ParcelFactory, RefundFactory

from guitai.domains.followups.dispatching import (
    DispatchState,
    dispatch_answer,
    dispatches_of,
    intents_in,
    is_asked,
    may_ask,
    wordings,
)
from guitai.domains.followups.models import Listing, State
from guitai.domains.followups.processes import put_default_processes
from guitai.domains.guard.loading import rulebook
from guitai.domains.knowledge.filling import fill
from guitai.domains.trade.models import OrderStatus, RefundStatus
from guitai.engines.rulebook.checking import check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.types import Platform, Severity

HOUR = timedelta(hours=1)


@pytest.fixture
def make(shop, now):
    """Give ``make(status, **columns)``: an order of 小鱼's, paid an hour ago."""

    def order(status=OrderStatus.PAID, **told):
        buyer = told.pop("buyer", None) or BuyerFactory(shop=shop)
        usual = {"created_at": now - HOUR, "paid_at": now - HOUR}
        return OrderFactory(buyer=buyer, status=status, **usual | told)

    return order


@pytest.fixture
def sent(make, shop, now):
    """Give ``sent(days)``: an order that left so many days ago with 圆通, two to three days to 浙江."""

    def order(days, **told):
        found = make(OrderStatus.SHIPPED, shipped_at=now - timedelta(days=days), **told)
        ParcelFactory(order=found, courier="圆通快递", waybill="YT0001")
        return found

    ReachFactory(courier=CourierFactory(shop=shop, aliases=["圆通快递"]))
    return order


def _listed(order, listing, state=State.OPEN):
    closed_at = None if state == State.OPEN else order.created_at
    TodoFactory(
        owner__shop=order.shop, buyer=order.buyer, order=order, listing=listing, key=order.number,
        state=state, closed_at=closed_at, conversation=None,
    )  # fmt: skip


def test_of_an_unpaid_order_the_process_table_is_told(make, shop, now):
    order = make(OrderStatus.UNPAID, paid_at=None)
    assert "付款后按付款顺序安排发货" in dispatch_answer(order, at=now).text
    put_default_processes(shop=shop, at=now)

    answer = dispatch_answer(order, at=now)

    assert answer.state == DispatchState.UNPAID
    assert answer.text.endswith("16:00 前付款的订单当天发出，16:00 后付款的次日发出。")


def test_one_to_be_sent_leaves_when_the_process_table_says(make, shop, now):
    put_default_processes(shop=shop, at=now)

    # Paid at 09:00, before 16:00: eight hours from there.
    assert "预计3月2日24:00前发出" in dispatch_answer(make(), at=now).text
    # Paid at 17:00 of the day before: the same.
    assert "预计3月2日24:00前发出" in dispatch_answer(make(paid_at=now - 17 * HOUR), at=now).text


def test_without_a_process_table_the_cut_off_tells_it(make, now):
    assert "预计3月2日24:00前发出" in dispatch_answer(make(), at=now).text


def test_a_line_about_exchanges_says_nothing_of_orders(make, shop, now):
    ProcessFactory(shop=shop, about="dispatch", starts="checked", within_minutes=60)

    assert "预计3月2日24:00前发出" in dispatch_answer(make(), at=now).text


def test_once_the_usual_time_is_over_the_limit_is_told(make, now):
    # Paid on 1 March at 10:00: usually gone that day, by the shop's 48 hours on 3 March at 10:00.
    answer = dispatch_answer(make(paid_at=now - 24 * HOUR), at=now)

    assert (answer.state, answer.late) == (DispatchState.TO_SEND, False)
    assert "最晚3月3日10:00前发出" in answer.text


def test_the_platforms_own_limit_goes_before_the_usual_time(make, now):
    answer = dispatch_answer(make(dispatch_by=now + HOUR), at=now)

    assert "预计3月2日11:00前发出" in answer.text


def test_a_late_order_is_told_the_truth_and_no_new_time(make, now):
    order = make(paid_at=now - 49 * HOUR)
    _listed(order, Listing.LATE)

    answer = dispatch_answer(order, at=now)

    assert (answer.state, answer.late, answer.listed) == (DispatchState.LATE, True, "late")
    assert "非常抱歉" in answer.text
    assert "月" not in answer.text


@pytest.mark.parametrize("listing", [Listing.OUT_OF_STOCK, Listing.OVERSOLD])
def test_goods_that_are_not_there_are_told_of_before_lateness(make, now, listing):
    order = make(paid_at=now - 49 * HOUR)
    OrderLineFactory(order=order, title="碎花裙")
    _listed(order, listing)

    answer = dispatch_answer(order, at=now)

    assert (answer.state, answer.late, answer.listed) == (DispatchState(listing), True, listing)
    assert "碎花裙" in answer.text


def test_what_was_settled_on_a_list_is_over(make, now):
    order = make()
    _listed(order, Listing.OUT_OF_STOCK, State.DONE)

    assert dispatch_answer(order, at=now).state == DispatchState.TO_SEND


def test_of_several_products_none_is_named_as_missing(make, now):
    order = make()
    OrderLineFactory(order=order, title="碎花裙")
    OrderLineFactory(order=order, title="衬衫")
    _listed(order, Listing.OUT_OF_STOCK)

    assert "部分商品" in dispatch_answer(order, at=now).text


@pytest.mark.parametrize(
    ("hours", "listing", "said"),
    [
        (1, "", "其余的仓库正在安排，最晚3月4日09:00前发出"),
        (49, "", "其余的没能按时发出"),
        (1, Listing.OVERSOLD, "其余的暂时缺货"),
    ],
)
def test_a_partly_sent_order_is_told_of_both_halves(make, now, hours, listing, said):
    order = make(OrderStatus.PART_SHIPPED, paid_at=now - hours * HOUR)
    ParcelFactory(order=order, courier="圆通", waybill="YT0001")
    if listing:
        _listed(order, listing)

    answer = dispatch_answer(order, at=now)

    assert (answer.state, answer.late) == (DispatchState.PART_SENT, hours > 48)
    assert said in answer.text


def test_a_sent_order_has_its_courier_waybill_and_days(sent, now):
    answer = dispatch_answer(sent(1), at=now)

    assert answer.state == DispatchState.SENT
    assert (answer.courier, answer.waybill) == ("圆通快递", "YT0001")
    assert answer.query == "https://example.com/?nu=YT0001"
    assert answer.expected == (date(2026, 3, 3), date(2026, 3, 4))
    assert "3月1日发出的，圆通快递，单号YT0001，预计3月3日至3月4日送达" in answer.text


@pytest.mark.parametrize(("days", "state"), [(3, DispatchState.SENT), (4, DispatchState.SLOW)])
def test_a_parcel_is_slow_from_the_day_after_its_last(sent, now, days, state):
    answer = dispatch_answer(sent(days), at=now)

    assert (answer.state, answer.late) == (state, state == DispatchState.SLOW)
    assert ("联系快递核实" in answer.text) is answer.late


# Paid so many hours ago it had to leave 48 hours after that, and takes three days at most.
@pytest.mark.parametrize(("hours", "state"), [(5 * 24, DispatchState.SENT), (6 * 24, DispatchState.SLOW)])
def test_where_nobody_told_when_it_left_it_is_slow_counted_from_its_limit(sent, now, hours, state):
    order = sent(0, paid_at=now - hours * HOUR)
    order.shipped_at = None

    answer = dispatch_answer(order, at=now)

    assert (answer.state, answer.expected) == (state, None)
    assert "圆通快递，单号YT0001" in answer.text


def test_the_day_a_parcel_left_is_that_in_shanghai(sent, now):
    order = sent(0, region="浙江 杭州")
    order.shipped_at = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)  # 00:30 on the 2nd

    assert dispatch_answer(order, at=now).expected == (date(2026, 3, 4), date(2026, 3, 5))


def test_of_two_parcels_the_slower_tells_the_last_day(sent, shop, now):
    order = sent(1)
    ReachFactory(courier=CourierFactory(shop=shop, name="邮政", aliases=[]), days_least=4, days_most=6)
    ParcelFactory(order=order, courier="邮政", waybill="9900")

    answer = dispatch_answer(order, at=now)

    assert answer.expected == (date(2026, 3, 3), date(2026, 3, 7))
    assert "圆通快递，单号YT0001；邮政，单号9900" in answer.text
    assert answer.waybill == "YT0001"


def test_two_parcels_of_one_courier_are_told_together(sent, now):
    order = sent(1)
    ParcelFactory(order=order, courier="圆通快递", waybill="YT0002")

    assert "圆通快递，单号YT0001、YT0002，预计" in dispatch_answer(order, at=now).text


def test_a_parcel_without_its_couriers_name_has_the_waybill(make, now):
    order = make(OrderStatus.SHIPPED, shipped_at=now)
    ParcelFactory(order=order, courier="", waybill="9900")

    assert "已经发出了，单号9900，" in dispatch_answer(order, at=now).text


def test_where_nobody_told_the_days_none_are_told(sent, now):
    answer = dispatch_answer(sent(30, region="西藏 拉萨"), at=now)

    assert (answer.state, answer.expected, answer.late) == (DispatchState.SENT, None, False)
    assert "预计" not in answer.text


def test_a_sent_order_without_a_waybill_leaves_no_slot_open(make, now):
    answer = dispatch_answer(make(OrderStatus.SHIPPED, shipped_at=None), at=now)

    assert answer.state == DispatchState.SENT
    assert "{" not in answer.text


def test_dirty_rows_leave_no_slot_open(make, now):
    for status in OrderStatus:
        order = make(status, paid_at=None, region="", titles="")
        assert "{" not in dispatch_answer(order, at=now).text


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (OrderStatus.SIGNED, DispatchState.SIGNED),
        (OrderStatus.FINISHED, DispatchState.SIGNED),
        (OrderStatus.CLOSED, DispatchState.CLOSED),
    ],
)
def test_what_is_over_is_told_as_over(make, now, status, state):
    assert dispatch_answer(make(status), at=now).state == state


@pytest.mark.parametrize(
    ("refund", "state"),
    [
        (RefundStatus.ASKED, DispatchState.REFUNDING),
        (RefundStatus.RETURNED, DispatchState.REFUNDING),
        (RefundStatus.REFUSED, DispatchState.TO_SEND),
        (RefundStatus.CLOSED, DispatchState.TO_SEND),
    ],
)
def test_an_order_that_is_asked_back_is_told_so_while_that_runs(make, now, refund, state):
    order = make()
    RefundFactory(order=order, status=refund)

    assert dispatch_answer(order, at=now).state == state


def test_an_order_whose_buyer_nobody_told_is_answered_too(shop, now):
    order = OrderFactory(buyer=None, shop=shop, paid_at=now - HOUR)

    assert dispatch_answer(order, at=now).state == DispatchState.TO_SEND


def test_many_orders_take_as_many_questions_as_one(make, shop, now, django_assert_num_queries):
    orders = [make() for _number in range(5)]
    for order in orders:
        OrderLineFactory(order=order)
        ParcelFactory(order=order)
    read = type(orders[0]).objects.prefetch_related("lines", "parcels").filter(shop=shop)

    with django_assert_num_queries(3 + 5):
        known = dispatches_of(shop, list(read), at=now)
        for order in read:
            known.answer(order)


@pytest.mark.parametrize(
    ("intents", "status", "answered"),
    [
        (["dispatch"], OrderStatus.PAID, True),
        (["delivery"], OrderStatus.SHIPPED, True),
        (["tracking"], OrderStatus.SIGNED, True),
        (["dispatch"], OrderStatus.FINISHED, False),
        (["price", "tracking"], OrderStatus.SHIPPED, True),
        (["price"], OrderStatus.PAID, False),
        ([], OrderStatus.PAID, False),
    ],
)
def test_who_has_nothing_on_the_way_asks_about_the_next_order(make, intents, status, answered):
    assert is_asked(intents, make(status)) is answered


def test_what_is_asked_is_read_out_of_the_words():
    assert may_ask(intents_in("我的快递到哪了"))
    assert may_ask(intents_in("什么时候发货"))
    assert not may_ask(intents_in("这件多少钱"))


KNOWN = {
    "商品": "纯色衬衫",
    "包裹": "圆通速递，单号YT0001234567890",
    "发货时间": "3月1日",
    "预计发出": "3月2日24:00",
    "最晚": "3月3日10:00",
    "预计送达": "3月3日至3月4日",
    "发货说明": "16:00 前付款的订单当天发出，16:00 后付款的次日发出。",
}
# The order is the buyer's own, the shop sends with another courier now, and the cut-off is over.
FACTS = {
    "now": "2026-03-02T17:30:00+08:00",
    "shop": {"dispatch_cutoff": "16:00", "dispatch_hours": 48, "couriers": ["中通快递"]},
    "buyer": {"id": "小鱼"},
    "orders": [{"id": "1", "buyer": "小鱼", "tracking": "YT0001234567890"}],
}


@pytest.mark.parametrize("platform", [Platform.TMALL, Platform.JD, Platform.PDD])
@pytest.mark.parametrize(
    ("key", "at"), [(key, at) for key, told in wordings().items() for at in range(len(told))]
)
def test_the_guard_lets_every_wording_pass(key, at, platform):
    said = fill(wordings()[key][at], KNOWN)

    found = check(said.text, read_facts(FACTS), rulebook(), platform=platform, language="zh")

    assert not said.missing
    assert len(said.text) <= 120
    assert found.severity is Severity.PASS, found.findings
