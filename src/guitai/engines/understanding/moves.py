"""What an agent can do now, by the buyer's mood, their interest, and what they ask about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from guitai.engines.understanding.types import Language, Mood
from guitai.kernel.yaml_data import parsed

MOST = 3
_LOSING = "losing"


@dataclass(frozen=True, slots=True)
class Move:
    """A move: its name for the agent, and words for the buyer (None: the agent must think).

    ``meant_for`` are moods and ``losing``; ``intents``: what it must be asked about, anything if empty.
    """

    key: str
    title: Mapping[Language, str]
    say: str | None
    meant_for: frozenset[str]
    intents: frozenset[str]


@cache
def moves() -> Mapping[str, Move]:
    """Give all moves by their keys, the ones for the same occasion in the order they are tried."""
    told = parsed(files(__package__).joinpath("moves.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({key: _move(key, each) for key, each in told["moves"].items()})


def proposed(mood: Mood, *, losing: bool, intents: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the keys of the moves for a talk, the best first; none for a neutral buyer who stays.

    :param intents: what the buyer asks about, the latest first.
    """
    occasions = [str(mood), _LOSING] if mood in _BEFORE_INTEREST else [_LOSING, str(mood)]
    found: list[str] = []
    for occasion in occasions:
        if occasion != _LOSING or losing:
            found += [key for key in _of(occasion, tuple(dict.fromkeys(intents))) if key not in found]
    return tuple(found[:MOST])


_BEFORE_INTEREST = {Mood.ANGRY, Mood.ANXIOUS}


@lru_cache(maxsize=2_000)
def _of(occasion: str, intents: tuple[str, ...]) -> tuple[str, ...]:
    """Give those for an occasion: for what was asked last, for what was asked before, for anything."""
    own = [move for move in moves().values() if occasion in move.meant_for]
    special = [move.key for intent in intents for move in own if intent in move.intents]
    return (*[*dict.fromkeys(special)][: MOST - 1], *(move.key for move in own if not move.intents))


def _move(key: str, told: Mapping[str, Any]) -> Move:
    return Move(
        key=key,
        title={"zh": told["title"]["zh"], "en": told["title"]["en"]},
        say=told.get("say"),
        meant_for=frozenset(told["for"]),
        intents=frozenset(told.get("intents", ())),
    )
