"""What writing a line means, whoever writes it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from guitai.common import statements
from guitai.common.models import Picture
from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import Author, Conversation, Kind, Message
from guitai.domains.chat.shapes import preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The message is committed; ``again`` says that it had been before, under the same ``local_id``."""

    message: Message
    seq: int
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a message holds: a text, a picture or a card."""

    kind: Kind = Kind.TEXT
    text: str = ""
    picture: Picture | None = None
    card: dict[str, Any] = field(default_factory=dict)


def write(
    conversation: Conversation,
    author: Author,
    content: Content,
    local_id: str,
    at: datetime,
    *,
    agent: Membership | None = None,
) -> Message:
    """Add a line, and make it the last one that lists show unless it is a note."""
    message = Message(
        conversation=conversation,
        author=author,
        agent=agent,
        kind=content.kind,
        text=content.text,
        picture=content.picture,
        card=content.card,
        local_id=local_id,
        sent_at=at,
    )
    statements.insert(message)
    if content.kind != Kind.NOTE:
        conversation.last_at = at
        conversation.last_text = preview(message)
        conversation.last_kind = content.kind
        conversation.last_author = author
    return message


def write_event(conversation: Conversation, at: datetime, **facts: object) -> Message:
    """Add a line that says what happened, as facts; each reader gets the sentence in their language."""
    message = Message(
        conversation=conversation, author=Author.SYSTEM, kind=Kind.EVENT, card=facts, sent_at=at
    )
    statements.insert(message)
    return message
