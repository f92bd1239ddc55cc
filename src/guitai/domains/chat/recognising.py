"""Give imported talks the buyers they are proved to be with, and the sessions of the platform they are.

Whatever came first, talks, sessions or orders: after each of them the talks concerned are looked at anew, so
the end is the same. A talk that seemed proved goes back under its mask when a second candidate turns up.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.common.rows import among, stored_time
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.matching import TOLERANCE, Seen, Talk, buyer_of, sessions_within
from guitai.domains.chat.models import Channel, Conversation, Message, NamedOrder, ServiceSession, State
from guitai.domains.chat.summing_up import BOUGHT_WITHIN, Said, summed_up
from guitai.domains.trade import queries as trade
from guitai.domains.trade.importing import ensure_buyers
from guitai.domains.trade.marks import pass_on_marks
from guitai.domains.trade.masking import is_masked

_AT_ONCE = 1000
_LONGEST = timedelta(days=1)  # a talk ends with its business day


@transaction.atomic
def note_orders(*, shop: Shop, named: Mapping[str, Collection[str]], journal: Journal | None = None) -> None:
    """Keep which numbers stand in talks with masked buyers, by the talk's key; some thousands at a time."""
    if not named:
        return
    talks = Conversation.objects.filter(among(Conversation, "external_key", named), shop=shop)
    keys = dict(talks.values_list("external_key", "pk"))
    known = set(
        NamedOrder.objects.filter(conversation__in=keys.values()).values_list("conversation", "number")
    )
    changes = Changes(NamedOrder, journal)
    for key, numbers in named.items():
        for number in sorted(set(numbers)):
            if key in keys and (keys[key], number) not in known:
                changes.add(NamedOrder(conversation_id=keys[key], number=number), {})
    changes.write()


@transaction.atomic
def recognise_between(
    *, shop: Shop, since: datetime, until: datetime, journal: Journal | None = None
) -> None:
    """Look at the talks that went on between these moments, now that talks or sessions of then were added."""
    sessions = ServiceSession.objects.filter(
        shop=shop, started_at__range=(since - _LONGEST - TOLERANCE, until + _LONGEST + TOLERANCE)
    )
    agents = set(sessions.values_list("agent_account", flat=True).distinct())
    naming = NamedOrder.objects.filter(conversation=OuterRef("pk"))
    talks = Conversation.objects.filter(
        Q(agent_account__in=agents) | Exists(naming),
        opened_at__lte=until + TOLERANCE,
        last_at__gte=since - TOLERANCE,
    )
    _recognise(shop, talks, journal)


@transaction.atomic
def recognise_named(*, shop: Shop, numbers: Collection[str], journal: Journal | None = None) -> None:
    """Look at the talks that name one of these orders, now that the orders are there."""
    if not NamedOrder.objects.exists():
        return
    named = NamedOrder.objects.filter(among(NamedOrder, "number", numbers), conversation__shop=shop)
    if talks := set(named.values_list("conversation", flat=True)):
        _recognise(shop, Conversation.objects.filter(pk__in=talks), journal)


def _recognise(shop: Shop, talks: QuerySet[Conversation], journal: Journal | None) -> None:
    """Look at some talks; those that were opened again are at work and stay whose they are."""
    closed = talks.filter(shop=shop, channel=Channel.IMPORTED, state=State.CLOSED)
    keys = list(closed.order_by("opened_at", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        some = Conversation.objects.filter(pk__in=keys[start : start + _AT_ONCE]).select_related("buyer")
        _Batch(shop, list(some.order_by("opened_at", "pk")), journal).settle()


class _Batch:
    """Some talks with everything that may prove whose they are."""

    def __init__(self, shop: Shop, talks: Sequence[Conversation], journal: Journal | None) -> None:
        self._shop, self._talks, self._journal = shop, talks, journal
        self._sessions = _Sessions(shop, talks)
        self._named = _named(shop, talks)
        self._moved: list[tuple[Conversation, str]] = []
        self._linked = Changes(ServiceSession, journal)
        self._changed = Changes(Conversation, journal)

    def settle(self) -> None:
        """Give each talk the buyer it is proved to be with, and each session its talk."""
        for conversation in self._talks:
            self._look_at(conversation)
        self._move()
        self._sum_up_anew()
        self._changed.write()
        self._linked.write()
        self._pass_marks_on()

    def _look_at(self, conversation: Conversation) -> None:
        written = _written(conversation)
        talk = Talk(written, conversation.agent_account, conversation.opened_at, conversation.last_at)
        within = sessions_within(talk, self._sessions.near(talk))
        buyer = buyer_of(talk, sessions=within, named=self._named.get(conversation.pk, ()))
        masked = is_masked(written)
        if masked and (buyer or written) != conversation.buyer.account:
            self._moved.append((conversation, buyer or written))
        self._link(conversation, within, proved=not masked or buyer is not None)

    def _link(self, conversation: Conversation, within: Iterable[Seen], *, proved: bool) -> None:
        for seen in within:
            row = self._sessions.rows[seen.id]
            if row.conversation_id not in {None, conversation.pk}:
                continue  # around midnight a session touches two talks; the first has it
            self._linked.change(row, {"conversation_id": conversation.pk if proved else None})
            if proved and row.rating and conversation.rating is None:
                self._changed.change(conversation, {"rating": row.rating})

    def _move(self) -> None:
        seen: dict[str, tuple[datetime, datetime]] = {}
        for talk, account in self._moved:
            first, last = seen.get(account, (talk.opened_at, talk.last_at))
            seen[account] = min(first, talk.opened_at), max(last, talk.last_at)
        buyers = ensure_buyers(shop=self._shop, seen=seen, journal=self._journal)
        for talk, account in self._moved:
            written = _written(talk)
            values = {"buyer_id": buyers[account], "masked_as": written if account != written else ""}
            self._changed.change(talk, values)

    def _sum_up_anew(self) -> None:
        """Say of the talks that moved what came of them, now that their buyers have orders."""
        if not self._moved:
            return
        talks = [talk for talk, _account in self._moved]
        until = max(talk.last_at for talk in talks) + BOUGHT_WITHIN
        orders = trade.ordered_until({talk.buyer_id for talk in talks}, until=until)
        lines = _said(talks)
        with translation.override(settings.LANGUAGE_CODE):
            for talk in talks:
                if said := lines.get(talk.pk):
                    told = summed_up(said, orders.get(talk.buyer_id, ()))
                    self._changed.change(talk, {"summary": told["summary"]})

    def _pass_marks_on(self) -> None:
        """Let a mask behind which nothing is left give what agents noted to the one buyer it stood for."""
        masks = {talk.masked_as for talk, _account in self._moved} - {""}
        for masked in trade.buyers_with_marks(shop_id=self._shop.pk, accounts=masks):
            talks = Conversation.objects.filter(
                Q(masked_as=masked.account) | Q(buyer=masked), shop=self._shop
            )
            became = set(talks.values_list("buyer", flat=True))
            if len(became) == 1:
                pass_on_marks(from_id=masked.pk, to_id=became.pop(), journal=self._journal)


class _Sessions:
    """The sessions of the agents and the time of some talks; ``rows`` by their keys."""

    def __init__(self, shop: Shop, talks: Sequence[Conversation]) -> None:
        found = ServiceSession.objects.filter(
            shop=shop,
            agent_account__in={talk.agent_account for talk in talks},
            started_at__gte=min(talk.opened_at for talk in talks) - TOLERANCE,
            started_at__lte=max(talk.last_at for talk in talks) + TOLERANCE,
        )
        self.rows = {row.pk: row for row in found.order_by("started_at", "pk")}
        self._seen: dict[str, list[Seen]] = defaultdict(list)
        for row in self.rows.values():
            self._seen[row.agent_account].append(
                Seen(row.pk, row.buyer_account, row.agent_account, row.started_at)
            )

    def near(self, talk: Talk) -> list[Seen]:
        """Give those of the talk's agent about its time, in order."""
        seen = self._seen[talk.agent]
        start = bisect_left(seen, talk.first_at - TOLERANCE, key=_start)
        return seen[start : bisect_right(seen, talk.last_at + TOLERANCE, key=_start)]


def _start(session: Seen) -> datetime:
    return session.started_at


def _written(conversation: Conversation) -> str:
    """Give the buyer's name as the talk's export wrote it."""
    return conversation.masked_as or conversation.buyer.account


class _Line(NamedTuple):
    author: str
    sent_at: str
    text: str


def _said(talks: Sequence[Conversation]) -> dict[int, list[Said]]:
    """Give what was said in the talks, in order."""
    said: dict[int, list[Said]] = defaultdict(list)
    lines = Message.objects.filter(conversation__in=talks).exclude(external_key="").order_by("pk")
    for talk, author, sent_at, text in lines.values_list("conversation", "author", "sent_at", "text"):
        said[talk].append(_Line(author, stored_time(sent_at), text))
    return said


def _named(shop: Shop, talks: Sequence[Conversation]) -> dict[int, set[str]]:
    """Give whose orders the talks name."""
    rows = list(NamedOrder.objects.filter(conversation__in=talks).values_list("conversation", "number"))
    accounts = trade.accounts_by_number(shop_id=shop.pk, numbers={number for _talk, number in rows})
    named: dict[int, set[str]] = defaultdict(set)
    for talk, number in rows:
        if number in accounts:
            named[talk].add(accounts[number])
    return named
