"""A day at the desk played through by chance, many times, where Erlang's even flow is none.

Chats begin by chance at the rate of their half hour (Poisson), last as the shop's own did, and wait in one
queue for an agent with a place free. What one half hour leaves undone the next one finds, which the formulas
don't see: they are too dark before a peak and too bright after it.
"""

import heapq
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from guitai.engines.staffing.needing import HALF_HOUR, Service

_CONFIDENT = 1.96  # standard errors on either side: 95 of 100 such ranges hold the true value


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over the days played, and the range it lies in with 95 % confidence."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PlayedHalfHour:
    """What became of the chats that began in a half hour; nothing where none ever did."""

    chats: float  # a day
    in_time: Estimate | None
    wait: Estimate | None  # seconds, of all of them
    left: Estimate | None  # share who gave up


@dataclass(slots=True)
class _Floor:
    """The agents of one day as it is played: who holds how many chats, and who waits."""

    service: Service
    held: list[int]
    on_duty: int = 0
    endings: list[tuple[float, int]] = field(default_factory=list)  # when a chat ends, of which agent
    queue: deque[int] = field(default_factory=deque)

    def free_agent(self) -> int | None:
        """Give who has the fewest chats and room for one more."""
        if not self.on_duty:
            return None
        agent = min(range(self.on_duty), key=self.held.__getitem__)
        return agent if self.held[agent] < self.service.concurrency else None


def simulate(
    chats: Sequence[float],
    agents: Sequence[int],
    *,
    handling: Sequence[float],
    service: Service,
    days: int,
    seed: int,
) -> tuple[PlayedHalfHour, ...]:
    """Play a day through ``days`` times; every half hour is given.

    :param chats: expected to begin in each half hour.
    :param agents: on duty in each. Who goes off duty ends the chats they hold and takes no more.
    :param handling: seconds of the shop's chats, drawn from at random; a single figure stands for an
        exponential time of that mean, as Erlang has it.
    :param seed: the same seed gives the same days.

    A day begins with an empty desk; who still waits at its end was not served in time.
    """
    if len(chats) != len(agents):
        raise ValueError("chats and agents are given for the same half hours")
    chance = np.random.default_rng(seed)
    played = np.zeros((4, days, len(chats)))
    for day in range(days):
        arrivals = _arrivals(chats, chance)
        lengths = _lengths(handling, len(arrivals), chance)
        patience = _patience(service, len(arrivals), chance)
        waits, left = _day(arrivals, lengths, patience, agents, service)
        of = (arrivals // HALF_HOUR).astype(int)
        kept = (waits <= service.within) & ~left
        for row, values in enumerate((np.ones(len(arrivals)), kept, waits, left)):
            played[row, day] = np.bincount(of, weights=values, minlength=len(chats))
    return tuple(_told(played[:, :, half_hour]) for half_hour in range(len(chats)))


def _arrivals(chats: Sequence[float], chance: np.random.Generator) -> NDArray[np.float64]:
    counts = chance.poisson(chats)
    starts = np.repeat(np.arange(len(chats)) * HALF_HOUR, counts)
    return np.sort(starts + chance.random(len(starts)) * HALF_HOUR)


def _lengths(handling: Sequence[float], count: int, chance: np.random.Generator) -> NDArray[np.float64]:
    if len(handling) == 1:
        return chance.exponential(handling[0], count)
    return chance.choice(np.asarray(handling, dtype=float), count)


def _patience(service: Service, count: int, chance: np.random.Generator) -> NDArray[np.float64]:
    if service.patience:
        return chance.exponential(service.patience, count)
    return np.full(count, np.inf)


def _day(
    arrivals: NDArray[np.float64],
    lengths: NDArray[np.float64],
    patience: NDArray[np.float64],
    agents: Sequence[int],
    service: Service,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give how long each chat waited, and which buyers left."""
    end = len(agents) * HALF_HOUR
    waits = np.minimum(end - arrivals, patience)  # of those nobody ever takes
    left = waits == patience
    floor = _Floor(service, [0] * max(agents, default=0))

    def take_up(now: float) -> None:
        while floor.queue and (agent := floor.free_agent()) is not None:
            chat = floor.queue.popleft()
            if now - arrivals[chat] > patience[chat]:
                continue
            waits[chat], left[chat] = now - arrivals[chat], False
            floor.held[agent] += 1
            lasting = service.lengthened(lengths[chat], held=floor.held[agent])
            heapq.heappush(floor.endings, (now + lasting, agent))

    def go_to(moment: float) -> None:
        while floor.endings and floor.endings[0][0] <= moment:
            ended, agent = heapq.heappop(floor.endings)
            floor.held[agent] -= 1
            take_up(ended)

    edges = np.searchsorted(arrivals, np.arange(len(agents) + 1) * HALF_HOUR)
    for half_hour, (first, last) in enumerate(pairwise(edges)):
        go_to(half_hour * HALF_HOUR)
        floor.on_duty = agents[half_hour]
        take_up(half_hour * HALF_HOUR)
        for chat in range(first, last):
            go_to(arrivals[chat])
            floor.queue.append(chat)
            take_up(arrivals[chat])
    go_to(end)
    return waits, left


def _told(played: NDArray[np.float64]) -> PlayedHalfHour:
    """Read rows of days: how many began, were served in time, their waits together, how many left."""
    began = played[0]
    if not began.any():
        return PlayedHalfHour(0.0, None, None, None)
    in_time, wait, left = (_ratio(row, began) for row in played[1:])
    return PlayedHalfHour(float(began.mean()), _within(in_time), wait, _within(left))


def _ratio(parts: NDArray[np.float64], wholes: NDArray[np.float64]) -> Estimate:
    """Give the parts over the wholes; the days, not the chats, are what was drawn independently."""
    mean = parts.sum() / wholes.sum()
    spread = 0.0
    if len(parts) > 1:
        spread = _CONFIDENT * (parts - mean * wholes).std(ddof=1) / np.sqrt(len(parts)) / wholes.mean()
    return Estimate(float(mean), float(max(mean - spread, 0.0)), float(mean + spread))


def _within(share: Estimate) -> Estimate:
    return Estimate(share.mean, share.low, min(share.high, 1.0))


def together(half_hours: Iterable[PlayedHalfHour]) -> float | None:
    """Give the share of all their chats that was served in time; nothing where there were none."""
    told = [(each.chats, each.in_time.mean) for each in half_hours if each.in_time]
    chats = sum(count for count, _share in told)
    return sum(count * share for count, share in told) / chats if chats else None
