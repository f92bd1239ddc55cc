"""What a playbook is made of: steps that ask, answers that lead on, ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """Whose answer a step waits for."""

    AGENT = "agent"
    BUYER = "buyer"
    WAREHOUSE = "warehouse"
    COURIER = "courier"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str

    def told(self, language: str) -> str:
        """Give it in a language as Django names it: Chinese (``zh-hans``), in any other English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a step and the step or end it leads to.

    ``remark`` and ``flag`` are what it leaves on the order; ``wants`` says what has to be told with it, where
    the answer alone says too little (swapped for what).
    """

    key: str
    title: Words
    to: str
    remark: str = ""
    flag: str = ""
    wants: Words | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be found out or done next; ``say`` is what the buyer is told, with slots.

    ``task`` is the kind of thing the warehouse is asked for; its answers are then those of that kind.
    """

    key: str
    ask: Words
    who: Who
    answers: tuple[Answer, ...]
    say: str = ""
    task: str = ""

    def answer(self, key: str) -> Answer | None:
        """Give the answer of this key; None if the step has no such answer."""
        return next((each for each in self.answers if each.key == key), None)


@dataclass(frozen=True, slots=True)
class End:
    """Where a playbook comes to rest; ``outcome`` is what that means for whoever counts."""

    key: str
    title: Words
    outcome: str
    remark: str = ""
    flag: str = ""
    say: str = ""


@dataclass(frozen=True, slots=True)
class Playbook:
    """A tree of steps; ``starts`` has the step (or end) a thing begins at by the state it is in."""

    key: str
    version: int
    title: Words
    starts: Mapping[str, str]
    steps: Mapping[str, Step]
    ends: Mapping[str, End]

    def at(self, key: str) -> Step | End:
        """Give the step or end of this key.

        :raises LookupError: if there is none.
        """
        return self.steps[key] if key in self.steps else self.ends[key]
