"""How tall somebody is: 身高165, 一米六五, 165/110, 110高, and 165 after 多高."""

import re
from collections.abc import Iterator

from guitai.engines.needs.recognisers.figures import NO_UNIT, is_under, lowest, shorten, told
from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need
from guitai.kernel.numerals import number, one_by_one

_DIGIT = r"[\d零一二三四五六七八九]"
_METRES = rf"[1一](?:米|m){_DIGIT}{{1,2}}(?!\d)|1\.\d{{1,2}}(?:米|m)(?![a-z\d])"
_CENTIMETRES = r"(?<![\d.])\d{2,3}(?:\.\d)?(?:[-~到至]\d{2,3})?(?:cm|厘米|公分)"
_BARE = rf"(?<![\d.])(?:\d{{2,3}}(?:\.\d)?(?:[-~到至]\d{{2,3}})?|1\.\d{{1,2}}){NO_UNIT}"
_WORDS = (
    r"(?<![零一二三四五六七八九十百])(?:一[四五六七八九][零一二三四五六七八九](?![十百米])"
    r"|一百[一二三四五六七八九零十]{1,3}(?!斤|多|元|块|米))"
)
_ANY = rf"(?P<value>{_METRES}|{_CENTIMETRES}|{_BARE}|{_WORDS})"
_SOMEBODY = (
    "我|本人|自己|她|他|孩子|宝宝|宝贝|女儿|儿子|闺女|娃|老公|老婆|妈|爸|朋友"
    "|小个子|大高个|男生|女生|女孩|男孩"
)

_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:身高|个子|个头|净高|(?<![跟靴领腰筒帮多提最])高)(?:是|大概|大约|差不多|约|有|在|才|都|快|到|不到|[:,])*{_ANY}",
        rf"{_ANY}(?:左右)?的?(?:身高|个子|个头|小个子|高(?![腰领帮跟筒]))",
        rf"(?<![长宽围床])(?P<value>{_METRES})(?!的?[床宽长被*x乘])",
    )
)
# Bare numbers that must lie within the limits of the need.
_LIKELY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_SOMEBODY})(?:家)?(?:是|有|今年|大概|大约|差不多|才|都|快)*,?(?P<value>{_CENTIMETRES}|{_BARE}|{_WORDS})",
        rf"(?<![长宽围码号满减价第券x*])(?P<value>{_CENTIMETRES}|{_BARE})(?:左右)?(?:的人?)?"
        r"(?=能穿|可以穿|穿|该|要|应该|是不是|拍|选|买|适合)",
        r"(?<![\d.\-/, 、长宽围])(?P<value>(?:1\.\d{2}|\d{2,3})(?:cm|厘米|公分|米)?)"
        r"(?:[ ,/、\-]*(?:体重|重)?(?=\d{2,3}(?:\.\d)?(?:多|来)?(?:斤|公斤|kg|千克))"
        r"|[ ,/、\-](?=\d{2,3}(?:\.\d)?(?!\d|[ ,/、]\d|码|元|块)))",
    )
)
_ALONE = re.compile(rf"(?<![长宽围])(?P<value>{_METRES}|{_CENTIMETRES}|{_BARE}|{_WORDS})")
_POSSIBLE = (50, 220)  # cm


def height(line: Line, need: Need) -> Iterator[Found]:
    """Hear how tall they are, in cm."""
    founds = [*_all(line, need)]
    for each in founds:
        # In 160-165 the first frame meets both, another the first figure alone.
        if not any(_is_inside(each, other) for other in founds):
            yield each


def _is_inside(found: Found, other: Found) -> bool:
    return (
        found.start >= other.start
        and found.end <= other.end
        and found.end - found.start < other.end - other.start
    )


def _all(line: Line, need: Need) -> Iterator[Found]:
    for frame in _FRAMES:
        for found in frame.finditer(line.text):
            yield from _told(line, found, _POSSIBLE)
    limits = need.limits or _POSSIBLE
    for frame in _LIKELY:
        for found in frame.finditer(line.text):
            yield from _told(line, found, limits)
    for found in _ALONE.finditer(line.text):
        value = centimetres(found["value"])
        if value is not None and line.expects(need, lowest(value)):
            yield from _told(line, found, limits)


def _told(line: Line, found: re.Match[str], limits: tuple[int, int]) -> Iterator[Found]:
    start, end = found.span("value")
    value = centimetres(found["value"])
    if value is None or not limits[0] <= lowest(value) <= limits[1] or line.is_of_others(start):
        return
    if is_under(line.before(start)):
        yield Found(f"{value}cm以内", start, end)
    else:
        yield Found(f"{value}cm", start, end, denied=line.denies(start))


def centimetres(text: str) -> str | None:
    """Read 一米六五, 1米7, 1.65米, 165cm, 一六五, 160-165 as centimetres; None if it is no height."""
    text = text.removesuffix("cm").removesuffix("厘米").removesuffix("公分")
    whole, metre, rest = text.replace("m", "米").partition("米")
    if metre and rest:
        return str(100 * int(one_by_one(whole)) + int(one_by_one(rest).ljust(2, "0")))
    if re.fullmatch(r"1\.\d{1,2}", whole):
        value = number(whole)
        return shorten(value * 100) if value is not None else None
    first, _sign, last = re.sub("[~到至]", "-", whole).partition("-")
    if last and not 0 < int(last) - float(first) <= 15:
        return first  # 165-110 is a height and a weight
    return told(whole)
