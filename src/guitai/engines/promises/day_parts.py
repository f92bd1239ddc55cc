"""When the parts of a day begin and end: data, with the shop's own values in place of the usual ones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from guitai.engines.promises.errors import PromiseSettingsError
from guitai.kernel.days import SHANGHAI
from guitai.kernel.yaml_data import parsed

_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)\Z")
_WHOLE_DAY = 24 * 60
_NOON, _AFTERNOON, _EVENING = 12 * 60, 13 * 60, 18 * 60


@dataclass(frozen=True, slots=True)
class DayParts:
    """Minutes after midnight at which a part of a day ends, and begins, where that is told too."""

    ends: Mapping[str, int]
    begins: Mapping[str, int]

    def end(self, part: str, *, before: bool = False) -> int:
        """Give the minute by which a part has passed; ``before`` it, if it has a beginning of its own."""
        return self.begins.get(part, self.ends[part]) if before else self.ends[part]

    def end_around(self, minute: int) -> int:
        """Give the end of the part of the day a minute lies in: 下午3点以后 ends with the afternoon."""
        if minute >= _EVENING:
            return self.ends["晚上"]
        return self.ends["下午"] if minute >= _AFTERNOON else self.ends["中午" if minute >= _NOON else "上午"]


def read_day_parts(told: Mapping[str, Any]) -> DayParts:
    """Read a shop's own ends and beginnings; what it leaves out is as usual.

    :raises PromiseSettingsError: naming the part and what to write.
    """
    usual = _usual()
    if unknown := sorted(map(str, told.keys() - usual.keys())):
        raise PromiseSettingsError(f"{', '.join(unknown)} is unknown; write {' and '.join(usual)}.")
    tables = {}
    for key, table in usual.items():
        own = told.get(key, {})
        if not isinstance(own, Mapping) or (strange := own.keys() - usual["ends"].keys()):
            wrong = own if not isinstance(own, Mapping) else ", ".join(map(str, sorted(strange)))
            raise PromiseSettingsError(f"{key}: {wrong!s:.40} is no part of a day; write {', '.join(table)}.")
        tables[key] = {part: _minutes(key, part, at) for part, at in {**table, **own}.items()}
    return DayParts(tables["ends"], tables["begins"])


@cache
def usual_day_parts() -> DayParts:
    """Give the ends and beginnings that come with the engine."""
    return read_day_parts({})


def moment(day: date, minute: int) -> datetime:
    """Give the moment of a day in the shop's zone; minute 1440 is the next midnight."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
    return midnight + timedelta(minutes=minute)


def end_of_day(day: date) -> datetime:
    """Give a day's 24:00."""
    return moment(day, _WHOLE_DAY)


@cache
def _usual() -> dict[str, dict[str, str]]:
    text = files("guitai.engines.promises").joinpath("day_parts.yaml").read_text(encoding="utf-8")
    told: dict[str, dict[str, str]] = parsed(text)
    return told


def _minutes(key: str, part: str, at: Any) -> int:
    hit = _CLOCK.match(at) if isinstance(at, str) else None
    minutes = int(hit[1]) * 60 + int(hit[2]) if hit else _WHOLE_DAY + 1
    if minutes > _WHOLE_DAY:
        raise PromiseSettingsError(
            f"{key}: {part} is {at!r:.40}; write a time such as '18:00', at most '24:00'."
        )
    return minutes
