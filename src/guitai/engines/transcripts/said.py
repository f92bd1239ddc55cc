"""What somebody said, while its lines are read: shared by every kind of chat export."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from guitai.engines.transcripts.authors import author_of
from guitai.engines.transcripts.types import Message
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection
from guitai.kernel.text import clean

# No account is named with these; 下单时间 before a time belongs to the card of an order.
_IN_NO_NAME = re.compile(r"[\s/,;!?，。；：！？、“”《》]|:$|(?:时间|日期)$|^\d+:[\d:]+$")
_LONGEST_NAME = 64


@dataclass(slots=True)
class Said:
    """A message whose place in a talk is not known yet; ``to`` is the other side, where the text names it."""

    line: int
    sender: str
    at: datetime
    words: list[str] = field(default_factory=list)
    to: str = ""


def message(line: int, agent: str, buyer: str, sender: str, at: datetime, words: list[str]) -> Message:
    """Give a message, now that its lines are all there and it is known who talks with whom."""
    text = tidy("\n".join(words))
    return Message(line, agent, buyer, sender, author_of(sender, buyer, text), at, text)


def tidy(words: str) -> str:
    """Give the words of a message as they are kept."""
    words = words.strip()
    return words if words.isprintable() else clean(words)


def moment(stamp: str) -> datetime | None:
    """Give the time of a stamp ``2019-05-01 12:00:00``, or nothing if there is no such time.

    Years outside 1990 to 2100 are none either: no shop chatted then.
    """
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    # Much quicker than replace(tzinfo=…).
    return datetime.combine(at, at.time(), SHANGHAI) if 1990 <= at.year <= 2100 else None


def loose_moment(day: str, time: str) -> datetime | None:
    """Give the time of ``2025-1-5`` or ``2011年5月20日`` and ``9:05:03``, or nothing if there is none."""
    year, month, date = re.findall(r"\d+", day)
    return moment(f"{year}-{month:0>2}-{date:0>2} {time:0>8}")


def is_name(text: str) -> bool:
    """Say whether a text may be an account's name."""
    return 0 < len(text) <= _LONGEST_NAME and not _IN_NO_NAME.search(text)


def bad_time(line: int, stamp: str) -> Rejection:
    """Reject a message of a time that never was."""
    return Rejection(line, "", "bad_time", f"“{stamp}” is no date and time.", {"cell": stamp})


def no_buyer(line: int) -> Rejection:
    """Reject a message of which nobody can tell which buyer it is about."""
    return Rejection(line, "", "no_buyer", "This message stands under no buyer's name.")
