"""The facts a draft is checked against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property

from guitai.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Activity:
    """Something the shop runs for a time; the end does not belong to it, None is open."""

    name: str
    start: datetime | None = None
    end: datetime | None = None

    def runs(self, at: datetime | None) -> bool:
        """Say whether it runs; with no time given, that it does."""
        if at is None:
            return True
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFacts:
    """What the shop does; None where nobody said."""

    name: str = ""
    dispatch_cutoff: time | None = None
    dispatch_hours: int | None = None
    couriers: tuple[str, ...] | None = None
    free_postage: bool | None = None
    postage_exceptions: tuple[str, ...] = ()
    gifts: tuple[str, ...] | None = None
    activities: tuple[Activity, ...] | None = None
    price_match_days: int | None = None
    contact_limit: int | None = None  # proactive contacts a buyer may get in seven days
    links: tuple[str, ...] = ()  # the shop's own domains


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFacts:
    """Who writes; ``authority`` is what they may give to one order by themselves."""

    name: str = ""
    authority: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerFacts:
    """Who is written to; ``contacts_7d`` counts the proactive contacts of the last seven days."""

    id: str = ""
    no_contact: bool = False
    contacts_7d: int = 0
    mood: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """An order, of this buyer or of somebody else; ``given`` is what agents gave to it already."""

    id: str = ""
    buyer: str = ""
    receiver: str = ""
    phone: str = ""
    address: str = ""
    tracking: str = ""
    amount: Money | None = None
    given: Money = field(default_factory=lambda: Money(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts:
    """The product the talk is about."""

    title: str = ""
    price: Money | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something said before; ``by`` is ``buyer`` or ``agent``."""

    by: str
    text: str
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that is known about the talk a draft is written in; what follows from it is worked out once."""

    now: datetime | None = None
    shop: ShopFacts = ShopFacts()
    agent: AgentFacts = AgentFacts()
    buyer: BuyerFacts = BuyerFacts()
    orders: tuple[OrderFacts, ...] = ()
    product: ProductFacts = ProductFacts()
    proactive: bool = False
    previous: tuple[Line, ...] = ()

    @cached_property
    def own_orders(self) -> tuple[OrderFacts, ...]:
        """The orders of this buyer; a buyer nobody knows has none."""
        return tuple(order for order in self.orders if order.buyer and order.buyer == self.buyer.id)

    @cached_property
    def others_orders(self) -> tuple[OrderFacts, ...]:
        """The orders of everybody else."""
        return tuple(order for order in self.orders if not order.buyer or order.buyer != self.buyer.id)

    @cached_property
    def running(self) -> tuple[Activity, ...]:
        """The shop's activities in force now."""
        return tuple(one for one in self.shop.activities or () if one.runs(self.now))

    @cached_property
    def buyers_last(self) -> str:
        """What the buyer said last; empty if nothing."""
        return next((line.text for line in reversed(self.previous) if line.by == "buyer"), "")

    @cached_property
    def agents_last(self) -> str:
        """What the agent said last; empty if nothing."""
        return next((line.text for line in reversed(self.previous) if line.by == "agent"), "")


NO_FACTS = Facts()
