"""Where an agent's answer differs from what was suggested: pieces for the page to mark."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from guitai.domains.knowledge.filling import unfilled_slots

# Chinese is compared letter by letter, numbers and Latin words in one piece: 48小时 is not 4̶8̶24小时.
_PIECES = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``kind`` is "same", "gone" or "new"."""

    kind: str
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Give both texts as one: what stayed, what is gone, what is new."""
    old, new = _parts(before), _parts(after)
    pieces: list[Piece] = []
    for deed, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if deed == "equal":
            pieces.append(Piece("same", "".join(old[first:last])))
            continue
        if last > first:
            pieces.append(Piece("gone", "".join(old[first:last])))
        if end > begin:
            pieces.append(Piece("new", "".join(new[begin:end])))
    return pieces


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    upto = 0
    for slot in unfilled_slots(text):
        parts += [*_PIECES.findall(text[upto : slot.start]), text[slot.start : slot.end]]
        upto = slot.end
    return parts + _PIECES.findall(text[upto:])
