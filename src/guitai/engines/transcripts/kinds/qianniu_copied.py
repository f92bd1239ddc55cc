"""A talk copied from the window of 千牛 into a text: each message begins with its sender and its time.

Met are ``nick2025-1-5 9:05:03`` with a blank before the time or none, the name on a line above the time,
``A --> B 2025-1-5 9:05:03`` and ``[nick] 2025-01-05 09:05:03``. Lines of the window itself are left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from guitai.engines.transcripts.authors import is_between
from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.said import Said, bad_time, is_name, loose_moment
from guitai.engines.transcripts.talks import is_account, with_one_buyer
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection

_STAMP = re.compile(r"((?:19|20)\d\d[-/]\d\d?[-/]\d\d?) (\d\d?:\d\d:\d\d)\s*$")
_ARROW = re.compile(r"(\S+) ?--> ?(\S+)")
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_LABELS = frozenset({"已读", "未读", "发送中", "商品详情页", "商品推荐"})
_MARK_OF_ANOTHER = "/" + "*" * 8  # 咚咚 writes heads like these between lines that begin so
_KEPT = 20  # lines outside messages, among which a name is looked for


def recognises(first_lines: Sequence[str]) -> bool:
    """Say whether a text begins with the head of a message and is a talk: of an account, or of two people."""
    telling = (n for n, line in enumerate(first_lines, start=1) if line.strip() and not _is_windows(line))
    said = list(_said(first_lines))
    if not said or said[0].line != next(telling, 0):
        return False
    if any(line.startswith(_MARK_OF_ANOTHER) for line in first_lines):
        return False
    names = {name for one in said if isinstance(one, Said) for name in (one.sender, one.to) if name}
    return len(names) > 1 or any(is_account(name) for name in names)


def read(lines: Iterable[str]) -> Iterator[Message | Rejection]:
    """Give the messages of a talk; the buyer is the only sender that is none of the shop's.

    :raises UnclearTalkError: if no name is a shop's or no buyer can be told.
    """
    return with_one_buyer(lambda: _said(lines))


FORMAT = Format(kind="qianniu_chats", recognises=recognises, read=read)


def _said(lines: Iterable[str]) -> Iterator[Said | Rejection]:
    heads = _Heads()
    one: Said | None = None
    words: list[str] = []
    for number, line in enumerate(lines, start=1):
        stamp = _STAMP.search(line)
        head = heads.head(line[: stamp.start()].strip(), words) if stamp else None
        if not stamp or not head:
            words.append(line)
            if not one and len(words) > _KEPT:
                del words[0]
            continue
        sender, to, height = head
        if height:
            del words[-height:]
        if one:
            one.words = _without_window(words)
            yield one
        at = loose_moment(stamp[1], stamp[2])
        one = Said(number - height, sender, at, to=to) if at else None
        if not at:
            yield bad_time(number, f"{stamp[1]} {stamp[2]}")
        words = []
    if one:
        one.words = _without_window(words)
        yield one


class _Heads:
    """Tells the head of a message from words that end with a time.

    The first head sets how heads look in this text; one that looks otherwise counts for names met before.
    """

    def __init__(self) -> None:
        self._above: bool | None = None  # whether names stand on a line of their own above the time
        self._met: set[str] = set()

    def head(self, before: str, above: Sequence[str]) -> tuple[str, str, int] | None:
        """Give who speaks, to whom if it says so, and how many of the lines above belong to the head."""
        if arrow := _ARROW.fullmatch(before):
            return self._known(arrow[1], arrow[2], 0)
        if bracketed := _BRACKETED.fullmatch(before):
            return self._known(bracketed[1].strip(), "", 0)
        height = 0
        if not before:
            height = next((place for place, line in enumerate(reversed(above), 1) if line.strip()), 0)
            before = above[-height].strip() if height else ""
        if before in self._met or self._above in {None, height > 0}:
            found = self._known(before, "", height)
            if found and self._above is None:
                self._above = height > 0
            return found
        return None

    def _known(self, sender: str, to: str, height: int) -> tuple[str, str, int] | None:
        if not is_name(sender) or (to and not is_name(to)):
            return None
        self._met.update({sender, to} - {""})
        return sender, to, height


def _without_window(lines: list[str]) -> list[str]:
    """Leave out what the window shows around words; where there is nothing else, it is what was said."""
    kept = [line for line in lines if not _is_windows(line)]
    return kept if any(line.strip() for line in kept) else lines


def _is_windows(line: str) -> bool:
    bare = line.strip()
    return bare in _LABELS or is_between(bare)
