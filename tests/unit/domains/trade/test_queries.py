"""What is known of buyers and orders, for those who may know."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactFactory, ProductFactory, SkuFactory
from tests.factories.trade import (
    ORDERED,
    BuyerFactory,
    OrderFactory,
    OrderLineFactory,
    ParcelFactory,
    RefundFactory,
)

from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.knowledge.filling import SLOTS
from guitai.domains.trade import queries
from guitai.domains.trade.models import Order, OrderStatus
from guitai.kernel.money import Money


@pytest.fixture
def order(shop: Shop) -> Order:
    """A sent order of 小鱼's with one line, one parcel and one refund."""
    order = OrderFactory(
        buyer=BuyerFactory(shop=shop, account="小鱼"), status=OrderStatus.SHIPPED, shipped_at=ORDERED
    )
    product = ProductFactory(shop=shop, title="云裳纯色衬衫", link="https://shop.example/c1")
    SkuFactory(product=product, stock=8)
    ProductFactFactory(product=product)
    OrderLineFactory(order=order, product=product)
    ParcelFactory(order=order, waybill="YT1")
    RefundFactory(order=order)
    return order


@pytest.mark.parametrize(
    "door",
    [
        queries.visible_to,
        queries.buyers_visible_to,
        queries.lines_visible_to,
        queries.parcels_visible_to,
        queries.refunds_visible_to,
    ],
)
def test_every_door_knows_who_asks(
    door: object, order: Order, agent: Membership, former: Membership, neighbour: Membership, nobody: Person
) -> None:
    seen = {
        person.username: door(person).count()
        for person in (agent.person, former.person, neighbour.person, nobody)
    }  # type: ignore[operator]

    assert seen == {"xiaomei": 1, "xiaolin": 0, "xiaoxue": 0, "guest": 0}


def test_orders_come_newest_first_in_few_queries(shop: Shop, django_assert_num_queries: object) -> None:
    buyer = BuyerFactory(shop=shop)
    old = OrderFactory(buyer=buyer, created_at=ORDERED - timedelta(days=1))
    new = OrderFactory(buyer=buyer)
    for each in (old, new):
        OrderLineFactory(order=each, product=ProductFactory(shop=shop))

    with django_assert_num_queries(3):  # type: ignore[operator]
        orders = list(queries.orders_of(buyer))
        shown = [queries.order_card(each) for each in orders]

    assert orders == [new, old]
    assert shown[0]["total"] == "158.00"


def test_the_card_of_an_order(order: Order) -> None:
    assert queries.card_by_id(buyer_id=order.buyer_id, order_id=order.pk) == {
        "id": order.pk,
        "number": order.number,
        "status": "shipped",
        "status_text": str(order.get_status_display()),
        "total": "158.00",
        "titles": "纯色衬衫",
        "items": 1,
    }


def test_an_order_is_shown_to_its_own_buyer_alone(shop: Shop, order: Order) -> None:
    stranger = BuyerFactory(shop=shop)

    assert queries.card_by_id(buyer_id=stranger.pk, order_id=order.pk) == {}
    assert queries.card_by_number(shop_id=shop.pk, account=stranger.account, number=order.number) == {}
    assert queries.card_by_number(shop_id=shop.pk, account="", number=order.number) == {}
    assert queries.card_by_number(shop_id=shop.pk, account="小鱼", number=order.number)["id"] == order.pk


def test_a_talk_is_about_the_order_with_the_product_else_the_one_still_running(
    shop: Shop, order: Order
) -> None:
    finished = OrderFactory(
        buyer=order.buyer, status=OrderStatus.FINISHED, created_at=ORDERED + timedelta(days=1)
    )
    product = order.lines.get().product

    assert queries.order_spoken_of(order.buyer, product=product) == order
    assert queries.order_spoken_of(order.buyer) == order
    order.status = OrderStatus.CLOSED
    order.save()
    assert queries.order_spoken_of(order.buyer) == finished
    assert queries.order_spoken_of(BuyerFactory(shop=shop)) is None


def test_what_a_buyer_spent_is_less_what_went_back(shop: Shop) -> None:
    buyer = BuyerFactory(shop=shop)
    OrderFactory(buyer=buyer, refund_fen=800)
    OrderFactory(buyer=buyer)
    OrderFactory(buyer=buyer, paid_at=None, paid_fen=0, status=OrderStatus.UNPAID)

    history = queries.history_of(buyer)

    assert (history.orders, history.spent) == (2, Money(30800))
    assert queries.order_count(buyer) == 3


def test_a_buyer_is_returning_once_the_shop_knew_them(shop: Shop, now: datetime) -> None:
    buyer = BuyerFactory(shop=shop, first_seen_at=now)

    assert not queries.is_returning(buyer, now)
    assert queries.is_returning(buyer, now + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("paid", "usual"),
    [
        ("2026-03-02T15:59:00+08:00", "2026-03-03T00:00:00+08:00"),
        ("2026-03-02T16:01:00+08:00", "2026-03-04T00:00:00+08:00"),
    ],
)
def test_paid_before_the_cutoff_leaves_the_same_day(shop: Shop, paid: str, usual: str) -> None:
    moment = datetime.fromisoformat(paid)
    order = OrderFactory(buyer=BuyerFactory(shop=shop), paid_at=moment)

    promise = queries.dispatch_promise(order, shop, at=moment + timedelta(hours=49))

    assert promise is not None
    assert (promise.usual, promise.by, promise.late) == (
        datetime.fromisoformat(usual),
        moment + timedelta(hours=48),
        True,
    )


def test_the_platforms_own_limit_of_an_order_goes_before_the_shops_hours(shop: Shop) -> None:
    limit = ORDERED + timedelta(hours=3)
    order = OrderFactory(buyer=BuyerFactory(shop=shop), dispatch_by=limit)

    promise = queries.dispatch_promise(order, shop, at=limit + timedelta(minutes=1))

    assert promise == queries.DispatchPromise(by=limit, usual=limit, late=True)


@pytest.mark.parametrize("state", [OrderStatus.UNPAID, OrderStatus.SHIPPED, OrderStatus.CLOSED])
def test_only_what_is_paid_and_has_not_left_has_a_promise(shop: Shop, state: OrderStatus) -> None:
    order = OrderFactory(buyer=BuyerFactory(shop=shop), status=state)

    assert queries.dispatch_promise(order, shop, at=ORDERED) is None


def test_the_facts_for_phrases_are_named_as_the_slots_are(shop: Shop, order: Order) -> None:
    order.status = OrderStatus.PAID
    facts = queries.buyer_facts(
        order.buyer, shop=shop, agent="小美", order=queries.orders_of(order.buyer).get()
    )
    waiting = queries.buyer_facts(order.buyer, shop=shop, agent="小美", order=order)

    assert (facts | waiting).keys() - {"材质", "颜色", "尺码"} == set(SLOTS)
    told = [
        facts[name]
        for name in ("买家", "客服", "快递", "单号", "付款时间", "商品", "规格", "价格", "库存", "材质")
    ]
    assert told == [
        "小鱼",
        "小美",
        "圆通速递",
        "YT1",
        "3月1日10:00",
        "云裳纯色衬衫",
        "米白 M",
        "¥158.00",
        "8",
        "棉95% 氨纶5%",
    ]


def test_a_new_buyer_has_facts_of_shop_and_agent_alone(shop: Shop) -> None:
    facts = queries.buyer_facts(BuyerFactory(shop=shop, account="小鱼"), shop=shop, agent="小美")

    assert facts == {"买家": "小鱼", "客服": "小美", "店铺": "云裳女装", "截止": "16:00"}


def test_the_product_in_view_goes_before_that_of_the_order(shop: Shop, order: Order) -> None:
    other: Product = ProductFactory(shop=shop, title="别的")

    facts = queries.buyer_facts(order.buyer, shop=shop, agent="小美", order=order, product=other)

    assert facts["商品"] == "别的"


def test_orders_up_to_a_moment_by_buyer(shop: Shop, order: Order) -> None:
    OrderFactory(buyer=order.buyer, status=OrderStatus.CLOSED)

    found = queries.ordered_until([order.buyer_id], until=datetime(2027, 1, 1, tzinfo=UTC))

    assert found == {order.buyer_id: [(ORDERED, 15800)]}


def test_an_orders_refunds_come_with_the_last_asked_for_first(order: Order) -> None:
    first = order.refunds.get()
    untimed = RefundFactory(order=order, asked_at=None)
    last = RefundFactory(order=order, asked_at=ORDERED + timedelta(days=1))
    RefundFactory(order=OrderFactory(buyer=order.buyer))

    assert list(queries.refunds_of(order)) == [last, first, untimed]


def test_accounts_are_given_by_order_number_where_they_are_known_in_full(shop: Shop, order: Order) -> None:
    masked = OrderFactory(buyer=BuyerFactory(shop=shop, account="小******鱼"))
    nameless = OrderFactory(shop=shop, buyer=None)
    numbers = {order.number, masked.number, nameless.number, "none"}

    assert queries.accounts_by_number(shop_id=shop.pk, numbers=numbers) == {order.number: "小鱼"}
    assert queries.accounts_by_number(shop_id=shop.pk + 1, numbers=numbers) == {}


@pytest.mark.parametrize(
    ("marks", "ordered", "found"),
    [
        ({"tags": ["急"]}, False, True),
        ({"is_vip": True}, False, True),
        ({}, False, False),
        ({"tags": ["急"]}, True, False),
    ],
)
def test_marks_are_found_of_a_buyer_without_orders(
    shop: Shop, marks: dict[str, object], ordered: bool, found: bool
) -> None:
    buyer = BuyerFactory(shop=shop, account="j****db", **marks)
    if ordered:
        OrderFactory(buyer=buyer)

    marked = queries.buyers_with_marks(shop_id=shop.pk, accounts=["j****db", "k****03"])

    assert marked == ([buyer] if found else [])
