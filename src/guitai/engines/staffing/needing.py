"""Agents instead of servers: each holds several chats at once, and each further one slows them all down."""

from dataclasses import dataclass
from math import inf

from guitai.engines.staffing import erlang

HALF_HOUR = 1800  # seconds
HALF_HOURS = 48  # of a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a shop promises its buyers, and how its agents work.

    A buyer is served at once where an agent has a place free: places = agents × ``concurrency``. A chat lasts
    longer the more an agent holds: with ``k`` of them, ``1 + slowdown × (k - 1)`` times as long as alone. A
    slowdown of 0 means that chats do not disturb one another, for the agent writes while other buyers read
    and think; with 1 an agent gets no more done with many than with one. Handling times are the shop's own;
    they were measured where an agent held ``measured_at`` chats on average, and are brought to
    ``concurrency`` in proportion.
    """

    level: float  # share of buyers, below 1
    within: float  # seconds
    patience: float | None = None  # seconds buyers wait on average before they leave; None: for ever
    concurrency: int = 1
    slowdown: float = 0.0
    measured_at: float = 1.0

    def lengthened(self, handling: float, *, held: float | None = None) -> float:
        """Give how long a chat lasts where its agent holds so many; without a number, all they may."""
        several = self.concurrency if held is None else held
        return handling * self._times(several) / self._times(self.measured_at)

    def _times(self, held: float) -> float:
        return 1.0 + self.slowdown * (max(held, 1.0) - 1.0)


@dataclass(frozen=True, slots=True)
class Expected:
    """What so many agents make of so many chats: shares, seconds.

    ``service_level`` is on the safe side: it reckons with buyers who wait for ever.
    """

    service_level: float
    average_wait: float
    busy: float  # of their places, taken on average; above 1 the queue grows
    leaving: float  # share of buyers who give up; none where they wait for ever


def load_of(chats: float, *, handling: float, service: Service, seconds: float = HALF_HOUR) -> float:
    """Give how many chats are in hand at once on average, in erlangs."""
    return chats * service.lengthened(handling) / seconds


def agents_needed(chats: float, *, handling: float, service: Service, seconds: float = HALF_HOUR) -> int:
    """Give the fewest agents who keep the promise when so many chats begin in so many seconds.

    :param chats: expected, so it may have a fraction.
    :param handling: seconds of a chat as measured, from its first message to its last.
    """
    load = load_of(chats, handling=handling, service=service, seconds=seconds)
    places = erlang.servers_needed(
        load, handling=service.lengthened(handling), within=service.within, level=service.level
    )
    return -(-places // service.concurrency)


def expected(
    agents: int, chats: float, *, handling: float, service: Service, seconds: float = HALF_HOUR
) -> Expected:
    """Say what buyers may expect of so many agents."""
    load = load_of(chats, handling=handling, service=service, seconds=seconds)
    places, lengthened = agents * service.concurrency, service.lengthened(handling)
    leaving = 0.0
    if service.patience:
        leaving = erlang.impatient(places, load, handling=lengthened, patience=service.patience).leaving
    return Expected(
        service_level=erlang.service_level(places, load, handling=lengthened, within=service.within),
        average_wait=erlang.average_wait(places, load, handling=lengthened),
        busy=load / places if places else inf if load else 0.0,
        leaving=leaving,
    )
