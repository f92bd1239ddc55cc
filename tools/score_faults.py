"""Score the alarm of faults on simulated shops: ``python -m tools.score_faults --seeds 101-120``.

A shop's year of normal variation has products of very unequal popularity that come and go with the season, a
fifth of them new in the year, promotions that sell five times as much, weekdays, rates that differ between
products and wander from month to month, couriers' bad weeks, buyers who write twice. Ten faults are planted
whose rates rise over weeks. Told are the cases a planted fault took until its alarm, and the alarms that no
planted fault explains.
"""

import argparse
import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from guitai.engines.faults.shop import candidates
from guitai.engines.faults.types import Answered, History, Running, Sighting
from guitai.engines.faults.watching import find

PRODUCTS = 300
PIECES_A_DAY = 300.0
WARM_UP = 90
YEAR = 365
PLANTED = 10
WANTED_WITHIN = 6
_DAYS = WARM_UP + YEAR
_BEGIN = date(2025, 1, 1)
_FAULTS = {
    "quality": 0.004,
    "damaged": 0.003,
    "色差": 0.0025,
    "开线": 0.002,
    "missing": 0.0015,
    "异味": 0.001,
    "拉链坏": 0.0008,
    "missent": 0.0005,
}
_COURIERS_FAULT = "damaged"
_LOOKED_AFTER = 14  # days until somebody has closed an alarm


@dataclass(slots=True)
class Plant:
    """A planted fault: its cases in order of days, and when the alarm came."""

    product: int
    fault: str
    first: int
    days: list[int] = field(default_factory=list)
    found_on: int | None = None

    @property
    def took(self) -> int | None:
        """Give how many of its cases had come in by the alarm."""
        return None if self.found_on is None else sum(day <= self.found_on for day in self.days)


@dataclass(slots=True)
class Shop:
    """What happened: pieces by product and day, cases with the days since sending, what was planted."""

    pieces: np.ndarray
    cases: list[tuple[Sighting, int]]
    plants: list[Plant]


@dataclass(frozen=True, slots=True)
class Score:
    """What the alarm made of one shop; ``false`` has the false alarms of each month of the year."""

    took: list[int | None]
    false: list[int]
    false_at_first: int
    cases: int


def main() -> None:
    """Simulate and score every seed, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1-20", help="from-to; 1-20 were tuned on")
    parser.add_argument("--products", type=int, default=PRODUCTS)
    parser.add_argument("--pieces", type=float, default=PIECES_A_DAY, help="sold a day")
    asked = parser.parse_args()
    first, last = (int(each) for each in asked.seeds.split("-"))
    scores = []
    for seed in range(first, last + 1):
        scores.append(scored(simulated(seed, products=asked.products, pieces_a_day=asked.pieces)))
        sys.stdout.write(f"{seed}: {_line(scores[-1])}\n")
    _print_figures(scores)


def simulated(seed: int, *, products: int = PRODUCTS, pieces_a_day: float = PIECES_A_DAY) -> Shop:
    """Make a shop's quarter and year."""
    rng = np.random.default_rng(seed)
    pieces = _sales(rng, products, pieces_a_day)
    found: list[tuple[Sighting, int]] = []
    for fault, usual in _FAULTS.items():
        rates = usual * _rates(rng, products)
        if fault == _COURIERS_FAULT:
            for begin in rng.integers(0, _DAYS - 12, 4):
                rates[:, begin : begin + 10] *= 3
        for product, day in zip(*np.nonzero(counts := rng.poisson(pieces * rates)), strict=True):
            for _each in range(counts[product, day]):
                found += _case(rng, int(product), fault, int(day), "")
    plants = [_planted(rng, pieces, found, taken) for taken in _chosen(rng, pieces)]
    found.sort(key=lambda each: each[0].day)
    return Shop(pieces, found, plants)


def scored(shop: Shop) -> Score:
    """Look at the shop on every day as the shop would: an alarm is looked after, a false one closed."""
    by_day: dict[int, list[Sighting]] = defaultdict(list)
    lags: dict[int, int] = defaultdict(int)
    for sighting, _lag in shop.cases:
        by_day[(sighting.day - _BEGIN).days].append(sighting)
    known: list[Sighting] = []
    running: dict[Running, int] = {}
    answered: list[Answered] = []
    false = [0] * 12
    at_first = 0
    lag_of = iter(shop.cases)
    for day in range(_DAYS):
        new = by_day[day]
        known += new
        for _each in new:
            lags[next(lag_of)[1]] += 1
        for one, since in [*running.items()]:
            plant = _plant_of(shop, one)
            if day - since >= _LOOKED_AFTER and (plant is None or plant.found_on is None):
                del running[one]
                answered.append(Answered(product=one.product, fault=one.fault, until=_date(day)))
        for alarm in find(_history(shop, known, lags, day), answered=answered, running=running):
            one = Running(product=alarm.product, fault=alarm.fault)
            running[one] = day
            plant = _plant_of(shop, one)
            if plant is not None and plant.days and day >= plant.days[0]:
                plant.found_on = day
            elif day < WARM_UP:
                at_first += 1
            else:
                false[min((day - WARM_UP) * 12 // YEAR, 11)] += 1
    return Score([plant.took for plant in shop.plants], false, at_first, len(shop.cases))


def _sales(rng: Generator, products: int, pieces_a_day: float) -> np.ndarray:
    popularity = rng.permutation(1.0 / np.arange(1, products + 1))
    popularity *= pieces_a_day / popularity.sum()
    days = np.arange(_DAYS)
    season = 1 + 0.25 * np.sin(2 * np.pi * days / YEAR)
    own = 1 + 0.6 * np.sin(2 * np.pi * (days[None, :] / YEAR + rng.random(products)[:, None]))
    weekday = np.array([0.9, 0.9, 0.95, 1.0, 1.05, 1.15, 1.05])[(days + _BEGIN.weekday()) % 7]
    mean = popularity[:, None] * season * own * weekday
    for begin in rng.integers(20, _DAYS - 10, 8):  # the shop's promotions, on a third of the products
        mean[rng.random(products) < 1 / 3, begin : begin + 4] *= 5
    for product in rng.integers(0, products, 60):  # and those of one product alone
        begin = int(rng.integers(0, _DAYS - 8))
        mean[product, begin : begin + 7] *= 5
    for product in rng.permutation(products)[: products // 5]:
        mean[product, : int(rng.integers(30, _DAYS - 60))] = 0
    return rng.poisson(mean * rng.gamma(5, 1 / 5, mean.shape))


def _rates(rng: Generator, products: int) -> np.ndarray:
    """Give by what a fault's rate differs: between products, and from month to month within one."""
    between = rng.gamma(1.5, 1 / 1.5, (products, 1))
    months = np.exp(rng.normal(-0.045, 0.3, (products, _DAYS // 30 + 2)))
    return between * np.repeat(months, 30, axis=1)[:, :_DAYS]


def _case(rng: Generator, product: int, fault: str, sent: int, batch: str) -> list[tuple[Sighting, int]]:
    """Give the case of a piece sent that day; one buyer in twenty opens another within days."""
    day = sent + 2 + int(rng.poisson(2)) + int(rng.geometric(0.2)) - 1
    weekday = (_BEGIN + timedelta(days=day)).weekday()
    if weekday >= 5 and rng.random() < 0.4:
        day += 7 - weekday
    buyer = f"b{rng.integers(1 << 40)}"
    days = [day, day + 1 + int(rng.integers(9))] if rng.random() < 0.05 else [day]
    return [
        (Sighting(_date(each), product, fault, buyer, batch), each - sent) for each in days if each < _DAYS
    ]


def _chosen(rng: Generator, pieces: np.ndarray) -> list[int]:
    """Choose products to plant a fault in, of those that sell a piece a day or more."""
    selling = np.flatnonzero(pieces[:, WARM_UP:].mean(axis=1) >= 1)
    return [int(each) for each in rng.permutation(selling)[:PLANTED]]


def _planted(rng: Generator, pieces: np.ndarray, found: list[tuple[Sighting, int]], product: int) -> Plant:
    """Let a fault's rate rise within three to six weeks to 4–15 % of what is sent, for two months."""
    while True:
        fault = str(rng.choice(list(_FAULTS))) if rng.random() < 0.7 else f"new{product}"
        batch = f"B{product}" if rng.random() < 0.5 else ""
        begin, rises = int(rng.integers(WARM_UP, _DAYS - 70)), int(rng.integers(21, 42))
        highest = rng.uniform(0.04, 0.15)
        days = np.arange(begin, begin + 60)
        rate = highest * np.minimum((days - begin + 1) / rises, 1)
        counts = rng.poisson(pieces[product, days] * rate)
        if counts.sum() >= WANTED_WITHIN:
            break
    plant = Plant(product, fault, begin)
    for day, many in zip(days, counts, strict=True):
        for _each in range(many):
            cases = _case(rng, product, fault, int(day), batch)
            plant.days += [(cases[0][0].day - _BEGIN).days] if cases else []
            found += cases
    plant.days.sort()
    return plant


def _history(shop: Shop, known: Sequence[Sighting], lags: dict[int, int], day: int) -> History:
    today = _date(day)
    wanted = {product for product, _fault in candidates(known, today=today)}
    return History(
        first=_BEGIN,
        today=today,
        sightings=known,
        sent={each: _by_day(shop.pieces[each, : day + 1]) for each in wanted},
        sent_by_all=_by_day(shop.pieces[:, : day + 1].sum(axis=0)) if wanted else {},
        totals=dict(enumerate(shop.pieces[:, : day + 1].sum(axis=1).tolist())) if wanted else {},
        lags=lags,
    )


def _by_day(pieces: np.ndarray) -> dict[date, int]:
    return {_date(day): many for day, many in enumerate(pieces.tolist()) if many}


def _date(day: int) -> date:
    return _BEGIN + timedelta(days=day)


def _plant_of(shop: Shop, one: Running) -> Plant | None:
    return next(
        (each for each in shop.plants if (each.product, each.fault) == (one.product, one.fault)), None
    )


def _line(score: Score) -> str:
    took = " ".join("–" if each is None else str(each) for each in score.took)
    false = f"false {sum(score.false)} in the year, {score.false_at_first} before"
    return f"{score.cases} cases; found after {took}; {false}"


def _print_figures(scores: Sequence[Score]) -> None:
    took = [each for score in scores for each in score.took]
    found = [each for each in took if each is not None]
    within = sum(each <= WANTED_WITHIN for each in found)
    months = [each for score in scores for each in score.false]
    first = statistics.mean(score.false_at_first for score in scores)
    sys.stdout.write(
        f"{len(took)} planted: found {len(found)}, "
        f"within {WANTED_WITHIN} cases {within} ({within / len(took):.1%}); "
        f"cases until the alarm: median {statistics.median(found)}, worst {max(found)}\n"
        f"false alarms a month: mean {statistics.mean(months):.2f}, worst {max(months)}, "
        f"more than two in {sum(each > 2 for each in months)} of {len(months)} months; "
        f"in the first {WARM_UP} days {first:.2f} a shop\n"
    )


if __name__ == "__main__":
    main()
