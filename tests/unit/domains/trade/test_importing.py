"""Orders come in once, grow newer, and never older."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.common.journal import Journal, take_back
from guitai.common.models import DeedChange
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import OrderDraft
from guitai.domains.trade.importing import ensure_buyers, put_orders
from guitai.domains.trade.models import Buyer, Order, OrderStatus, Parcel
from guitai.domains.trade.phones import phone_key

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
PAID = OrderDraft(
    number="351531314000000001",
    buyer="小鱼",
    status=OrderStatus.PAID,
    total_fen=15800,
    paid_fen=15800,
    titles="纯色衬衫",
    receiver="张三",
    phone="13800000001",
    address="浙江省 杭州市 西湖区 某某路1号",
    created_at=AT,
    paid_at=AT,
)
SENT = replace(
    PAID,
    status=OrderStatus.SHIPPED,
    shipped_at=AT + timedelta(hours=5),
    courier="圆通速递",
    waybills=("YT1",),
)


def put(shop: Shop, *drafts: OrderDraft) -> tuple[int, int, int]:
    tally = put_orders(shop=shop, drafts=drafts, at=AT).tally
    return tally.added, tally.updated, tally.unchanged


def test_a_new_order_brings_its_buyer(shop: Shop) -> None:
    assert put(shop, PAID) == (1, 0, 0)

    order = Order.objects.select_related("buyer").get()
    assert (order.buyer.account, order.buyer.first_seen_at) == ("小鱼", AT)
    assert (order.receiver, order.phone) == ("张三", "13800000001")


def test_an_order_is_found_by_its_phone_whoever_wrote_it_how(shop: Shop) -> None:
    put(shop, PAID)
    assert Order.objects.get(phone_key=phone_key("+86 138-0000-0001")).number == PAID.number

    put(shop, replace(PAID, phone="13800000002"))
    assert Order.objects.get(phone_key=phone_key("13800000002")).phone == "13800000002"


def test_a_masked_phone_has_no_key(shop: Shop) -> None:
    put(shop, replace(PAID, phone="138****0001"))

    assert Order.objects.get().phone_key == ""


def test_the_same_list_twice_changes_nothing(shop: Shop) -> None:
    put(shop, PAID)

    assert put(shop, PAID) == (0, 0, 1)


def test_a_newer_state_updates_and_brings_the_parcel(shop: Shop) -> None:
    put(shop, PAID)

    assert put(shop, SENT) == (0, 1, 0)
    assert put(shop, SENT) == (0, 0, 1)
    assert Order.objects.get().status == OrderStatus.SHIPPED
    assert str(Parcel.objects.get()) == "圆通速递 YT1"


def test_an_older_list_never_overwrites_a_newer_state(shop: Shop) -> None:
    put(shop, SENT)

    assert put(shop, replace(PAID, total_fen=1, seller_remark="旧")) == (0, 0, 1)
    order = Order.objects.get()
    assert (order.status, order.total_fen, order.seller_remark) == (OrderStatus.SHIPPED, 15800, "")


def test_what_a_list_does_not_name_stays(shop: Shop) -> None:
    put(shop, SENT)
    narrow = OrderDraft(number=PAID.number, status=OrderStatus.FINISHED)

    assert put(shop, narrow) == (0, 1, 0)
    order = Order.objects.get()
    assert (order.receiver, order.paid_at, order.total_fen) == ("张三", AT, 15800)


def test_another_list_that_says_the_same_in_other_columns_changes_nothing(shop: Shop) -> None:
    put(shop, PAID)

    assert put(shop, replace(PAID, phone="")) == (0, 0, 1)


def test_money_that_went_back_stays_back(shop: Shop) -> None:
    put(shop, replace(SENT, refund_fen=3000))
    put(shop, replace(SENT, refund_fen=0, seller_remark="已补"))

    order = Order.objects.get()
    assert (order.refund_fen, order.seller_remark) == (3000, "已补")


def test_a_line_that_repeats_one_before_is_unchanged_and_one_that_says_more_an_update(shop: Shop) -> None:
    assert put(shop, PAID, PAID, SENT) == (1, 1, 1)
    assert put(shop, PAID, PAID, SENT) == (0, 0, 3)
    assert Order.objects.get().status == OrderStatus.SHIPPED


def test_a_new_order_without_buyer_or_time_has_no_home(shop: Shop) -> None:
    outcome = put_orders(
        shop=shop, drafts=[replace(PAID, buyer=""), replace(PAID, number="2", created_at=None)], at=AT
    )

    assert [draft.number for draft in outcome.homeless] == [PAID.number, "2"]
    assert not Order.objects.exists()


def test_a_second_line_of_a_homeless_order_is_homeless_too(shop: Shop) -> None:
    outcome = put_orders(shop=shop, drafts=[replace(PAID, buyer="")] * 2, at=AT)

    assert len(outcome.homeless) == 2


def test_what_agents_wrote_is_untouched(shop: Shop) -> None:
    buyer = BuyerFactory(shop=shop, account="小鱼", display_name="余小姐", is_vip=True, tags=["爽快"])

    put(shop, SENT)

    buyer.refresh_from_db()
    assert (buyer.display_name, buyer.is_vip, buyer.tags) == ("余小姐", True, ["爽快"])


def test_a_courier_that_was_not_named_is_named_later(shop: Shop) -> None:
    put(shop, replace(SENT, courier=""))

    assert put(shop, SENT) == (0, 1, 0)
    assert Parcel.objects.get().courier == "圆通速递"


def test_the_same_number_in_another_shop_is_another_order(shop: Shop, other_shop: Shop) -> None:
    put(shop, PAID)

    assert put(other_shop, PAID) == (1, 0, 0)
    assert Buyer.objects.count() == 2


def test_buyers_remember_when_they_were_first_and_last_seen(shop: Shop) -> None:
    BuyerFactory(shop=shop, account="小鱼", first_seen_at=AT, last_seen_at=AT)
    day = timedelta(days=1)

    ensure_buyers(shop=shop, seen={"小鱼": (AT - day, AT + day)})
    ensure_buyers(shop=shop, seen={"小鱼": (AT, AT)})

    buyer = Buyer.objects.get()
    assert (buyer.first_seen_at, buyer.last_seen_at) == (AT - day, AT + day)


def test_personal_data_is_sealed_when_it_is_changed_too(
    shop: Shop, django_assert_num_queries: object
) -> None:
    put(shop, PAID)
    put(shop, replace(PAID, receiver="李四"))

    assert Order.objects.get().receiver == "李四"
    assert not Order.objects.extra(where=["receiver LIKE '%%李四%%'"]).exists()


@pytest.mark.parametrize("state", [OrderStatus.CLOSED, OrderStatus.FINISHED])
def test_an_order_that_ended_does_not_run_again(shop: Shop, state: OrderStatus) -> None:
    put(shop, replace(PAID, status=state))

    assert put(shop, SENT) == (0, 0, 1)


def test_orders_the_counter_made_are_brought_up_to_date(shop: Shop) -> None:
    buyer = BuyerFactory(shop=shop, account="小鱼")
    OrderFactory(buyer=buyer, number=PAID.number, created_at=AT, paid_at=AT)

    assert put(shop, SENT) == (0, 1, 0)


def test_an_order_of_a_platform_without_buyers_may_get_one_later(shop: Shop) -> None:
    assert put(shop, replace(PAID, buyer="", anonymous=True)) == (1, 0, 0)
    assert Order.objects.get().buyer is None

    assert put(shop, SENT) == (0, 1, 0)
    assert Order.objects.get().buyer == Buyer.objects.get(account="小鱼")


def test_who_is_new_and_who_changed_is_told(shop: Shop) -> None:
    put(shop, PAID)

    outcome = put_orders(shop=shop, drafts=[SENT, replace(PAID, number="2")], at=AT)

    assert (outcome.added, outcome.updated) == ({"2"}, {PAID.number})


def test_many_lists_about_the_same_buyers_are_noted_in_the_journal_once(shop: Shop) -> None:
    journal = Journal.begin(shop_id=shop.pk, at=AT)
    for day in range(3):
        draft = replace(PAID, number=str(day), created_at=AT + timedelta(days=day))
        put_orders(shop=shop, drafts=[draft], at=AT, journal=journal)
    journal.close()

    assert not DeedChange.objects.exists()
    assert take_back(journal.id).removed == 4
    assert not Buyer.objects.exists()
