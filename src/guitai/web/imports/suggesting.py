"""Which heading of a foreign table most likely stands for which column of a known kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from guitai.engines.tabular.columns import Column, Table, heading

_LIKE_ENOUGH = 0.5
_HOLDS_THE_OTHER = 0.8
# A list that tells more of known orders may leave them out; a new order can't be stored without them.
_ASKED_FOR = frozenset({"buyer", "created_at"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Columns of a kind that are read from the same heading, and are chosen together."""

    keys: tuple[str, ...]
    headings: tuple[str, ...]
    required: bool

    @property
    def label(self) -> str:
        """The heading the platform's own export has."""
        return self.headings[0]

    @property
    def is_asked_for(self) -> bool:
        """Whether it is worth a look even where no heading of the file is like it."""
        return self.required or not _ASKED_FOR.isdisjoint(self.keys)


def choices_of(table: Table) -> list[Choice]:
    """Give what somebody has to choose for a kind: what is needed, what is asked for, the rest."""
    groups: dict[tuple[str, ...], list[Column]] = {}
    for column in table.columns:
        groups.setdefault(column.headings, []).append(column)
    choices = [
        Choice(tuple(column.key for column in group), headings, any(column.required for column in group))
        for headings, group in groups.items()
    ]
    return sorted(choices, key=lambda choice: (not choice.required, not choice.is_asked_for))


def suggested(choices: Iterable[Choice], headings: Sequence[str]) -> dict[str, str]:
    """Give for a choice's label the heading most like any it is known under; each heading is given once.

    Equal names come first, then what is needed, then what is most alike.
    """
    pairs = [
        (likeness == 1, choice.required, likeness, -place, choice.label, name)
        for choice in choices
        for place, name in enumerate(headings)
        if (likeness := _likeness(choice, name)) >= _LIKE_ENOUGH
    ]
    found: dict[str, str] = {}
    for *_order, label, name in sorted(pairs, reverse=True):
        if label not in found and name not in found.values():
            found[label] = name
    return found


def _likeness(choice: Choice, name: str) -> float:
    return max(_alike(heading(known), heading(name)) for known in choice.headings)


def _alike(known: str, name: str) -> float:
    if not known or not name:
        return 0.0
    if known == name:
        return 1.0
    like = SequenceMatcher(None, known, name).ratio()
    return max(like, _HOLDS_THE_OTHER) if len(known) > 1 and (known in name or name in known) else like
