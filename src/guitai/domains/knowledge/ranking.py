"""Which quick phrase somebody means by the few letters they typed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from guitai.domains.knowledge.spelling import pinyin_of
from guitai.kernel.text import fold

_LONG_ENOUGH_FOR_A_SLIP = 4


@dataclass(frozen=True, slots=True)
class Searchable:
    """What a phrase can be found by; all of it as :func:`guitai.kernel.text.fold` gives it."""

    code: str
    title: str
    words: str
    initials: tuple[str, ...]
    pinyin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed, in the forms it is compared in."""

    text: str
    parts: tuple[str, ...]
    joined: str
    pinyin: str

    @classmethod
    def of(cls, typed: str) -> "Wanted":
        """Prepare what was typed; its pinyin finds a word typed with another character of the same sound."""
        text = fold(typed)
        joined = text.replace(" ", "")
        spelled = (joined,) if text.isascii() else pinyin_of(text)
        return cls(text, tuple(text.split()), joined, spelled[0] if spelled else "")


def rank(phrase: Searchable, wanted: Wanted) -> int | None:
    """Give how well a phrase fits, 0 best: code, title's start, initials, pinyin, any word; or nothing."""
    spelled = wanted.pinyin
    tests = (
        phrase.code == wanted.text,
        phrase.title.startswith(wanted.text),
        any(initials.startswith(wanted.joined) for initials in phrase.initials),
        bool(spelled) and any(pinyin.startswith(spelled) for pinyin in phrase.pinyin),
        phrase.code.startswith(wanted.text),
        wanted.text in phrase.title,
        all(part in phrase.words for part in wanted.parts),
        any(wanted.joined in initials for initials in phrase.initials),
        bool(spelled) and any(spelled in pinyin for pinyin in phrase.pinyin),
    )
    return next((place for place, fits in enumerate(tests) if fits), None)


def nearly(phrase: Searchable, wanted: Wanted) -> bool:
    """Say whether it fits but for a slip: one letter wrong, missing or too many, or half of the words."""
    if len(wanted.pinyin) >= _LONG_ENOUGH_FOR_A_SLIP:
        pattern = _one_letter_off(wanted.pinyin)
        if any(pattern.search(spelled) for spelled in (*phrase.initials, *phrase.pinyin)):
            return True
    return not wanted.text.isascii() and _shares_half(wanted.joined, phrase.words)


@lru_cache(maxsize=64)
def _one_letter_off(typed: str) -> re.Pattern[str]:
    """Give a pattern for the word with one letter other, missing or too many, or two changing places."""
    forms: list[str] = []
    for place in range(len(typed)):
        before, letter, after = (
            re.escape(typed[:place]),
            re.escape(typed[place]),
            re.escape(typed[place + 1 :]),
        )
        forms += [f"{before}.?{after}", f"{before}.{letter}{after}"]
        if place + 1 < len(typed):
            forms.append(f"{before}{re.escape(typed[place + 1])}{letter}{re.escape(typed[place + 2 :])}")
    return re.compile("|".join(dict.fromkeys(forms)))


def _shares_half(text: str, words: str) -> bool:
    pairs = {text[place : place + 2] for place in range(len(text) - 1)}
    return len(pairs) > 1 and sum(pair in words for pair in pairs) * 2 >= len(pairs)
