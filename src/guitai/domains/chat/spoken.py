"""What buyers and agents said, talk by talk, for whoever looks through very many of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.links import item_in, keys_by_item
from guitai.domains.chat.models import Author, Kind, Message
from guitai.kernel.periods import Period

# Rows held at a time.
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line as it was said; ``who`` is the agent's name, or their account where nobody here has it.

    For a buyer ``who`` is empty. ``product`` is the key of the one the buyer had shown by then, or came from.
    """

    message: int
    who: str
    text: str
    at: datetime
    product: int | None


def talks_within(shop: Shop, period: Period) -> Iterator[tuple[int, list[SpokenLine]]]:
    """Give each conversation's key with what was said in it within a period, in order.

    What robots and systems say is left out, and so are notes, pictures and what was sent to many (it begins
    with @).
    """
    items = keys_by_item(shop.pk)
    said = (
        Message.objects.filter(
            conversation__shop=shop,
            conversation__last_at__gte=period.start,
            conversation__opened_at__lt=period.end,
            author__in=[Author.BUYER, Author.AGENT],
            kind__in=[Kind.TEXT, Kind.PRODUCT],
            sent_at__gte=period.start,
            sent_at__lt=period.end,
        )
        .order_by("conversation_id", "sent_at", "pk")
        .values_list(
            "conversation_id",
            "pk",
            "author",
            "kind",
            "text",
            "sent_at",
            "card__id",
            "conversation__product_id",
            "agent__nickname",
            "conversation__agent_account",
        )
    )
    for conversation, rows in groupby(said.iterator(_CHUNK), key=itemgetter(0)):
        yield conversation, list(_lines(rows, items))


def _lines(rows: Iterable[tuple[Any, ...]], items: Mapping[str, int]) -> Iterator[SpokenLine]:
    shown: int | None = None
    for _talk, key, author, kind, text, at, card, came_from, nickname, account in rows:
        by_buyer = author == Author.BUYER
        if by_buyer:
            shown = (int(card) if kind == Kind.PRODUCT and card else items.get(item_in(text))) or shown
        if kind == Kind.TEXT and text and not text.startswith("@"):
            who = "" if by_buyer else nickname or account or "?"
            yield SpokenLine(key, who, text, at, shown or came_from)
