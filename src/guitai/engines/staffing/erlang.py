"""Erlang's formulas: how long buyers wait for a free place, and how many places it takes.

They hold in a steady state: buyers arrive by chance (Poisson) at an even rate, handling times are
exponential, whoever waits is served in order of arrival. ``simulation`` shows what is different elsewhere.

*Load* is in erlangs: arrivals a second × seconds each of them is handled, which is how many are in hand on
average. Times are in seconds. Sources: A. K. Erlang, "Solution of some problems in the theory of
probabilities of significance in automatic telephone exchanges", 1917 (B and C); O. Garnett, A. Mandelbaum,
M. Reiman, "Designing a call center with impatient customers", Manufacturing & Service Operations Management 4
(2002) 208-227 (A, which is C. Palm's).
"""

from dataclasses import dataclass
from math import ceil, exp, inf

# Summands smaller than this against what is summed already change no digit that is shown.
_NEGLIGIBLE = 1e-15


def erlang_b(servers: int, load: float) -> float:
    """Give the probability that all servers are busy where nobody waits (Erlang B).

    By its recursion, upside down, so that neither powers nor factorials appear: exact to the last digits with
    thousands of servers.
    """
    if load <= 0:
        return 0.0 if servers else 1.0
    inverse = 1.0
    for server in range(1, servers + 1):
        inverse = 1.0 + inverse * server / load
        if inverse == inf:
            return 0.0
    return 1.0 / inverse


def waiting(servers: int, load: float) -> float:
    """Give the probability that a buyer has to wait (Erlang C); 1 where the queue never ends."""
    if load <= 0:
        return 0.0
    return _from_b(erlang_b(servers, load), servers, load)


def service_level(servers: int, load: float, *, handling: float, within: float) -> float:
    """Give the share of buyers who wait no longer than ``within``."""
    return _level(waiting(servers, load), servers, load, within / handling if handling else inf)


def average_wait(servers: int, load: float, *, handling: float) -> float:
    """Give how long buyers wait on average, those who need not included; infinite if the queue never ends."""
    if load <= 0:
        return 0.0
    if servers <= load:
        return inf
    return waiting(servers, load) * handling / (servers - load)


def servers_needed(load: float, *, handling: float, within: float, level: float) -> int:
    """Give the fewest servers with which at least the share ``level`` waits no longer than ``within``.

    :param level: below 1; nobody can promise that no buyer ever waits.
    """
    if not 0 <= level < 1:
        raise ValueError("a service level lies between 0 and 1, 1 left out")
    if load <= 0:
        return 0
    times = within / handling if handling else inf
    servers = ceil(load)
    blocked = erlang_b(servers, load)
    while _level(_from_b(blocked, servers, load), servers, load, times) < level:
        servers += 1
        blocked = load * blocked / (servers + load * blocked)
    return servers


@dataclass(frozen=True, slots=True)
class Impatience:
    """What becomes of buyers who do not wait for ever: shares of all who arrive, and seconds."""

    waiting: float
    leaving: float
    average_wait: float


def impatient(servers: int, load: float, *, handling: float, patience: float) -> Impatience:
    """Say how many wait and how many leave, where each waits ``patience`` seconds on average (Erlang A).

    Patience is exponential. The queue has an end at any load. The wait counts those who left too.
    """
    if load <= 0:
        return Impatience(0.0, 0.0, 0.0)
    # Of how many more wait when ``queued`` do: each step of the chain by its rates, begun at a full house.
    weight, total, queued_sum, queued = 1.0, 1.0, 0.0, 0
    while weight > _NEGLIGIBLE * total or load > servers + queued * handling / patience:
        queued += 1
        weight *= load / (servers + queued * handling / patience)
        total += weight
        queued_sum += queued * weight
    full = erlang_b(servers, load)
    # Below a full house the chain is Erlang B's: the states left out of it weigh (1 - B) / B of the full one.
    everything = total + (1.0 - full) / full if full else inf
    in_queue = queued_sum / everything
    return Impatience(
        waiting=total / everything,
        leaving=in_queue * handling / (patience * load),
        average_wait=in_queue * handling / load,
    )


def _from_b(blocked: float, servers: int, load: float) -> float:
    if servers <= load:
        return 1.0
    return servers * blocked / (servers - load * (1.0 - blocked))


def _level(waiting_share: float, servers: int, load: float, times: float) -> float:
    """Give the share in time; ``times`` is the time allowed, in handling times."""
    if load <= 0:
        return 1.0
    if servers <= load:
        return 0.0
    return 1.0 - waiting_share * exp(-(servers - load) * times)
