"""Figures with the words around them: 不到一百斤, 50多公斤, 160-165."""

import re
from decimal import Decimal

from guitai.kernel.numerals import number

# A number in digits or characters; a range of two.
HAN = "零一二两三四五六七八九十百千"
# In 一米六五一百一十斤 the second begins after the two digits of the first.
_BEGIN = rf"(?:(?<![{HAN}万米])|(?<=米[{HAN}]{{2}})|(?<=米[{HAN}])(?=[一二两]百))"
NUMBER = rf"(?:(?<![\d.])\d{{1,5}}(?:\.\d{{1,2}})?|{_BEGIN}[{HAN}]{{1,9}})"
RANGE = rf"{NUMBER}(?:[-~到至]{NUMBER})?"
# After a figure that has a unit of another kind no bare one stands.
NO_UNIT = (
    r"(?![\d.%斤克g岁个月天日号元块件条双码平寸度米m升l年周点分折包袋箱瓶盒套支片人楼层万w]"
    r"|[-~]\d|公斤|kg|千克|cm|t恤)"
)

_UNDER = re.compile(r"(?:不到|不足|没到|不超过|少于|低于)(?:了)?\Z")
_PARTS = re.compile("[-~到至]")
_NEIGHBOURS = re.compile("一[二两]|[二两]三|三四|四五|五六|六七|七八|八九")  # 七八岁


def told(text: str) -> str | None:
    """Give a number or a range in digits: 一百二 as 120, 七八 as 7-8; None if it is none."""
    values = [number(part) for part in (text if _NEIGHBOURS.fullmatch(text) else _PARTS.split(text))]
    shown = [shorten(value) for value in values if value is not None]
    return "-".join(shown) if len(shown) == len(values) else None


def shorten(value: Decimal) -> str:
    """Give a number without idle zeros."""
    return f"{value.normalize():f}"


def lowest(text: str) -> float:
    """Give the first number of what ``told`` gives."""
    return float(text.split("-")[0])


def is_under(before: str) -> bool:
    """Say whether the words before a figure make it a bound: 不到|100斤."""
    return _UNDER.search(before) is not None
