"""When each message was said, stored and shown; and two ways of saying them: at a rate, and flat out."""

import asyncio
import math
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

SETTLES_WITHIN = 10.0
Speak = Callable[[float], str]


class RefusedError(Exception):
    """The server refused what every shop's server must take."""


@dataclass(slots=True)
class Ledger:
    """The moments of each message by its local id, in seconds of ``time.perf_counter``."""

    said: dict[str, float] = field(default_factory=dict)
    stored: dict[str, float] = field(default_factory=dict)
    shown: dict[str, float] = field(default_factory=dict)
    shown_again: int = 0
    _answers: dict[str, asyncio.Future[None]] = field(default_factory=dict)

    def note_stored(self, local_id: str, at: float) -> None:
        """Note that the sender was told "stored"."""
        self.stored[local_id] = at
        answer = self._answers.pop(local_id, None)
        if answer is not None and not answer.done():
            answer.set_result(None)

    def note_shown(self, local_id: str, at: float) -> None:
        """Note that it reached the other side's screen."""
        if local_id in self.shown:
            self.shown_again += 1
        self.shown.setdefault(local_id, at)

    async def answered(self, local_id: str) -> None:
        """Wait until the sender was told "stored"."""
        if local_id not in self.stored:
            self._answers[local_id] = asyncio.get_running_loop().create_future()
            await asyncio.wait_for(self._answers[local_id], 60)

    def to_store(self, prefix: str = "") -> list[float]:
        """Give the milliseconds from saying to the answer, sorted."""
        return self._waits(self.stored, prefix)

    def to_screen(self, prefix: str = "") -> list[float]:
        """Give the milliseconds from saying to the other side's screen, sorted; of ids that begin so."""
        return self._waits(self.shown, prefix)

    def _waits(self, ends: dict[str, float], prefix: str) -> list[float]:
        return sorted(
            (ends[local_id] - at) * 1000
            for local_id, at in self.said.items()
            if local_id in ends and local_id.startswith(prefix)
        )

    def unsettled(self, *, screens: bool) -> int:
        """Give how many were said but not stored, or, where there are screens, not shown."""
        return len(self.said.keys() - self.stored.keys()) + (
            len(self.said.keys() - self.shown.keys()) if screens else 0
        )

    async def settle(self, *, screens: bool) -> int:
        """Wait a while for what is still on its way; give how many never came."""
        give_up = time.perf_counter() + SETTLES_WITHIN
        while self.unsettled(screens=screens) and time.perf_counter() < give_up:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        return self.unsettled(screens=screens)


async def at_rate(speak: Speak, *, rate: float, seconds: float, chance: random.Random) -> None:
    """Speak so often a second, at random moments, whatever the server does.

    Each message counts from the moment it was due: a server that stalls is not spared those that queue up.
    """
    due = time.perf_counter()
    end = due + seconds
    while (due := due + chance.expovariate(rate)) < end:
        early = due - time.perf_counter()
        if early > 0:
            await asyncio.sleep(early)
        speak(due)


async def flat_out(speak: Speak, ledger: Ledger, *, in_flight: int, seconds: float) -> float:
    """Speak as fast as is answered with so many under way at once; give messages answered a second."""
    begun = time.perf_counter()
    end = begun + seconds

    async def one_after_another() -> None:
        while (now := time.perf_counter()) < end:
            await ledger.answered(speak(now))

    await asyncio.gather(*(one_after_another() for _each in range(in_flight)))
    return sum(begun <= at < end for at in ledger.stored.values()) / seconds


def percentile(ordered: list[float], share: float) -> float:
    """Give the value that so large a share of the sorted values does not exceed; 0 of none."""
    return ordered[max(math.ceil(len(ordered) * share) - 1, 0)] if ordered else 0.0


def spread(ordered: list[float]) -> dict[str, float]:
    """Give p50, p95, p99 and the greatest of sorted values."""
    shares: Iterable[tuple[str, float]] = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))
    return {name: percentile(ordered, share) for name, share in shares}
