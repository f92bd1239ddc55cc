"""A talk copied from the page 聊天记录查询 of 千牛: time, words, the sender last; dates on lines between."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.said import Said, bad_time, is_name, loose_moment
from guitai.engines.transcripts.talks import is_account, is_shops, with_one_buyer
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection

_DAY = re.compile(r"((?:19|20)\d\d[-/年]\d\d?[-/月]\d\d?)日?(?:\s*(?:星期|周)[一二三四五六日天])?")
_TIME = re.compile(r"\d\d?:\d\d:\d\d")
_END = "没有更多内容了"


def recognises(first_lines: Sequence[str]) -> bool:
    """Say whether a text begins with a date or a time, and names an account, or a sender twice."""
    lines = [bare for line in first_lines if (bare := line.strip()) and bare != _END]
    if not lines or not (_DAY.fullmatch(lines[0]) or _TIME.fullmatch(lines[0])):
        return False
    senders = Counter(one.sender for one in _said(first_lines) if isinstance(one, Said))
    return any(is_account(name) or times > 1 for name, times in senders.items())


def read(lines: Iterable[str]) -> Iterator[Message | Rejection]:
    """Give the messages of a talk; the buyer is the only sender that is none of the shop's.

    :raises UnclearTalkError: if no name is a shop's or no buyer can be told.
    """
    return with_one_buyer(lambda: _said(lines))


FORMAT = Format(kind="qianniu_chats", recognises=recognises, read=read)


def _said(lines: Iterable[str]) -> Iterator[Said | Rejection]:
    day = time = ""
    begun, words = 0, list[str]()
    met: set[str] = set()
    for number, line in enumerate(lines, start=1):
        bare = line.strip()
        its_day, its_time = _DAY.fullmatch(bare), _TIME.fullmatch(bare)
        if not its_day and not its_time and bare != _END:
            if time:
                words.append(line)
            continue
        if time:
            whole = _whole(begun, day, time, words)
            met.add(whole.sender if isinstance(whole, Said) else "")
            yield whole
        day = its_day[1] if its_day else day
        begun, time, words = number, bare if its_time else "", []
    if time:
        last = _whole(begun, day, time, words)
        cut_off = isinstance(last, Said) and _is_cut_off(last.sender, met)
        yield _no_sender(begun) if cut_off else last


def _is_cut_off(sender: str, met: Iterable[str]) -> bool:
    """Say whether a text ends not with a sender but with words or half a name: its buyer is met before."""
    return not is_shops(sender) and sender not in met and not all(is_shops(name) for name in met if name)


def _whole(line: int, day: str, time: str, words: list[str]) -> Said | Rejection:
    """Give a message, or say what it lacks; its last line is its sender."""
    while words and not words[-1].strip():
        words.pop()
    sender = words.pop().strip() if words else ""
    if not is_name(sender):
        return _no_sender(line)
    if not day:
        return Rejection(
            line, "", "no_day", "This message stands under no date; copy the page from its date on."
        )
    at = loose_moment(day, time)
    return Said(line, sender, at, words) if at else bad_time(line, f"{day} {time}")


def _no_sender(line: int) -> Rejection:
    return Rejection(line, "", "no_sender", "This message does not say who wrote it.")
