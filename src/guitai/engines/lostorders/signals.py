"""What is said, read as signs of a reason: words with their neighbours, out of ``signals.yaml``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from guitai.engines.lostorders.types import Author, Evidence, Line, Reason, Sign
from guitai.kernel.text import fold

NEAR = 10  # characters between a word and its neighbour
_LAST_WORD = 1.15  # what a buyer says last weighs more


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that speak for a reason when ``author`` says them.

    With ``near`` one of those stands close by; where one of ``unless`` does, the word means something else.
    """

    reason: Reason
    author: Author
    weight: float
    words: tuple[str, ...]
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def found_in(self, text: str) -> str:
        """Give the first of the words that a folded text says in this meaning; else nothing."""
        for word in self.words:
            place = text.find(word)
            while place >= 0:
                if self._is_meant(text[max(place - NEAR, 0) : place + len(word) + NEAR]):
                    return word
                place = text.find(word, place + 1)
        return ""

    def _is_meant(self, around: str) -> bool:
        if any(other in around for other in self.unless):
            return False
        return not self.near or any(other in around for other in self.near)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All words: the signals, and those that tell what a line is for."""

    signals: tuple[Signal, ...]
    said_yes: frozenset[str]
    hesitation: tuple[str, ...]
    promises: tuple[str, ...]
    offers: tuple[str, ...]
    gave_up: tuple[str, ...]
    bought: tuple[str, ...]
    elsewhere: tuple[str, ...]
    politeness: tuple[str, ...]
    about_price: tuple[str, ...]
    about_reviews: tuple[str, ...]
    about_rating: tuple[str, ...]


@cache
def phrasebook() -> Phrasebook:
    """Read the words that come with the engine."""
    text = files("guitai.engines.lostorders").joinpath("signals.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Any] = yaml.safe_load(text)
    return Phrasebook(
        signals=tuple(_signal(each) for each in told["signals"]),
        said_yes=frozenset(_folded(told["said_yes"])),
        hesitation=_folded(told["hesitation"]),
        promises=_folded(told["promises"]),
        offers=_folded(told["offers"]),
        gave_up=_folded(told["gave_up"]),
        bought=_folded(told["bought"]),
        elsewhere=_folded(told["elsewhere"]),
        politeness=_folded(told["politeness"]),
        about_price=_folded(told["about_price"]),
        about_reviews=_folded(told["about_reviews"]),
        about_rating=_folded(told["about_rating"]),
    )


def _signal(told: Mapping[str, Any]) -> Signal:
    return Signal(
        reason=Reason(told["reason"]),
        author=Author(told["by"]),
        weight=float(told["weight"]),
        words=_folded(told["words"]),
        near=_folded(told.get("near", ())),
        unless=_folded(told.get("unless", ())),
    )


def _folded(words: Sequence[object]) -> tuple[str, ...]:
    return tuple(fold(str(word)) for word in words)


def signs_in(lines: Sequence[Line]) -> Iterator[Evidence]:
    """Give every sign the words of a talk hold, each signal at most once."""
    last = next((line.id for line in reversed(lines) if line.author is Author.BUYER), None)
    folded = [(line, fold(line.text)) for line in lines]
    for signal in phrasebook().signals:
        for line, text in reversed(folded):  # what was said last is what was meant
            word = signal.found_in(text) if line.author is signal.author else ""
            if word:
                weight = min(signal.weight * _LAST_WORD, 0.95) if line.id == last else signal.weight
                yield Evidence(signal.reason, Sign.WORDS, weight, line.id, {"words": word})
                break
