"""A lead puts right what was read out of a talk: the buyer's mood by now, or what they ask in a message."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.actions import finding
from guitai.domains.chat.errors import UnknownReadingError
from guitai.domains.chat.models import Author, ChangeKind, Conversation, Correction, Kind, Message
from guitai.domains.chat.turns import Turn, turn
from guitai.domains.chat.understanding import columns, last_lines, read_talk
from guitai.engines.understanding.intents import asked_in
from guitai.engines.understanding.intents import intents as known_intents
from guitai.engines.understanding.types import Mood

# Nobody asks more at once.
MOST = 8


def correct_mood(*, conversation_id: int, by: Membership, mood: str, at: datetime) -> Conversation:
    """Say in what mood the buyer is by their last words; it stands until they write again.

    Saying what had been read takes back what was said before.

    :raises UnknownReadingError: if there is no such mood or talk, or the buyer wrote nothing in it.
    """
    if mood not in frozenset(Mood):
        raise UnknownReadingError(_("There is no such mood: %(mood)s.") % {"mood": mood})
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        conversation = _talk(conversation_id, by)
        lines = last_lines(conversation.pk)
        said = next((line for line in reversed(lines) if line.by == "buyer"), None)
        if said is None:
            raise UnknownReadingError(_("The buyer wrote nothing in this conversation yet."))
        was = columns([replace(line, mood="") if line is said else line for line in lines])["mood"]
        _keep(said.message, Correction.Of.MOOD, was=was, now=mood, by=by, at=at)
        return _read_anew(writing, conversation, at)


def correct_intents(
    *, message_id: int, by: Membership, intents: Collection[str], at: datetime
) -> Conversation:
    """Say what a buyer asks in one of their messages, by the keys of all intents; none asks nothing.

    Saying what had been read takes back what was said before.

    :raises UnknownReadingError: if there is no such intent or message, or more are named than anybody asks.
    """
    unknown = set(intents) - known_intents().keys()
    if unknown:
        raise UnknownReadingError(_("There is no such intent: %(intent)s.") % {"intent": min(unknown)})
    if len(set(intents)) > MOST:
        raise UnknownReadingError(_("Name at most %(most)s things that are asked.") % {"most": MOST})
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        message = Message.objects.filter(
            pk=message_id, conversation__shop=by.shop_id, author=Author.BUYER, kind=Kind.TEXT
        ).first()
        if message is None:
            raise UnknownReadingError(_("This is no message of a buyer of this shop."))
        was = _in_order({found.intent for found in asked_in(message.text)})
        _keep(message.pk, Correction.Of.INTENTS, was=was, now=_in_order(intents), by=by, at=at)
        return _read_anew(writing, _talk(message.conversation_id, by), at)


def _in_order(keys: Collection[str]) -> str:
    return " ".join([key for key in known_intents() if key in keys][:MOST])


def _talk(pk: int, by: Membership) -> Conversation:
    try:
        return finding.by_key(pk, shop_id=by.shop_id)
    except Conversation.DoesNotExist:
        raise UnknownReadingError(_("This shop has no such conversation.")) from None


def _keep(message_id: int, of: Correction.Of, *, was: str, now: str, by: Membership, at: datetime) -> None:
    if now == was:
        Correction.objects.filter(message=message_id, of=of).delete()
        return
    Correction.objects.update_or_create(
        message_id=message_id, of=of, defaults={"was": was, "now": now, "by": by, "at": at}
    )


def _read_anew(writing: Turn, conversation: Conversation, at: datetime) -> Conversation:
    read_talk(conversation, at=at)
    writing.change(ChangeKind.READING, conversation, at=at)
    return conversation
