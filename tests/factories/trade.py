"""Buyers, orders, their lines, parcels, refunds and remarks, and what agents gave."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from guitai.domains.trade.models import (
    Buyer,
    GivenAmount,
    Order,
    OrderLine,
    OrderStatus,
    Parcel,
    Refund,
    RefundStatus,
    Remark,
    RemarkSource,
    Review,
)
from guitai.domains.trade.phones import phone_key
from tests.factories.accounts import MembershipFactory, ShopFactory

ORDERED = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


class BuyerFactory(DjangoModelFactory):
    class Meta:
        model = Buyer

    shop = factory.SubFactory(ShopFactory)
    account = factory.Sequence(lambda number: f"tb_buyer{number}")
    display_name = factory.SelfAttribute("account")
    first_seen_at = ORDERED
    last_seen_at = ORDERED


class OrderFactory(DjangoModelFactory):
    """A paid order of ¥158.00 that has not left, placed on Sunday 1 March 2026 at 10:00 in Shanghai."""

    class Meta:
        model = Order

    buyer = factory.SubFactory(BuyerFactory)
    shop = factory.SelfAttribute("buyer.shop")
    number = factory.Sequence(lambda number: f"3515313140{number:09d}")
    status = OrderStatus.PAID
    goods_fen = total_fen = paid_fen = 15800
    item_count = 1
    titles = "纯色衬衫"
    receiver = "张三丰"
    phone = "13800000001"
    phone_key = factory.LazyAttribute(lambda order: phone_key(order.phone))
    address = "浙江省 杭州市 西湖区 某某街道某某路1号"
    region = "浙江省 杭州市 西湖区"
    created_at = ORDERED
    paid_at = ORDERED


class OrderLineFactory(DjangoModelFactory):
    class Meta:
        model = OrderLine

    order = factory.SubFactory(OrderFactory)
    position = factory.Sequence(lambda number: number)
    title = "纯色衬衫"
    properties = factory.LazyFunction(lambda: {"颜色": "米白", "尺码": "M"})
    price_fen = 15800


class ParcelFactory(DjangoModelFactory):
    class Meta:
        model = Parcel

    order = factory.SubFactory(OrderFactory)
    courier = "圆通速递"
    waybill = factory.Sequence(lambda number: f"YT{number:013d}")


class RefundFactory(DjangoModelFactory):
    """A refund of the whole order that was paid out a day later."""

    class Meta:
        model = Refund

    order = factory.SubFactory(OrderFactory)
    shop = factory.SelfAttribute("order.shop")
    order_number = factory.SelfAttribute("order.number")
    number = factory.Sequence(lambda number: f"88000000{number:06d}")
    status = RefundStatus.DONE
    amount_fen = 15800
    asked_at = ORDERED


class GivenAmountFactory(DjangoModelFactory):
    """¥10.00, given without an order the day before the tests' Monday."""

    class Meta:
        model = GivenAmount

    buyer = factory.SubFactory(BuyerFactory)
    shop = factory.SelfAttribute("buyer.shop")
    by = factory.SubFactory(MembershipFactory, shop=factory.SelfAttribute("..shop"))
    amount_fen = 1000
    said = "退您10元"
    at = ORDERED


class RemarkFactory(DjangoModelFactory):
    """Written by an agent of the shop a day after the order."""

    class Meta:
        model = Remark

    order = factory.SubFactory(OrderFactory)
    shop = factory.SelfAttribute("order.shop")
    by = factory.SubFactory(MembershipFactory, shop=factory.SelfAttribute("..shop"))
    text = "改发顺丰 小美/03.02"
    at = ORDERED + timedelta(days=1)


class ImportedRemarkFactory(RemarkFactory):
    """What a list brought two days after the order."""

    by = None
    source = RemarkSource.IMPORTED
    at = ORDERED + timedelta(days=2)


class ReviewFactory(DjangoModelFactory):
    """Two stars for the shirt of an order, a week after it was placed, not answered."""

    class Meta:
        model = Review

    order = factory.SubFactory(OrderFactory)
    shop = factory.SelfAttribute("order.shop")
    order_number = factory.SelfAttribute("order.number")
    number = factory.Sequence(lambda number: f"9001{number:08d}")
    title = "纯色衬衫"
    stars = 2
    text = "袖子短了一截，穿着偏小"
    at = ORDERED + timedelta(days=7)
