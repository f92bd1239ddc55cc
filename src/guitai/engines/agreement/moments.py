"""Dates, times of day and 当天 or 次日 in a normalised text."""

import re
from collections.abc import Iterator

from guitai.engines.agreement.types import DAY, Bound, Kind, Value
from guitai.kernel.numerals import number

ABOUT = ("大概", "一般", "大约", "差不多", "预计", "通常", "基本", "估计", "约", "正常", "可能", "普遍")
_MINUTES_A_DAY = 24 * 60
_IN_THE_EVENING = frozenset({"下午", "晚上", "晚"})
_FEASTS = {"双11": 1111, "双十一": 1111, "双12": 1212, "双十二": 1212, "618": 618}
_DATE = re.compile(
    r"(?:(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月|(?<![\d.])(?P<m2>\d{1,2})\.(?=\d{1,2}[号日]))"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?"
    rf"|(?P<feast>{'|'.join(_FEASTS)})(?=当天|为止|结束|截止|开始|那天)"
)
_CLOCK = re.compile(
    r"(?P<part>凌晨|早上|早|上午|中午|下午|晚上|晚|夜里|次日)?"
    r"(?:(?<!\d)(?P<h>\d{1,2})(?::(?P<mm>[0-5]\d)|点(?P<half>半)?(?:(?P<m>\d{1,2})分?)?)"
    r"|(?P<cn>[零一二两三四五六七八九十]{1,3})点(?P<half2>半)?)(?!儿|[一二三四五六七八九]折)"
)
_AFTER = re.compile("以后|之后|过后|后")
_UNTIL_BEFORE = re.compile("(?:到|至|-|~|—)$|截[止至]")
_UNTIL_AFTER = re.compile("^(?:以前|之前|前)|截止|结束|为止|下班|止")
_FROM_BEFORE = re.compile("[从自]$")
_FROM_AFTER = re.compile("到|至|-|~|—|上班|开始|起|开")
_SAME_DAY = re.compile(r"当天|当日|今天.{0,8}今天")
_NEXT_DAY = re.compile(r"(?:次日|第二天|隔天|隔日|翌日)(?!开始|起|算)")


def dates_in(text: str) -> Iterator[Value]:
    """Give every day of the year, and whether it is a beginning or an end."""
    for hit in _DATE.finditer(text):
        if hit["feast"]:
            day = _FEASTS[hit["feast"]]
        else:
            month, in_month = number(hit["m"] or hit["m2"]), number(hit["d"])
            if not month or not in_month or month > 12 or in_month > 31:
                continue
            day = int(month * 100 + in_month)
        yield Value(Kind.DATE, day, day, Bound.EXACT, *hit.span(), noun=_end_of(text, *hit.span()))


def clocks_in(text: str) -> Iterator[Value]:
    """Give every time of day; 四点前 is in the afternoon, when nobody says otherwise."""
    for hit in _CLOCK.finditer(text):
        hour = number(hit["h"] or hit["cn"])
        if hour is None or hour > 24:
            continue
        told = int(hour)
        early = not hit["part"] and 1 <= told <= 6 and text[hit.end() : hit.end() + 1] in {"前", "之", "以"}
        if early or (hit["part"] in _IN_THE_EVENING and told < 12):
            told += 12
        minutes = int(hit["mm"] or hit["m"] or (30 if hit["half"] or hit["half2"] else 0))
        at = told % 24 * 60 + minutes
        yield Value(Kind.CLOCK, at, at, Bound.EXACT, *hit.span(), noun=_end_of(text, *hit.span()))


def days_in(text: str) -> Iterator[Value]:
    """Give 当天 and 次日 as times."""
    for hit in _SAME_DAY.finditer(text):
        yield _day(text, hit, 0, _MINUTES_A_DAY)
    for hit in _NEXT_DAY.finditer(text):
        yield _day(text, hit, _MINUTES_A_DAY + 1, 2 * _MINUTES_A_DAY)


def _day(text: str, hit: re.Match[str], low: int, high: int) -> Value:
    hedged = any(word in text[max(hit.start() - 8, 0) : hit.start()] for word in ABOUT)
    bound = Bound.ABOUT if hedged else Bound.AT_MOST
    return Value(Kind.DURATION, low, high, bound, *hit.span(), noun=DAY)


def _end_of(text: str, start: int, end: int) -> str:
    """Say whether a date or time is a beginning (from) or an end (until), if anything says so."""
    before, after = text[max(start - 4, 0) : start], text[end : end + 4]
    if _AFTER.match(after):
        return "after"
    if _UNTIL_BEFORE.search(before) or _UNTIL_AFTER.search(after):
        return "until"
    return "from" if _FROM_BEFORE.search(before) or _FROM_AFTER.match(after) else ""
