"""What a talk already told of something that went wrong: its kind, the order, the goods, words, pictures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guitai.domains.aftersales.actions.opening import LONGEST_SAID
from guitai.domains.aftersales.kinds import Heard, heard, kind_of_intent
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.models import Author, Conversation, Message
from guitai.domains.chat.models import Kind as MessageKind
from guitai.domains.trade import queries as trade
from guitai.domains.trade.models import Order, OrderStatus
from guitai.kernel.text import clean, shorten

LINES = 40  # of a talk, the last, of its last days
_DAYS = timedelta(days=3)
_ORDERS = 20
# What was read out of the talk speaks for a kind, though less than the buyer's own words.
_OF_A_READING = 0.5
# What was said before the buyer's last turn weighs less.
_EARLIER = 0.8
# A shorter number may be a size or an amount.
_SHORTEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Sent:
    """A picture of the buyer in a talk: the keys of its message and of the picture itself."""

    message: int
    picture: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a case would be opened with; whoever opens it may change all of it.

    ``kind`` is one of ``Kind``, empty where nothing tells; ``lines`` are keys of the order's lines, none for
    the whole order; ``said`` is the buyer's own words, ``fault`` the defect in few words. ``pictures`` are
    those the buyer sent, ``orders`` all of theirs that may be meant, newest first.
    """

    kind: str
    order: Order | None
    lines: tuple[int, ...]
    said: str
    fault: str
    pictures: tuple[Sent, ...]
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    """One text of the buyer with what it tells; ``is_last`` is one nobody has answered yet."""

    message: Message
    heard: Heard
    is_last: bool


def propose(conversation: Conversation, *, at: datetime) -> Proposed:
    """Give what the talk already told; nothing is written.

    :param conversation: with its buyer and product at hand.
    """
    said = _last(conversation, at)
    turns = _turns(said)
    orders = list(trade.orders_of(conversation.buyer)[:_ORDERS])
    product = _product(conversation, said)
    order = _order(orders, said, product)
    return Proposed(
        kind=_kind(conversation, turns),
        order=order,
        lines=_lines(order, product, turns),
        said=_words(turns),
        fault=next((turn.heard.fault for turn in reversed(turns) if turn.heard.fault), ""),
        pictures=_pictures(said),
        orders=tuple(orders),
    )


def not_filed(case: Case, conversation: Conversation, *, at: datetime) -> tuple[Sent, ...]:
    """Give the pictures the buyer sent lately that are not in a case yet, nor were taken away from it."""
    filed = set(case.pictures.values_list("message", flat=True))
    return tuple(each for each in _pictures(_last(conversation, at)) if each.message not in filed)


def _last(conversation: Conversation, at: datetime) -> list[Message]:
    newest = conversation.messages.filter(sent_at__gt=at - _DAYS).order_by("-pk")[:LINES]
    return list(reversed(newest))


def _pictures(said: Iterable[Message]) -> tuple[Sent, ...]:
    return tuple(
        Sent(each.pk, each.picture_id) for each in said if each.author == Author.BUYER and each.picture_id
    )


def _turns(said: Sequence[Message]) -> list[_Turn]:
    answers = [place for place, each in enumerate(said) if each.author == Author.AGENT]
    of_buyer = [place for place, each in enumerate(said) if _is_told(each)]
    # The last turn may have been answered already; what was answered before it is earlier.
    end = of_buyer[-1] if of_buyer else 0
    answered = max((place for place in answers if place < end), default=-1)
    return [_Turn(said[place], heard(said[place].text), place > answered) for place in of_buyer]


def _is_told(message: Message) -> bool:
    return message.author == Author.BUYER and message.kind == MessageKind.TEXT and bool(message.text)


def _kind(conversation: Conversation, turns: Iterable[_Turn]) -> str:
    sure: dict[str, float] = defaultdict(float)
    for turn in turns:
        for kind, strength in turn.heard.kinds.items():
            sure[kind] = max(sure[kind], strength * (1 if turn.is_last else _EARLIER))
    for asked in conversation.reading.get("asked", ()):
        if kind := kind_of_intent(asked["intent"]):
            sure[kind] += (1 - sure[kind]) * _OF_A_READING * asked["score"]
    return max(sure, key=lambda kind: sure[kind]) if sure else ""


def _product(conversation: Conversation, said: Sequence[Message]) -> int | None:
    """Give the product the talk is about: that of the last card, else the one in view."""
    cards = [each.card.get("id") for each in said if each.kind == MessageKind.PRODUCT]
    return next((card for card in reversed(cards) if isinstance(card, int)), conversation.product_id)


def _order(orders: Sequence[Order], said: Sequence[Message], product: int | None) -> Order | None:
    """Give the order that was named last, else the newest sent with the product, else the newest sent."""
    by_number = {order.number: order for order in orders}
    for each in reversed(said):
        if each.kind == MessageKind.ORDER and (order := by_number.get(str(each.card.get("number", "")))):
            return order
        for number, order in by_number.items():
            if len(number) >= _SHORTEST_NUMBER and number in each.text:
                return order
    paid = [order for order in orders if order.status not in (OrderStatus.UNPAID, OrderStatus.CLOSED)]
    with_product = [order for order in paid if _of_product(order, product)]
    # What is wrong with goods is mostly told of goods that have come.
    sent = [order for order in with_product or paid if order.shipped_at is not None]
    return next(iter(sent or with_product or paid or orders), None)


def _lines(order: Order | None, product: int | None, turns: Sequence[_Turn]) -> tuple[int, ...]:
    """Give the lines of the order that are meant: of the product, else those the buyer names."""
    if order is None:
        return ()
    if found := _of_product(order, product):
        return tuple(found)
    lines = list(order.lines.all())
    if len(lines) == 1:
        return (lines[0].pk,)
    told = "".join(turn.message.text for turn in turns)
    named = [line.pk for line in lines if any(word in told for word in _names(line.title))]
    return tuple(named) if len(named) < len(lines) else ()


def _of_product(order: Order, product: int | None) -> list[int]:
    return [line.pk for line in order.lines.all() if product is not None and line.product_id == product]


def _names(title: str) -> list[str]:
    """Give what goods may be called in a talk: the ends of the words of their title (纯色衬衫: 衬衫)."""
    return [word[-2:] for word in re.findall(r"[\u4e00-\u9fff]{2,}", title)]


def _words(turns: Sequence[_Turn]) -> str:
    """Give the buyer's words about it: the lines that tell something, else those of the last turn."""
    telling = [turn for turn in turns if turn.heard.kinds] or [turn for turn in turns if turn.is_last]
    return shorten("；".join(" ".join(clean(turn.message.text).split()) for turn in telling), LONGEST_SAID)
