"""Sixty days of orders: what was bought, when it was paid, sent and signed for, and what came back."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from generator.goods import Product
from generator.people import Buyer
from generator.shops import AS_OF, DAYS, Shop, busyness

# How orders spread over the hours of a day.
_HOURS = (2, 1, 0.5, 0.3, 0.3, 0.5, 1, 2, 4, 6, 7.5, 6.5, 6, 6, 6, 6, 5.5, 5, 5, 7, 9, 10, 8, 4.5)
_MESSAGES = (
    "请尽快发货",
    "帮我检查一下有没有瑕疵再发，谢谢",
    "不要发圆通",
    "放门口快递柜",
    "送人的，包装好一点",
    "别放发货单",
    "尽快发，周末前要用",
)
_REMARKS = ("改发顺丰", "已补差价", "送礼，勿放发货单", "催发货", "退差价5元", "已改地址", "破损补发")


@dataclass(slots=True)
class Bought:
    """One product of an order."""

    product: Product
    colour: str
    size: str
    quantity: int

    @property
    def amount(self) -> int:
        """What it comes to, in yuan."""
        return self.product.price * self.quantity


@dataclass(slots=True)
class Trade:
    """One order and everything that happened to it, as far as it has happened."""

    order_id: str
    buyer: Buyer
    items: list[Bought]
    postage: int
    created: datetime
    paid: datetime | None = None
    sent: datetime | None = None
    signed: datetime | None = None
    finished: datetime | None = None
    closed: bool = False
    close_reason: str = "订单未关闭"
    courier: str = ""
    waybill: str = ""
    refunded: int = 0
    reason: str = ""  # why something came back
    message: str = ""
    remark: str = ""

    @property
    def goods(self) -> int:
        """What the goods come to, in yuan."""
        return sum(item.amount for item in self.items)

    @property
    def status(self) -> str:
        """The platform's wording of how far it has come."""
        if self.closed:
            return "交易关闭"
        if self.paid is None:
            return "等待买家付款"
        if self.sent is None:
            return "买家已付款，等待卖家发货"
        return "交易成功" if self.finished else "卖家已发货，等待买家确认"


def trades_of(shop: Shop, products: list[Product], people: list[Buyer], chance: random.Random) -> list[Trade]:
    """Draw a shop's orders in the order they were made."""
    weights = [1 / (1 + place % 17) for place in range(len(people))]  # some come back again and again
    liked = {product.product_id: chance.paretovariate(1.3) for product in products}
    trades = []
    for number, created in enumerate(_moments(shop.orders, chance)):
        buyer = chance.choices(people, weights)[0]
        # Nineteen digits that grow with time, as the platform's do.
        order_id = f"35{int(created.replace(tzinfo=UTC).timestamp()):010d}{(number * 7919) % 10_000_000:07d}"
        items = _basket(products, liked, chance)
        goods = sum(item.amount for item in items)
        far = buyer.province in {"新疆", "内蒙古"}
        postage = 20 if far else (0 if goods >= shop.free_from else shop.postage)
        trade = Trade(order_id, buyer, items, postage, created)
        _live(trade, shop, chance)
        trades.append(trade)
    return trades


def _moments(number: int, chance: random.Random) -> list[datetime]:
    days = [AS_OF.date() - timedelta(days=back) for back in range(DAYS, 0, -1)]
    picked = chance.choices(days, [busyness(day) for day in days], k=number)
    hours = chance.choices(range(24), _HOURS, k=number)
    return sorted(
        datetime.combine(day, time(hour, chance.randint(0, 59), chance.randint(0, 59)))
        for day, hour in zip(picked, hours, strict=True)
    )


def _basket(products: list[Product], liked: dict[str, float], chance: random.Random) -> list[Bought]:
    number = chance.choices((1, 2, 3, 4), (68, 22, 8, 2))[0]
    chosen: dict[str, Product] = {}
    while len(chosen) < number:
        product = chance.choices(products, [liked[p.product_id] for p in products])[0]
        chosen[product.product_id] = product
    return [
        Bought(
            product,
            chance.choice(product.colours),
            chance.choice(product.sizes),
            chance.choices((1, 2, 3), (90, 8, 2))[0],
        )
        for product in chosen.values()
    ]


def _live(trade: Trade, shop: Shop, chance: random.Random) -> None:
    """Let an order go its way until the day the export was made."""
    trade.message = chance.choice(_MESSAGES) if chance.random() < 0.08 else ""
    trade.remark = f"{chance.choice(_REMARKS)} {shop.agents[0].name}" if chance.random() < 0.06 else ""
    last_day = trade.created + timedelta(days=1) >= AS_OF
    if chance.random() < (0.25 if last_day else 0.09):
        trade.closed = not last_day
        trade.close_reason = "买家未付款" if trade.closed else trade.close_reason
        return
    trade.paid = _reached(trade.created + timedelta(seconds=chance.lognormvariate(3.6, 1.4)))
    if trade.paid is None:
        return
    if chance.random() < 0.03:
        trade.closed, trade.close_reason, trade.refunded = True, "买家申请退款", trade.goods + trade.postage
        trade.reason = "未发货退款"
        return
    trade.sent = _reached(_dispatch(trade.paid, chance))
    if trade.sent is None:
        return
    trade.courier, trade.waybill = _parcel(shop, chance)
    trade.signed = _reached(trade.sent + timedelta(days=chance.uniform(1.2, 5), hours=chance.uniform(0, 6)))
    if trade.signed is None:
        return
    trade.finished = _reached(trade.signed + timedelta(days=chance.choice((0.3, 1, 2, 4, 8, 9.5))))
    _come_back(trade, chance)


def _come_back(trade: Trade, chance: random.Random) -> None:
    luck = chance.random()
    if luck < 0.075:
        trade.reason = chance.choice(("尺码不合适", "不喜欢", "质量问题", "与描述不符", "七天无理由"))
        trade.closed, trade.finished = True, None
        trade.close_reason, trade.refunded = "退款成功", trade.goods + trade.postage
    elif luck < 0.11:
        trade.reason = chance.choice(("少件", "轻微瑕疵", "差价", "破损"))
        trade.refunded = max(5, trade.goods // chance.choice((5, 8, 10)))


def _dispatch(paid: datetime, chance: random.Random) -> datetime:
    """Paid before four leaves the same day; after it, or in the rush of November, later."""
    late = 0 if paid.time() < time(16) else 1
    if datetime.fromisoformat("2026-11-10") <= paid < datetime.fromisoformat("2026-11-14"):
        late += chance.choice((0, 1, 1, 2, 3))
    elif paid >= datetime.fromisoformat(
        "2026-11-18T12:00:00"
    ):  # the returns of the rush keep the warehouse busy
        late += chance.choice((0, 1, 1, 2))
    elif chance.random() < 0.09:
        late += chance.choice((1, 2, 2, 4))
    evening = time(chance.randint(16, 20), chance.randint(0, 59), chance.randint(0, 59))
    return datetime.combine(paid.date() + timedelta(days=late), evening)


def _parcel(shop: Shop, chance: random.Random) -> tuple[str, str]:
    name, begins = chance.choices(shop.couriers, [6, 4, 3, 1][: len(shop.couriers)])[0]
    digits = "".join(str(chance.randint(0, 9)) for _ in range(13 - (0 if begins.isalpha() else len(begins))))
    return name, f"{begins}{digits}"


def _reached(moment: datetime) -> datetime | None:
    """Give the moment if the export still saw it."""
    moment = moment.replace(microsecond=0)
    return moment if moment < AS_OF else None
