"""Chats saved by the message manager of 千牛 on a PC: one text file an agent's account, one block a buyer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.said import bad_time, message, moment, no_buyer
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection

_SINGLE, _GROUP = "单聊", "群聊"
_HYPHENS = "-" * 28
_BANNER = "=" * 32
# Two blanks follow the colon; a program that trims lines takes them from an empty message.
_STAMP = re.compile(r"\((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\):(?:  |\s?$)")
_KEPT = 20  # lines outside messages, among which the account's name is looked for


def recognises(first_lines: Sequence[str]) -> bool:
    """Say whether these are the first lines of such a file: 单聊 or 群聊 stands between two banners."""
    lines = [line for line in first_lines if line.strip()]
    return any(_title(lines[place : place + 3]) for place in range(len(lines)))


def read(lines: Iterable[str]) -> Iterator[Message | Rejection]:
    """Give the messages of all talks with single buyers; a line that begins none continues the one before.

    A banner is known by its last line, so its lines and the account's name above are taken off what they
    seemed to continue.
    """
    agent = buyer = sender = section = ""
    at: datetime | None = None  # of the message being read, if any
    begun, words = 0, [""]  # the first is the message's own line
    for number, line in enumerate(lines, start=1):
        stamp = _STAMP.search(line) if section == _SINGLE else None
        if stamp and stamp.start():
            if at:
                yield message(begun, agent, buyer, sender, at, words)
            at = moment(stamp[1])
            begun, sender, words = number, line[: stamp.start()].strip(), [line[stamp.end() :]]
            if not at or not buyer:
                yield bad_time(number, stamp[1]) if buyer else no_buyer(number)
                at = None
            continue
        words.append(line)
        title = _title(words[-3:]) if not line or line[:32] == _BANNER else ""
        nick = _buyer_of(line) if line[:28] == _HYPHENS and section == _SINGLE else ""
        if title or nick:
            account = _taken_off(words, title)
            if at:
                yield message(begun, agent, buyer, sender, at, words)
            at, buyer, section, agent, words = None, nick, title or section, account or agent, [""]
        elif not at and len(words) > _KEPT:
            del words[1]
    if at:
        if _title(words[-2:]):
            del words[-2:]
        yield message(begun, agent, buyer, sender, at, words)


FORMAT = Format(kind="qianniu_chats", recognises=recognises, read=read)


def _title(lines: Sequence[str]) -> str:
    """Give the title of the section a banner opens, or nothing; the last banner of a file may be cut off."""
    if len(lines) < 2 or not _is_banner(lines[0]) or not all(not end or _is_banner(end) for end in lines[2:]):
        return ""
    title = lines[1].strip()
    return title if title in {_SINGLE, _GROUP} else ""


def _is_banner(line: str) -> bool:
    return line.startswith(_BANNER) and not line.strip("= ")


def _buyer_of(line: str) -> str:
    """Give the nick of the buyer whose block this line opens, or nothing."""
    bare = line.rstrip()
    nick = bare[28:-28] if bare.endswith(_HYPHENS) else ""
    return nick.strip() if nick.strip("- ") else ""


def _taken_off(words: list[str], title: str) -> str:
    """Take off what opens a talk or a section, and give the account whose section it is, where one stands.

    The first of the words stands on the line of the message itself and is never taken.
    """
    del words[-3 if title else -1 :]
    account = ""
    while title == _SINGLE and not account and len(words) > 1:
        account = words.pop().strip()
    return account
