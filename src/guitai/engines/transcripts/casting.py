"""Who of a session of 咚咚 is the buyer and who the agent, which its log does not say.

A buyer is known by a masked name (``j****db``) or one that JD gave (``jd_…``); an agent by ``店-客服``, by
sitting with such a buyer in any session of the file, or else by having talked with three people or more. Who
is left alone in a session is its buyer.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from guitai.engines.transcripts.authors import is_platform, is_robot

_MASKED = re.compile(r"[^*]+\*{2,}[^*]*")
_GIVEN = re.compile(r"jd_\w+", re.IGNORECASE)
_OF_SHOP = re.compile(r"(?=[^-]*[^\x00-\x7f])[^-]+-.+")  # a buyer may be named tom-1990, but not 示例店-小何

_MANY = 3  # people; a buyer is hardly met with as many agents, of whom none is known by another sign


class Cast:
    """The agents of a file, found out from all its sessions."""

    def __init__(self, sessions: Iterable[Collection[str]]) -> None:
        """Learn from who spoke in each session."""
        self._agents: set[str] = set()
        self._met: dict[str, set[str]] = defaultdict(set)
        for names in sessions:
            people = _people(names)
            buyer = _marked_buyer(people)
            if buyer:
                self._agents.update(name for name in people if name != buyer)
                continue
            for name in people:
                self._met[name].update(other for other in people if other != name)

    def buyer(self, names: Collection[str]) -> str:
        """Give the buyer of a session in which these spoke, or nothing if nobody can tell."""
        people = _people(names)
        if buyer := _marked_buyer(people):
            return buyer
        others = [name for name in people if not self._is_agent(name)]
        return others[0] if len(others) == 1 else ""

    def _is_agent(self, name: str) -> bool:
        return name in self._agents or bool(_OF_SHOP.fullmatch(name)) or len(self._met.get(name, ())) >= _MANY


def _people(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if not is_robot(name) and not is_platform(name)]


def _marked_buyer(people: Collection[str]) -> str:
    """Give the one of them whose name is a buyer's; a masked one before one that JD gave."""
    for sign in (_MASKED, _GIVEN):
        marked = [name for name in people if sign.fullmatch(name)]
        if len(marked) == 1:
            return marked[0]
    return ""
