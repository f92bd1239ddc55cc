"""Chats downloaded as 即时消息: the shop on the first line, lines with a day, ``date time nick: words``."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guitai.engines.transcripts.authors import is_platform
from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.said import Said, bad_time, is_name, message, moment
from guitai.engines.transcripts.talks import chief, in_turn, is_shops, refuse_without_shop
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection

_STAMP = re.compile(r"\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (\S+):(?: |$)")
_DAY = re.compile(r"\s*\d{4}-\d\d-\d\d\s*")
_LABEL = re.compile(r"店铺(?:名称|名)?\s*[:：]?\s*")
_TITLE, _TITLE_WITHIN = "即时消息", 5  # lines


def recognises(first_lines: Sequence[str]) -> bool:
    """Say whether a text begins with its shop, is titled 即时消息, and holds messages below."""
    lines = [line for line in first_lines if line.strip()]
    title = next((place for place, line in enumerate(lines[:_TITLE_WITHIN]) if _TITLE in line), 0)
    return title > 0 and "店" in lines[0] and any(_STAMP.match(line) for line in lines[title + 1 :])


def read(lines: Iterable[str]) -> Iterator[Message | Rejection]:
    """Give the messages; the agent of a buyer's day is the person of the shop who said most.

    The text names senders alone, so the shop's words are to the buyer who spoke last.

    :raises UnclearTalkError: if neither the first line nor a sender names the shop.
    """
    shop = _LABEL.sub("", next((line for line in lines if line.strip()), ""), count=1).strip()

    def turns() -> Iterator[tuple[Said, str] | Rejection]:
        return in_turn(_said(lines), lambda said: not is_shops(said.sender, {shop}))

    agents = _agents(turns())
    if not is_name(shop) and not any(agents.values()):
        refuse_without_shop(list(dict.fromkeys(buyer for buyer, _ in agents)))
    for one in turns():
        if isinstance(one, Rejection):
            yield one
        else:
            said, buyer = one
            agent = chief(agents[buyer, said.at.date()]) or shop
            yield message(said.line, agent, buyer, said.sender, said.at, said.words)


FORMAT = Format(kind="wangwang_chats", recognises=recognises, read=read)


def _said(lines: Iterable[str]) -> Iterator[Said | Rejection]:
    one: Said | None = None
    for number, line in enumerate(lines, start=1):
        stamp = _STAMP.match(line)
        if not stamp or not is_name(stamp[2]):
            if one and not _DAY.fullmatch(line):
                one.words.append(line)
            continue
        if one:
            yield one
        at = moment(stamp[1])
        one = Said(number, stamp[2], at, [line[stamp.end() :]]) if at else None
        if not at:
            yield bad_time(number, stamp[1])
    if one:
        yield one


def _agents(turns: Iterable[tuple[Said, str] | Rejection]) -> dict[tuple[str, date], Counter[str]]:
    """Count who of the shop said how much to which buyer on which day."""
    agents: dict[tuple[str, date], Counter[str]] = defaultdict(Counter)
    for one in turns:
        if isinstance(one, tuple):
            said, buyer = one
            heard = agents[buyer, said.at.date()]
            if said.sender != buyer and not is_platform(said.sender):
                heard[said.sender] += 1
    return agents
