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
    r"[0-9二两三四五六七八九十百千半壹贰叁肆伍陆柒捌玖拾佰仟]|一(?![下些定般直样起个会点])|免单|白送|对折|全额|全退|全部|全款|钱都|不[收要][您你钱]|算我|一半"
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
    rf"(?<!百分之)(?!一块给)(?P<a>{NUMBER})(?<!百分百){_UNIT}?(?:就|可以|能|您|你|的话)*"
    r"(?:给您|给你|卖您|卖你|卖给您|卖给你|拿走|带走|成交|拿下|包圆)(?!发|寄)"
)
_PRICE_LAST = re.compile(
    r"(?P<verb>给您|给你|给到您|给到你|最低|算您|算你|卖您|卖你|收您|收你|改价到|改价成|改价为|改价|改个价|一口价|改到|改成|便宜到|优惠到|降到|做到|减到|少到)"
    rf"(?:算|按|个|价|就|:|一口价)*(?P<a>{NUMBER})(?P<unit>{_UNIT})?{_NO_MONEY}"
)
_RATE = re.compile(rf"(?P<a>{NUMBER})折(?!叠|腰|断|痕|中|伞|回|价率|扣券|算|现|返|旧|页|线|角)")
# 按八五算: a rate without its 折.
_BARE_RATE = re.compile("(?:按|打|照)个?(?P<a>[五六七八九]点?[一二三四五六七八九])(?:算|给|走|来|吧|,|。|$)")
_HALF = re.compile(
    "半价|对折(?![两几一二三0-9起放叠收再好])|(?:便宜|少|减|让|优惠)(?:您|你|个|掉|了)*一半|一半的?价"
)
# 退您一半, 给您补三成, 赔您百分之三十: a share of the price back; 您退一半 is what the buyer sends back.
_BACK = re.compile(
    r"(?:(?:退|返|补偿?|赔偿?|赔付)(?:给)?[您你]|(?:给|帮)[您你](?:退|返|补偿?|赔偿?))(?:个|掉|了|大概|差不多)?"
    rf"(?:(?P<half>一半)|(?P<tenths>[一二两三四五六七八九1-9])成|百分之(?P<a>{NUMBER})|(?P<b>\d{{1,2}})%"
    r"|(?P<below>[二三四五])分之(?P<above>[一二两三四]))(?!的?(?:运|邮|快递)费|的?货(?!款)|的?数量|[,]?留|的?税)"
)
_SHARES = ("一半", "成", "分之", "%")
_FREE = re.compile(
    "免单|白送您|白送你|白送(?!的|一|货)|不收[您你]钱|不要[您你]钱"
    "|(?:全额?|全部|全款|钱都?|款)(?:给[您你])?退[^。!?;]{0,10}(?:不用|不必|无需|不需要|甭)[^,。!?;]{0,3}(?:寄|退货|退回|还回)"
    "|(?:不用|不必|无需|不需要|甭)[^,。!?;]{0,3}(?:寄|退货|退回|还回)[^。!?;]{0,8}(?:全额?|全部|全款)(?:给[您你])?退(?:给[您你]|[您你])"
    "|这(?:单|件|双|副|条|套|袋|瓶|盒|台|份|包|箱)[^,。!?;]{0,6}(?:不收钱|不要钱|算我请)"
)
_ENDS = (
    "(?=[,。!?;…哈呢吧了哦啊行好成啦哒呀当算够]"
    "|就当|可以|行|成不|成吗|怎|咋|同意|得了|差不多|您看|先|[您你]|$)"
)
# 让您50, 免50, 少您十五: a sum without its unit, at the end of what is said.
_LESS = re.compile(
    rf"(?<![立直每])(?P<verb>让|少|砍掉?|免|抹掉?|减掉?|便宜|退|返|补|赔|转)(?:给|掉|下|个|了)?(?P<you>您|你)?(?:个|掉|了)?"
    rf"(?P<a>{NUMBER})(?P<unit>{_UNIT})?{_ENDS}"
)
_GIVING = frozenset({"给您", "给你", "帮您", "帮你"})
_TO_BUYER = frozenset("让退返补赔转")  # without 您 it is the buyer who does it, or something else
_POSTAGE = re.compile(
    rf"(?:运费|邮费|快递费)(?P<a>{NUMBER})(?:{_UNIT})?(?:我们|我|店里|咱们?|帮您|给您|由我们)(?:来|帮您|给您|全)?(?:出|承担|付|报|免|包|补)"
)
# A sum that is a price by what stands near it: 365您看行吗，行我改; 一百好了.
_SUM = re.compile(
    rf"(?P<a>{NUMBER})(?:{_UNIT})?(?P<fine>整|好了|得了|算了|吧|行不|行吗|行么|成不|成吗|可以吗|怎么样|咋样)?{_NO_MONEY}"
)
_DEAL = re.compile(
    "我改(?!收|地|备|颜|尺|电|信)|我来改|(?:给|帮)[您你](?:改价|改好|改吧|改了|改$|改,)|改好价|就改(?!收|地|备)|包圆|成交|凑个?整|交个朋友|够意思|够诚意|行就拍|同意就"
)
_DEAL_NEAR = 14
_NO_PRICE_BEFORE = re.compile(
    "(?:[满减领重高码第省原]|满减|体重|身高|原价|页面|标价|[您你]问的?|[您你]说的?)是?$"
)
_LETTER_NOUGHT = re.compile(r"(?<=\d)o(?=o?(?:块|元|,|。|$))")  # 3O块
_COUNT = re.compile(
    r"([两二三四五2-5])(?:件|个|双|台|套|条|瓶|盒|袋|包|副|箱)(?!月|小时|人|点)[^。!?;]{0,8}$"
)
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
    count: int = 1  # how many pieces a price is for

    def amount(self, price: Money | None) -> Money | None:
        """Give what it costs the shop; None if that takes a price nobody knows."""
        if self.kind is Kind.OFF:
            return _money(self.value)
        return None if price is None else Money(price.fen * self.count) - self.price(price)

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
    text = _LETTER_NOUGHT.sub("0", text)
    found = [
        *_reductions(text),
        *_bare_sums(text),
        *_prices(text, price),
        *_deals(text, price),
        *_rates(text),
    ]
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


def _bare_sums(text: str) -> Iterator[Concession]:
    for found in _LESS.finditer(text):
        value, verb = number(found["a"]), found["verb"]
        before = text[max(found.start() - 2, 0) : found.start()]
        given = before in _GIVING or before[-1:] == "再"
        if not value or (before[-1:] in _forbidden(verb) and not given):
            continue
        # 少一 and 让三 are parts of words; a sum has ten yuan, a unit or a buyer.
        if found["unit"] is None and (value < 5 or (verb[0] in _TO_BUYER and not found["you"] and not given)):
            continue
        yield Concession(Kind.OFF, value, found.start(), found.end())
    for found in _POSTAGE.finditer(text):
        if value := number(found["a"]):
            yield Concession(Kind.OFF, value, found.start(), found.end())


def _forbidden(verb: str) -> frozenset[str]:
    """Give the characters after which a verb gives nothing."""
    return frozenset(_NOT_AFTER.get(verb, _NOT_AFTER.get(verb[:1], "")))


def _prices(text: str, price: Money | None) -> Iterator[Concession]:
    for found in _PRICE_FIRST.finditer(text):
        if value := number(found["a"]):
            yield _priced(text, value, *found.span(), price)
    for found in _PRICE_LAST.finditer(text):
        value = number(found["a"])
        if not value or (found["verb"] in _ONLY_KNOWN and not _likely(value, price, 1)):
            continue
        if found["verb"] in {"给您", "给你"} and price is not None and value * 100 < price.fen * _OFTEN:
            if found["unit"]:
                yield Concession(Kind.OFF, value, found.start(), found.end())
        else:
            yield _priced(text, value, *found.span(), price)


_ONLY_KNOWN = {"改价", "改个价", "一口价"}  # a price list says 一口价158, too


def _priced(text: str, value: Decimal, start: int, end: int, price: Money | None) -> Concession:
    """Give a price with how many pieces it is for: 两件收您280."""
    told = _COUNT.search(text, 0, start)
    count = int(number(told[1]) or 1) if told else 1
    return Concession(Kind.PRICE, value, start, end, count if _likely(value, price, count) else 1)


def _likely(value: Decimal, price: Money | None, count: int) -> bool:
    """Say whether a sum may be what so many pieces are sold for, below their price."""
    return price is not None and price.fen * count * _OFTEN <= value * 100 < price.fen * count


def _deals(text: str, price: Money | None) -> Iterator[Concession]:
    """Find a sum that is a price because it is offered: 365您看行吗，行我改; 一百好了; 两百五成不成."""
    if price is None:
        return
    deals = [found.span() for found in _DEAL.finditer(text)]
    for found in _SUM.finditer(text):
        near = any(
            -_DEAL_NEAR
            <= (first - found.end() if first >= found.end() else last - found.start())
            <= _DEAL_NEAR
            for first, last in deals
        )
        value = number(found["a"])
        if not (near or found["fine"]) or not value or value < 10:
            continue
        one = _priced(text, value, *found.span(), price)
        if _likely(value, price, one.count) and not _NO_PRICE_BEFORE.search(text, 0, found.start()):
            yield one


def _rates(text: str) -> Iterator[Concession]:
    if "折" in text:
        for found in _RATE.finditer(text):
            value = tenths(found["a"])
            if value and value < _WHOLE_TENTHS**2:  # 95折 is 9.5
                rate = value / _WHOLE_TENTHS if value > _WHOLE_TENTHS else value
                yield Concession(Kind.RATE, rate, found.start(), found.end())
    for found in _BARE_RATE.finditer(text):
        if told := tenths(found["a"]):
            yield Concession(Kind.RATE, told / _WHOLE_TENTHS if told > _WHOLE_TENTHS else told, *found.span())
    for found in _HALF.finditer(text):
        yield Concession(Kind.RATE, Decimal(5), found.start(), found.end())
    for found in _BACK.finditer(text) if any(each in text for each in _SHARES) else ():
        if (share := _share(found)) is not None and share < 1:
            yield Concession(Kind.RATE, _WHOLE_TENTHS * (1 - share), *found.span())
    for found in _FREE.finditer(text):
        yield Concession(Kind.FREE, Decimal(0), found.start(), found.end())


def _share(found: re.Match[str]) -> Decimal | None:
    """Give the share of the price that goes back: 一半, 三成, 百分之三十, 三分之一."""
    if found["half"]:
        return Decimal("0.5")
    if found["below"]:
        above, below = number(found["above"]), number(found["below"])
        return above / below if above and below else None
    if told := found["tenths"]:
        return (number(told) or Decimal(0)) / 10
    told_percent = number(found["a"] or found["b"])
    return told_percent / 100 if told_percent else None
