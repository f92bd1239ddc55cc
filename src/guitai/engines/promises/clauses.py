"""Cuts a normalised text into clauses, and says which sentence each belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guitai.engines.promises.times import Time
from guitai.engines.promises.wording import words

_SIGNS = re.compile(r"[,。!?;…\n]+")
_COMMA = ","
_CHARACTERS_APART = 2
_FINAL = frozenset("吗呢哦哈吧呀啊嘛么啦咯噢喔")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the text; ``sign`` is what ends it, empty where the writer only left a gap."""

    start: int
    end: int
    sign: str
    sentence: int

    def of(self, text: str) -> str:
        """Give its words without the sign."""
        return text[self.start : self.end]


def clauses_of(text: str, gaps: Sequence[int], times: Sequence[Time]) -> list[Clause]:
    """Give the clauses in order. A blank parts two, but not inside or behind a time (10 分钟 后 回复), nor
    between a time and who does it by then (我 明天 发)."""
    signs = [(hit.start(), hit.end()) for hit in _SIGNS.finditer(text)]
    if len(gaps) * _CHARACTERS_APART >= len(text):
        gaps = ()  # 今 天 给 您 发 货
    found: list[Clause] = []
    begin = sentence = 0
    for start, end in [*sorted([*signs, *((gap, gap) for gap in gaps)]), (len(text), len(text))]:
        if start == end < len(text) and any(_holds(time, text, begin, start) for time in times):
            continue
        if start > begin:
            sign = text[start:end]
            found.append(Clause(begin, start, sign, sentence))
            sentence += bool(sign.strip(_COMMA))
        begin = max(begin, end)
    return found


def sentence_of(text: str, start: int, end: int) -> str:
    """Give the sentence a clause is in, up to its end."""
    begin = max(text.rfind(sign, 0, start) for sign in "。!?;…\n")
    return text[begin + 1 : end]


def _holds(time: Time, text: str, opened: int, gap: int) -> bool:
    """Say whether a time keeps together what stands around a gap; ``opened`` is where the clause begins."""
    if time.start != gap:
        if time.start < gap < time.end:
            return True
        # 不用等48小时 我今天发: two; 10分钟 我回您 would be one either way.
        if words()["buyer_then"].match(text, gap):
            return False
        begins_anew = words()["begins_anew"].match(text, gap) and not words()["filler"].fullmatch(
            text, opened, time.start
        )
        return gap == time.end and not begins_anew
    if text[gap - 1] in _FINAL:
        return False
    return any(words()[name].fullmatch(text, opened, gap) for name in ("leads_to_time", "filler"))
