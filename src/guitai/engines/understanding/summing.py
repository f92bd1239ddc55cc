"""Talks counted by the mood in which they ended."""

from collections import Counter
from dataclasses import dataclass, field

from guitai.engines.understanding.interest import LOSING_FROM
from guitai.engines.understanding.types import Mood, Reading

UPSET = (Mood.ANGRY, Mood.ANXIOUS, Mood.DISAPPOINTED)


@dataclass(slots=True)
class TalkSum:
    """How many talks there were in each mood (a key of ``Mood``), and in how many interest was lost."""

    moods: Counter[str] = field(default_factory=Counter)
    losing: int = 0

    @property
    def talks(self) -> int:
        """How many talks there were."""
        return self.moods.total()

    @property
    def upset(self) -> int:
        """In how many the buyer was angry, anxious or disappointed."""
        return sum(self.moods[mood] for mood in UPSET)

    def add(self, mood: str, *, is_losing: bool, times: int = 1) -> None:
        """Count so many talks more."""
        self.moods[mood] += times
        self.losing += times if is_losing else 0

    def add_reading(self, reading: Reading) -> None:
        """Count the talk this was read out of."""
        self.add(reading.mood.value, is_losing=reading.losing_interest >= LOSING_FROM)

    def __add__(self, other: "TalkSum") -> "TalkSum":
        return TalkSum(self.moods + other.moods, self.losing + other.losing)
