"""What became of records that were put into the tables."""

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """How many records were new, changed something, or said what was known already."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        self.added += other.added
        self.updated += other.updated
        self.unchanged += other.unchanged
        return self
