"""Lists that name an order and one product of it on each line (JD, Pinduoduo) into the tables of trade.

What counts is the order: one on three lines is one record, also if they stand apart. A line that says the
same as one before it is a record of its own, unchanged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from guitai.common.journal import Journal
from guitai.common.tallies import Tally
from guitai.connectors.files import mapping
from guitai.connectors.files.keeping.chunks import chunks
from guitai.connectors.files.keeping.orders import follow_orders, nameless_order
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop
from guitai.domains.catalog.queries import ProductFinder, product_finder
from guitai.domains.trade.importing import put_orders
from guitai.domains.trade.importing_lines import put_lines
from guitai.domains.trade.preparing import PreparedOrder, prepared
from guitai.engines.tabular.types import Order, OrderItem, OrderLine


@dataclass(frozen=True, slots=True)
class Headings:
    """What a platform's list calls the buyer, if it names one at all, and the time of the order."""

    buyer: str | None
    created_at: str


class ListedLine(NamedTuple):
    """A line of such a list: where it was read, a hash of what it says, its order made ready, its product."""

    line: int
    said: int
    order: PreparedOrder
    item: OrderItem


def prepare_order_line(line: OrderLine, *, anonymous: bool) -> ListedLine:
    """Make a line ready for the tables.

    :param anonymous: whether the platform's lists name no buyers.
    """
    return ListedLine(line.line, hash(line), _prepared(line.order, anonymous), line.item)


# The lines of an order say the same of it, and to seal what is personal in it takes longest.
@lru_cache(maxsize=256)
def _prepared(order: Order, anonymous: bool) -> PreparedOrder:
    return prepared(mapping.listed_order_draft(order, anonymous=anonymous))


@dataclass(slots=True)
class _Told:
    """What a file has said so far: its lines by their hashes, its orders by what became of them."""

    lines: set[int] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    repeats: int = 0

    def is_new(self, line: ListedLine) -> bool:
        """Say whether no line said the same before; hashes alone are kept, for files of a million lines."""
        if line.said in self.lines:
            self.repeats += 1
            return False
        self.lines.add(line.said)
        return True

    def tally(self) -> Tally:
        """Give what became of the orders, and the lines that were there before."""
        updated = self.moved - self.added
        unchanged = self.orders - self.added - updated
        return Tally(len(self.added), len(updated), len(unchanged) + self.repeats)


def keep_order_lines(
    items: Iterator[ListedLine],
    shop: Shop,
    at: datetime,
    report: ImportReport,
    journal: Journal | None,
    *,
    headings: Headings,
) -> None:
    """Keep a list with one line a product of an order, which says all of the order too."""
    finder, told = product_finder(shop), _Told()
    for chunk in chunks(items):
        lines = [line for line in chunk if told.is_new(line)]
        homeless = _keep(lines, shop, at, journal, finder=finder, told=told)
        for line in lines:
            if line.order.number in homeless:
                column = headings.buyer if headings.buyer and not line.order.buyer else headings.created_at
                report.reject(line.line, column, nameless_order(line.order.number))
    report.count(told.tally())


def _keep(
    lines: Sequence[ListedLine],
    shop: Shop,
    at: datetime,
    journal: Journal | None,
    *,
    finder: ProductFinder,
    told: _Told,
) -> set[str]:
    """Keep some lines; give the numbers of the orders that can't be kept."""
    orders = {line.order.fingerprint: line.order for line in lines}
    outcome = put_orders(shop=shop, drafts=list(orders.values()), at=at, journal=journal)
    follow_orders(shop, outcome.added, journal)
    homeless = {order.number for order in outcome.homeless}
    drafts = [
        mapping.line_draft(line.item, finder=finder) for line in lines if line.order.number not in homeless
    ]
    items = put_lines(shop=shop, drafts=drafts, journal=journal)
    told.orders |= {draft.order_number for draft in drafts}
    told.added |= outcome.added
    told.moved |= outcome.updated | items.touched
    return homeless
