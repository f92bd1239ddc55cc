"""Put exported chats into the tables: a closed conversation for each agent's account, buyer and day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import translation

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.common.rows import among, insert, loaded_time, stored_time, take_ids
from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Author as Author
from guitai.domains.chat.models import Channel, Conversation, Message, State
from guitai.domains.chat.preparing import LineOfChat as LineOfChat
from guitai.domains.chat.preparing import PreparedLine, Talk, prepared_all, talk_key
from guitai.domains.chat.reading_in_bulk import read_again
from guitai.domains.chat.summing_up import BOUGHT_WITHIN, summed_up
from guitai.domains.trade import queries as trade
from guitai.domains.trade.importing import ensure_buyers_seen

_TOLD = (
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
_NEW = ("id", "shop_id", "buyer_id", "channel", "state", "agent_account", "agent_id", "external_key", *_TOLD)
_MESSAGE = ("id", "conversation_id", "author", "agent_id", "text", "external_key", "sent_at")


class _Known(NamedTuple):
    """A message that is in the table already."""

    row: Message
    author: str
    sent_at: str
    text: str


@dataclass(slots=True)
class _Talk:
    """A conversation some lines belong to, with what is known of it and what is new."""

    talk: Talk
    key: str
    conversation: Conversation | None = None
    id: int = 0
    buyer_id: int = 0
    known: set[str] = field(default_factory=set)
    new: dict[str, PreparedLine] = field(default_factory=dict)
    stored: list[_Known] = field(default_factory=list)

    @property
    def account(self) -> str:
        """The agent's account; where the export does not say, the talk is that of who answered first."""
        if self.talk[0]:
            return self.talk[0]
        if self.conversation and self.conversation.agent_account:
            return self.conversation.agent_account
        answers = [line for line in self.new.values() if line.author == Author.AGENT.value]
        return min(answers, key=lambda line: line.sent_at).sender[:80] if answers else ""

    @property
    def lines(self) -> list[_Known | PreparedLine]:
        return sorted((*self.stored, *self.new.values()), key=attrgetter("sent_at"))


@transaction.atomic
def put_chats(
    *, shop: Shop, lines: Sequence[LineOfChat | PreparedLine], journal: Journal | None = None
) -> Tally:
    """Add what is new of some exported messages; counted by message.

    A later export that overlaps adds its new messages alone. Nothing is announced: these talks are over.
    """
    told = prepared_all(lines)
    talks = _talks(shop, {line.talk for line in told})
    tally = Tally()
    for line in told:
        talk = talks[line.talk]
        if line.key in talk.known or line.key in talk.new:
            tally.unchanged += 1
        else:
            tally.added += 1
            talk.new[line.key] = line
    grown = [talk for talk in talks.values() if talk.new]
    if grown:
        _Batch(shop, grown, journal).write()
    return tally


def _talks(shop: Shop, named: Collection[Talk]) -> dict[Talk, _Talk]:
    """Give the conversations some lines belong to, those that exist with the keys of their messages."""
    talks = {talk: _Talk(talk, talk_key(talk)) for talk in named}
    by_key = {talk.key: talk for talk in talks.values()}
    by_id: dict[int, _Talk] = {}
    for conversation in Conversation.objects.filter(among(Conversation, "external_key", by_key), shop=shop):
        talk = by_id[conversation.pk] = by_key[conversation.external_key]
        talk.conversation, talk.id, talk.buyer_id = conversation, conversation.pk, conversation.buyer_id
    if not by_id:
        return talks
    known = Message.objects.filter(among(Message, "conversation_id", by_id)).exclude(external_key="")
    for conversation_id, key in known.values_list("conversation", "external_key"):
        by_id[conversation_id].known.add(key)
    return talks


class _Batch:
    """Conversations with new messages on their way into the tables."""

    def __init__(self, shop: Shop, talks: Sequence[_Talk], journal: Journal | None) -> None:
        self._shop, self._talks, self._journal = shop, talks, journal
        self._members = _members(shop, talks)
        self._find_buyers()
        self._load([talk for talk in talks if talk.known])

    def write(self) -> None:
        """Write the conversations, and then their messages."""
        new = [talk for talk in self._talks if talk.conversation is None]
        for talk, key in zip(new, take_ids(Conversation, len(new)), strict=True):
            talk.id = key
        self._tell(new)
        self._write_messages()
        # Not in the journal: whoever reads them meanwhile has not worked on them.
        read_again([talk.id for talk in self._talks if talk.conversation is not None])

    def _find_buyers(self) -> None:
        seen: dict[str, tuple[str, str]] = {}
        for talk in self._talks:
            if talk.conversation and talk.conversation.masked_as:
                continue  # it is known whose talk it is, and that the export writes them under a mask
            moments = [line.sent_at for line in talk.new.values()]
            first, last = seen.get(talk.talk[1], (moments[0], moments[0]))
            seen[talk.talk[1]] = min(first, *moments), max(last, *moments)
        buyers = ensure_buyers_seen(shop=self._shop, seen=seen, journal=self._journal)
        for talk in self._talks:
            talk.buyer_id = talk.buyer_id or buyers[talk.talk[1]]

    def _load(self, talks: Iterable[_Talk]) -> None:
        by_id = {talk.id: talk for talk in talks}
        if not by_id:
            return
        rows = Message.objects.filter(among(Message, "conversation_id", by_id)).exclude(external_key="")
        for row in rows.order_by("pk"):
            known = _Known(row, row.author, stored_time(row.sent_at), row.text)
            by_id[row.conversation_id].stored.append(known)

    def _tell(self, new: Sequence[_Talk]) -> None:
        """Let a conversation's row say what became of it; one that was opened again keeps its own course."""
        closed = [
            talk for talk in self._talks if not talk.conversation or talk.conversation.state == State.CLOSED
        ]
        told = self._told(closed)
        rows = [
            (
                talk.id,
                self._shop.pk,
                talk.buyer_id,
                Channel.IMPORTED.value,
                State.CLOSED.value,
                talk.account,
                self._members.get(talk.account),
                talk.key,
                *(told[talk.id][name] for name in _TOLD),
            )
            for talk in new
        ]
        insert(Conversation, _NEW, rows)
        if self._journal:
            self._journal.added_ids(Conversation, [talk.id for talk in new])
        changes = Changes(Conversation, self._journal)
        for talk in closed:
            if talk.conversation:
                values = {name: _loaded(name, value) for name, value in told[talk.id].items()}
                agent_id = self._members.get(talk.account)
                whose = {"agent_account": talk.account, "agent_id": agent_id}
                changes.change(talk.conversation, {**values, **whose})
        changes.write()

    def _told(self, talks: Sequence[_Talk]) -> dict[int, dict[str, str | None]]:
        if not talks:
            return {}
        lines = {talk.id: talk.lines for talk in talks}
        last = max(loaded_time(said[-1].sent_at) for said in lines.values())
        orders = trade.ordered_until({talk.buyer_id for talk in talks}, until=last + BOUGHT_WITHIN)
        with translation.override(settings.LANGUAGE_CODE):
            return {talk.id: summed_up(lines[talk.id], orders.get(talk.buyer_id, ())) for talk in talks}

    def _write_messages(self) -> None:
        ids = take_ids(Message, sum(len(talk.new) for talk in self._talks))
        keys, rows = iter(ids), []
        changes = Changes(Message, self._journal)
        for talk in self._talks:
            new = sorted(talk.new.values(), key=lambda line: line.sent_at)
            own = [next(keys) for _line in new]
            if talk.stored and new[0].sent_at < max(line.sent_at for line in talk.stored):
                new_rows = self._laid_anew(talk, own, changes)
            else:
                new_rows = [self._row(key, talk.id, line) for key, line in zip(own, new, strict=True)]
            rows += new_rows
        insert(Message, _MESSAGE, rows)
        if self._journal:
            self._journal.added_ids(Message, ids)
        changes.write()

    def _row(self, key: int, conversation_id: int, line: PreparedLine) -> tuple[Any, ...]:
        agent_id = self._members.get(line.sender) if line.author == Author.AGENT.value else None
        return key, conversation_id, line.author, agent_id, line.text, line.key, line.sent_at

    def _laid_anew(self, talk: _Talk, ids: Sequence[int], changes: Changes[Message]) -> list[tuple[Any, ...]]:
        """Let rows change places so that earlier messages come first: a page shows them by their numbers.

        The rows stay, and what points at them; the journal knows what each said before.
        """
        known = {line.row.pk: line.row for line in talk.stored}
        laid = [
            self._known_row(key, line) if isinstance(line, _Known) else self._row(key, talk.id, line)
            for key, line in zip([*sorted(known), *ids], talk.lines, strict=True)
        ]
        for key, _conversation, *content in laid[: len(known)]:
            values = zip(_MESSAGE[2:], content, strict=True)
            changes.change(known[key], {name: _loaded(name, value) for name, value in values})
        return laid[len(known) :]

    def _known_row(self, key: int, line: _Known) -> tuple[Any, ...]:
        row = line.row
        return key, row.conversation_id, row.author, row.agent_id, row.text, row.external_key, line.sent_at


def _members(shop: Shop, talks: Iterable[_Talk]) -> dict[str, int]:
    """Give who has these accounts; where somebody took one over, the one who has it now."""
    accounts = {talk.talk[0] for talk in talks}
    accounts |= {line.sender for talk in talks for line in talk.new.values()}
    places = Membership.objects.filter(shop=shop, account__in=accounts - {""})
    in_order = sorted(places, key=lambda place: (place.left_at is None, place.pk))
    return {place.account: place.pk for place in in_order}


def _loaded(name: str, value: Any) -> Any:
    """Give a column's value as Python sees it."""
    return loaded_time(value) if value and name.endswith("_at") else value
