"""Mends how buyers type the words of the trade: by sound (发活), in pinyin (fahuo) and by initials (fh)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import ahocorasick
from pypinyin import lazy_pinyin

from guitai.kernel.normalised import Normalised, normalise
from guitai.kernel.yaml_data import parsed

_RUN = re.compile(r"[a-z]{2,40}")
_LONGEST = 15  # letters of a word in pinyin
_UNSOUNDED = "\0"
_FIRST_SOUND = 0xF0000  # private characters that stand for syllables


@dataclass(frozen=True, slots=True)
class _Typing:
    """What is known of typing.

    ``slang`` finds what is written so on purpose (木有), with what it stands for; ``sounds`` the words of the
    trade by their syllables; ``meant`` are stretches that are right as
    they are; ``letters``: what runs of letters stand for; ``fillers``: those that alone say nothing.
    """

    slang: ahocorasick.Automaton
    sounds: ahocorasick.Automaton
    meant: ahocorasick.Automaton
    letters: Mapping[str, str]
    fillers: frozenset[str]


@lru_cache(maxsize=64)
def put_right(written: str) -> Normalised:
    """Give a line as intents and moods are read in it: normalised, its mistyped words of the trade put right.

    The line just read is wanted several times.
    """
    return mended(normalise(written))


def mended(plain: Normalised) -> Normalised:
    """Give a normalised text with its mistyped words of the trade put right; places still lead back."""
    known = _typing()
    plain = _spelled_out(plain, known)
    wrong = [(last + 1 - len(word), word) for last, word in known.slang.iter(plain.text)]
    wrong += [
        (last + 1 - len(word), word)
        for last, word in known.sounds.iter(plain.text.translate(_SOUNDS))
        if _is_slip(plain.text[last + 1 - len(word) : last + 1], word)
    ]
    if not wrong:
        return plain
    text = plain.text
    meant = [(last + 1 - length, last + 1) for last, length in known.meant.iter(text)]
    for start, word in sorted(wrong, key=lambda each: len(each[1])):  # the longest has the last word
        end = start + len(word)
        if not any(left < end and start < right for left, right in meant):
            text = text[:start] + word + text[end:]
    return Normalised(plain.written, text, plain.starts, plain.ends, plain.gaps)


def _is_slip(written: str, word: str) -> bool:
    """Say whether some of the characters are the word's own: 发活 is 发货, 吃吗 is no 尺码."""
    return written != word and any(one == other for one, other in zip(written, word, strict=True))


def _spelled_out(plain: Normalised, known: _Typing) -> Normalised:
    """Write runs of pinyin and of initials as words."""
    spelled = [
        (found.start(), found.end(), word)
        for found in _RUN.finditer(plain.text)
        if (word := _meant_by(found.group(), known))
    ]
    for start, end, word in reversed(spelled):
        plain = _with(plain, start, end, word)
    return plain


def _with(plain: Normalised, start: int, end: int, word: str) -> Normalised:
    """Put a word in the place of a stretch; each of its characters leads back to the whole of that."""
    longer = len(word) - (end - start)
    return Normalised(
        plain.written,
        plain.text[:start] + word + plain.text[end:],
        [*plain.starts[:start], *[plain.starts[start]] * len(word), *plain.starts[end:]],
        [*plain.ends[:start], *[plain.ends[end - 1]] * len(word), *plain.ends[end:]],
        # Blanks inside the stretch part nothing: fa huo.
        [gap if gap <= start else gap + longer for gap in plain.gaps if not start < gap < end],
    )


def _meant_by(run: str, known: _Typing) -> str:
    """Give what a run of letters stands for, if all of it can be read and says more than 吗 and 的."""
    read: list[Sequence[str] | None] = [[]]  # the parts of the first so many letters
    for end in range(1, len(run) + 1):
        ways = (
            [*before, run[start:end]]
            for start in range(max(end - _LONGEST, 0), end)
            if (before := read[start]) is not None and run[start:end] in known.letters
        )
        read.append(min(ways, key=len, default=None))
    parts = read[-1] or ()
    if all(part in known.fillers for part in parts):
        return ""
    return "".join(known.letters[part] for part in parts)


@cache
def _typing() -> _Typing:
    text = files("guitai.engines.understanding").joinpath("intent_typing.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Any] = parsed(text)
    pinyin = {"".join(map(_syllable, word)): word for word in (*told["fillers"], *told["words"])}
    fillers = {"".join(map(_syllable, word)) for word in told["fillers"]}
    return _Typing(
        slang=_automaton(told["slang"]),
        sounds=_automaton({word.translate(_SOUNDS): word for word in told["words"]}),
        meant=_automaton({word: len(word) for word in told["meant"]}),
        letters=pinyin | told["initials"],
        fillers=frozenset(fillers | set(told["initial_fillers"])),
    )


def _automaton(words: Mapping[str, str | int]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, stands_for in words.items():
        automaton.add_word(word, stands_for)
    automaton.make_automaton()
    return automaton


class _Sounds(dict[int, str]):
    """One private character for each syllable, worked out when a character is first met."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}

    def __missing__(self, code: int) -> str:
        said = _syllable(chr(code))
        number = self._numbers.setdefault(said, len(self._numbers))
        self[code] = sound = chr(_FIRST_SOUND + number) if said else _UNSOUNDED
        return sound


def _syllable(character: str) -> str:
    said = "" if character.isascii() else str(lazy_pinyin(character)[0])
    return said if said.isascii() and said.isalpha() else ""


_SOUNDS = _Sounds()
