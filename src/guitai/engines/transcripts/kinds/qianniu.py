"""Chats saved by the message manager of 千牛 on a PC: one text file an agent's account, one block a buyer."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from guitai.engines.transcripts.authors import author_of
from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.types import Message
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection
from guitai.kernel.text import clean

_SINGLE, _GROUP = "单聊", "群聊"
_HYPHENS = "-" * 28
# Two blanks follow the colon; a program that trims lines takes them from an empty message.
_STAMP = re.compile(r"\((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\):(?:  |\s?$)")


@dataclass(slots=True)
class _Open:
    """A message whose last line has not been seen yet."""

    line: int
    sender: str
    sent_at: datetime
    words: list[str]


def recognises(first_lines: Sequence[str]) -> bool:
    """Say whether these are the first lines of such a file: 单聊 or 群聊 stands between two banners."""
    lines = [line for line in first_lines if line.strip()]
    return any(_title(line, lines[place + 1 : place + 3]) for place, line in enumerate(lines))


def read(lines: Iterable[str]) -> Iterator[Message | Rejection]:
    """Give the messages of all talks with single buyers; a line that begins none continues the one before."""
    agent = buyer = section = last = ""
    message: _Open | None = None
    for number, line, title in _with_titles(lines):
        if title or (section == _SINGLE and _buyer_of(line)):
            if title == _SINGLE:
                _take_back(message, last)
            yield from _ended(message, agent, buyer)
            message = None
            section, buyer = (title, "") if title else (section, _buyer_of(line))
            agent = last if title == _SINGLE else agent
        elif section == _SINGLE and (stamp := _STAMP.search(line)) and stamp.start() > 0:
            yield from _ended(message, agent, buyer)
            message = _begun(number, line, stamp)
            if message is None or not buyer:
                yield _rejected(number, stamp[1], buyer)
                message = None
        elif message:
            message.words.append(line)
        last = line.strip() or last
    yield from _ended(message, agent, buyer)


FORMAT = Format(kind="qianniu_chats", recognises=recognises, read=read)


def _with_titles(lines: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Give each line with its number; the lines of a banner come as one, with the title between them."""
    numbered = enumerate(lines, start=1)
    window = deque(islice(numbered, 3))
    while window:
        number, line = window.popleft()
        title = _title(line, [following for _, following in window])
        if title:
            window.clear()
        yield number, line, title
        window.extend(islice(numbered, 3 - len(window)))


def _title(line: str, following: Sequence[str]) -> str:
    """Give the title of the section a banner opens, or nothing; the last banner of a file may be cut off."""
    if not _is_banner(line) or not following or not all(not end or _is_banner(end) for end in following[1:]):
        return ""
    title = following[0].strip()
    return title if title in {_SINGLE, _GROUP} else ""


def _is_banner(line: str) -> bool:
    return line.startswith("=" * 32) and not line.strip("= ")


def _buyer_of(line: str) -> str:
    """Give the nick of the buyer whose block this line opens, or nothing."""
    if not line.startswith(_HYPHENS):
        return ""
    bare = line.rstrip()
    nick = bare[28:-28] if bare.endswith(_HYPHENS) else ""
    return nick.strip() if nick.strip("- ") else ""


def _begun(number: int, line: str, stamp: re.Match[str]) -> _Open | None:
    """Open a message, or give nothing if there is no such time."""
    try:
        sent_at = datetime.fromisoformat(stamp[1]).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
    if not 1990 <= sent_at.year <= 2100:
        return None
    return _Open(number, line[: stamp.start()].strip(), sent_at, [line[stamp.end() :]])


def _take_back(message: _Open | None, words: str) -> None:
    """Take the account line of an appended export back from the message it seemed to continue."""
    while message and len(message.words) > 1 and message.words[-1].strip() in {"", words}:
        if message.words.pop().strip():
            return


def _ended(message: _Open | None, agent: str, buyer: str) -> Iterator[Message]:
    if message:
        words = "\n".join(message.words).strip()
        text = words if words.isprintable() else clean(words)
        author = author_of(message.sender, buyer, text)
        yield Message(message.line, agent, buyer, message.sender, author, message.sent_at, text)


def _rejected(number: int, stamp: str, buyer: str) -> Rejection:
    if not buyer:
        return Rejection(number, "", "no_buyer", "This message stands under no buyer's name.")
    return Rejection(number, "", "bad_time", f"“{stamp}” is no date and time.", {"cell": stamp})
