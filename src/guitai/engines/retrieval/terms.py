"""What of a text is compared: its characters and pairs, words of the trade, and how it sounds.

Chinese is taken by characters and pairs of them, Latin words and numbers whole. A word of the trade stands
for its group (``synonyms.yaml``), a pair of characters also for its sound: what was typed with another
character of the same sound, or in pinyin, is found; zh, ch, sh, -ng sound like z, c, s, -n, as many say them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import ahocorasick
import yaml
from pypinyin import lazy_pinyin

from guitai.kernel.normalised import normalise

LONGEST = 500  # characters; what comes after is no question any more
GROUP, SOUND = "≈", "~"  # what stands before the terms that are not written in the text

_UNIT = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?|[^\W_]")
_LATIN = re.compile(r"[a-z]+")
_SYLLABLE = re.compile(
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|[uv]e|[aeiouv])"
)
_SYLLABLES = re.compile(f"(?:{_SYLLABLE.pattern}){{2,}}")
_FEWEST_INITIALS, _MOST_INITIALS = 2, 8


@dataclass(frozen=True, slots=True)
class Terms:
    """A text taken apart.

    ``written`` are its characters, words and pairs and the groups of its trade words; ``sounding`` its pairs
    by their sound; ``initials`` the runs of letters that may be the first letters of pinyin.
    """

    written: tuple[str, ...]
    sounding: tuple[str, ...]
    initials: tuple[str, ...] = ()


def plain(text: str) -> str:
    """Give a text as it is compared: folded, at most ``LONGEST`` characters."""
    return normalise(text[:LONGEST]).text


def terms_of(folded: str) -> Terms:
    """Take apart a text that :func:`plain` gave."""
    units = _UNIT.findall(folded)
    pairs = (left + right for left, right in pairwise(units))
    return Terms(
        written=(*units, *pairs, *_groups_in(folded)),
        sounding=tuple(_sounding(units)),
        initials=tuple(unit for unit in units if _may_be_initials(unit)),
    )


def initials_of(folded: str) -> str:
    """Give the first letters of how a text is said, a letter a character: 什么时候发货 → smshfh."""
    return "".join(unit if unit.isascii() else _sound(unit)[:1] for unit in _UNIT.findall(folded))


def _may_be_initials(unit: str) -> bool:
    is_run = unit.isascii() and unit.isalpha() and _FEWEST_INITIALS <= len(unit) <= _MOST_INITIALS
    return is_run and not _SYLLABLES.fullmatch(unit)


def _groups_in(folded: str) -> Iterable[str]:
    """Name each group once, however many of its words stand there."""
    return dict.fromkeys(GROUP + group for _end, group in _trade_words().iter(folded))


def _sounding(units: Sequence[str]) -> Iterator[str]:
    sounds = [sound for unit in units for sound in _sounds(unit)]
    for left, right in pairwise(sounds):
        if left and right:
            yield SOUND + left + right


def _sounds(unit: str) -> Iterable[str]:
    """Give how a unit sounds: a character's syllable, the syllables of pinyin written out, else nothing."""
    if not unit.isascii():
        return (_alike(_sound(unit)),)
    if _LATIN.fullmatch(unit) and _SYLLABLES.fullmatch(unit):
        syllables = _SYLLABLE.findall(unit)
        if "".join(syllables) == unit:
            return map(_alike, syllables)
    return ("",)


@cache
def _sound(character: str) -> str:
    said = lazy_pinyin(character)[0]
    return str(said) if said.isascii() and said.isalpha() else ""


@cache
def _alike(syllable: str) -> str:
    if syllable[:2] in {"zh", "ch", "sh"}:
        syllable = syllable[0] + syllable[2:]
    return syllable.removesuffix("g")


@cache
def _trade_words() -> ahocorasick.Automaton:
    text = files("guitai.engines.retrieval").joinpath("synonyms.yaml").read_text(encoding="utf-8")
    automaton = ahocorasick.Automaton()
    for group in yaml.safe_load(text)["groups"]:
        for word in group:
            automaton.add_word(word, group[0])
    automaton.make_automaton()
    return automaton
