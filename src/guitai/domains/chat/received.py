"""Whom the shop received on a day: buyers who wrote and were answered by a person, with what was said."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.links import item_in, keys_by_item
from guitai.domains.chat.models import Author, Conversation, Kind, Message
from guitai.domains.trade.models import Buyer
from guitai.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Something buyer or agent wrote; a picture has no text, a card that of its title."""

    id: int
    by_buyer: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A buyer's talk with the shop within a period, of all its conversations.

    ``member`` and ``account`` are who answered last, ``conversation_id`` is where. ``product_id`` is the one
    the buyer showed last, or else came from.
    """

    buyer: Buyer
    lines: tuple[SaidLine, ...]
    conversation_id: int
    member: Membership | None
    account: str
    product_id: int | None

    @property
    def first_asked_at(self) -> datetime:
        """When the buyer wrote first."""
        return next(line.at for line in self.lines if line.by_buyer)

    @property
    def last_at(self) -> datetime:
        """When anything was said last."""
        return self.lines[-1].at


def received_within(shop: Shop, period: Period) -> list[Received]:
    """Give the buyers received within a period, by when they wrote first.

    What robots and systems say is left out, and so is what was sent to many (it begins with @).
    """
    talks = Conversation.objects.filter(shop=shop, opened_at__lt=period.end, last_at__gte=period.start)
    messages = (
        Message.objects.filter(
            conversation__in=talks,
            author__in=[Author.BUYER, Author.AGENT],
            sent_at__gte=period.start,
            sent_at__lt=period.end,
        )
        .exclude(kind__in=[Kind.NOTE, Kind.EVENT])
        .exclude(text__startswith="@")
        .select_related("conversation__buyer", "agent")
        .order_by("sent_at", "pk")
    )
    by_buyer: dict[int, list[Message]] = defaultdict(list)
    for message in messages:
        by_buyer[message.conversation.buyer_id].append(message)
    items = keys_by_item(shop.pk) if by_buyer else {}
    found = [_received(said, items) for said in by_buyer.values() if _is_both(said)]
    return sorted(found, key=lambda each: (each.first_asked_at, each.buyer.pk))


def _is_both(said: Sequence[Message]) -> bool:
    return {Author.BUYER, Author.AGENT} <= {Author(message.author) for message in said}


def _received(said: Sequence[Message], items: Mapping[str, int]) -> Received:
    answer = next(message for message in reversed(said) if message.author == Author.AGENT)
    talk = answer.conversation
    return Received(
        buyer=talk.buyer,
        lines=tuple(
            SaidLine(each.pk, each.author == Author.BUYER, _words(each), each.sent_at) for each in said
        ),
        conversation_id=talk.pk,
        member=answer.agent,
        account="" if answer.agent else talk.agent_account,
        product_id=_product(said, items),
    )


def _words(message: Message) -> str:
    return message.text or str(message.card.get("title") or "")


def _product(said: Sequence[Message], items: Mapping[str, int]) -> int | None:
    """Give the product a buyer showed last, else the one they came from."""
    for message in reversed(said):
        if message.author != Author.BUYER:
            continue
        if message.kind == Kind.PRODUCT and message.card.get("id"):
            return int(message.card["id"])
        if found := items.get(item_in(message.text)):
            return found
    return next((each.conversation.product_id for each in said if each.conversation.product_id), None)


def said_in(
    shop: Shop, conversation_id: int, *, until: datetime, limit: int = 14, also: Collection[int] = ()
) -> list[SaidLine]:
    """Give the last lines buyer and agents said in a conversation up to a moment, in order.

    :param also: keys of earlier lines that are wanted too.
    """
    said = (
        Message.objects.filter(conversation=conversation_id, conversation__shop=shop, sent_at__lte=until)
        .filter(author__in=[Author.BUYER, Author.AGENT])
        .exclude(kind__in=[Kind.NOTE, Kind.EVENT])
    )
    last = list(said.order_by("-sent_at", "-pk")[:limit])
    earlier = said.filter(pk__in=set(also) - {message.pk for message in last})
    return [
        SaidLine(each.pk, each.author == Author.BUYER, _words(each), each.sent_at)
        for each in sorted([*earlier, *last], key=lambda message: (message.sent_at, message.pk))
    ]
