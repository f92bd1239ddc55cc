"""Messages of exported chats made ready for their table before anybody waits: with keys, in stored form."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from guitai.common.rows import stored_time
from guitai.domains.chat.models import Author
from guitai.kernel.days import business_day

Talk = tuple[str, str, date]


# Not frozen: a file holds millions, and setting their fields in the frozen way takes much of the time.
@dataclass(slots=True, unsafe_hash=True, kw_only=True)
class LineOfChat:
    """One message of an exported chat between a buyer and an agent's account; never changed later."""

    agent: str
    buyer: str
    sender: str
    author: Author
    sent_at: datetime
    text: str

    @property
    def talk(self) -> Talk:
        """The conversation it belongs to: the agent's account, the buyer and the day."""
        return _shared((self.agent, self.buyer, business_day(self.sent_at)))

    @property
    def key(self) -> str:
        """What tells it from the other messages of its conversation."""
        return _digest(self.sender, self.sent_at.isoformat(), self.text)


class PreparedLine(NamedTuple):
    """One message of an exported chat; ``key`` tells it from the others of its talk."""

    talk: Talk
    key: str
    sender: str
    author: str
    sent_at: str  # as stored
    text: str

    @property
    def buyer(self) -> str:
        """The buyer as the export writes them."""
        return self.talk[1]

    @property
    def talk_key(self) -> str:
        """The key of its conversation."""
        return talk_key(self.talk)


def prepared(line: LineOfChat) -> PreparedLine:
    """Make a message ready for its table."""
    return PreparedLine(
        line.talk, line.key, line.sender, str(line.author.value), stored_time(line.sent_at), line.text
    )


def prepared_all(lines: Iterable[LineOfChat | PreparedLine]) -> list[PreparedLine]:
    """Make messages ready that are not yet."""
    return [line if isinstance(line, PreparedLine) else prepared(line) for line in lines]


def talk_key(talk: Talk) -> str:
    """Give the key under which a conversation is found again."""
    agent, buyer, day = talk
    return _digest(agent, buyer, day.isoformat())


@lru_cache(maxsize=64)
def _shared(talk: Talk) -> Talk:
    """Give the same object for all messages of a talk: it is put by and compared once."""
    return talk


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
