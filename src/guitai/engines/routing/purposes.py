"""Guess from a buyer's first words which group should take them; the words are in ``purposes.yaml``."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from guitai.kernel.text import fold


class Purpose(StrEnum):
    """What kind of conversation it is."""

    PRESALE = "presale"
    AFTERSALE = "aftersale"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class _Words:
    purpose: Purpose
    words: tuple[str, ...]
    harmless: tuple[str, ...]


def wanted_purpose(text: str, *, has_recent_order: bool) -> Purpose:
    """Give a complaint by its words, after-sale by its words or a recent paid order, else pre-sale."""
    text = fold(text)
    for kind in _kinds():
        if _speaks_of(text, kind):
            return kind.purpose
    return Purpose.AFTERSALE if has_recent_order else Purpose.PRESALE


def _speaks_of(text: str, kind: _Words) -> bool:
    # Harmless turns are taken out, not let through: "包退吗？上次买的破了" is after-sale all the same.
    for phrase in kind.harmless:
        text = text.replace(phrase, " ")
    return any(word in text for word in kind.words)


@cache
def _kinds() -> tuple[_Words, ...]:
    written = yaml.safe_load(files(__package__).joinpath("purposes.yaml").read_text(encoding="utf-8"))
    return tuple(
        _Words(
            purpose=Purpose(kind["purpose"]),
            words=tuple(fold(word) for word in kind["words"]),
            # Longest first: taking out "差评" would leave half of "无差评" behind.
            harmless=tuple(sorted((fold(phrase) for phrase in kind["harmless"]), key=len, reverse=True)),
        )
        for kind in written["kinds"]
    )
