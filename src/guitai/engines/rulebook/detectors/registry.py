"""How a detector is named, what it may be set to, and what it tells the wordings of a rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Hit

S = TypeVar("S")
Run = Callable[[Draft, Facts, S], Iterable[Hit]]


class When(StrEnum):
    """Which promises are reported: those the shop's facts contradict, or those there are no facts about."""

    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NoSettings:
    """Nothing to set."""


@dataclass(frozen=True, slots=True)
class OnFacts:
    """``when``: report what the facts contradict, or what there are no facts about."""

    when: When = When.CONTRADICTED


@dataclass(frozen=True, slots=True)
class Detector:
    """A named function that looks at draft and facts.

    ``settings`` is the frozen class its settings are read into, ``sets`` the sets of the vocabulary it reads,
    ``slots`` what it can fill into the wordings of a rule.
    """

    name: str
    run: Run[Any]
    settings: type
    sets: tuple[str, ...]
    slots: tuple[str, ...]


DETECTORS: dict[str, Detector] = {}


def detector(
    name: str, settings: type[S], *, sets: tuple[str, ...] = (), slots: tuple[str, ...] = ()
) -> Callable[[Run[S]], Run[S]]:
    """Register a function as the detector of this name."""

    def keep(run: Run[S]) -> Run[S]:
        DETECTORS[name] = Detector(name, run, settings, sets, slots)
        return run

    return keep
