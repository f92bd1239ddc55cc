"""What the alarm is told, and what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sighting:
    """One case of one product; ``buyer`` is any word that tells buyers apart, ``batch`` may be empty."""

    day: date
    product: int
    fault: str
    buyer: str
    batch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that is known of a shop's cases and of what it sent.

    ``first`` is the day from which its cases are known, ``today`` the last day looked at. ``sent`` has the
    pieces of a day for the products that :func:`~guitai.engines.faults.shop.candidates` names, and of
    :data:`~guitai.engines.faults.exposure.LONGEST_LAG` days before ``first`` too; ``sent_by_all`` the same of
    the whole shop. ``totals`` has the pieces of every product from ``first`` on. ``lags`` counts cases by the
    days between sending and opening; it may be empty.
    """

    first: date
    today: date
    sightings: Sequence[Sighting]
    sent: Mapping[int, Mapping[date, int]]
    sent_by_all: Mapping[date, int]
    totals: Mapping[int, int]
    lags: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A former alarm of a product's fault that somebody has answered on the day ``until``.

    Cases up to that day raise no new alarm. Where ``since`` is given, the fault was real and is mended: the
    days from then on are no part of the product's normal past. Where not, the alarm was false: they are.
    """

    product: int
    fault: str
    until: date
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An alarm that is being looked after; an empty ``batch`` is the product as a whole."""

    product: int
    fault: str
    batch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A fault that comes more often than the product's own past lets expect.

    ``seen`` buyers had it from ``since`` to ``until`` (both days inside), of ``sold`` pieces that could be
    heard of in these days; ``expected`` is what the past lets expect of as many. ``chance`` is the chance
    that so many come as quickly by accident, ``limit`` what it had to be below.
    """

    product: int
    fault: str
    batch: str
    since: date
    until: date
    seen: int
    sold: float
    expected: float
    chance: float
    limit: float
