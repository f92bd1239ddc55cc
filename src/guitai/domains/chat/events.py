"""What the chat announces once it is committed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationChanged:
    """One numbered change of a conversation, with the rows as they are after it.

    ``floor`` says that the change moves the conversation in the whole shop's lists.
    """

    shop_id: int
    seq: int
    kind: str
    conversation_id: int
    message_id: int | None
    account: str
    agent_id: int | None
    previous_agent_id: int | None
    floor: bool
    row: dict[str, Any]
    message: dict[str, Any] | None
    buyer_message: dict[str, Any] | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceChanged:
    """A member came, went away for a moment, or left."""

    shop_id: int
    membership_id: int
    state: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerLeftWaiting:
    """A buyer was unanswered for longer than the shop allows.

    ``agent_id`` left them waiting; ``passed_on`` says that somebody else got the conversation.
    """

    shop_id: int
    conversation_id: int
    agent_id: int | None
    passed_on: bool
    at: datetime
