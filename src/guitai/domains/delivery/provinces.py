"""The provinces: which one an address names, and roughly how long a parcel takes from one to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from guitai.kernel.text import fold
from guitai.kernel.yaml_data import parsed

_FILE = Path(__file__).with_name("provinces.yaml")
_EARTH_KM = 6371
# How far the capitals lie apart, and the days from sending to the door; nobody has measured them.
_DAYS_BY_KM = ((400, (1, 2)), (1000, (2, 3)), (1800, (3, 4)))
_DAYS_FURTHER = (4, 6)
_SLOWLY = 2
_PACES = {"fast": -1, "usual": 0, "slow": 1}


@dataclass(frozen=True, slots=True)
class Province:
    """A province by its short name, with its capital's latitude and longitude in degrees.

    ``slow``: parcels take longer than its distance tells; ``abroad``: they pass the customs; no day is told.
    """

    name: str
    latitude: float
    longitude: float
    cities: tuple[str, ...]
    slow: bool = False
    abroad: bool = False


@cache
def provinces() -> Mapping[str, Province]:
    """Give all provinces by their short names, in the order shown."""
    told = parsed(_FILE.read_text(encoding="utf-8"))
    return {
        name: Province(
            name=name,
            latitude=each["at"][0],
            longitude=each["at"][1],
            cities=tuple(each["cities"]),
            slow=each.get("slow", False),
            abroad=each.get("abroad", False),
        )
        for name, each in told.items()
    }


def province_in(address: str) -> str:
    """Give the short name of the province an address begins with (浙江省 杭州市, 内蒙古自治区, 苏州工业园区).

    Where no province is named, a larger city tells it; an empty text where neither is known.
    """
    text = fold(address).replace(" ", "").removeprefix("中国")
    for name in provinces():
        if text.startswith(name):
            return name
    return next(
        (each.name for each in provinces().values() if any(text.startswith(city) for city in each.cities)), ""
    )


def rough_days(origin: str, to: str, *, pace: str = "usual") -> tuple[int, int] | None:
    """Give the least and most days a parcel takes between two provinces; None where no day can be told.

    :param pace: fast, usual or slow, as couriers.yaml says of a courier.
    """
    here, there = provinces()[origin], provinces()[to]
    if here.abroad or there.abroad:
        return None
    apart = _km_apart(here, there)
    least, most = next((days for km, days in _DAYS_BY_KM if apart <= km), _DAYS_FURTHER)
    if (here.slow or there.slow) and here != there:
        most += _SLOWLY
    shift = _PACES[pace]
    return max(least + shift, 1), max(most + shift, 1)


def _km_apart(one: Province, other: Province) -> float:
    north, south = radians(one.latitude), radians(other.latitude)
    steps = sin((south - north) / 2) ** 2
    steps += cos(north) * cos(south) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(steps))
