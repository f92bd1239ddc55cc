"""Numbers as people write them in Chinese: 25, 二十五, 三千五, 1百2; and digits one by one, 幺三八零."""

import re
from decimal import Decimal

_DIGITS = {
    digit: value
    for value, spellings in enumerate(
        ("零〇○洞", "一壹幺", "二贰两俩", "三叁仨", "四肆", "五伍", "六陆", "七柒拐", "八捌", "九玖勾")
    )
    for digit in spellings
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000, "万": 10_000, "萬": 10_000}
_PLAIN = re.compile(r"\d+(?:\.\d+)?\Z", re.ASCII)
# Nothing that is counted takes more characters; Python reads no number of thousands of digits.
_LONGEST = 40
_ONE_BY_ONE = str.maketrans({digit: str(value) for digit, value in _DIGITS.items()})

# For patterns: a number in digits, in characters or mixed.
NUMBER = (
    r"(?:(?<!\d)\d(?: \d){1,5}(?!\d)|\d+(?:\.\d+)?[百千万]?[一二两三四五六七八九]?"
    r"|[零一二两三四五六七八九十百千万半壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[零一二三四五六七八九]+)?)"
)


def number(text: str) -> Decimal | None:
    """Give the value of a number: ``一百二`` is 120, ``零点八`` 0.8, ``3 0`` 30; None if it is none."""
    text = text.replace(" ", "")
    if _PLAIN.match(text):
        return Decimal(text)
    if text == "半":
        return Decimal("0.5")
    whole, point, decimals = text.partition("点")
    value = _whole(whole)
    if value is None or (point and not decimals):
        return None
    told = one_by_one(decimals)
    if not told:
        return Decimal(value)
    return Decimal(f"{value}.{told}") if told.isascii() and told.isdigit() else None


def one_by_one(text: str) -> str:
    """Give the text with each Chinese digit as a digit: ``幺三八零`` is ``1380``."""
    return text.translate(_ONE_BY_ONE)


def _whole(text: str) -> int | None:
    """Read 一百二 as 120 and 一百零二 as 102; a last digit counts in the unit below the one before it."""
    if not 0 < len(text) <= _LONGEST:
        return None
    if not any(unit in text for unit in _UNITS):
        told = one_by_one(text)
        return int(told) if told.isascii() and told.isdigit() else None
    total = section = 0
    pending: int | None = None
    unit, after_zero = 1, False
    for character in re.findall(r"\d+|\D", text):
        if character in _UNITS:
            unit, after_zero = _UNITS[character], False
            if unit == 10_000:
                total, section = total + ((section + (pending or 0)) or 1) * unit, 0
            else:
                section += (1 if pending is None else pending) * unit
            pending = None
            continue
        value = int(character) if character.isdigit() else _DIGITS.get(character)
        if value is None or pending:
            return None
        after_zero = after_zero or value == 0
        pending = value
    if pending:
        section += pending * (unit // 10 if unit > 1 and not after_zero and pending < 10 else 1)
    return total + section
