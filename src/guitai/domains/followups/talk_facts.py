"""Talks as the rules of the lists look at them: with whom, when last, what was asked and how it was said."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from guitai.common.rows import among, as_stored, loaded_time, stored
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import Author, Conversation, Kind, Message, State
from guitai.engines.understanding.interest import LOSING_FROM
from guitai.engines.worklists import Talked

# What was talked about longer before an order is about another one.
ABOUT_AN_ORDER = timedelta(days=7)
LINES = 20
BY_A_PERSON = Q(agent__isnull=False) | ~Q(agent_account="") | Q(first_reply_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation with its keys, without what was said."""

    id: int
    buyer_id: int
    opened_at: datetime
    last_at: datetime
    price_fen: int
    talked: Talked


@dataclass(frozen=True, slots=True)
class Talks:
    """The talks of some buyers, by buyer, the oldest first."""

    by_buyer: Mapping[int, Sequence[Talk]]

    def near(self, buyer_id: int | None, ordered_at: datetime) -> Talk | None:
        """Give the last talk about an order: after it, or not long before."""
        talks = self.by_buyer.get(buyer_id or 0, ())
        place = bisect_left(talks, ordered_at - ABOUT_AN_ORDER, key=lambda talk: talk.last_at)
        return talks[-1] if place < len(talks) else None


def last_talks(buyers: Collection[int], *, since: datetime, until: datetime) -> Talks:
    """Give what these buyers talked to persons about."""
    talks = Conversation.objects.filter(
        BY_A_PERSON,
        among(Conversation, "buyer", buyers),
        last_at__gte=since,
        opened_at__lte=until,
    )
    found: dict[int, list[Talk]] = defaultdict(list)
    for talk in read(talks.order_by("last_at")):
        found[talk.buyer_id].append(talk)
    return Talks(found)


def talks_between(shop: Shop, *, since: datetime, until: datetime) -> list[Talk]:
    """Give the talks whose last word was said in a period, each buyer's last alone."""
    talks = Conversation.objects.filter(
        shop=shop, state__in=State.values, last_at__gte=since, last_at__lt=until
    )
    return list({talk.buyer_id: talk for talk in read(talks.order_by("last_at"))}.values())


def talks_with(keys: Collection[int]) -> list[Talk]:
    """Give the talks with these keys."""
    return list(read(Conversation.objects.filter(among(Conversation, "id", keys))))


def read(talks: Any) -> Iterable[Talk]:
    """Read talks out of a queryset."""
    rows = talks.values_list(
        "pk",
        "buyer_id",
        as_stored("opened_at"),
        as_stored("last_at"),
        "mood",
        "losing_interest",
        "reading",
        "product__price_fen",
    )
    for key, buyer, opened_at, last_at, mood, losing_interest, reading, price_fen in rows:
        asked = sorted(reading.get("asked", ()), key=lambda each: each["message"], reverse=True)
        talked = Talked(
            at=loaded_time(stored(last_at)),
            intents=tuple(dict.fromkeys(each["intent"] for each in asked)),
            mood=mood,
            losing=losing_interest >= 100 * LOSING_FROM,
        )
        yield Talk(key, buyer, loaded_time(stored(opened_at)), talked.at, price_fen or 0, talked)


def with_words(talks: Iterable[Talk]) -> dict[int, Talked]:
    """Give talks by their keys with what the buyer said in them, the latest first."""
    found = {talk.id: talk.talked for talk in talks}
    lines = Message.objects.filter(
        among(Message, "conversation", found), author=Author.BUYER, kind=Kind.TEXT
    ).order_by("conversation_id", "-pk")
    said: dict[int, list[str]] = defaultdict(list)
    for talk, text in lines.values_list("conversation_id", "text"):
        if len(said[talk]) < LINES:
            said[talk].append(text)
    return {key: replace(talked, said=tuple(said.get(key, ()))) for key, talked in found.items()}
