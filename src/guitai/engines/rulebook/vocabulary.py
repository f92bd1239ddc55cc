"""Words as data: named sets that rules share, and how the words of a file are written.

``(微薇)信`` stands for 微信 and 薇信; ``@name`` for the words and the harmless words of a set.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.types import Words
from guitai.kernel.normalised import normalise

_ALTERNATIVES = re.compile(r"\(([^()]+)\)")
_MOST_SPELLINGS = 400  # of one written word; more is a slip of the pen


class Vocabulary:
    """The named sets of words."""

    def __init__(self, sets: Mapping[str, Words]) -> None:
        self.sets = dict(sets)

    def named(self, name: str, where: str) -> Words:
        """Give a set.

        :raises RuleError: if there is none of that name.
        """
        try:
            return self.sets[name]
        except KeyError:
            known = ", ".join(sorted(self.sets))
            raise RuleError(f"{where}: the vocabulary has no set “{name}”; it has {known}.") from None


def read_vocabulary(written: Any, where: str) -> Vocabulary:
    """Read a vocabulary file: set by set, in the order of the file, so that a set can name those above it.

    :raises RuleError: naming the set and what to write.
    """
    if not isinstance(written, Mapping):
        raise RuleError(f"{where}: write sets of words, each with its name.")
    vocabulary = Vocabulary({})
    for name, entry in written.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", str(name)):
            raise RuleError(f"{where}: “{name}” can't name a set; write small letters, digits and _.")
        vocabulary.sets[name] = _entry(entry, vocabulary, f"{where}, {name}")
    return vocabulary


def _entry(entry: Any, vocabulary: Vocabulary, where: str) -> Words:
    if not isinstance(entry, Mapping):
        return read_words(entry, (), vocabulary, where)
    if unknown := entry.keys() - {"words", "kinds", "harmless"}:
        raise RuleError(
            f"{where}: unknown key {', '.join(map(str, unknown))}; write words or kinds, and harmless."
        )
    if "kinds" not in entry:
        return read_words(entry.get("words"), entry.get("harmless", ()), vocabulary, where)
    if not isinstance(entry["kinds"], Mapping) or "words" in entry:
        raise RuleError(
            f"{where}: kinds is each kind with the list of its spellings, and stands instead of words."
        )
    kinds = {
        word: str(kind)
        for kind, spellings in entry["kinds"].items()
        for word in read_words(spellings, (), vocabulary, f"{where}, {kind}").words
    }
    harmless = _spelled(entry.get("harmless", ()), f"{where}, harmless")
    return Words(frozenset(kinds), harmless, tuple(sorted(kinds.items())))


def read_words(written: Any, harmless: Any, vocabulary: Vocabulary, where: str) -> Words:
    """Read a list of words and ``@sets``, and the longer words that make one of them harmless.

    :raises RuleError: if it is no such list, or empty.
    """
    named = [word[1:] for word in _texts(written, where) if word.startswith("@")]
    own = _spelled([word for word in _texts(written, where) if not word.startswith("@")], where)
    sets = [vocabulary.named(name, where) for name in named]
    words = own.union(*(each.words for each in sets))
    if not words:
        raise RuleError(f"{where}: no words; write a list of words.")
    shields = _spelled(harmless, f"{where}, harmless").union(*(each.harmless for each in sets))
    return Words(words, shields, tuple(kind for each in sets for kind in each.kinds))


def _texts(written: Any, where: str) -> Sequence[str]:
    if not isinstance(written, list | tuple) or not all(isinstance(word, str) for word in written):
        raise RuleError(f"{where}: write a list of words, numbers in quotation marks.")
    return written


def _spelled(written: Any, where: str) -> frozenset[str]:
    words = frozenset(
        normalise(spelling).text for word in _texts(written, where) for spelling in _spellings(word, where)
    )
    if "" in words:
        raise RuleError(f"{where}: a word of blanks or marks alone matches nothing; take it out.")
    return words


def _spellings(word: str, where: str) -> list[str]:
    parts = _ALTERNATIVES.split(word)
    spellings = [
        "".join(chosen) for chosen in product(*(part if at % 2 else [part] for at, part in enumerate(parts)))
    ]
    if len(spellings) > _MOST_SPELLINGS:
        raise RuleError(f"{where}: “{word}” stands for {len(spellings)} words; write fewer alternatives.")
    if any("(" in part or ")" in part for part in parts[::2]):
        raise RuleError(f"{where}: “{word}” has a bracket too many; write (微薇)信 for 微信 and 薇信.")
    return spellings
