"""What a day of talk was as work: chats begun in each half hour, how long they took, how long buyers waited.

A *chat* here is what an agent has in hand in one go: lines of a buyer with an agent with no more than ten
minutes between two of them, as in the figure ``max_concurrent``. A buyer who comes back later is another one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from guitai.engines.staffing.needing import HALF_HOUR, HALF_HOURS

GAP = 600  # seconds
WAITS = (10, 20, 30, 60, 120, 180, 300)  # seconds a first answer may take, to choose from
_KEPT_LENGTHS = 99


class Line(NamedTuple):
    """Who said something, and when, in seconds from midnight; authors but buyer and agent don't count."""

    agent: str
    buyer: str
    author: str
    at: float


@dataclass(frozen=True, slots=True)
class Contact:
    """One chat: when the buyer began, how long they waited (None: nobody answered), when it ended."""

    agent: str
    start: float
    waited: float | None
    end: float

    @property
    def half_hour(self) -> int:
        """The half hour it began in."""
        return min(int(self.start // HALF_HOUR), HALF_HOURS - 1)


def _zeros() -> list[int]:
    return [0] * HALF_HOURS


@dataclass(slots=True)
class DayLoad:
    """Sums of a day by half hour; of several days they are added up.

    ``seconds`` and ``answered`` are of answered chats alone. ``in_time`` counts by the wait that was allowed.
    ``held`` over ``busy`` is how many chats an agent held on average while they held any. ``lengths`` are the
    seconds of answered chats, at most 99 of them, evenly from the shortest to the longest.
    """

    chats: list[int] = field(default_factory=_zeros)
    answered: list[int] = field(default_factory=_zeros)
    seconds: list[int] = field(default_factory=_zeros)
    in_time: dict[int, list[int]] = field(default_factory=lambda: {wait: _zeros() for wait in WAITS})
    held: int = 0
    busy: int = 0
    lengths: list[int] = field(default_factory=list)


def day_load(lines: Iterable[Line]) -> DayLoad:
    """Sum up a day's lines, in any order. What the shop wrote and no buyer answered is no chat."""
    load, answered = DayLoad(), []
    for contact in _contacts(lines):
        half_hour = contact.half_hour
        load.chats[half_hour] += 1
        if contact.waited is None:
            continue
        answered.append(contact)
        load.answered[half_hour] += 1
        load.seconds[half_hour] += round(contact.end - contact.start)
        for wait, counts in load.in_time.items():
            counts[half_hour] += contact.waited <= wait
    load.held = sum(load.seconds)
    load.busy = round(sum(_busy(answered)))
    load.lengths = _evenly(sorted(round(contact.end - contact.start) for contact in answered))
    return load


def _contacts(lines: Iterable[Line]) -> Iterator[Contact]:
    talks: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        if line.author in {"buyer", "agent"}:
            talks[line.agent, line.buyer].append(line)
    for talk in talks.values():
        talk.sort(key=lambda line: line.at)
        begun = 0
        for place in range(1, len(talk) + 1):
            if place == len(talk) or talk[place].at - talk[place - 1].at > GAP:
                yield from _contact(talk[begun:place])
                begun = place


def _contact(lines: Sequence[Line]) -> Iterator[Contact]:
    start = next((line.at for line in lines if line.author == "buyer"), None)
    if start is None:
        return
    answer = next((line.at for line in lines if line.author == "agent" and line.at >= start), None)
    yield Contact(lines[0].agent, start, None if answer is None else answer - start, lines[-1].at)


def _busy(contacts: Iterable[Contact]) -> Iterator[float]:
    """Give the stretches in which an agent held any chat, agent by agent."""
    until: dict[str, float] = defaultdict(float)
    for contact in sorted(contacts, key=lambda each: each.start):
        yield max(0.0, contact.end - max(contact.start, until[contact.agent]))
        until[contact.agent] = max(until[contact.agent], contact.end)


def _evenly(lengths: Sequence[int]) -> list[int]:
    if len(lengths) <= _KEPT_LENGTHS:
        return list(lengths)
    return [lengths[(2 * place + 1) * len(lengths) // (2 * _KEPT_LENGTHS)] for place in range(_KEPT_LENGTHS)]
