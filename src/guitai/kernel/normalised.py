"""Chinese text as it is matched, with a way back: where each of its characters stood in what was written.

Full width, capitals, traditional characters, circled, squared and emoji digits and look-alike letters become
their plain form; invisible characters, blanks and the marks people put inside words (微 信, 微.信) are left
out. Marks between two digits stay: 0.8折 is not 08折, and 10-30 is not 1030. The signs of a sentence
(，。！？、：；…) stay, in one width.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

# A character becomes one plain character or one of these: nothing at all, nothing but a pause, nothing but a
# mark, several characters. They are private-use characters; of those in a text none stays.
_HIDDEN, _PAUSE, _MARK, _SEVERAL = "\ue000", "\ue001", "\ue002", "\ue003"
_SPECIAL = re.compile(f"[{_HIDDEN}{_PAUSE}{_MARK}]+|{_SEVERAL}")
_SEVERAL_OF: dict[str, str] = {}
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_DIGITS = frozenset("0123456789")

_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_KEPT = frozenset(',。!?;:…、()[]{}<>【】「」『』《》“”"%‰+=@#¥$&≈≤≥')
_ALIKE = str.maketrans(
    {
        "｡": "。",
        "➕": "+",
        "＂": '"',
        "﹐": ",",
        "﹑": "、",
        "〔": "(",
        "〕": ")",
        "❓": "?",
        "❔": "?",
        "❗": "!",
        "❕": "!",
    }
    # Letters of other scripts that look like ours.
    | dict(zip("аеорсхуіѕјԁԛԝѵνοωτκϲ", "aeopcxyisjdqwvvowtkc", strict=True))
)
# Pictures that are said as words.
_SAID = {"🐧": "企鹅", "🛰": "卫星"}
# Letters in black circles and squares, and in flags, have no plain form in Unicode's own tables.
_LETTER_BLOCKS = (0x1F150, 0x1F170, 0x1F1E6)


@dataclass(frozen=True, slots=True)
class Normalised:
    """Text as it is matched; all positions in it can be led back to what was written.

    ``starts`` and ``ends`` say of each character where the written one begins and ends; ``gaps`` are the
    positions before which the writer paused, in order: blanks, ~, emoji or several marks were left out there.
    """

    written: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the written text that ``text[start:end]`` (not empty) was made from."""
        return self.starts[start], self.ends[end - 1]

    def runs_on(self, at: int) -> bool:
        """Say whether a Latin word or a number goes on over this edge, with nothing left out in writing."""
        if not 0 < at < len(self.text) or self.starts[at] != self.ends[at - 1]:
            return False
        before, after = self.text[at - 1], self.text[at]
        return (before in _LETTERS and after in _LETTERS) or (before in _DIGITS and after in _DIGITS)


def normalise(written: str) -> Normalised:
    """Give the text as it is matched."""
    folded = written.translate(_FOLDS)
    if _SPECIAL.search(folded) is None:
        return Normalised(written, folded, range(len(written)), range(1, len(written) + 1), ())
    return _Builder(written, folded).build()


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


_FOLDS = _Folds()


def _fold(written: str) -> str:
    character = written.translate(_ALIKE)
    category = unicodedata.category(character)
    if character in _SAID:
        _SEVERAL_OF[written] = _SAID[character]
        return _SEVERAL
    for block in _LETTER_BLOCKS:
        if block <= ord(character) < block + 26:
            return chr(ord("a") + ord(character) - block)
    if character in _LINE_ENDS:
        return "\n"
    if category[0] == "C" or category in {"Mn", "Me"}:
        return _MARK if category == "Co" else _HIDDEN
    if character.isspace() or character in "~～〜" or _is_picture(character, category):
        return _PAUSE
    plain = "…" if character == "…" else _plain(character)
    if len(plain) == 1:
        return plain if plain.isalnum() or plain in _KEPT else _MARK
    kept = "".join(one for one in plain if one.isalnum() or one in _KEPT)
    if not kept:
        return _MARK
    _SEVERAL_OF[written] = kept
    return _SEVERAL


def _is_picture(character: str, category: str) -> bool:
    return category == "So" and unicodedata.normalize("NFKC", character) == character


def _plain(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", character).casefold().translate(_ALIKE)
    if plain.isascii():
        return plain
    # ē is e; a Chinese character taken apart is itself.
    plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    return str(_simplified().convert(plain))


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


class _Builder:
    """Goes through a text that has something to leave out or to write in several characters."""

    def __init__(self, written: str, folded: str) -> None:
        self.written, self.folded = written, folded
        self.kept: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gaps: list[int] = []

    def build(self) -> Normalised:
        done = 0
        for found in _SPECIAL.finditer(self.folded):
            start, end = found.span()
            self._keep(done, start)
            if found.group() == _SEVERAL:
                self._expand(start)
            else:
                self._leave_out(start, end)
            done = end
        self._keep(done, len(self.folded))
        return Normalised(self.written, "".join(self.kept), self.starts, self.ends, self.gaps)

    def _keep(self, start: int, end: int) -> None:
        if start < end:
            self.kept.append(self.folded[start:end])
            self.starts += range(start, end)
            self.ends += range(start + 1, end + 1)

    def _expand(self, at: int) -> None:
        several = _SEVERAL_OF[self.written[at]]
        self.kept.append(several)
        self.starts += [at] * len(several)
        self.ends += [at + 1] * len(several)

    def _leave_out(self, start: int, end: int) -> None:
        run = self.folded[start:end]
        if self.ends and run[0] == _HIDDEN:
            # The rest of an emoji digit belongs to the digit.
            self.ends[-1] = start + len(run) - len(run.lstrip(_HIDDEN))
        if not self.kept or end == len(self.folded):
            return
        if self._between_digits(end):
            for at in range(start, end):
                if self.folded[at] != _HIDDEN:
                    self.kept.append(_half_width(self.written[at]))
                    self.starts.append(at)
                    self.ends.append(at + 1)
        elif _PAUSE in run or run.count(_MARK) > 1:
            self.gaps.append(len(self.starts))

    def _between_digits(self, end: int) -> bool:
        after = self.folded[end]
        if after == _SEVERAL:
            after = _SEVERAL_OF[self.written[end]]
        return self.kept[-1][-1] in _DIGITS and after[0] in _DIGITS


def _half_width(mark: str) -> str:
    plain = unicodedata.normalize("NFKC", mark)
    return plain[0] if not plain.isspace() else " "
