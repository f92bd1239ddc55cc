"""A shop of ten products that send ten pieces a day each, heard of on the same day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from guitai.engines.faults.types import History, Sighting

FIRST = date(2026, 1, 1)
PRODUCTS = range(10)
AT_ONCE = {0: 10**9}


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def seen(number: int, buyer: str, *, product: int = 1, fault: str = "开线", batch: str = "") -> Sighting:
    return Sighting(day(number), product, fault, buyer, batch)


def history(
    cases: Sequence[Sighting], *, today: int = 199, pieces: Mapping[int, int] | None = None
) -> History:
    """Give it on a day; ``pieces`` says for days that product 1 sends another number."""
    own = {day(number): 10 for number in range(today + 1)} | {
        day(number): many for number, many in (pieces or {}).items()
    }
    usual = {day(number): 10 for number in range(today + 1)}
    return History(
        first=FIRST,
        today=day(today),
        sightings=cases,
        sent={product: own if product == 1 else usual for product in PRODUCTS},
        sent_by_all={each: 90 + many for each, many in own.items()},
        totals={product: sum((own if product == 1 else usual).values()) for product in PRODUCTS},
        lags=AT_ONCE,
    )
