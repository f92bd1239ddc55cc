"""The parts of a Chinese address that say where somebody lives."""

import re
from dataclasses import dataclass
from functools import lru_cache

from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import one_by_one

_AREA = "特别行政区|自治区|自治州|自治县|新区|省|市|区|县|旗"
_PLACE = "街道|大道|胡同|小区|花园|公寓|大厦|广场|新村|家园|路|街|巷|弄|镇|乡|村|苑|园"
_PART = re.compile(rf"([^0-9()]{{1,10}}?)({_AREA}|{_PLACE})")
_AREA_ENDS = tuple(_AREA.split("|"))
_SHORTEST_PLACE = 3
# What ends a house number: in 文三路1号锦绣花园 the place is 锦绣花园.
_HOUSE_ENDS = re.compile("^[零一二三四五六七八九十百]*(?:号楼|号院|号|弄|栋|幢|座|单元|室|层|楼)")


@dataclass(frozen=True, slots=True)
class Address:
    """The names of an address: areas from the largest (without 省, 市 …) and places, digits as digits."""

    areas: tuple[str, ...]
    places: tuple[str, ...]


@lru_cache(maxsize=4096)
def parts(address: str) -> Address:
    """Take an address apart: 浙江省杭州市文三路1号 has the areas 浙江, 杭州 and the place 文3路."""
    areas: list[str] = []
    places: list[str] = []
    for name, kind in _PART.findall(normalise(address).text):
        if kind in _AREA_ENDS and not places:
            areas.append(one_by_one(name))
            continue
        place = _HOUSE_ENDS.sub("", name) + kind
        if len(place) >= _SHORTEST_PLACE:
            places.append(one_by_one(place))
    return Address(tuple(areas), tuple(places))
