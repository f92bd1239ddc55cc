"""The words of promises: ``words.yaml``, compiled once."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from guitai.engines.promises.types import About
from guitai.kernel.yaml_data import parsed

# Of deeds that begin at the same character the earlier group is taken; these stand for OTHER.
_ABOUT = dict.fromkeys(("other_first", "shop_wide", "done", "last", "served"), About.OTHER)
_ABOUT["things"] = About.GIFT
_SERVED = re.compile(r"[^\W\d_]{0,2}")
_PART = re.compile(r"(?<!\?P)<(\w+)>")
_BEHIND = re.compile(r"^\(\?<!.*?\)")


@dataclass(frozen=True, slots=True)
class Deed:
    """A word for what is done, and where it stands; ``group`` is the list in the file it is from."""

    about: About
    start: int
    end: int
    group: str

    @property
    def rank(self) -> int:
        """How little it says: 0 发货, 1 核实 or 处理, 2 whatever is done for the buyer (给您…)."""
        if self.group in {"served", "last", "done", "acts"}:
            return 2
        return int(self.about in {About.CHECK, About.OTHER})


class Words:
    """Patterns by their name in the file; ``deeds`` finds what is done; ``<name>`` in a pattern is the
    part of that name.

    ``vague`` and ``first_of_vague`` go into the one pattern of all times; every vague word therefore begins
    with a plain character.
    """

    def __init__(self, told: dict[str, Any]) -> None:
        parts = told.pop("parts")
        groups = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in told.pop("deeds").items())
        self._deeds = _compiled(groups, parts)
        self.slips: dict[str, str] = told.pop("slips")
        self._slip = re.compile("|".join(self.slips))
        vague = told.pop("vague")
        self.vague = "|".join(vague)
        self.first_of_vague = "".join({_BEHIND.sub("", pattern)[0] for pattern in vague})
        self._patterns = {name: _compiled(pattern, parts) for name, pattern in told.items()}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self._patterns[name]

    def mended(self, text: str) -> str:
        """Give a text with slips of the input method put right; its length stays."""
        return self._slip.sub(lambda hit: self.slips[hit.group()], text)

    def deeds(self, text: str, start: int, end: int, stop: int = 0) -> list[Deed]:
        """Give the deeds that begin in a stretch of the text, in order; ``stop`` is where their clause
        ends, if not there."""
        found = []
        for hit in self._deeds.finditer(text, start, stop or end):
            if hit.start() >= end:
                break
            name = str(hit.lastgroup)
            last = hit.end()
            if name == "served" and (verb := _SERVED.match(text, last, end)):
                last = verb.end()
            found.append(Deed(_ABOUT.get(name) or About(name), hit.start(), last, name))
        return found

    def act(self, text: str, start: int, time: tuple[int, int], end: int) -> Deed | None:
        """Give what somebody of the shop does at a time, whatever it is: 我明天中午去邮局, 明早财务上报."""
        who = self["we_are"].match(text, time[1], end)
        begin = who.end() if who else time[1]
        if who is None:
            before = self["we_are"].finditer(text, start, time[0])
            who = next((hit for hit in before if hit.end() == time[0]), None)
        if who is None:
            return None
        told_first = self["filler"].fullmatch(text, start, min(who.start(), time[0])) is None
        hit = self["acts"].match(text, begin, end) or (told_first and self["acts_on"].match(text, begin, end))
        return Deed(About.OTHER, hit.start(), min(hit.end(), hit.start() + 4), "acts") if hit else None


def _compiled(pattern: str, parts: dict[str, str]) -> re.Pattern[str]:
    return re.compile(_PART.sub(lambda hit: f"(?:{parts[hit[1]]})", pattern), re.VERBOSE)


@cache
def words() -> Words:
    """Give the words that come with the engine."""
    text = files("guitai.engines.promises").joinpath("words.yaml").read_text(encoding="utf-8")
    return Words(parsed(text))
