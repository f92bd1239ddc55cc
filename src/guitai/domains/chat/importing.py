"""Put exported chats into the tables: a closed conversation for each agent's account, buyer and day."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Author as Author
from guitai.domains.chat.models import Channel, Conversation, Kind, Message, State
from guitai.domains.chat.shapes import preview
from guitai.domains.trade import queries as trade
from guitai.domains.trade.importing import ensure_buyers
from guitai.kernel.days import business_day
from guitai.kernel.money import Money
from guitai.kernel.text import fold, shorten

BOUGHT_WITHIN = timedelta(hours=24)
_FIELDS = (
    "agent",
    "opened_at",
    "closed_at",
    "assigned_at",
    "last_at",
    "last_text",
    "last_author",
    "last_kind",
    "first_reply_at",
    "summary",
)
_GREETING = re.compile(r"亲|在吗|在么|在不在|你好|您好|有人吗|客服|哈喽|hello|hi\b|/:\S{1,8}|[\W呀啊哦呢]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOfChat:
    """One message of an exported chat between a buyer and an agent's account."""

    agent: str
    buyer: str
    sender: str
    author: Author
    sent_at: datetime
    text: str

    @property
    def talk(self) -> tuple[str, str, date]:
        """The conversation it belongs to."""
        return self.agent, self.buyer, business_day(self.sent_at)

    @property
    def key(self) -> str:
        """What tells it from the other messages of its conversation."""
        return _digest(self.sender, self.sent_at.isoformat(), self.text)


@dataclass(slots=True)
class _Talk:
    conversation: Conversation
    known: dict[str, Message] = field(default_factory=dict)
    new: dict[str, Message] = field(default_factory=dict)

    @property
    def lines(self) -> list[Message]:
        return sorted((*self.known.values(), *self.new.values()), key=lambda line: line.sent_at)


@transaction.atomic
def put_chats(*, shop: Shop, lines: Sequence[LineOfChat]) -> Tally:
    """Add what is new of some exported messages; counted by message.

    A later export that overlaps adds its new messages alone. Nothing is announced: these talks are over.
    """
    talks = _talks(shop, lines)
    members = _members(shop, {account for line in lines for account in (line.agent, line.sender)})
    tally = Tally()
    for line in lines:
        talk = talks[line.talk]
        key = line.key
        if key in talk.known or key in talk.new:
            tally.unchanged += 1
            continue
        tally.added += 1
        talk.new[key] = Message(
            conversation=talk.conversation,
            author=line.author,
            agent=members.get(line.sender) if line.author == Author.AGENT else None,
            text=line.text,
            external_key=key,
            sent_at=line.sent_at,
        )
    grown = [talk for talk in talks.values() if talk.new]
    _tell(shop, grown, members)
    _write(grown)
    return tally


def _talks(shop: Shop, lines: Sequence[LineOfChat]) -> dict[tuple[str, str, date], _Talk]:
    """Give the conversations of some lines, those that exist with their messages."""
    seen: dict[str, tuple[datetime, datetime]] = {}
    for line in lines:
        first, last = seen.get(line.buyer, (line.sent_at, line.sent_at))
        seen[line.buyer] = min(first, line.sent_at), max(last, line.sent_at)
    buyers = ensure_buyers(shop=shop, seen=seen)
    keys = {
        talk: _digest(talk[0], talk[1], talk[2].isoformat())
        for talk in dict.fromkeys(line.talk for line in lines)
    }
    stored = Conversation.objects.filter(shop=shop, external_key__in=keys.values())
    by_key = {conversation.external_key: _Talk(conversation) for conversation in stored}
    by_id = {talk.conversation.pk: talk for talk in by_key.values()}
    for message in Message.objects.filter(conversation__in=by_id).exclude(external_key=""):
        by_id[message.conversation_id].known[message.external_key] = message
    return {
        talk: by_key.get(key)
        or _Talk(
            Conversation(
                shop=shop,
                buyer_id=buyers[talk[1]],
                channel=Channel.IMPORTED,
                state=State.CLOSED,
                agent_account=talk[0],
                external_key=key,
            )
        )
        for talk, key in keys.items()
    }


def _members(shop: Shop, accounts: Iterable[str]) -> dict[str, Membership]:
    """Give who had these accounts; where somebody took one over, the one who has it now."""
    places = Membership.objects.filter(shop=shop, account__in=set(accounts) - {""})
    return {
        place.account: place for place in sorted(places, key=lambda place: (place.left_at is None, place.pk))
    }


def _tell(shop: Shop, talks: Sequence[_Talk], members: dict[str, Membership]) -> None:
    """Set what a conversation's row says of its messages; one that was opened again keeps its own course."""
    closed = [talk for talk in talks if talk.conversation.state == State.CLOSED]
    if not closed:
        return
    last = max(talk.lines[-1].sent_at for talk in closed)
    buyers = {talk.conversation.buyer_id for talk in closed}
    orders = trade.ordered_until(buyers, until=last + BOUGHT_WITHIN)
    with translation.override(settings.LANGUAGE_CODE):
        for talk in closed:
            lines, conversation = talk.lines, talk.conversation
            conversation.agent = members.get(conversation.agent_account)
            conversation.opened_at = conversation.assigned_at = lines[0].sent_at
            conversation.closed_at = conversation.last_at = lines[-1].sent_at
            conversation.last_text = preview(lines[-1])
            conversation.last_author, conversation.last_kind = lines[-1].author, Kind.TEXT
            conversation.first_reply_at = _first_reply(lines)
            conversation.summary = _summary(conversation, lines, orders.get(conversation.buyer_id, ()))


def _write(talks: Sequence[_Talk]) -> None:
    Conversation.objects.bulk_create([talk.conversation for talk in talks if not talk.known])
    old = [talk for talk in talks if talk.known]
    Conversation.objects.bulk_update([talk.conversation for talk in old], _FIELDS, batch_size=50)
    messages: list[Message] = []
    for talk in talks:
        new = sorted(talk.new.values(), key=lambda line: line.sent_at)
        if talk.known and new[0].sent_at < max(line.sent_at for line in talk.known.values()):
            new = _laid_anew(talk)
        messages += new
    Message.objects.bulk_create(messages)


def _laid_anew(talk: _Talk) -> list[Message]:
    """Take the known lines out and give all: a page keeps messages in the order of their numbers."""
    Message.objects.filter(pk__in=[line.pk for line in talk.known.values()]).delete()
    for line in talk.known.values():
        line.pk = None
    return talk.lines


def _first_reply(lines: Sequence[Message]) -> datetime | None:
    asked = next((place for place, line in enumerate(lines) if line.author == Author.BUYER), len(lines))
    return next((line.sent_at for line in lines[asked:] if line.author == Author.AGENT), None)


def _summary(
    conversation: Conversation, lines: Sequence[Message], orders: Iterable[tuple[datetime, int]]
) -> str:
    """Say in a line what the buyer asked first and what came of it."""
    said = [line.text for line in lines if line.author == Author.BUYER]
    asked = next((text for text in said if _GREETING.sub("", fold(text))), said[0] if said else "")
    start, end = conversation.opened_at, conversation.last_at + BOUGHT_WITHIN
    spent = sum(fen for at, fen in orders if start <= at <= end)
    if spent:
        outcome = _("ordered within a day: %(amount)s") % {"amount": Money(spent)}
    elif said and conversation.first_reply_at is None:
        outcome = _("nobody answered")
    elif any(at < start for at, _fen in orders):
        outcome = _("about an earlier order")
    else:
        outcome = _("did not order")
    return f"{shorten(asked, 120)} → {outcome}" if asked else outcome


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
