"""How a reply is stored, whoever let it go: at once, after a second look, or with the lead's yes."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.actions import finding
from guitai.domains.chat.actions.handing import hand_to
from guitai.domains.chat.actions.lines import Content, Stored, write
from guitai.domains.chat.errors import (
    ConversationClosedError,
    EmptyMessageError,
    MessageTooLongError,
    NotYoursError,
    UnfilledSlotError,
)
from guitai.domains.chat.models import Assignment, Author, Conversation, Message, State
from guitai.domains.chat.models import ChangeKind as Change
from guitai.domains.chat.turns import Turn, turn
from guitai.domains.knowledge import asking
from guitai.domains.knowledge import queries as knowledge
from guitai.kernel.text import clean

LONGEST = 4000
# What is kept with a message, in the same transaction.
Also = Callable[[Message], None]


def cleaned(text: str) -> str:
    """Give a text as it is stored.

    :raises EmptyMessageError: if nothing that can be seen is in it.
    :raises MessageTooLongError: if it has more than 4,000 characters.
    """
    kept = clean(text)
    if not kept:
        raise EmptyMessageError(_("The message is empty; nothing was sent."))
    if len(kept) > LONGEST:
        raise MessageTooLongError(
            _("The message has %(length)s characters; at most %(most)s can be sent at once.")
            % {"length": len(kept), "most": LONGEST},
            length=len(kept),
        )
    return kept


def reply(text: str) -> Content:
    """Give an agent's text as what is stored.

    :raises UnfilledSlotError: if ``***`` or ``{…}`` is left in it; others as :func:`cleaned`.
    """
    content = Content(text=cleaned(text))
    slots = knowledge.unfilled_slots(content.text)
    if slots:
        raise UnfilledSlotError(
            _("%(slot)s is not filled in yet; nothing was sent.") % {"slot": slots[0].name},
            slot=slots[0].name,
        )
    return content


def send(
    conversation_id: int,
    by: Membership,
    local_id: str,
    content: Content,
    at: datetime,
    *,
    also: Also | None = None,
) -> Stored:
    """Store what an agent sends, once; a waiting conversation becomes theirs."""
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        conversation = finding.by_key(conversation_id, shop_id=by.shop_id)
        known = finding.answered_before(conversation, local_id=local_id)
        if known:
            return known
        take_if_waiting(writing, conversation, by, at)
        return store(writing, conversation, by, local_id, content, at, also=also)


def store(
    writing: Turn,
    conversation: Conversation,
    by: Membership,
    local_id: str,
    content: Content,
    at: datetime,
    *,
    also: Also | None = None,
) -> Stored:
    """Add an agent's line to a conversation that is theirs: the buyer waits no more."""
    ends_wait = conversation.waiting_since is not None
    message = write(conversation, Author.AGENT, content, local_id, at, agent=by)
    conversation.waiting_since = None
    conversation.first_reply_at = conversation.first_reply_at or at
    conversation.unread = 0
    conversation.agent_read_id = message.pk
    if also:
        also(message)
    if content.text:
        asking.tell_answers(by=by, buyer=conversation.buyer_id, text=content.text, at=at)
    seq = writing.change(Change.MESSAGE, conversation, at=at, message=message, wait_moved=ends_wait)
    return Stored(message=message, seq=seq)


def take_if_waiting(writing: Turn, conversation: Conversation, by: Membership, at: datetime) -> None:
    """Make a waiting conversation the agent's own; refusals as :func:`check_writable`."""
    check_writable(conversation, by)
    if conversation.state == State.WAITING:
        hand_to(writing, conversation, to=by, by=by, reason=Assignment.Reason.TAKE_OVER, at=at)


def check_writable(conversation: Conversation, by: Membership) -> None:
    """Check that an agent may answer here.

    :raises ConversationClosedError: if it is closed.
    :raises NotYoursError: if another agent has it.
    """
    if conversation.state == State.CLOSED:
        raise ConversationClosedError(_("The conversation is closed; reopen it to write."))
    if conversation.state == State.OPEN and conversation.agent_id != by.pk:
        raise NotYoursError(
            _("%(agent)s has this conversation; take it over first.") % {"agent": conversation.agent},
            agent=str(conversation.agent),
        )
