"""Turns of speech as templates: words of certain classes one after another, with gaps.

``<seller> ~6 踢皮球|敷衍`` is a word of the class ``seller``, at most six characters of the same sentence,
and one of two words. ``~~6`` also goes over commas and full stops; ``?`` after an item makes it optional,
``+`` repeats it; ``^`` and ``$`` stand where something said begins and ends: at a mark, a blank or an edge.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

import ahocorasick

from guitai.kernel.normalised import Normalised, normalise

T = TypeVar("T")
_ITEM = re.compile(r"(?P<gap>~~?)(?P<most>\d+)|<(?P<name>\w+)>(?P<often>[?+]?)|(?P<words>[^?+]+)(?P<may>\??)")
_MARKS = " ,。!?;:…、\n"
_BEGINS, _ENDS = f"(?<![^{_MARKS}])", f"(?![^{_MARKS}])"
_IN_A_SENTENCE = "[^,。!?;…\n]"


@dataclass(frozen=True, slots=True)
class _Template(Generic[T]):
    """``needs``: the numbers of the word lists of which a word must stand in the text for it to be tried."""

    pattern: re.Pattern[str]
    needs: frozenset[int]
    meaning: T


class Templates(Generic[T]):
    """Many templates, of which only those are tried that have all their words in a text.

    :param told: templates and what each means.
    :param classes: the words of each class.
    """

    def __init__(self, told: Iterable[tuple[str, T]], classes: Mapping[str, Sequence[str]]) -> None:
        self._classes = classes
        self._lists: dict[frozenset[str], int] = {}
        self._by_need: dict[int, list[_Template[T]]] = {}
        compiled = [self._compiled(template, meaning) for template, meaning in told]
        # Looked up by the list that few texts have a word of: of long words, and of few.
        rarity = [(-min(map(len, words)), len(words)) for words in self._lists]
        for each in compiled:
            self._by_need.setdefault(min(each.needs, key=rarity.__getitem__), []).append(each)
        self._words = ahocorasick.Automaton()
        for words, number in self._lists.items():
            for word in words:
                self._words.add_word(word, (*self._words.get(word, ()), number))
        self._words.make_automaton()

    def found_in(self, said: Normalised) -> Iterator[tuple[int, int, T]]:
        """Give where templates stand in ``said.text``, and what they mean."""
        there = {number for _last, numbers in self._words.iter(said.text) for number in numbers}
        tried = [each for number in there for each in self._by_need.get(number, ()) if each.needs <= there]
        if not tried:
            return
        spaced, blanks = _with_blanks(said)
        for each in tried:
            for found in each.pattern.finditer(spaced):
                start, end = (at - bisect_right(blanks, at - 1) for at in found.span())
                if start < end:
                    yield start, end, each.meaning

    def _compiled(self, template: str, meaning: T) -> _Template[T]:
        needs: set[int] = set()
        parts: list[str] = []
        for item in template.removeprefix("^").split():
            found = _ITEM.fullmatch(item)
            if found is None:
                raise ValueError(f"{item!r} in {template!r}")
            if found["gap"]:
                parts.append((_IN_A_SENTENCE if found["gap"] == "~" else ".") + f"{{0,{found['most']}}}?")
                continue
            words = self._words_of(found)
            often = found["often"] or found["may"] or ""
            parts.append(f"(?:{'|'.join(map(_written, sorted(words, key=len, reverse=True)))}){often}")
            if often != "?" and "$" not in words:
                bare = frozenset(word.removesuffix("$") for word in words)
                needs.add(self._lists.setdefault(bare, len(self._lists)))
        begins = _BEGINS if template.startswith("^") else ""
        return _Template(re.compile(begins + " ?".join(parts), re.DOTALL), frozenset(needs), meaning)

    def _words_of(self, item: re.Match[str]) -> frozenset[str]:
        told = [f"<{item['name']}>"] if item["name"] else item["words"].split("|")
        words = [
            one for word in told for one in (self._classes[word[1:-1]] if word.startswith("<") else [word])
        ]
        return frozenset(
            normalise(word.removesuffix("$")).text + ("$" if word.endswith("$") else "") for word in words
        )


def _written(word: str) -> str:
    return re.escape(word.removesuffix("$")) + (_ENDS if word.endswith("$") else "")


def _with_blanks(said: Normalised) -> tuple[str, list[int]]:
    """Give the text with the blanks that were left out, and where these are: they part what is said."""
    edges = [0, *said.gaps, len(said.text)]
    parts = [said.text[start:end] for start, end in pairwise(edges)]
    return " ".join(parts), [gap + before for before, gap in enumerate(said.gaps)]
