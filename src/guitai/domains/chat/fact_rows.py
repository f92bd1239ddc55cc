"""Talks as rows for the figures, some thousands at a time: who said what when, and who had the talk.

Moments are given as they are stored (``common.rows``): making them out takes longer than finding the rows.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max, Min, Q

from guitai.common.rows import among, as_stored, stored
from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Product
from guitai.domains.chat.models import (
    Assignment,
    Author,
    Channel,
    Conversation,
    Kind,
    Message,
    ServiceSession,
    State,
)
from guitai.domains.chat.preparing import talk_key
from guitai.domains.trade.order_facts import buyer_name
from guitai.kernel.days import business_day


class TalkSpan(NamedTuple):
    """From when to when something was said in a conversation."""

    id: int
    opened_at: datetime
    last_at: datetime


class TalkRow(NamedTuple):
    """With whom a conversation is, and who has it.

    ``account`` is the agent's account if the talk was imported; ``names_agent`` says that its export named
    it, which a talk saved as a sheet does not.
    """

    id: int
    buyer: str
    account: str
    names_agent: bool
    member_id: int | None


class LineRow(NamedTuple):
    """A line of a conversation; ``imported`` lines were said on a platform."""

    talk_id: int
    id: int
    author: str
    member_id: int | None
    text: str
    sent_at: str
    imported: bool


class HandingRow(NamedTuple):
    """A conversation went from one member to another, or to nobody."""

    talk_id: int
    id: int
    from_id: int | None
    to_id: int | None
    is_new: bool  # opened again: it comes from nobody
    at: str


class CardRow(NamedTuple):
    """A member sent the card of a product, which is told by its code."""

    talk_id: int
    member_id: int
    product: str
    at: str


class ReadingRow(NamedTuple):
    """What was read out of a conversation: how the buyer felt, and what they asked in which of their lines.

    ``satisfaction`` is 1 to 5, ``losing_interest`` in percent; ``last_line_id`` is the buyer's last line.
    """

    mood: str
    satisfaction: int | None
    losing_interest: int
    asked: dict[int, list[str]]
    last_line_id: int | None


class RatingRow(NamedTuple):
    """A buyer's rating, of a member or of an account a platform names."""

    buyer: str
    member_id: int | None
    account: str
    rating: int
    at: str


def first_and_last(shop: Shop) -> tuple[datetime, datetime] | None:
    """Give when the first conversation began and when something was said last; None in a new shop."""
    found = Conversation.objects.filter(shop=shop).aggregate(first=Min("opened_at"), last=Max("last_at"))
    return (found["first"], found["last"]) if found["first"] else None


def talks_between(shop: Shop, *, since: datetime, until: datetime) -> list[TalkSpan]:
    """Give the conversations that went on in a period; its end does not belong to it."""
    # With the state named the index by the last line is of use.
    found = Conversation.objects.filter(
        shop=shop, state__in=State.values, last_at__gte=since, opened_at__lt=until
    )
    return [TalkSpan._make(row) for row in found.order_by("pk").values_list("pk", "opened_at", "last_at")]


def talks(talk_ids: Sequence[int]) -> dict[int, TalkRow]:
    """Give some conversations by their keys."""
    rows = Conversation.objects.filter(among(Conversation, "id", talk_ids)).values_list(
        "pk",
        "buyer_id",
        "buyer__account",
        "agent_account",
        "agent_id",
        "external_key",
        "masked_as",
        "opened_at",
    )
    found = {}
    for key, buyer_id, buyer, account, member_id, external_key, masked_as, opened_at in rows:
        sheet = ("", masked_as or buyer, business_day(opened_at))
        names_agent = bool(external_key) and external_key != talk_key(sheet)
        found[key] = TalkRow(key, buyer_name(buyer_id, buyer), account, names_agent, member_id)
    return found


def lines(talk_ids: Sequence[int], *, since: datetime, until: datetime) -> list[LineRow]:
    """Give what was said in some conversations, each's lines in order; internal notes are left out."""
    said = Message.objects.filter(
        among(Message, "conversation_id", talk_ids), sent_at__gte=since, sent_at__lt=until
    )
    rows = said.exclude(kind__in=(Kind.NOTE, Kind.EVENT)).order_by("conversation_id", "sent_at", "pk")
    return [
        LineRow(talk, key, author, member, text, stored(at), bool(external_key))
        for talk, key, author, member, text, at, external_key in rows.values_list(
            "conversation_id", "pk", "author", "agent_id", "text", as_stored("sent_at"), "external_key"
        )
    ]


def handings(talk_ids: Sequence[int]) -> list[HandingRow]:
    """Give from whom to whom some conversations went, each's in order, from their beginning."""
    rows = Assignment.objects.filter(among(Assignment, "conversation_id", talk_ids))
    return [
        HandingRow(talk, key, before, after, reason == Assignment.Reason.REOPENED, stored(at))
        for talk, key, before, after, reason, at in rows.order_by("conversation_id", "at", "pk").values_list(
            "conversation_id", "pk", "from_agent_id", "to_agent_id", "reason", as_stored("at")
        )
    ]


def cards(talk_ids: Sequence[int], *, since: datetime, until: datetime) -> list[CardRow]:
    """Give the cards of products that members sent in some conversations."""
    sent = Message.objects.filter(
        among(Message, "conversation_id", talk_ids),
        sent_at__gte=since,
        sent_at__lt=until,
        kind=Kind.PRODUCT,
        author=Author.AGENT,
        agent__isnull=False,
    )
    rows = list(
        sent.order_by("conversation_id", "pk").values_list(
            "conversation_id", "agent_id", "card", as_stored("sent_at")
        )
    )
    shown = {card.get("id") for _talk, _member, card, _at in rows}
    codes = dict(Product.objects.filter(pk__in=shown - {None}).values_list("pk", "code"))
    return [
        CardRow(talk, member, codes.get(card.get("id"), card.get("title", "")), stored(at))
        for talk, member, card, at in rows
        if member is not None
    ]


def ratings(shop: Shop, *, since: datetime, until: datetime) -> list[RatingRow]:
    """Give the ratings of a period: our own talks' by their last line, a platform's by its session's start.

    What an imported talk is rated comes from a session, which counts.
    """
    own = Conversation.objects.filter(
        Q(last_at__gte=since, last_at__lt=until),
        shop=shop,
        state__in=State.values,
        channel=Channel.WIDGET,
        rating__isnull=False,
    )
    found = [
        RatingRow(buyer_name(buyer_id, buyer), member, "", rating, stored(at))
        for buyer_id, buyer, member, rating, at in own.order_by("pk").values_list(
            "buyer_id", "buyer__account", "agent_id", "rating", as_stored("last_at")
        )
    ]
    sessions = ServiceSession.objects.filter(
        shop=shop, started_at__gte=since, started_at__lt=until, rating__isnull=False
    )
    return found + [
        RatingRow(buyer, None, account, rating, stored(at))
        for buyer, account, rating, at in sessions.order_by("pk").values_list(
            "buyer_account", "agent_account", "rating", as_stored("started_at")
        )
    ]


def has_readings(shop: Shop) -> bool:
    """Say whether any of a shop's conversations was read."""
    return Conversation.objects.filter(shop=shop, read_at__isnull=False).exists()


def readings(talk_ids: Sequence[int]) -> dict[int, ReadingRow]:
    """Give what was read out of some conversations and put right since; those not read yet are left out."""
    told = Message.objects.filter(among(Message, "conversation_id", talk_ids), author=Author.BUYER)
    said = told.exclude(kind__in=(Kind.NOTE, Kind.EVENT)).values("conversation_id")
    last = dict(said.annotate(last=Max("pk")).values_list("conversation_id", "last"))
    rows = Conversation.objects.filter(among(Conversation, "id", talk_ids)).exclude(mood="")
    found = {}
    for key, mood, satisfaction, losing, reading in rows.values_list(
        "pk", "mood", "satisfaction", "losing_interest", "reading"
    ):
        asked: dict[int, list[str]] = {}
        for each in reading.get("asked", ()):
            asked.setdefault(each["message"], []).append(each["intent"])
        found[key] = ReadingRow(mood, satisfaction, losing, asked, last.get(key))
    return found
