"""One line of a buyer as recognisers read it: plain text, with what the talk says about it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from guitai.engines.needs.types import Need

_CLAUSE_END = re.compile(r"[,。!?;…\n]")
# 是不是, 要不要, 有没有 ask; they deny nothing.
_DENIAL = re.compile(
    r"(?:(?<!是)不是|(?<!要)不要|(?<!有)没有?|(?<!用)不用|(?<!想)不想要?|不喜欢|不爱|不算|不属于|并非|除了|不)"
    r"(?:给|买|送|很|太|那么|特别|穿|用|戴|我|拍|为了|去|到|在|我家|家里)*的?\Z"
)
# The figures of somebody else, or of the chart: 模特170, M码适合160的.
_OTHERS = re.compile(
    r"(?:模特|主播|图片上|图上|评论|买家秀|别人|人家|有人|网友)[^。!?;\n我]*\Z"
    r"|(?:码|号|(?<![a-z])\d?x{0,4}[sl]|(?<![a-z])m)(?:是不是|是|适合|对应|建议|可以穿到|能穿到|只能穿|最多)[^,。!?;\n我]*\Z"
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_CORRECTION = 0.2  # how far a figure may lie from the one it corrects


@dataclass(frozen=True, slots=True)
class Found:
    """What a line says, as it is shown, and where in the plain text; ``denied``: that it is not so."""

    value: str
    start: int
    end: int
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a buyer wrote, normalised.

    ``asked`` are the needs the agent has just asked for, ``corrected`` those the buyer is setting right;
    ``known`` is what was heard so far, and ``taken`` are the stretches of this line in which other needs
    were heard, by their keys.
    """

    text: str
    asked: frozenset[str]
    corrected: frozenset[str]
    known: Mapping[str, str]
    taken: tuple[tuple[str, int, int], ...]

    def denies(self, at: int) -> bool:
        """Say whether what stands there is denied: 不是给|孩子, 不要|黑色."""
        return _DENIAL.search(self.before(at)) is not None

    def is_of_others(self, at: int) -> bool:
        """Say whether what stands there is somebody else's or the chart's."""
        return _OTHERS.search(self.text, 0, at) is not None

    def before(self, at: int) -> str:
        """Give the clause up to there."""
        start = 0
        for found in _CLAUSE_END.finditer(self.text, 0, at):
            start = found.end()
        return self.text[start:at]

    def after(self, at: int) -> str:
        """Give the rest of the clause."""
        found = _CLAUSE_END.search(self.text, at)
        return self.text[at : found.start() if found else None]

    def expects(self, need: Need, figure: float | None = None) -> bool:
        """Say whether a short answer without any frame is about this need.

        It is after the agent asked for it; or in a correction, if the figure is near the old one.
        """
        if need.key in self.asked:
            return True
        old = _FIGURE.search(self.known.get(need.key, "")) if need.key in self.corrected else None
        if old is None or figure is None:
            return False
        return abs(figure - float(old.group())) <= _CORRECTION * float(old.group())

    def is_taken(self, start: int, end: int) -> bool:
        """Say whether another need was heard in this stretch."""
        return any(start < last and first < end for _key, first, last in self.taken)


Recogniser = Callable[[Line, Need], Iterator[Found]]
