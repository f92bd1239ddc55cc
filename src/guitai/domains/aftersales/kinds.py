"""What went wrong, and with which defect, as a buyer's words tell it: the ideas of ``kinds.yaml``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guitai.engines.understanding.clauses import clauses
from guitai.kernel.normalised import normalise

LONGEST = 1_000  # characters of a message that are read; what is longer was pasted
_SURE = {"sure": 0.9, "likely": 0.6, "hint": 0.35}
_OF_A_FAULT = 0.75  # how sure a defect makes of its kind
_BOTH = 0.3  # how much of what is left of doubt another idea of the same kind takes away
_GAP = re.compile(r"\{(\w+)\}")
_FILE = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True, slots=True)
class Heard:
    """How sure each kind is by a message (0 to 1), the surest first; the defect, if one is named."""

    kinds: Mapping[str, float]
    fault: str

    @property
    def kind(self) -> str:
        """The surest kind; empty where nothing is told."""
        return next(iter(self.kinds), "")


def heard(text: str) -> Heard:
    """Give what a buyer's message tells of something that went wrong."""
    told, plain = _told(), normalise(text[:LONGEST])
    parts = [plain.text[start:end] for start, end in clauses(plain)]
    ends = [end for _start, end in clauses(plain)]
    asks = [told.beforehand.search(part) is not None for part in parts]
    here = _Message(plain.text, ends, asks)
    sure: dict[str, list[float]] = {}
    for kind, strength, idea in told.ideas:
        if here.tells(idea):
            sure.setdefault(kind, []).append(strength)
    fault = ""
    for defect in told.faults:
        if here.tells(defect.words, unless_before=told.denied):
            fault = fault or defect.name
            sure.setdefault(defect.kind, []).append(_OF_A_FAULT)
    order = {kind: place for place, kind in enumerate(told.kinds)}
    found = {kind: _together(strengths) for kind, strengths in sure.items()}
    return Heard(dict(sorted(found.items(), key=lambda each: (-each[1], order[each[0]]))), fault)


def kind_of_intent(intent: str) -> str:
    """Give the kind that is likely where a talk was read as asking this; empty where none is."""
    return _told().intents.get(intent, "")


@dataclass(frozen=True, slots=True)
class _Fault:
    name: str
    kind: str
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Told:
    """The file, compiled."""

    kinds: Sequence[str]
    ideas: Sequence[tuple[str, float, re.Pattern[str]]]
    faults: Sequence[_Fault]
    beforehand: re.Pattern[str]
    denied: re.Pattern[str]
    intents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Message:
    """A normalised message with where its clauses end, and which of them ask beforehand."""

    text: str
    ends: Sequence[int]
    asks: Sequence[bool]

    def tells(self, idea: re.Pattern[str], *, unless_before: re.Pattern[str] | None = None) -> bool:
        """Say whether an idea stands in clauses that tell something, and is not denied just before."""
        for found in idea.finditer(self.text):
            if self._asks(found.start(), found.end() - 1):
                continue
            if unless_before is None or not unless_before.search(self.text[: found.start()]):
                return True
        return False

    def _asks(self, first: int, last: int) -> bool:
        starts = [0, *self.ends]
        return any(
            asks and start <= last and end > first
            for start, end, asks in zip(starts, self.ends, self.asks, strict=False)
        )


def _together(strengths: Sequence[float]) -> float:
    best, *others = sorted(strengths, reverse=True)
    return round(best + (1 - best) * _BOTH, 3) if others else best


@cache
def _told() -> _Told:
    told: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    words: dict[str, str] = told["words"]

    def compiled(written: str) -> re.Pattern[str]:
        return re.compile(_GAP.sub(lambda gap: words.get(gap.group(1), gap.group()), written))

    return _Told(
        kinds=tuple(told["kinds"]),
        ideas=tuple(
            (kind, _SURE[strength], compiled(idea))
            for kind, by_strength in told["kinds"].items()
            for strength, ideas in by_strength.items()
            for idea in ideas
        ),
        faults=tuple(
            _Fault(name, fault["kind"], compiled(fault["words"])) for name, fault in told["faults"].items()
        ),
        beforehand=compiled("|".join(told["beforehand"])),
        denied=compiled(f"(?:{told['denied']})$"),
        intents=told["intents"],
    )
