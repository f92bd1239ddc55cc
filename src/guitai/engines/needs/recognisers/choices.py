"""One of the answers the data names, by its words: skin, occasion, pet; and colours, which need a frame."""

import re
from collections.abc import Iterator
from functools import cache

from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need

_NEAR = 8  # characters between an answer and a word that must be near
# What is wanted: 要|黑色, 白色|还有吗; and what is not: 配|黑色, 皮肤|黑.
_WANTED = re.compile(
    r"(?:要|想要|拍|买|选|喜欢|就|下单|来|换成?|发)(?:了|个|件|款|条|双|一[件个条双]|那[个件款]|这[个件款]|的)*\Z"
)
_WANTED_AFTER = re.compile(
    r"(?:的?(?:那|这)?[个款件条双]?)(?:还有(?!其)|有货|有现货|有没有|有吗|要|就行|就好|吧|来|拍|一[件个条双]|\d|两|[smlx]+码?|的[,。!?]|的?\Z)"
)
_SHADES = frozenset("深浅淡亮")
_NOT_WANTED = re.compile(
    r"(?:还是|或者?|是个|成了|这[件个款条]|搭|配|配上|皮肤|肤色|脸|显|发|变|晒|偏|有点|比较|洗|染)\Z"
)


@cache
def _pattern(options: tuple[tuple[str, tuple[str, ...]], ...], harmless: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern that meets the longest words first; harmless turns are met and are no answer."""
    words = sorted({*harmless, *(word for _value, own in options for word in own)}, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in words))


@cache
def _values(options: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    return {word: value for value, words in options for word in words}


def options_in(line: Line, need: Need) -> Iterator[Found]:
    """Give each of the answers the line names, whatever is said of it."""
    values = _values(need.options)
    for found in _pattern(need.options, need.harmless).finditer(line.text):
        value = values.get(found.group())
        if value is not None and found.group() not in need.harmless:
            yield Found(value, found.start(), found.end())


def _is_near(line: Line, found: Found, words: tuple[str, ...]) -> bool:
    start = max(found.start - _NEAR, found.start - len(line.before(found.start)))
    around = line.text[start : found.end] + line.after(found.end)[:_NEAR]
    return any(word in around for word in words)


def choice(line: Line, need: Need) -> Iterator[Found]:
    """Hear which of the answers it is; a denied one is given as denied."""
    for found in options_in(line, need):
        framed = not need.near or line.expects(need) or _is_near(line, found, need.near)
        if framed and not line.is_of_others(found.start):
            yield Found(found.value, found.start, found.end, denied=line.denies(found.start))


def colour(line: Line, need: Need) -> Iterator[Found]:
    """Hear which colour is wanted."""
    for found in options_in(line, need):
        end = found.end + (line.text[found.end : found.end + 1] == "色")
        shade = line.text[found.start - 1] if found.start and line.text[found.start - 1] in _SHADES else ""
        before, after = line.before(found.start - len(shade)), line.after(end)
        named = end > found.end or line.text[found.start : end].endswith("色") or after.startswith("的")
        if not (named or len(found.value) > 2) or _NOT_WANTED.search(before):
            continue
        if line.denies(found.start - len(shade)):
            yield Found(shade + found.value, found.start - len(shade), end, denied=True)
        elif line.expects(need) or _WANTED.search(before) or _WANTED_AFTER.match(after):
            yield Found(shade + found.value, found.start - len(shade), end)
