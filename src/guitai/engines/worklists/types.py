"""What the lists are filled from and what stands on them, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

# The course of an order, as the shop's tables name it.
UNPAID, SHIPPED, CLOSED = "unpaid", "shipped", "closed"
TO_SEND = frozenset({"paid", "part_shipped"})
ARRIVED = frozenset({"signed", "finished"})

# How an order stands on a list: it runs, a rule ended it, or somebody did.
Standing = Literal["running", "left", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """What a buyer said to a person about an order: when last, what they asked, in which mood.

    ``intents`` and ``said`` (the buyer's lines) have the latest first; ``losing``: their interest fades.
    """

    at: datetime
    intents: tuple[str, ...] = ()
    mood: str = ""
    losing: bool = False
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFact:
    """An order; ``dispatch_by``: by when it must leave, ``rating``: its worst product's in hundredths.

    ``talked`` None: the buyer asked nobody; ``short``: its kinds that are out of stock; ``oversold``: its
    kinds of which orders paid before it take what is there, with how many pieces it lacks; ``wants_none``:
    the buyer wants to hear nothing from the shop by itself; ``stands``: its lists up to now.
    """

    number: str
    status: str
    created_at: datetime
    paid_at: datetime | None = None
    dispatch_by: datetime | None = None
    shipped_at: datetime | None = None
    finished_at: datetime | None = None
    total_fen: int = 0
    paid_fen: int = 0
    item_count: int = 1
    talked: Talked | None = None
    short: tuple[str, ...] = ()
    oversold: Mapping[str, int] = field(default_factory=dict)
    rating: int | None = None
    refund_asked: bool = False
    wants_none: bool = False
    stands: Mapping[str, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkFact:
    """A talk; ``last_at``: its last word, ``ordered_at``: the buyer's first order since it began."""

    key: str
    last_at: datetime
    intents: tuple[str, ...] = ()
    mood: str = ""
    losing: bool = False
    said: tuple[str, ...] = ()
    price_fen: int = 0
    ordered_at: datetime | None = None
    wants_none: bool = False
    stands: Mapping[str, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundFact:
    """Money asked back; ``status`` as the shop's tables name it, ``due_at`` until when the platform waits."""

    number: str
    status: str
    asked_at: datetime
    amount_fen: int = 0
    due_at: datetime | None = None
    reason: str = ""
    stands: Mapping[str, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerFact:
    """A buyer with what they paid for; ``last_contact_at``: when the shop last went to them by itself."""

    key: str
    is_vip: bool = False
    orders: int = 0
    spent_fen: int = 0
    last_order_at: datetime | None = None
    last_contact_at: datetime | None = None
    mood: str = ""
    wants_none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteFact:
    """A buyer who may be invited to something, with the moments that may be the right ones for it.

    ``paid_at``: their last payment; ``talked_at``: when the talk with a person began that they were content
    with; ``waits_at``: since when it is settled that they wait for something they asked about; ``signed_at``:
    when they got the last order; ``news_at``: since when there is something new in the shop. ``content``:
    there is a sign of it; ``asked_back``: they ever wanted money back; ``upset``: angry, worried or
    disappointed lately, or wrote a poor review; ``busy``: something is open for them.
    """

    key: str
    is_vip: bool = False
    orders: int = 0
    spent_fen: int = 0
    paid_at: datetime | None = None
    talked_at: datetime | None = None
    waits_at: datetime | None = None
    signed_at: datetime | None = None
    news_at: datetime | None = None
    invited_at: datetime | None = None
    content: bool = False
    asked_back: bool = False
    upset: bool = False
    busy: bool = False
    wants_none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How a shop keeps its lists: its platform, and the figures of each by name; a missing list is off."""

    platform: str
    lists: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something to be put on a list. ``key`` tells it apart there; ``why`` has JSON values alone."""

    listing: str
    key: str
    due_at: datetime
    value_fen: int = 0
    why: dict[str, Any] = field(default_factory=dict)
