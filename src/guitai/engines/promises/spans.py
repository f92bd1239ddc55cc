"""Spans of time as they are said: 10分钟, 10到15分钟, 3个工作日; of a range the later end counts."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from guitai.engines.promises.day_parts import end_of_day
from guitai.engines.promises.types import Unit, Within
from guitai.engines.promises.working_days import WorkCalendar
from guitai.kernel.numerals import number

# 分种, 小是 and their like are slips of the input method.
_MINUTE = r"分[钟种中忠锺终]|分(?=[之以]?[后内里]|左右|给|回|[好行]|[吧哈哦啊呢]|,|$)|min(?:ute)?s?(?![a-z])"
_BELL = r"钟(?=[之以]?[后内里]|左右|[给我就再能哈哦吧呢,]|$)"  # 半个钟
_HOUR = rf"小[时是实式事石室]|钟[头投]|{_BELL}|h(?:ou)?(?:rs?)?(?![a-z])"
_UNITS = (
    r"(?:工作[日天曰]|自然[日天]|刻钟|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|周(?![一二三四五六日天末岁年边到])|(?:(?<=个)|(?<=个多)|(?<=个半))月(?![底初末\d])"
    rf"|天(?![猫气然])|日(?=[之以]?[内后])|秒钟?|{_MINUTE}|{_HOUR})"
)
_NUMBER = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百半俩仨]+)"
_AMOUNT = rf"(?:{_NUMBER}[几多来]?|好?几)"
SPAN = (
    r"(?<![第\d.:/-])(?<![零一二两三四五六七八九十百](?=[零一二两三四五六七八九十百]))"
    rf"(?:(?P<low>{_AMOUNT})个?半?(?:{_UNITS})?[后内]?(?:[-~～—–至到]{{1,2}}|或者?))?"
    rf"(?P<amount>{_AMOUNT})(?:个(?P<odd>多)?)?(?P<half>半)?(?P<unit>{_UNITS})"
    r"(?:(?P<half_more>半)(?![小个天])|(?:(?<=小[时是])|(?<=钟头)|(?<=个钟))零?(?P<minutes_more>\d{1,2}|[一二三四五六七八九十]{1,3})分[钟种]?)?"
)
FIRST_OF_SPANS = r"\d零一二两三四五六七八九十百半俩仨几好"
_SPOKEN_RANGE = re.compile(
    r"(?:十(?=十))?(?P<tens>十?)(?P<low>[一二两三四五六七八九])(?P<high>[二两三四五六七八九])(?P<ten>十?)"
)
_HALF = Decimal("0.5")
_LONGEST = {Unit.MINUTE: 100_000, Unit.HOUR: 10_000, Unit.DAY: 1_000, Unit.WORKING_DAY: 300, Unit.MONTH: 24}
_HALF_A_MONTH = 15


@dataclass(frozen=True, slots=True)
class Span:
    """How long something takes; ``within`` is None where nobody can know (几分钟), ``rough`` for 十来分钟."""

    within: Within | None
    rough: bool = False


def span_of(hit: re.Match[str]) -> Span | None:
    """Give the span a match of ``SPAN`` says; None if it says none (0分钟) or one that nobody promises."""
    said = hit["amount"]
    amount, rough = _amount(said)
    if amount is None:
        return Span(None, rough=True) if "几" in said else None
    low = _amount(hit["low"])[0] if hit["low"] else None
    amount = max(amount, low or amount)
    if hit["half"] or hit["half_more"]:
        amount += _HALF
    if hit["odd"]:
        amount, rough = amount + 1, True
    within = _counted(amount, hit["unit"], hit["minutes_more"])
    if not 0 < within.amount <= _LONGEST[within.unit]:
        return None
    return Span(within, rough)


def due_of(within: Within, start: datetime, calendar: WorkCalendar) -> tuple[datetime, bool]:
    """Give when a span that begins at a moment is over, and whether the calendar had to assume something.

    Hours run through; days, working days and months end with their last day, half days after their hours.
    """
    day, amount = start.date(), within.amount
    if within.unit is Unit.WORKING_DAY:
        last = calendar.after(day, int(amount.to_integral_value("ROUND_CEILING")))
        return end_of_day(last), not calendar.is_sure(day, last)
    if within.unit is Unit.MINUTE:
        return start + timedelta(minutes=float(amount)), False
    if within.unit is Unit.HOUR:
        return start + timedelta(hours=float(amount)), False
    if within.unit is Unit.MONTH:
        whole = int(amount)
        return end_of_day(_months_on(day, whole) + timedelta(days=_HALF_A_MONTH * (amount > whole))), False
    if amount != int(amount):
        return start + timedelta(days=float(amount)), False
    return end_of_day(day + timedelta(days=int(amount))), False


def _amount(said: str) -> tuple[Decimal | None, bool]:
    """Read a number as it is spoken: 两三 is 3, 十五六 is 16, 二三十 is 30, 十几 is 19; 几 alone is none."""
    plain = said.rstrip("几多来")
    odd = said[len(plain) :]
    if hit := _SPOKEN_RANGE.fullmatch(plain):
        last = number(hit["high"]) or Decimal(0)
        first = number(hit["low"]) or Decimal(0)
        if first < last:
            return last * (10 if hit["ten"] else 1) + (10 if hit["tens"] else 0), False
    if plain.startswith("十十"):  # 十-十五: the dash was left out
        plain = plain[1:]
    value = number(plain) if plain else None
    if value is None:
        return None, True
    if odd and odd != "来" and value % 10 == 0:
        return value + 9, True
    return value, bool(odd)


def _counted(amount: Decimal, unit: str, minutes: str | None) -> Within:
    if unit.startswith("秒"):
        return Within(amount / 60, Unit.MINUTE)
    if unit.startswith(("分", "min")):
        return Within(amount, Unit.MINUTE)
    if unit == "刻钟":
        return Within(amount * 15, Unit.MINUTE)
    if unit.startswith("工作"):
        return Within(amount, Unit.WORKING_DAY)
    if unit.startswith(("星期", "礼拜", "周")):
        return Within(amount * 7, Unit.DAY)
    if unit.startswith("月"):
        return Within(amount, Unit.MONTH)
    if unit.startswith(("天", "日", "自然")):
        return Within(amount, Unit.DAY) if amount != _HALF else Within(Decimal(12), Unit.HOUR)
    more = (number(minutes) if minutes else None) or Decimal(0)
    return Within(amount, Unit.HOUR) if not more else Within(amount * 60 + more, Unit.MINUTE)


def _months_on(day: date, months: int) -> date:
    """Give the same day some months later, the last of the month if it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
