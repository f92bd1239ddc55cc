"""What lies behind one figure: the facts as far as they are about its agent, days and hour."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import ibis
from ibis.expr.types import Table

from guitai.engines.metrics import inquiries, products, reception, returning, sales, service, talks
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain, of_whom, within
from guitai.engines.metrics.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A figure's agent (empty: the shop), its business days, and what else it is cut by.

    ``hour`` is an hour of the day, ``weekday`` a day of the week (0 is Monday); ``returning`` whose it is of
    returning and of new buyers, as of the days the facts reach back to; ``product`` which it is about, an own
    code.
    """

    facts: Facts
    settings: Settings
    first: date
    last: date
    agent: str = ""
    hour: int | None = None
    weekday: int | None = None
    returning: bool | None = None
    product: str = ""

    @property
    def grain(self) -> Grain:
        """Whose buyers are counted, and whether by the hour."""
        return Grain(agents=bool(self.agent), hours=self.hour is not None)

    def cut(self, table: Table) -> Table:
        """Give what of a table is the figure's own; an ``hour`` is looked at only where it is cut so."""
        table = within(table, self.first, self.last)
        if self.agent:
            table = table.filter(table.agent == self.agent)
        if self.hour is not None:
            table = table.filter(table.hour == self.hour)
        if self.weekday is not None:
            table = table.filter(table.day.day_of_week.index() == self.weekday)
        if self.returning is not None:
            told = returning.told_apart(table, self._known)
            table = told.filter(told.returning == self.returning).drop("returning")
        return table

    @cached_property
    def _known(self) -> Table:
        return returning.first_days(self.facts, self.chats, self.settings)

    @cached_property
    def chats(self) -> Table:
        """All chats, those of other days and agents too."""
        return talks.chats(self.facts.messages, self.settings)

    @cached_property
    def counted(self) -> Table:
        """The chats of these days."""
        return of_whom(within(self.chats, self.first, self.last), None, self.grain)

    @cached_property
    def met(self) -> Table:
        """The buyers met, each once a day."""
        return reception.per_buyer(self.counted, self.grain)

    @cached_property
    def asked(self) -> Table:
        """The inquiries; where a product is meant, those that spoke of it."""
        if self.product and self.facts.items is not None:
            found = products.spoken_of(self.met, self.facts, self.facts.items, self.grain, self.settings)
            return found.filter(found["product"] == self.product)
        found = inquiries.inquiries(self.met, self.facts.orders, self.grain, self.settings)
        return service.about(found, self.facts, self.grain, self.settings)

    @cached_property
    def sold(self) -> Table:
        """The paid orders, each with whose it is."""
        return self.holding(of_whom(sales.sold(self.facts, self.chats, self.settings), None, self.grain))

    def holding(self, orders: Table) -> Table:
        """Give the orders; where a product is meant, those that hold it with what is its own in them."""
        if self.product and self.facts.items is not None:
            return products.of_product(orders, self.facts.items, self.product)
        return orders

    def meetings(self) -> Table:
        """Give the chats, for the shop each buyer's of a day together; their agent spoke to them first."""
        who = [*self.grain.who, "buyer", "day"]
        chats = self.counted
        if self.agent:
            return chats.select(*who, "first_at", "last_at")
        order = ibis.window(
            group_by=[chats[name] for name in who],
            order_by=[chats.agent == "", chats.first_at, chats.agent],
        )
        chats = chats.mutate(place=ibis.row_number().over(order))
        return chats.group_by(who).agg(
            agent=chats.agent.max(where=chats.place == 0),
            first_at=chats.first_at.min(),
            last_at=chats.last_at.max(),
        )

    def of_meetings(self, rows: Table, **sums: object) -> Table:
        """Give the meetings rows are about (a buyer's day each), with what they bring."""
        who = [*self.grain.who, "buyer", "day"]
        rows = self.cut(rows).select(*who, **sums)
        return self.meetings().inner_join(rows, who)
