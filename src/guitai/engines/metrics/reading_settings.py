"""Settings of the figures as a file names them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import time, timedelta
from typing import Any

from guitai.engines.metrics.settings import Attribution, Settings
from guitai.kernel.errors import GuitaiError


class SettingRefusedError(GuitaiError):
    """A setting of the figures that does not exist, or a value it can't have."""

    code = "metrics.setting_refused"


def read_settings(values: Mapping[str, object]) -> Settings:
    """Give the settings a file names; what it does not name stays as the definitions have it.

    Times are ``08:00`` or local times, lengths minutes.

    :raises SettingRefusedError: if there is no such setting, or it can't be so.
    """
    usual = {each.name: each.default for each in fields(Settings)}
    for name in values:
        if name not in usual:
            known = ", ".join(usual)
            raise SettingRefusedError(f"There is no setting “{name}” of the figures; there are: {known}.")
    return Settings(**{name: _read(name, value, usual[name]) for name, value in values.items()})


def named_settings(settings: Settings) -> dict[str, object]:
    """Give all settings as a file names them: what :func:`read_settings` reads."""
    return {each.name: _named(getattr(settings, each.name)) for each in fields(Settings)}


def _named(value: object) -> object:
    match value:
        case time():
            return value.isoformat("auto" if value.second else "minutes")
        case timedelta():
            minutes = value / timedelta(minutes=1)
            return int(minutes) if minutes.is_integer() else minutes
        case tuple():
            return list(value)
        case Attribution():
            return value.value
    return value


def _read(name: str, value: object, usual: object) -> Any:
    expected = {
        bool: "true or false",
        int: "a whole number, zero or more",
        float: "a number, zero or more",
        str: "a text",
        time: "a time such as 08:00",
        timedelta: "a number of minutes",
        tuple: "a list of texts",
        Attribution: f"one of {', '.join(Attribution)}",
    }
    # A limit in seconds may be a part of one, though the usual one is whole.
    kind = float if name.endswith("_seconds") else type(usual)
    with suppress(TypeError, ValueError):
        return _AS[kind](value)
    raise SettingRefusedError(f"The setting {name} is {value!r}; it should be {expected[kind]}.")


def _kept(kind: type) -> Any:
    def convert(value: object) -> object:
        if not isinstance(value, kind):
            raise TypeError
        return value

    return convert


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return int(_number(value))


def _time(value: object) -> time:
    return value if isinstance(value, time) else time.fromisoformat(_kept(str)(value))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_kept(str)(each) for each in _kept(list)(value))


_AS: Mapping[type, Any] = {
    bool: _kept(bool),
    int: _whole,
    float: _number,
    str: _kept(str),
    time: _time,
    timedelta: lambda value: timedelta(minutes=_number(value)),
    tuple: _texts,
    Attribution: Attribution,
}
