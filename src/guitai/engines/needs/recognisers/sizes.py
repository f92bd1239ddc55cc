"""Sizes people name as theirs: 平时穿M, 脚长24.5, 腰围二尺二, 75B, 14号."""

import re
from collections.abc import Iterator

from guitai.engines.needs.recognisers.figures import NO_UNIT, NUMBER, lowest, told
from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need

_LETTERS = r"(?<![a-z0-9])(?:[2-9]x[sl]|x{0,5}[sl]|m)(?![a-z0-9])"
_NUMBERS = r"(?<![\d.])\d{2,3}(?:\.5)?(?=码|的?\Z|[,。!?的]|号(?!线|楼))"
_NUMBERED = r"(?<![\d.])\d{2,3}(?:\.5)?(?=码)"
_SIZE = rf"(?P<value>{_LETTERS}|{_NUMBERS})"
_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:平时|平常|一般|通常|一直|以前|上次|之前|都是?)[^,。!?;\d]{{0,8}}?(?:穿|戴|买|拍|是)(?:的是|的|了|过|着)?{_SIZE}",
        rf"(?:穿|要|拍|选|买|下|拿|换|就|来|发)(?:的|个|件|一件|双|一双|条|一条|那个|了)?"
        rf"(?:[^,。!?;和跟\d]{{1,5}}色)?(?P<value>{_LETTERS}|{_NUMBERED})",
        rf"[^,。!?;]色(?:的)?(?P<value>{_LETTERS}|{_NUMBERED})码?(?=[,。!]|\Z|一[件条双]|还有|有货)",
        rf"\A(?:我要|要|就)?(?P<value>{_LETTERS})码?(?:的|吧|好了|谢谢)*\Z",
    )
)
_ALONE = re.compile(rf"\A(?:我)?(?:穿)?(?P<value>{_LETTERS}|(?<![\d.])\d{{2,3}}(?:\.5)?(?![\d.]))码?")
# A size somebody asks about is not theirs yet: M码适合多高, 38和39差多少, 有M吗.
_ASKED_ABOUT = re.compile(
    r"(?:码|号)?的?(?:适合|是多|是几|多高|多重|多大|几岁|能穿多|可以穿多|腰围|胸围|衣长|裤长|肩宽|尺寸|和|跟|与|差|还是|或|、|/|跟)"
)
_ADVISED = re.compile(
    r"(?:多高|多重|多少斤?|几斤|什么人|谁)[^,。]{0,4}\Z|(?:建议|推荐|应该|还是|或者?|和|跟|为什么)[^,。]{0,2}\Z"
)

_FOOT = re.compile(
    rf"(?:脚长|脚的?长度|脚(?![宽背]))(?:是|大概|大约|约|有|量了?|[:,])*(?P<value>{NUMBER})(?P<unit>cm|厘米|公分|mm|毫米)?{NO_UNIT}"
)
_WAIST = re.compile(
    r"(?<!码)(?<!码的)腰围?(?:是|大概|大约|约|有|量了?|在|[:,])*"
    r"(?P<value>[\d一二两三]尺[\d一二两三四五六七八九]?|\d{2,3})(?:cm|厘米|公分)?(?![\d.斤岁元块])"
    r"|(?P<chi>(?<![长宽])(?:(?<!\d)[123]|[一二两三])尺[\d一二两三四五六七八九])(?!布|长|宽)"
)
_BRA = re.compile(
    r"(?<![\d.])(?P<value>(?:[6-9]|1[01])[05](?:/\d{2})?[a-h]|3[2-9](?:/[6-9][05])?[a-h]|[a-h](?:[6-9]|1[01])[05])(?:杯|罩杯)?(?![a-z0-9])"
)
_RING = re.compile(
    rf"(?:手围|手腕围?|腕围|手寸)(?:是|大概|大约|约|有|量了?|[:,])*(?P<wrist>{NUMBER})(?:cm|厘米|公分)?{NO_UNIT}"
    r"|(?:指圈|圈口|戒指|戴|手指|指围)[^,。!?;\d]{0,5}?(?P<value>\d{1,2})(?P<unit>号|mm|毫米)?(?![\d.元块])"
)
_ANY_RING = re.compile(r"(?P<value>\d{1,2}(?:\.\d)?)(?P<unit>号|mm|毫米|cm|厘米|公分)?(?![\d.])")
_ANY_FIGURE = re.compile(
    rf"(?P<value>(?<![\d.])\d{{2,3}}(?:\.\d)?){NO_UNIT}|(?P<with_unit>\d{{2,3}}(?:\.\d)?)(?=cm|厘米|公分|mm|码)"
)


def size(line: Line, need: Need) -> Iterator[Found]:
    """Hear which size they wear or want: M, 2XL, 28码."""
    for frame in _FRAMES:
        for found in frame.finditer(line.text):
            yield from _named(line, found)
    if line.expects(need):
        found_alone = _ALONE.search(line.text)
        if found_alone is not None:
            yield from _named(line, found_alone)


def _named(line: Line, found: re.Match[str]) -> Iterator[Found]:
    start, end = found.span("value")
    asked_about = _ASKED_ABOUT.match(line.text, end) or _ADVISED.search(line.before(start))
    if asked_about or line.is_of_others(start) or line.is_taken(start, end):
        return
    yield Found(plain_size(found["value"]), start, end, denied=line.denies(start))


def plain_size(text: str) -> str:
    """Give XXL as 2XL and 28 as 28码."""
    if text[0].isdigit() and text[-1].isdigit():
        return f"{text}码"
    crosses = text.count("x")
    return (f"{crosses}x{text[-1]}" if crosses > 1 else text).upper()


def foot(line: Line, need: Need) -> Iterator[Found]:
    """Hear how long a foot is, in cm: 245 is 24.5cm."""
    frames = [*_FOOT.finditer(line.text)]
    if not frames and line.expects(need):
        frames = [*_ANY_FIGURE.finditer(line.text)][:1]
    for found in frames:
        value = told(found.group(found.lastgroup if found.lastgroup == "with_unit" else "value"))
        if value is None or line.is_of_others(found.start()):
            continue
        centimetres = lowest(value) / 10 if lowest(value) >= 100 else lowest(value)
        if 8 <= centimetres <= 32:
            yield Found(f"{centimetres:g}cm", *found.span(), denied=line.denies(found.start()))


def waist(line: Line, need: Need) -> Iterator[Found]:
    """Hear how wide a waist is, in 尺 or cm as they say it; small bare figures may be inches."""
    frames = [(found["value"] or found["chi"], found.span()) for found in _WAIST.finditer(line.text)]
    if not frames and line.expects(need):
        frames = [(found.group(), found.span()) for found in _ANY_FIGURE.finditer(line.text)][:1]
    for said, (start, end) in frames:
        whole, chi, rest = said.partition("尺")
        value = "尺".join(told(part) or "" for part in (whole, rest)) if chi else whole
        if not chi and float(value) >= 50:
            value += "cm"
        if not line.is_of_others(start) and not line.is_taken(start, end):
            yield Found(value, start, end, denied=line.denies(start))


def bra(line: Line, _need: Need) -> Iterator[Found]:
    """Hear a bra's size: 75B, 34/75C, B75."""
    for found in _BRA.finditer(line.text):
        if not line.is_of_others(found.start()):
            yield Found(found["value"].upper(), *found.span("value"), denied=line.denies(found.start()))


def ring(line: Line, need: Need) -> Iterator[Found]:
    """Hear the size of a ring (14号, 56mm) or how wide a wrist is (15cm)."""
    frames = [*_RING.finditer(line.text)]
    for found in frames:
        if found["wrist"]:
            yield Found(f"{told(found['wrist'])}cm", *found.span("wrist"))
        else:
            yield Found(found["value"] + _ring_unit(found["value"], found["unit"]), *found.span("value"))
    if not frames and line.expects(need):
        alone = _ANY_RING.search(line.text)
        if alone is not None:
            yield Found(alone["value"] + _ring_unit(alone["value"], alone["unit"]), *alone.span("value"))


def _ring_unit(value: str, unit: str | None) -> str:
    if unit in {"cm", "厘米", "公分"}:
        return "cm"
    return "mm" if float(value) >= 40 else "号"
