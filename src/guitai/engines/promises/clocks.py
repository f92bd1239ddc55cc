"""Times of a day as they are said: 下午3点半, 15:30, 3到5点, 晚上, 下班前."""

import re

from guitai.engines.promises.day_parts import DayParts
from guitai.kernel.numerals import number

_CN = "零一二两三四五六七八九十"
_PARTS = {
    word: part
    for part, said in {
        "凌晨": "凌晨 半夜",
        "早上": "早上 早晨 清晨 大早上 一早 一大早 早 晨",
        "上午": "上午",
        "中午": "中午 午间 午",
        "下午": "下午 午后",
        "傍晚": "傍晚 天黑",
        "晚上": "晚上 晚间 夜里 夜间 深夜 晚 夜 打烊",
        "上班": "上班 一上班",
        "下班": "下班",
    }.items()
    for word in said.split()
}
PART = (
    r"(?P<named>凌晨|半夜|清晨|大早上|一大早|一早|早上|早晨|上午|中午|午间|午后|下午|傍晚|晚上|晚间|夜里|夜间|深夜|一上班|下班(?=[之以]?前)|上班(?=[之以]?后|[就再给帮马]|第一)|打烊(?=[之以]?前)|天黑(?=[之以]?前)"
    r"|(?<=[今明后昨当])[早晚晨夜](?![点些饭餐了])|(?<=[天日])[早晚晨夜](?![点些到饭餐了])|(?<=[今明])午|[早晚](?=\d))(?!好[^的]?|安(?![排装]))"
)
# 一点, 两点 alone are seldom times: 快一点, 注意两点.
_SURE = r"(?=[之以]?前|[之以]?后|钟|半|左右|整|[-~—到至]|\d|[一二三四五]十|[零一]刻)"
CLOCK = (
    rf"(?:(?<![\d.:])(?P<from_hour>\d{{1,2}}|[{_CN}]{{1,3}})(?:(?:点|时)半?|:[0-5]\d)?(?:[-~～—–]|到|至)(?P<again>上午|中午|下午|晚上)?)?"
    rf"(?<![\d.:])(?P<hour>\d{{1,2}}|[{_CN}]{{1,3}})"
    rf"(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)|点(?:钟|整)?(?![儿子击赞评名了])(?:(?P<half_past>半)|(?P<quarter>[一三13])刻|(?P<past>(?:\d{{1,2}}|[{_CN}]{{1,3}})(?=分(?!钟))|(?:\d\d|[一二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])(?![\d{_CN}小个天分秒工点折元件]))分?)?"
    r"|时(?=[之以]?前|左右|许|\d{2}分?)(?P<past_hour>\d{2}分?)?)"
)
FIRST_OF_CLOCKS = r"\d零一二两三四五六七八九十凌半清大早上中午下傍晚夜深打天晨"
_HOURS_OF_AFTERNOON = range(1, 7)
_NOON, _MIDNIGHT = 12, 24
_LONE = re.compile(f"[{_CN}]点")
_POINTS = re.compile(  # 注意两点
    "[,。!?都是请]|要求|建议|问题|原因|注意|说明|区别|好处|需要|不足|意见|想法|以上|希望|补充|提醒|$"
)
_BEFORE_POINTS = frozenset("第这那几有意下上快慢早晚多少差")


def part_of(hit: re.Match[str]) -> str:
    """Give the part of the day a match of ``PART`` names, as the settings name it."""
    return _PARTS[hit["named"]]


def is_clock(hit: re.Match[str], text: str, *, told: bool) -> bool:
    """Say whether a match of ``CLOCK`` is a time: 一点 is one next to a day, or where 前 or 半 follows, and
    三点 one before what is done then."""
    if (
        told
        or hit["half_past"]
        or hit["quarter"]
        or not _LONE.match(hit["hour"] + "点")
        or ":" in hit.group()
        or hit.group()[-1] in "钟整"
    ):
        return True
    if hit["from_hour"] is not None or re.match(_SURE, text[hit.end() :]):
        return True
    counted = text[max(hit.start() - 1, 0) : hit.start()] in _BEFORE_POINTS
    return hit["hour"] != "一" and not counted and _POINTS.match(text, hit.end()) is None


def minute_of(
    hit: re.Match[str], part: str, earliest: int | None, *, next_to_come: bool = False
) -> int | None:
    """Give the minute after the day's midnight that a match of ``CLOCK`` says; None if no clock shows it.

    ``part`` is the part of the day said before it, ``earliest`` the present minute if the day is today.
    Without a part 1 to 6 are in the afternoon, and today whatever is over by then is twelve hours later.
    ``next_to_come``: no day was said either; then it is the next such time, morning, evening or tomorrow's.
    """
    hour, minutes = int(number(hit["hour"]) or 0), _minutes(hit)
    if hour > _MIDNIGHT or (hour == _MIDNIGHT and minutes):
        return None
    part = _PARTS.get(hit["again"] or "", part)
    if hour == 0 and (part == "晚上" or earliest is not None):
        hour = _MIDNIGHT
    if part in {"下午", "晚上", "傍晚"} and hour <= _NOON:
        if part == "晚上" and hour in {_NOON, *range(5)}:
            return (_MIDNIGHT + hour % _NOON) * 60 + minutes
        return (hour % _NOON + _NOON) * 60 + minutes
    if part == "中午" and hour < 3:
        hour += _NOON
    if part or hour > _NOON:
        return hour * 60 + minutes
    if next_to_come and earliest is not None:
        return _next(hour % _NOON * 60 + minutes, earliest)
    if hour in _HOURS_OF_AFTERNOON:
        return (hour + _NOON) * 60 + minutes
    said = hour * 60 + minutes
    if earliest is not None and said <= earliest:
        return said + _NOON * 60
    return said


def _next(said: int, now: int) -> int:
    """Give the next minute after now at which a clock of twelve hours shows what is said."""
    half_day = _NOON * 60
    return said + half_day * ((now - said) // half_day + 1) if now >= said else said


def _minutes(hit: re.Match[str]) -> int:
    if hit["half_past"]:
        return 30
    if hit["quarter"]:
        return 45 if hit["quarter"] in "三3" else 15
    said = hit["minute"] or hit["past"] or (hit["past_hour"] or "").rstrip("分")
    return min(int(number(said) or 0), 59) if said else 0


def end_of_part(part: str, parts: DayParts, after: str) -> int:
    """Give the minute a part ends, by what follows: 中午前 is before it, 下班后 the end of the day."""
    if part == "下班" and re.match("[之以]?后", after):
        return parts.end("晚上")
    return parts.end(part, before=re.match("[之以]?前", after) is not None)
