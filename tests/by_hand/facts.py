"""The facts of one shop as plain rows, for the figures worked out by hand."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from guitai.engines.metrics.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Message:
    agent: str
    buyer: str
    author: str
    at: datetime
    seq: int
    characters: int = 2
    event: str = ""
    text: str = "在吗"


@dataclass(frozen=True, kw_only=True)
class Order:
    number: str
    buyer: str
    created_at: datetime
    paid_at: datetime | None = None
    paid_fen: int = 0
    postage_fen: int = 0
    refund_fen: int = 0
    items: int = 1
    flag: str = ""


@dataclass(frozen=True, kw_only=True)
class Refund:
    order: str
    amount_fen: int
    completed: bool = True


@dataclass(frozen=True, kw_only=True)
class Reminder:
    agent: str
    order: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Item:
    order: str
    product: str
    title: str = "衬衫"
    quantity: int = 1
    amount_fen: int = 0


@dataclass(frozen=True, kw_only=True)
class Finding:
    agent: str
    buyer: str
    at: datetime
    rule: str = "TB-1"
    severity: str = "block"


@dataclass(frozen=True, kw_only=True)
class Rating:
    agent: str
    buyer: str
    at: datetime
    rating: int


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    agent: str
    buyer: str
    at: datetime
    product: str


@dataclass(frozen=True, kw_only=True)
class Lost:
    agent: str
    buyer: str
    day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Promise:
    agent: str
    buyer: str
    made_at: datetime
    due_at: datetime
    kept_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    agent: str
    buyer: str
    opened_at: datetime
    answered_at: datetime | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Member:
    agent: str
    group: str


@dataclass(kw_only=True)
class Shop:
    """Of what is None the shop brought no table."""

    name: str = "s"
    messages: list[Message] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    refunds: list[Refund] | None = None
    reminders: list[Reminder] = field(default_factory=list)
    items: list[Item] | None = None
    findings: list[Finding] | None = None
    ratings: list[Rating] | None = None
    recommendations: list[Recommendation] | None = None
    lost: list[Lost] | None = None
    promises: list[Promise] | None = None
    cases: list[Case] | None = None
    groups: list[Member] | None = None


def day_of(at, settings: Settings) -> date:
    """The business day of a moment: where days begin at 04:00, half past three is still yesterday."""
    day_begins = settings.day_begins
    return at.date() if at.time() >= day_begins else at.date() - timedelta(days=1)


def beginning(day: date, settings: Settings) -> datetime:
    """The first moment of a business day."""
    return datetime.combine(day, settings.day_begins)
