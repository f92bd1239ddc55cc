"""What a message of an exported chat says, as frozen data."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Author(StrEnum):
    """Who a message comes from."""

    BUYER = "buyer"
    AGENT = "agent"
    ROBOT = "robot"
    SYSTEM = "system"


# Not frozen: a file holds millions, and setting their fields in the frozen way took a quarter of the time.
@dataclass(slots=True, unsafe_hash=True)
class Message:
    """One message between a buyer and an agent's account; never changed once it is given.

    ``agent`` is the account that has the talk (``店铺:客服``), empty where the shop never answered;
    ``sender`` is who wrote this one. ``line`` is where it was read and no part of what it says.
    """

    line: int = field(compare=False)
    agent: str
    buyer: str
    sender: str
    author: Author
    sent_at: datetime
    text: str

    @property
    def is_agent(self) -> bool:
        """Whether a person of the shop wrote it."""
        return self.author is Author.AGENT

    @property
    def key(self) -> tuple[object, ...]:
        """The same words of the same sender to the same buyer in the same second are the same message."""
        return (self.agent, self.buyer, self.sender, self.sent_at, self.text)
