"""What the tables of the simulated shop know: kept beside the real ones, for the judge to look at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

TO_SEND = frozenset({"paid", "part_shipped"})
ARRIVED = frozenset({"signed", "finished"})


@dataclass(slots=True, kw_only=True)
class Order:
    """An order as the last list told it; ``pieces`` by the code of their kind."""

    number: str
    buyer: str
    created_at: datetime
    pieces: dict[str, int]
    total_fen: int
    status: str = "unpaid"
    paid_at: datetime | None = None
    dispatch_by: datetime | None = None
    shipped_at: datetime | None = None
    finished_at: datetime | None = None
    refund_fen: int = 0

    @property
    def paid_fen(self) -> int:
        """What was paid; orders are paid whole here."""
        return self.total_fen if self.paid_at else 0


@dataclass(slots=True, kw_only=True)
class Refund:
    """Money asked back; ``due_at``: until when the platform waits."""

    number: str
    order: str
    asked_at: datetime
    amount_fen: int
    due_at: datetime
    status: str = "asked"
    finished_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Review:
    """A public review; ``answered``: the shop answered it in public, here or as a list tells."""

    number: str
    order: str
    stars: int
    at: datetime
    answered: bool = False


@dataclass(slots=True, kw_only=True)
class Talk:
    """A conversation; ``buying``: the buyer asked about something to buy, ``by_person``: somebody has it.

    ``mood`` is as the house reads it: what it reads is judged elsewhere.
    """

    key: str
    buyer: str
    opened_at: datetime
    last_at: datetime
    buying: bool = False
    mood: str = ""
    product: str = ""
    by_person: bool = False


@dataclass(slots=True, kw_only=True)
class Promise:
    """What an agent said firmly; ``done_at``: when it was done, as far as the tables know."""

    message: int
    talk: str
    said_at: datetime
    due_at: datetime
    order: str = ""
    done_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Buyer:
    """Somebody with an account; ``contacts``: when the shop went to them by itself."""

    account: str
    key: int = 0
    is_vip: bool = False
    silenced: bool = False
    contacts: list[datetime] = field(default_factory=list)


@dataclass(slots=True)
class Books:
    """All that the shop knows; ``stock`` by kind, ``rating`` in hundredths by the kind's product.

    ``turn``: which order came in before which.
    """

    buyers: dict[str, Buyer] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    refunds: dict[str, Refund] = field(default_factory=dict)
    talks: dict[str, Talk] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    activities: list[tuple[datetime, datetime]] = field(default_factory=list)
    stock: dict[str, int] = field(default_factory=dict)
    rating: dict[str, int] = field(default_factory=dict)
    turn: dict[str, int] = field(default_factory=dict)
    orders_by: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    refunds_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    talks_by: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def put_order(self, order: Order) -> None:
        """Take in what a list says of an order."""
        if order.number not in self.orders:
            self.orders_by[order.buyer].append(order.number)
            self.turn[order.number] = len(self.turn)
        self.orders[order.number] = order

    def put_refund(self, refund: Refund) -> None:
        """Take in what a list says of a refund."""
        if refund.number not in self.refunds:
            self.refunds_of[refund.order].append(refund.number)
        self.refunds[refund.number] = refund

    def put_talk(self, talk: Talk) -> None:
        """Take in a new talk."""
        self.talks_by[talk.buyer].append(talk.key)
        self.talks[talk.key] = talk

    def orders_of(self, buyer: str) -> Iterable[Order]:
        """Give a buyer's orders."""
        return (self.orders[number] for number in self.orders_by[buyer])

    def talks_of(self, buyer: str) -> Iterable[Talk]:
        """Give a buyer's talks."""
        return (self.talks[key] for key in self.talks_by[buyer])

    def asked_back(self, order: str) -> bool:
        """Say whether money of an order is asked for and not decided about."""
        return any(self.refunds[number].status == "asked" for number in self.refunds_of[order])
