"""Sizes a draft says there are, against those of the product's facts: 有XXL with 尺码: S-XL."""

import re
import unicodedata
from collections.abc import Iterator

from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.lexicon import Span

_LETTERS = ("3xs", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "4xl", "5xl", "6xl", "7xl")
_LETTER = r"(?:[2-7]x[sl]|x{0,6}[sl]|m)"
_TOKEN = re.compile(rf"(?<![a-z0-9]){_LETTER}(?![a-z0-9])")
_RANGE = re.compile(rf"(?<![a-z0-9])({_LETTER})\s*[-~—到至]+\s*({_LETTER})(?![a-z0-9])")
_NUMBER_RANGE = re.compile(r"(?<!\d)(\d{2})\s*[-~—到至]+\s*(\d{2})(?!\d)")
_SHOE = re.compile(r"(?<![\d/])[2-5]\d(?!\d)")
_THERE = "的?(?:也|都|还)?(?:有(?![点些])|可以拍|能拍|可拍)"
_SAID = re.compile(
    rf"(?<![a-z0-9])(?:(?P<a>{_LETTER})码?|(?P<b>\d{{2}})码){_THERE}"
    rf"|有货?的?(?:(?P<c>{_LETTER})(?![a-z0-9])|(?P<d>\d{{2}})码)"
)


def known_sizes(value: str) -> frozenset[str]:
    """Read S、M、L, S-XL, 35-40; 2XL is XXL."""
    text = unicodedata.normalize("NFKC", value).casefold()
    sizes = {_one(found.group()) for found in _TOKEN.finditer(text)}
    for found in _RANGE.finditer(text):
        first, last = (_LETTERS.index(_one(each)) for each in found.groups())
        sizes.update(_LETTERS[first : last + 1])
    sizes.update(found.group() for found in _SHOE.finditer(text))
    for found in _NUMBER_RANGE.finditer(text):
        sizes.update(str(size) for size in range(int(found[1]), int(found[2]) + 1))
    return frozenset(sizes)


def _one(size: str) -> str:
    """Give XXL as 2XL."""
    crosses = size.count("x")
    return f"{crosses}x{size[-1]}" if crosses > 1 else size


def unknown_sizes(draft: Draft, known: frozenset[str]) -> Iterator[Span]:
    """Give where a size is offered that is none of the known; only of their kind, letters or numbers."""
    for found in _SAID.finditer(draft.text):
        size = _one(found["a"] or found["b"] or found["c"] or found["d"])
        alike = any(each.isdigit() == size.isdigit() for each in known)
        if alike and size not in known:
            yield found.span()
