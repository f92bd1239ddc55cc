"""The rules of the lists as ``rules.yaml`` has them: numbers, platforms, reasons, wordings, segments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from importlib.resources import files
from typing import Any

from guitai.kernel.text import fold
from guitai.kernel.yaml_data import parsed

Words = Mapping[str, str]  # by language: zh, en
_LANGUAGES = ("zh", "en")
_UNITS = frozenset({"minutes", "hours", "days", "fen", "percent", "pieces", "hundredths", "times", "stars"})


class RulesError(ValueError):
    """A line of the rules can't be used; the text begins with its key."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of a list that a shop may change, from ``least`` to ``most``."""

    name: str
    value: int
    unit: str
    least: int
    most: int
    title: Words


@dataclass(frozen=True, slots=True)
class Instead:
    """What a platform allows instead of writing; ``verified``: somebody compared it with its rule page."""

    key: str
    title: Words
    rule: Words
    verified: bool


@dataclass(frozen=True, slots=True)
class ListRule:
    """A list: its figures, what takes its place on a platform, and what is said to whoever stands on it."""

    key: str
    numbers: Mapping[str, Number]
    instead: Mapping[str, Instead]
    say: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody has not paid, or not ordered; ``say`` by list."""

    key: str
    title: Words
    words: tuple[str, ...]
    intents: frozenset[str]
    moods: frozenset[str]
    say: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to somebody who has not come for long, and what one try costs."""

    key: str
    title: Words
    cost_fen: int
    not_on: frozenset[str]


@dataclass(frozen=True, slots=True)
class Segment:
    """Buyers who were away for at most so many days, with at least so many orders and so much spent."""

    key: str
    title: Words
    within_days: int
    orders: int
    spent_fen: int
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All of it; ``buying`` are the intents of somebody who may buy."""

    quiet_from: time
    quiet_until: time
    lists: Mapping[str, ListRule]
    buying: frozenset[str]
    reasons: tuple[Reason, ...]
    channels: Mapping[str, Channel]
    segments: tuple[Segment, ...]


@cache
def rules() -> Rules:
    """Give the rules that come with Guitai."""
    return read_rules(files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8"))


def read_rules(text: str) -> Rules:
    """Read rules out of YAML.

    :raises RulesError: naming the key of the first line that can't be used.
    """
    told = parsed(text)
    if not isinstance(told, dict):
        raise RulesError("rules: keys with values are wanted")
    line = _Line("", told)
    channels = {each.name: _channel(each) for each in line.each("channels")}
    quiet = line.under("quiet")
    found = Rules(
        quiet_from=quiet.clock("from"),
        quiet_until=quiet.clock("until"),
        lists={each.name: _list(each) for each in line.each("lists")},
        buying=frozenset(line.texts("buying")),
        reasons=tuple(_reason(each) for each in line.each("reasons")),
        channels=channels,
        segments=tuple(_segment(each, channels) for each in line.each("segments")),
    )
    for reason in found.reasons:
        if strange := reason.say.keys() - found.lists.keys():
            raise RulesError(f"reasons.{reason.key}.say.{min(strange)}: there is no such list")
    return found


def instead_of(listing: str, platform: str) -> Instead | None:
    """Give what is allowed on a platform where nobody may write for this list; None where one may."""
    return rules().lists[listing].instead.get(platform)


def wording(listing: str, reason: str = "") -> str:
    """Give what may be said, for the reason if it has its own words; with slots (docs/reference/slots.md)."""
    for each in rules().reasons:
        if each.key == reason and listing in each.say:
            return each.say[listing]
    return rules().lists[listing].say


def _list(line: "_Line") -> ListRule:
    return ListRule(
        key=line.name,
        numbers={each.name: _number(each) for each in line.each("numbers")},
        instead={each.name: _instead(each) for each in line.each("instead", wanted=False)},
        say=line.text("say"),
    )


def _number(line: "_Line") -> Number:
    value, least, most = (line.whole(name) for name in ("value", "least", "most"))
    unit = line.text("unit")
    if unit not in _UNITS:
        raise RulesError(f"{line.key('unit')}: {unit!r} is none of {', '.join(sorted(_UNITS))}")
    if not least <= value <= most:
        raise RulesError(f"{line.key('value')}: {value} is not from {least} to {most}")
    return Number(line.name, value, unit, least, most, line.words())


def _instead(line: "_Line") -> Instead:
    return Instead(line.text("do"), line.words(), line.under("rule").words(), line.get("verified") is True)


def _reason(line: "_Line") -> Reason:
    return Reason(
        key=line.name,
        title=line.words(),
        words=tuple(map(fold, line.texts("words"))),
        intents=frozenset(line.texts("intents")),
        moods=frozenset(line.texts("moods")),
        say={name: line.under("say").text(name) for name in line.under("say").told},
    )


def _channel(line: "_Line") -> Channel:
    return Channel(line.name, line.words(), line.whole("cost_fen"), frozenset(line.texts("not_on")))


def _segment(line: "_Line", channels: Mapping[str, Channel]) -> Segment:
    works = line.texts("channels")
    if strange := [each for each in works if each not in channels]:
        raise RulesError(f"{line.key('channels')}: there is no channel {strange[0]!r}")
    return Segment(
        line.name,
        line.words(),
        line.whole("within_days"),
        line.whole("orders"),
        line.whole("spent_fen"),
        works,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """Some keys of the rules, which know where they stand."""

    at: str
    told: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.at.rpartition(".")[2]

    def key(self, name: str) -> str:
        return f"{self.at}.{name}".lstrip(".")

    def get(self, name: str) -> Any:
        return self.told.get(name)

    def under(self, name: str) -> "_Line":
        found = self.get(name)
        if not isinstance(found, dict):
            raise RulesError(f"{self.key(name)}: keys with values are wanted")
        return _Line(self.key(name), found)

    def each(self, name: str, *, wanted: bool = True) -> list["_Line"]:
        if not wanted and name not in self.told:
            return []
        line = self.under(name)
        return [line.under(key) for key in line.told]

    def words(self) -> Words:
        return {language: self.text(language) for language in _LANGUAGES}

    def text(self, name: str) -> str:
        found = self.get(name)
        if not isinstance(found, str) or not found.strip():
            raise RulesError(f"{self.key(name)}: a text is wanted")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        found = self.told.get(name, [])
        if not isinstance(found, list) or not all(isinstance(each, str) and each for each in found):
            raise RulesError(f"{self.key(name)}: a list of texts is wanted")
        return tuple(found)

    def whole(self, name: str) -> int:
        found = self.get(name)
        if not isinstance(found, int) or isinstance(found, bool):
            raise RulesError(f"{self.key(name)}: a whole number is wanted")
        return found

    def clock(self, name: str) -> time:
        try:
            return time.fromisoformat(self.text(name))
        except ValueError:
            raise RulesError(f"{self.key(name)}: a time of day is wanted, as 22:00") from None
