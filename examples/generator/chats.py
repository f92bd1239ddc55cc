"""Plays talks around real orders: who wrote what to whom, and when."""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from generator.clothes import CHARTS
from generator.goods import Product
from generator.people import Buyer
from generator.scripts import Talk, pick, worded
from generator.shops import AS_OF, DAYS, Shop
from generator.trade import Bought, Trade
from generator.voices import as_typed, greeting, with_ending

Blocks = dict[str, dict[str, list[tuple[str, str, str]]]]  # agent, then buyer: sender, time, text

_ROBOT = "服务助手"
_WELCOMES = (
    "亲，欢迎光临{店铺}，请问有什么可以帮您？回复数字查看：⏎1 尺码 2 发货 3 退换 4 人工客服",
    "您好，我是{店铺}的服务助手，人工客服正在赶来，您可以先把问题发给我",
    "亲，当前咨询人数较多，请稍候，马上为您接入人工",
)
_CAME_FROM = ("宝贝详情页", "订单详情页", "店铺首页", "购物车")
_FESTIVAL = datetime.fromisoformat("2026-11-11T00:00:00")
_LOST = 0.22  # of all talks are with buyers who did not buy


@dataclass(frozen=True, slots=True)
class Occasion:
    """A reason to talk: when, who, about which order or product, and how far things are."""

    at: datetime
    buyer: Buyer
    stage: str
    item: Bought
    trade: Trade | None = None


def occasions_of(
    shop: Shop, trades: list[Trade], people: list[Buyer], products: list[Product], chance: random.Random
) -> list[Occasion]:
    """Draw as many occasions as the shop had talks, in the order they came."""
    lost = round(shop.talks * _LOST)
    bought = [occasion for trade in trades for occasion in _around(trade, chance)]
    drawn = chance.sample([one for one in bought if _kept(shop, one, chance)], shop.talks - lost)
    while len(drawn) < shop.talks:
        product = chance.choice(products)
        item = Bought(product, chance.choice(product.colours), chance.choice(product.sizes), 1)
        at = AS_OF - timedelta(seconds=chance.randrange(3600, DAYS * 86400))
        occasion = Occasion(at, chance.choice(people), "pre", item)
        if _kept(shop, occasion, chance):
            drawn.append(occasion)
    return sorted(drawn, key=lambda one: (one.at, one.buyer.nick))


def _around(trade: Trade, chance: random.Random) -> list[Occasion]:
    """Give what there may be to talk about in the life of an order."""
    end = AS_OF - timedelta(minutes=20)
    moments = [("pre", 0.42, trade.created - timedelta(seconds=chance.randint(700, 3600)), trade.created)]
    if trade.paid is None:
        moments.append(
            ("unpaid", 0.4, trade.created + timedelta(minutes=20), trade.created + timedelta(hours=3))
        )
    elif trade.reason == "未发货退款":
        moments.append(("cancelled", 0.95, trade.paid, trade.paid + timedelta(hours=9)))
    else:
        moments.append(("paid", 0.16, trade.paid, trade.sent or end))
    if trade.sent:
        moments.append(("shipped", 0.13, trade.sent + timedelta(hours=12), trade.signed or end))
    if trade.signed and not trade.reason:
        moments.append(("signed", 0.06, trade.signed, trade.signed + timedelta(days=3)))
    if trade.signed and trade.reason:
        stage = "returned" if trade.closed else "partly"
        moments.append((stage, 0.85, trade.signed, trade.signed + timedelta(days=2)))
    found = []
    for stage, likely, start, last in moments:
        stop = min(last, end)
        if start < stop and chance.random() < likely:
            at = start if stage == "pre" else start + (stop - start) * chance.random()
            found.append(Occasion(at.replace(microsecond=0), trade.buyer, stage, trade.items[0], trade))
    return found


def _kept(shop: Shop, occasion: Occasion, chance: random.Random) -> bool:
    """In the night few write, and nobody of the shop opens a talk."""
    if occasion.at < AS_OF - timedelta(days=DAYS):
        return False
    return any(agent.on_duty(occasion.at) for agent in shop.agents) or (
        occasion.stage != "unpaid" and chance.random() < 0.15
    )


def talks_of(
    shop: Shop,
    occasions: list[Occasion],
    patterns: list[Talk],
    products: list[Product],
    chance: random.Random,
) -> Blocks:
    """Play a talk for every occasion and give each agent's file, a block a buyer."""
    blocks: Blocks = {agent.name: defaultdict(list) for agent in shop.agents}
    for occasion in occasions:
        _Play(shop, occasion, products, chance).play(patterns, blocks)
    for talks in blocks.values():
        for messages in talks.values():
            messages.sort(key=lambda message: message[1])
    return blocks


class _Play:
    """One talk while it is played."""

    def __init__(
        self, shop: Shop, occasion: Occasion, products: list[Product], chance: random.Random
    ) -> None:
        self.shop, self.occasion, self.chance = shop, occasion, chance
        on_duty = [agent for agent in shop.agents if agent.on_duty(occasion.at)]
        self.offline = not on_duty
        self.agent = chance.choice(on_duty or list(shop.agents[:1]))
        self.clock = occasion.at
        self.spoken = False
        self.taken: dict[str, int] = {}
        self.slots = _slots(shop, occasion, products, chance)

    def play(self, patterns: list[Talk], blocks: Blocks) -> None:
        """Write the talk into the files of those who took part."""
        talk = pick(patterns, self.occasion.stage, self._reason(), self._marks(), self._facts(), self.chance)
        lines = list(talk.lines)
        if self.chance.random() < 0.12 and len(lines) > 3:
            lines = lines[: -self.chance.choice((1, 2))]
        unanswered = lines[0].who == "买" and self.chance.random() < 0.045
        if lines[0].who == "买":
            self._arrival(blocks)
        for place, line in enumerate(lines):
            if line.who == "转":
                self._transfer(blocks, line.text)
            elif line.who == "买":
                self._wait(line.wait, self.chance.uniform(7, 60) if place else 0)
                words = self._worded(line.text)
                if words:
                    self._say(
                        blocks,
                        self.occasion.buyer.nick,
                        as_typed(words, self.occasion.buyer.voice, self.chance),
                    )
            elif not unanswered:
                self._answer(blocks, line.wait, line.text)

    def _arrival(self, blocks: Blocks) -> None:
        if self.occasion.stage == "pre" and self.chance.random() < 0.35:
            self._say(blocks, self.occasion.buyer.nick, self.occasion.item.product.url)
            self._wait(None, self.chance.uniform(4, 30))
        elif self.chance.random() < 0.3:
            page = self.chance.choice(_CAME_FROM)
            self._say(blocks, self.occasion.buyer.nick, f"当前用户来自 淘宝移动端 {page}")
        if self.chance.random() < 0.2:
            self._wait(None, 1)
            welcome = self._worded(self.chance.choice(_WELCOMES))
            self._say(blocks, f"{self.shop.name}:{_ROBOT}", welcome)
            if self.chance.random() < 0.4:
                self._wait(None, 4)
                self._say(blocks, f"{self.shop.name}:{_ROBOT}", f"由 {_ROBOT} 转交给 {self.agent.name}")

    def _transfer(self, blocks: Blocks, why: str) -> None:
        others = [one for one in self.shop.agents if one.on_duty(self.clock) and one is not self.agent]
        if others:
            before, self.agent = self.agent, self.chance.choice(others)
            self.slots["客服"] = self.agent.name
            words = f"由 {before.name} 转交给 {self.agent.name}，原因：【{why}】"
            self._wait(None, 3)
            self._say(blocks, f"{self.shop.name}:{self.agent.name}", words)
            self.spoken = False

    def _answer(self, blocks: Blocks, wait: int | None, text: str) -> None:
        seconds = self.agent.seconds * self.chance.lognormvariate(0, 0.55)
        if self.chance.random() < 0.05:
            seconds *= self.chance.uniform(6, 25)
        self._wait(wait, max(4, seconds))
        if self.offline and self.clock.hour < 8:
            self.clock = self.clock.replace(hour=8, minute=31) + timedelta(seconds=round(seconds * 4))
        self.slots["招"] = greeting(self.agent, not self.spoken, self.chance)
        filled = self._worded(text.replace("{尾}", "\0"))
        while "\0" in filled:
            filled = with_ending(filled.replace("\0", "{尾}", 1), self.agent, self.chance)
        self._say(blocks, f"{self.shop.name}:{self.agent.name}", filled)
        self.spoken = True

    def _wait(self, said: int | None, usual: float) -> None:
        seconds = said * self.chance.uniform(0.8, 1.25) if said else usual
        self.clock = (self.clock + timedelta(seconds=seconds)).replace(microsecond=0)

    def _say(self, blocks: Blocks, sender: str, text: str) -> None:
        if self.clock < AS_OF:
            blocks[self.agent.name][self.occasion.buyer.nick].append((sender, str(self.clock), text))

    def _worded(self, text: str) -> str:
        return worded(text, self.slots, self.occasion.item.product.facts, self.chance, self.taken)

    def _reason(self) -> str:
        return self.occasion.trade.reason if self.occasion.trade else ""

    def _facts(self) -> set[str]:
        return set(self.occasion.item.product.facts)

    def _marks(self) -> set[str]:
        item = self.occasion.item
        marks = {"home" if self.shop.key == "youmu" else "clothes"}
        if item.product.chart:
            marks.add("chart")
        if self.occasion.at.hour in {23, 0}:
            marks.add("late")
        if self.occasion.at < _FESTIVAL:
            marks.add("early")
        in_stock = self.occasion.trade or item.product.stock[item.colour, item.size]
        return marks | ({"stocked"} if in_stock else {"short"})


def recommended(product: Product, buyer: Buyer) -> str:
    """Give the size the chart names for a buyer's weight; the largest for whoever is beyond it."""
    for size in product.sizes if product.chart else ():
        _, most = CHARTS[product.chart][size]["体重(斤)"].split("-")
        if buyer.jin <= int(most):
            return size
    return product.sizes[-1]


def _slots(shop: Shop, occasion: Occasion, products: list[Product], chance: random.Random) -> dict[str, str]:
    item, buyer, trade = occasion.item, occasion.buyer, occasion.trade
    product = item.product
    other = chance.choice([one for one in products if one.category == product.category or one.on_sale])
    colours = [colour for colour in product.colours if colour != item.colour] or ["别的颜色"]
    courier = trade.courier if trade and trade.courier else shop.couriers[0][0]
    return {
        "商品": product.title,
        "短名": product.short,
        "颜色": item.colour,
        "颜色2": chance.choice(colours),
        "尺码": item.size,
        "推荐": recommended(product, buyer),
        "价格": str(product.price),
        "身高": str(buyer.height),
        "体重": str(buyer.jin),
        "公斤": f"{buyer.jin / 2:g}",
        "库存": str(max(product.stock[item.colour, item.size], 3)),
        "评分": product.rating,
        "缺点": product.facts["缺点"],
        "别的": other.short,
        "别价": str(other.price),
        "订单": trade.order_id if trade else "",
        "快递": courier.removesuffix("速递").removesuffix("快递").removesuffix("速运"),
        "单号": trade.waybill if trade else "",
        "收货人": buyer.name,
        "城市": buyer.city,
        "省": buyer.province,
        "店铺": shop.name,
        "赠品": shop.gift,
        "截止": "16点",
        "门槛": str(shop.free_from),
        "优惠": "满300减30" if shop.key == "yunshang" else "满99减10",
        "客服": "",
        "招": "",
    }
