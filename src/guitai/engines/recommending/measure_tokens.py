"""Cut a buyer's words into labels, people and figures with their units; nothing is decided here."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from guitai.engines.recommending.types import Span
from guitai.kernel.numerals import number
from guitai.kernel.text import fold

# Of traditional characters those the words below are written with.
_SIMPLIFIED = str.maketrans("體圍寬鬆腳長緊歲個釐內對應該錯寶媽爺", "体围宽松脚长紧岁个厘内对应该错宝妈爷")
_DIGITS = r"\d{1,3}(?:\.\d{1,2})?(?!\d|\.\d)"
_HAN = "[零〇一二两三四五六七八九十百]{1,7}(?:点[零一二三四五六七八九]{1,2})?"
_HAN_DIGITS = "零一二三四五六七八九"
_NOT_A_BODY = r"(?!\s?的?(?:大?床|长|宽|深|厚|被|线|桌|窗|席|布|以上|以下))"
# 1米65, 一米六五, 1m7, 1米; and not the 6 of 1米 6斤.
_METRES = (
    r"(?P<metre>[12]|[一二两])\s?(?:米|m(?![a-z码]))"
    r"(?P<rest>\d{1,2}(?!\d|\.\d)|[零〇一二三四五六七八九]{1,2}(?![十百点]))?"
    r"(?!\s?(?:斤|公斤|千克|kg|岁|码|个|件))"
)
_DECIMAL_METRES = r"(?P<decimal>[012]\.\d{1,2}|一点[零一二三四五六七八九]{1,2})\s?(?:米|m(?![a-z码]))"
_CHI = r"(?P<chi>\d(?:\.\d)?|[一二两三四])\s?尺(?P<cun>\d(?!\d)|[一二三四五六七八九])?寸?"
_CODE = r"(?<!\d)(?P<code>1\d\d)/(?P<type>\d{2,3})[abcy](?![a-z\d])"
_JOINT = re.compile(r"\s?[-~—–至到、]\s?")
_ASCENDING = re.compile("|".join(a + b for a, b in pairwise(_HAN_DIGITS)))
_WIDEST = 20  # cm, kg or 斤 between the ends of 160-165; 165-108 is a height and a weight


class Kind(Enum):
    """What a token is."""

    LABEL = "label"
    PERSON = "person"
    CORRECTION = "correction"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the folded text that means something.

    Of a label ``measures`` are what it announces; of a person ``group`` is their line in ``people``.
    Of a figure ``measures`` is what its unit says it is of: ``weight``, ``height`` of 1米65, or any
    ``length``; nothing without a unit. Of a size code it is ``code`` and the measure.
    """

    kind: Kind
    start: int
    end: int
    said: str
    measures: tuple[str, ...] = ()
    group: int = 0
    low: float = 0.0
    high: float = 0.0

    @property
    def announces_a_body(self) -> bool:
        """Say whether this is a label of somebody's measure, not of a piece's."""
        return self.kind is Kind.LABEL and self.measures != ("",)

    @property
    def span(self) -> Span:
        """From where to where a figure goes."""
        return self.low, self.high


SAME, CHILD = -1, -2  # groups: 他 is whoever was spoken of; all children are one line


@cache
def words() -> Mapping[str, Any]:
    """Read the words measures are heard by."""
    text = files("guitai.engines.recommending").joinpath("measures.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Any] = yaml.safe_load(text)
    return told


def plain(text: str) -> str:
    """Give the text as it is cut: folded, in simplified characters."""
    return fold(text).translate(_SIMPLIFIED)


def tokens(text: str) -> list[Token]:
    """Cut a text that ``plain`` gave; spans such as 160-165 are one token."""
    return list(_joined(text, _cut(text)))


def any_of(written: Iterable[str]) -> str:
    """Give a pattern of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(written, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    told = words()
    labels = [word for each in told["labels"].values() for word in each]
    about, more = told["words_about"] + told["words_above"], told["words_more"]
    below = any_of(told["words_below"])
    before = any_of(told["words_before_about"] + told["words_below"])
    units = [unit for kind in told["units"].values() for unit in kind]
    near_number = rf"(?=\s?(?:\d|{_HAN}))"
    return re.compile(
        rf"(?P<other>{any_of(told['of_something_else'])})"
        rf"|(?P<three>{any_of(told['three'])})"
        rf"|(?P<label>{any_of(labels)})"
        rf"|(?P<near>{any_of(told['close'])}){near_number}"
        r"|(?<=\d)(?P<behind>[高重])(?!量)"
        rf"|(?<!其)(?P<person>{any_of(_people())})(?!们)"
        rf"|(?P<correction>{any_of(told['correction'])})"
        rf"|{_CODE}"
        rf"|(?:(?P<before>{before})\s?)?(?<![\d.])"
        rf"(?:{_DECIMAL_METRES}{_NOT_A_BODY}|{_METRES}{_NOT_A_BODY}|{_CHI}|(?P<plain>{_DIGITS}|{_HAN}))"
        rf"(?P<more>{any_of(more)})?(?P<round>{any_of(about)})?"
        rf"(?:\s?(?P<unit>{any_of(units)})(?![a-z]))?(?P<after>{any_of(about)}|(?:{below})(?!\d|{_HAN}))?"
    )


@cache
def _people() -> Mapping[str, int]:
    told = words()
    found = {word: group for group, line in enumerate(told["people"]) for word in line}
    return found | dict.fromkeys(told["children"], CHILD) | dict.fromkeys(told["the_same"], SAME)


@cache
def _label_of() -> Mapping[str, str]:
    told = words()
    close: dict[str, str] = told["close"]
    return {word: measure for measure, line in told["labels"].items() for word in line} | close


def _cut(text: str) -> Iterator[Token]:
    done = 0
    for found in _pattern().finditer(text):
        start, end, said = found.start(), found.end(), found.group().strip()
        if found["other"] or found["three"]:
            measures = ("bust", "waist", "hip") if found["three"] else ("",)
            token: Token | None = Token(Kind.LABEL, start, end, said, measures)
        elif label := found["label"] or found["near"] or found["behind"]:
            token = Token(Kind.LABEL, start, end, said, (_label_of()[label],))
        elif found["person"]:
            token = Token(Kind.PERSON, start, end, said, group=_people()[said])
        elif found["correction"]:
            token = Token(Kind.CORRECTION, start, end, said)
        elif found["code"]:
            yield from _code(found)
            token = None
        else:
            token = _figure(text, found, done)
        if token:
            yield token
        done = end


def _code(found: re.Match[str]) -> Iterator[Token]:
    """Give the two figures of a size code: 160/84A is a height and a bust, 160/68A a height and a waist."""
    girth = "waist" if int(found["type"]) < words()["waist_code_below"] else "bust"
    for name, measure in (("code", "height"), ("type", girth)):
        value = float(found[name])
        yield Token(
            Kind.FIGURE, found.start(), found.end(), found.group(), ("code", measure), 0, value, value
        )


def _figure(text: str, found: re.Match[str], done: int) -> Token | None:
    """Give a figure with its unit; nothing for the digits of a word such as k165."""
    start = found.start()
    before = text[start - 1 : start]
    if before.isascii() and before.isalpha() and start > done:
        return None
    span, measures = _value(found)
    if span is None:
        return None
    low, high = _loosened(span, found, exact=bool(found["metre"]))
    unit = found["unit"]
    for kind, factors in words()["units"].items():
        if unit in factors:
            low, high, measures = low * factors[unit], high * factors[unit], (kind,)
    return Token(
        Kind.FIGURE, start, found.end(), found.group().strip(), measures, 0, round(low, 2), round(high, 2)
    )


def _value(found: re.Match[str]) -> tuple[Span | None, tuple[str, ...]]:
    if decimal := found["decimal"]:
        value = number(decimal)
        return (None, ()) if value is None else ((float(value * 100),) * 2, ("height",))
    if metre := found["metre"]:
        return (_centimetres(metre, found["rest"] or ""),) * 2, ("height",)
    if found["chi"]:
        feet = (number(found["chi"]) or Decimal(0)) + (number(found["cun"] or "") or Decimal(0)) / 10
        return (float(feet) * words()["chi"],) * 2, ("length",)
    written = found["plain"]
    # 五六十 is 五十 to 六十, 一百零五六 is 105 to 106; 一六五 said digit by digit has no tens.
    if ("十" in written or "百" in written) and (both := _ASCENDING.search(written)):
        ends = [number(written[: both.start()] + one + written[both.end() :]) for one in both.group()]
        if None not in ends:
            return (float(ends[0] or 0), float(ends[1] or 0)), ()
    value = number(written)
    return (None, ()) if value is None else ((float(value),) * 2, ())


def _centimetres(metre: str, rest: str) -> float:
    whole = (number(metre) or Decimal(0)) * 100
    part = number(rest) or Decimal(0)
    return float(whole + (part * 10 if len(rest) == 1 else part))


def _loosened(span: Span, found: re.Match[str], *, exact: bool) -> Span:
    """Widen a figure said as about: 五十多 is 51 to 59, 165左右 164 to 166, 不到100 95 to 100."""
    told, (low, high) = words(), span
    before, after = found["before"], found["round"] or found["after"]
    if found["more"]:
        ten = 100 if low % 100 == 0 and not exact else 10 if low % 10 == 0 else 1
        return low + (1 if ten > 1 else 0), high + ten - (1 if ten > 1 else 0)
    if after in told["words_above"]:
        return low, high + told["a_little"]
    if before in told["words_below"] or after in told["words_below"]:
        return low - told["a_little"], high
    if after or before:
        about = told["about"] * (2 if found["unit"] in {"斤", "市斤"} else 1)
        return low - about, high + about
    return span


def _joined(text: str, found: Iterable[Token]) -> Iterator[Token]:
    """Make one token of the two ends of a span: 160-165, 50kg-55kg, 105到110斤."""
    kept: Token | None = None
    for token in found:
        if kept is not None:
            if both := _span_of(text, kept, token):
                kept = both
                continue
            yield kept
        kept = token
    if kept is not None:
        yield kept


def _span_of(text: str, one: Token, two: Token) -> Token | None:
    if one.kind is not Kind.FIGURE or two.kind is not Kind.FIGURE or "code" in one.measures:
        return None
    if not _JOINT.fullmatch(text[one.end : two.start]):
        return None
    low = one.low
    if not one.measures and two.measures == ("weight",) and two.said.endswith("斤") and "公" not in two.said:
        low /= 2
    if one.measures not in {(), two.measures} or not 0 < two.high - low <= _WIDEST:
        return None
    return replace(two, start=one.start, said=text[one.start : two.end], low=low, high=two.high)
