"""Ticks off what a buyer has said, turn by turn."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from guitai.engines.needs.recognisers import RECOGNISERS
from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Checklist, Evidence, Item, Kind, Need, Turn
from guitai.kernel.normalised import Normalised, normalise

# A line of an agent that names a need asks for it if it asks anything.
_ASKS = re.compile(
    r"[?吗呢]|多少|多高|多大|多重|什么|哪|几|报|发我|发一下|说下|说一下|告诉|告知|提供|方便|看下|还是|麻烦"
)
_CORRECTS = re.compile("不是|不对|错了|打错|写错|更正|应该是|看错")
# 白色和米色哪个好: what stands between two answers of somebody who has not decided.
_BETWEEN = re.compile(
    r"(?:的|色|码|件|款|皮|号|穿|用|盖)*(?:还是|和|跟|与|或者?|、|/|,)?(?:要|是|穿|拍|选|用|送)*\Z"
)
_OPEN = re.compile(r"哪|还是|都|区别|怎么选|选什么")


class _Hearing:
    """What is known after each turn."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.items: dict[str, Item] = {need.key: Item(need) for need in kind.needs}
        self.asked: set[str] = set()
        self.still_asking = False

    def agent(self, text: str) -> None:
        """Take note of what the agent asks; it stays open until answered or until they ask something else."""
        plain = normalise(text).text
        named = asked_in(self.kind, plain)
        if named and _ASKS.search(plain):
            self.asked = self.asked | named if self.still_asking else named
            self.still_asking = True

    def buyer(self, place: int, text: str) -> None:
        """Tick off what the buyer says."""
        self.still_asking = False
        said = normalise(text)
        corrected = frozenset(self.known()) if _CORRECTS.search(said.text) else frozenset()
        taken: list[tuple[str, int, int]] = []
        for need in self.kind.needs:
            line = Line(
                text=said.text,
                asked=frozenset(self.asked),
                corrected=corrected,
                known=self.known(),
                taken=tuple(taken),
            )
            for found in _decided(line, sorted(RECOGNISERS[need.hears](line, need), key=_place)):
                taken.append((need.key, found.start, found.end))
                self._tick(need, found, place, said)

    def known(self) -> Mapping[str, str]:
        """Give what is known by now."""
        return {key: item.value for key, item in self.items.items() if item.value is not None}

    def _tick(self, need: Need, found: Found, place: int, said: Normalised) -> None:
        if found.denied:
            if self.items[need.key].value == found.value:
                self.items[need.key] = Item(need)
            return
        evidence = Evidence(place, *said.span(found.start, found.end))
        self.items[need.key] = Item(need, found.value, evidence)
        self.asked.discard(need.key)


def heard(kind: Kind, turns: Sequence[Turn]) -> Checklist:
    """Give the check list of a kind with what the buyer said by now; what was said last counts."""
    hearing = _Hearing(kind)
    for place, turn in enumerate(turns):
        if turn.by == "agent":
            hearing.agent(turn.text)
        else:
            hearing.buyer(place, turn.text)
    return Checklist(kind, tuple(hearing.items.values()))


def asked_in(kind: Kind, plain: str) -> set[str]:
    """Give the needs a line of an agent names; 多大码 asks for the size, not for the age by 多大."""
    words = {found.group() for found in _asking(kind).finditer(plain)}
    return {need.key for need in kind.needs if words.intersection(need.asked)}


@cache
def _asking(kind: Kind) -> re.Pattern[str]:
    words = {word for need in kind.needs for word in need.asked}
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def _place(found: Found) -> tuple[int, int]:
    return found.start, found.end


def _decided(line: Line, founds: Sequence[Found]) -> Iterator[Found]:
    """Leave out answers between which the buyer is still choosing: 白色还是黑色, 干皮油皮都能用吗."""
    undecided = set()
    for first, second in pairwise(founds):
        between = line.text[first.end : max(second.start, first.end)]
        if first.value == second.value or second.denied or not _BETWEEN.match(between):
            continue
        if _OPEN.search(between + line.after(second.end)):
            undecided |= {first, second}
    return (found for found in founds if found not in undecided)
