"""Numbers with their units, dates and times in a normalised text, as whole numbers of the smallest unit."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from guitai.engines.agreement.moments import ABOUT, clocks_in, dates_in, days_in
from guitai.engines.agreement.types import WORKING, Bound, Kind, Value
from guitai.kernel.numerals import number

_CLAUSES_KEPT = 50_000  # the same ones come again and again
_DAY = 24 * 60
# Five working days may be seven days; a holiday is nobody's guess.
_WEEK_OF_WORK, _WEEKEND = 5, 2

_NUM = r"(?:\d{1,9}(?:\.\d{1,4})?万?|[一二两三四五六七八九十百千半零]{1,5}(?:点[一二三四五六七八九])?)"
_TO = r"(?:-+|~|—+|–|到|至)"
_DURATIONS = {
    "分钟": 1,
    "小时": 60,
    "钟头": 60,
    "h": 60,
    "工作日": _DAY,
    "天": _DAY,
    "日": _DAY,
    "周": 7 * _DAY,
    "星期": 7 * _DAY,
    "礼拜": 7 * _DAY,
    "月": 30 * _DAY,
    "年": 365 * _DAY,
}
_ROUNDED = {"月": (28 * _DAY, 31 * _DAY), "年": (360 * _DAY, 366 * _DAY)}  # 一年 may be 12个月, 一个月 30天
_UNITS: dict[str, tuple[Kind, Decimal]] = {
    **{unit: (Kind.DURATION, Decimal(minutes)) for unit, minutes in _DURATIONS.items()},
    **dict.fromkeys(("元", "块", "块钱", "圆", "rmb"), (Kind.MONEY, Decimal(100))),
    **dict.fromkeys(("%", "个点", "个税点", "点税"), (Kind.PERCENT, Decimal(100))),
    **dict.fromkeys(("cm", "厘米", "公分"), (Kind.LENGTH, Decimal(10))),
    **dict.fromkeys(("mm", "毫米"), (Kind.LENGTH, Decimal(1))),
    **dict.fromkeys(("m", "米"), (Kind.LENGTH, Decimal(1000))),
    **dict.fromkeys(("g", "克"), (Kind.WEIGHT, Decimal(1000))),
    **dict.fromkeys(("kg", "公斤", "千克"), (Kind.WEIGHT, Decimal(1_000_000))),
    "斤": (Kind.WEIGHT, Decimal(500_000)),
    **dict.fromkeys(("ml", "毫升"), (Kind.VOLUME, Decimal(1))),
    **dict.fromkeys(("l", "升"), (Kind.VOLUME, Decimal(1000))),
    **dict.fromkeys(("度", "c", "摄氏度"), (Kind.TEMPERATURE, Decimal(10))),
}
COUNTED = "件双个次张份包条期只瓶块片把套台箱盒支"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + f"|[{COUNTED}]"
_MEASURE = re.compile(
    rf"(?P<cold>零下|负|-(?=\d+度))?(?P<a>{_NUM})(?:个)?(?P<ua>{_UNIT})?{_TO}(?P<b>{_NUM})个?(?P<u>{_UNIT})(?![a-z])"
    rf"|(?P<cold2>零下|负)?(?P<c>{_NUM})个?(?P<half>半)?(?P<v>{_UNIT})(?P<half2>半)?(?![a-z])"
    r"|百分之(?P<share>[\d.一二两三四五六七八九十百]+)|[¥](?P<yuan>\d+(?:\.\d+)?)"
)
_NO_UNIT_BEFORE = re.compile(r"[\d.a-z:\]第同每某头前这那月~—-]$")
_NEIGHBOURS = "一二三四五六七八九"  # 两三天, 七八天
_DEAL = re.compile(rf"(?:每)?满(?P<a>{_NUM})(?:元|块钱|块)?(?:立|就|可|再)?减(?:免)?(?P<b>{_NUM})(?:元|块)?")
_THRESHOLD = re.compile(
    rf"满(?:了|够)?(?P<a>{_NUM})(?:元|块钱|块)?(?![\d件天减双个张])|(?P<b>{_NUM})(?:元|块钱|块)?(?:以上|起|就)?(?:包邮|免邮)"
)
_DISCOUNT = re.compile(
    r"(?P<a>\d{1,2}(?:\.\d)?|[一二三四五六七八九]点?[一二三四五六七八九]?)折(?!叠|痕|现|算|腰)"
)
# Without one of these there is no value, and most clauses have none.
_HINT = re.compile(
    r"[\d一二两三四五六七八九十百半零]|当[天日]|次日|隔[天日]|翌日|免费|双十|不(?:另外|额外|再|用|需要|另)?(?:收|加|要)|不花钱"
)
_FREE = re.compile(
    r"免费|不(?:另外|额外|再|用|需要|另)?(?:收费|收钱|加钱|要钱|收取费用|加收)|不用(?:加|另)?(?:钱|付费)|不花钱|0元"
)

_BEFORE_MOST = (
    "别超过",
    "不要超过",
    "不能超过",
    "不可超过",
    "不超过",
    "最多",
    "最晚",
    "最迟",
    "不出",
    "最长",
    "顶多",
)
_BEFORE_LEAST = ("至少", "最少", "起码", "最快", "不低于", "超过")
# 不满59元 says when something else holds.
_SUPPOSED = (
    "不满",
    "不足",
    "没到",
    "不到",
    "未满",
    "没满",
    "不够",
    "低于",
    "还差",
)
_AFTER_MOST = ("内", "以内", "之内", "之前", "前", "以下", "里", "不到")
_AFTER_LEAST = ("以上", "起", "以后", "后", "开外", "多天", "往上")
_AFTER_ABOUT = ("左右", "上下", "多", "的样子", "这样", "不等", "差不多")


@lru_cache(_CLAUSES_KEPT)
def values_in(text: str) -> tuple[Value, ...]:
    """Give every value of a clause of normalised text, in its order; none overlaps another."""
    if _HINT.search(text) is None:
        return ()
    found: list[Value] = []
    for read in (_deals, _thresholds, dates_in, _discounts, clocks_in, _measures, days_in, _free):
        taken = [(value.start, value.end) for value in found]
        found += [
            value
            for value in read(text)
            if not any(start < value.end and value.start < end for start, end in taken)
        ]
    return tuple(sorted(found, key=lambda value: value.start))


def _deals(text: str) -> Iterator[Value]:
    for hit in _DEAL.finditer(text):
        least, off = number(hit["a"]) or 0, number(hit["b"]) or 0
        yield Value(Kind.DEAL, int(least * 100), int(off * 100), Bound.EXACT, *hit.span())


def _thresholds(text: str) -> Iterator[Value]:
    for hit in _THRESHOLD.finditer(text):
        told = number(hit["a"] or hit["b"])
        if told and not text[: hit.start()].endswith(("不", "没", "未", "没有")):
            fen = int(told * 100)
            yield Value(Kind.MONEY, fen, fen, Bound.EXACT, *hit.span(), noun="from")


def _discounts(text: str) -> Iterator[Value]:
    for hit in _DISCOUNT.finditer(text):
        told = Decimal(
            "".join(each if each.isascii() else str(number(each)) for each in hit["a"].replace("点", ""))
        )
        share = int(told * 1000) if told < 10 else int(told * 100)
        yield Value(Kind.DISCOUNT, share, share, Bound.EXACT, *hit.span())


def _measures(text: str) -> Iterator[Value]:
    for hit in _MEASURE.finditer(text):
        before = text[: hit.start()]
        if _NO_UNIT_BEFORE.search(before) or before.endswith(_SUPPOSED) or _is_no_number(hit):
            continue
        value = _measure(text, hit)
        if value:
            yield value


def _is_no_number(hit: re.Match[str]) -> bool:
    """一块发, 一个, 半天, 二次销售 and the like count nothing."""
    word, unit = hit["c"], hit["v"]
    if word in {"二", "一"} and hit.string.startswith("销售", hit.end()):
        return True
    if unit == "月" and "个" not in hit.group():
        return True
    if word == "一" and unit in {"块", "个", "次", "把", "下", "样"} and not hit["half"]:
        return True
    return word == "半" and unit in {"天", "日"}


def _measure(text: str, hit: re.Match[str]) -> Value | None:
    if hit["share"] or hit["yuan"]:
        told = number(hit["share"] or hit["yuan"])
        kind = Kind.PERCENT if hit["share"] else Kind.MONEY
        return _value(text, hit, kind, told * 100, told * 100) if told else None
    unit = hit["u"] or hit["v"]
    kind, size = _UNITS.get(unit, (Kind.COUNT, Decimal(1)))
    low, high = _span(hit)
    if low is None or high is None:
        return None
    if hit["half"] or hit["half2"]:
        low, high = low + Decimal("0.5"), high + Decimal("0.5")
    if hit["cold"] or hit["cold2"]:
        low, high = -high, -low
    if unit == "工作日":
        return _value(text, hit, kind, low * _DAY, high * _DAY + _weekends(high) * _DAY, noun=WORKING)
    if unit in _ROUNDED:
        least, most = _ROUNDED[unit]
        return _value(text, hit, kind, low * least, high * most)
    noun = unit if kind is Kind.COUNT else ""
    return _value(text, hit, kind, low * size, high * size, noun=noun)


def _span(hit: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    if hit["b"]:
        low, high = number(hit["a"]), number(hit["b"])
        if low is not None and high is not None and low > high:
            return high, low
        return low, high
    word = hit["c"]
    plain = word.replace("两", "二")
    if len(plain) == 2 and plain[0] in _NEIGHBOURS and plain[1] in _NEIGHBOURS:
        if _NEIGHBOURS.index(plain[1]) - _NEIGHBOURS.index(plain[0]) == 1:
            return number(plain[0]), number(plain[1])
        return None, None
    told = number(word)
    return told, told


def _weekends(days: Decimal) -> Decimal:
    return Decimal(_WEEKEND * -(-int(days) // _WEEK_OF_WORK))


def _value(text: str, hit: re.Match[str], kind: Kind, low: Decimal, high: Decimal, noun: str = "") -> Value:
    start, end = hit.span()
    return Value(kind, int(low), int(high), _bound(text, start, end), start, end, noun)


def _bound(text: str, start: int, end: int) -> Bound:
    before, after = text[max(start - 6, 0) : start], text[end : end + 4]
    if after.startswith(_AFTER_MOST) or before.endswith(_BEFORE_MOST):
        return Bound.AT_MOST
    if after.startswith(_AFTER_LEAST) or before.endswith(_BEFORE_LEAST):
        return Bound.AT_LEAST
    if after.startswith(_AFTER_ABOUT) or any(word in before for word in ABOUT):
        return Bound.ABOUT
    return Bound.EXACT


def _free(text: str) -> Iterator[Value]:
    for hit in _FREE.finditer(text):
        yield Value(Kind.MONEY, 0, 0, Bound.EXACT, *hit.span())
