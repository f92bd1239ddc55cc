"""What a draft gives away in money: 便宜25, 减三十, 返你20元, 128给您, 七折, 半价, 免单."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from guitai.kernel.money import Money
from guitai.kernel.numerals import NUMBER, number, one_by_one

# Without one of these nothing can be given away, and most replies have none.
_HINT = re.compile(
    r"[0-9二两三四五六七八九十百千半壹贰叁肆伍陆柒捌玖拾佰仟]|一(?![下些定般直样起个会点])|免单|白送|对折|全额|不[收要][您你]"
)

_UNIT = r"(?:元|块钱|块|圆|rmb|米)"
# What makes a number something else than money.
_NO_MONEY = (
    r"(?![\d.点%折个件条双次天号码张份斤克年月日周米楼岁位名人款包袋瓶盒支片套倍成级层颗只期gx]"
    r"|小时|分|kg|cm|ml|元?优惠券的)"
)
_YOU = r"(?:给|送|帮|为)?(?:您|你|亲)?"
_FILLER = r"(?:了|个|掉|下|点|出|:|差价|现金|红包|运费|邮费|大概|最多|您|你|亲|去|价|￥|¥)*"
# These mean money by themselves; the others only with 元 or 块.
_MONEY_VERBS = (
    r"便宜|给您少|给你少|再少|能少|优惠|立减|直减|再减|减免|减掉|减|少收|少付|少算|返现|返还|返"
    r"|让利|让价|抹掉|降价|下浮"
)
_OTHER_VERBS = (
    r"补偿|补贴|补差价|补|赔偿|赔付|赔|退差价|退还|退款|退|抵扣|抵|省下|立省|节省|降|免|少|送|打款|转"
)

_REDUCTION = re.compile(
    rf"(?P<sure>{_MONEY_VERBS}){_YOU}{_FILLER}(?P<a>{NUMBER})(?:{_UNIT}|{_NO_MONEY})"
    rf"|(?P<verb>{_OTHER_VERBS}){_YOU}{_FILLER}(?P<b>{NUMBER}){_UNIT}"
)
_VOUCHER = re.compile(
    rf"(?P<verb>给|送|发|补|申请|返|领){_YOU}(?:一?张|一?个|个)?(?P<a>{NUMBER}){_UNIT}?的?"
    r"(?:无门槛|店铺|现金|专属)?(?:优惠券|优惠卷|代金券|券|红包|优惠|差价|现金|补偿|补贴|运费)"
)
_PRICE_FIRST = re.compile(
    # 一块给您发 is "together".
    rf"(?!一块给)(?P<a>{NUMBER}){_UNIT}?(?:就|可以|能)?"
    r"(?:给您|给你|卖您|卖你|卖给您|卖给你|拿走|带走|成交|拿下)"
)
_PRICE_LAST = re.compile(
    r"(?P<verb>给您|给你|给到您|给到你|最低|算您|算你|卖您|卖你|收您|收你|改价到|改价成|改价为|改到|改成|便宜到|优惠到|降到|做到|减到|少到)"
    rf"(?:算|按|个|价|就|:|一口价)*(?P<a>{NUMBER})(?P<unit>{_UNIT})?{_NO_MONEY}"
)
_RATE = re.compile(rf"(?P<a>{NUMBER})折(?!叠|腰|断|痕|中|伞|回|价率|扣券|算|现|返|旧)")
_HALF = re.compile("半价|对折|打个对折|一半的?价")
_FREE = re.compile("免单|白送您?|不收您?钱|不要您?钱|全额退.{0,4}(?:不用|无需|不需要)(?:寄回|退货|退回)")
# 至少 and 多少 give nothing; 您补, 需补 is what the buyer pays; 满300减30 is everybody's.
_NOT_AFTER = {
    "少": "至不多减缺很较",
    "补": "您你需要得自请",
    "转": "您你需要得请",
    "退": "您你",
    "送": "配派赠",
    "减": "满元加裁0123456789",
    "返": "满",
    "优惠": "满",
    "立减": "满元0123456789",
}
_OFTEN = Decimal("0.4")  # of the price: from here on 给您80 names a price, below it a gift
_WHOLE_TENTHS = 10


class Kind(Enum):
    """How a concession is told."""

    OFF = "off"  # so much less
    PRICE = "price"  # sold for so much
    RATE = "rate"  # so many tenths of the price
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Concession:
    """A concession in a text; ``value`` is yuan, or tenths of the price."""

    kind: Kind
    value: Decimal
    start: int
    end: int

    def amount(self, price: Money | None) -> Money | None:
        """Give what it costs the shop; None if that takes a price nobody knows."""
        if self.kind is Kind.OFF:
            return _money(self.value)
        return None if price is None else price - self.price(price)

    def price(self, price: Money) -> Money:
        """Give what the buyer would pay."""
        match self.kind:
            case Kind.OFF:
                return price - _money(self.value)
            case Kind.PRICE:
                return _money(self.value)
            case Kind.RATE:
                return Money(round(price.fen * self.value / _WHOLE_TENTHS))
            case Kind.FREE:
                return Money(0)


def _money(yuan: Decimal) -> Money:
    return Money(round(yuan * 100))


def tenths(written: str) -> Decimal | None:
    """Give the value of a number before 折 as it stands: 八五 is 85, 零点八 0.8; None if it is none."""
    told = one_by_one(written)
    return Decimal(told) if told.isascii() and told.isdigit() else number(written)


def concessions(text: str, price: Money | None) -> list[Concession]:
    """Find what a normalised text gives away, in order, without overlaps.

    ``price`` decides whether 给您80 names a price or a gift.
    """
    if _HINT.search(text) is None:
        return []
    found = [*_reductions(text), *_prices(text, price), *_rates(text)]
    kept: list[Concession] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _reductions(text: str) -> Iterator[Concession]:
    for pattern in (_REDUCTION, _VOUCHER):
        for found in pattern.finditer(text):
            groups = found.groupdict()
            verb = groups.get("sure") or groups["verb"]
            value = number(groups["a"] or groups["b"])
            before = text[found.start() - 1 : found.start()]
            if value and before not in _forbidden(verb):
                yield Concession(Kind.OFF, value, found.start(), found.end())


def _forbidden(verb: str) -> frozenset[str]:
    """Give the characters after which a verb gives nothing."""
    return frozenset(_NOT_AFTER.get(verb, _NOT_AFTER.get(verb[:1], "")))


def _prices(text: str, price: Money | None) -> Iterator[Concession]:
    for found in _PRICE_FIRST.finditer(text):
        if value := number(found["a"]):
            yield Concession(Kind.PRICE, value, found.start(), found.end())
    for found in _PRICE_LAST.finditer(text):
        value = number(found["a"])
        if not value:
            continue
        if found["verb"] in {"给您", "给你"} and price is not None and value * 100 < price.fen * _OFTEN:
            if found["unit"]:
                yield Concession(Kind.OFF, value, found.start(), found.end())
        else:
            yield Concession(Kind.PRICE, value, found.start(), found.end())


def _rates(text: str) -> Iterator[Concession]:
    if "折" in text:
        for found in _RATE.finditer(text):
            value = tenths(found["a"])
            if value and value < _WHOLE_TENTHS**2:  # 95折 is 9.5
                rate = value / _WHOLE_TENTHS if value > _WHOLE_TENTHS else value
                yield Concession(Kind.RATE, rate, found.start(), found.end())
    for found in _HALF.finditer(text):
        yield Concession(Kind.RATE, Decimal(5), found.start(), found.end())
    for found in _FREE.finditer(text):
        yield Concession(Kind.FREE, Decimal(0), found.start(), found.end())
