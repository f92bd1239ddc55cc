"""Order lists, item lists and refund lists into the tables of trade."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from guitai.common.journal import Journal
from guitai.connectors.files import mapping
from guitai.connectors.files.keeping.chunks import chunks
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop
from guitai.domains.catalog.queries import product_finder
from guitai.domains.chat.recognising import recognise_named
from guitai.domains.trade.drafts import RefundDraft
from guitai.domains.trade.importing import put_orders
from guitai.domains.trade.importing_lines import put_lines
from guitai.domains.trade.importing_refunds import join_refunds, put_refunds
from guitai.domains.trade.importing_reviews import join_reviews
from guitai.domains.trade.preparing import PreparedOrder, prepared
from guitai.engines.tabular.types import Order, OrderItem


def prepare_order(order: Order) -> PreparedOrder:
    """Make a line of an order list ready for its table."""
    return prepared(mapping.order_draft(order), line=order.line)


def keep_orders(
    items: Iterator[PreparedOrder], shop: Shop, at: datetime, report: ImportReport, journal: Journal | None
) -> None:
    """Keep a list with one line an order."""
    for listed in chunks(items):
        outcome = put_orders(shop=shop, drafts=listed, at=at, journal=journal)
        report.count(outcome.tally)
        follow_orders(shop, outcome.added, journal)
        for order in outcome.homeless:
            column = "订单创建时间" if order.buyer else "买家会员名"
            report.reject(order.line, column, nameless_order(order.number))


def keep_items(
    items: Iterator[OrderItem], shop: Shop, _at: datetime, report: ImportReport, journal: Journal | None
) -> None:
    """Keep a list with one line a product of an order."""
    finder = product_finder(shop)
    for chunk in chunks(items):
        drafts = [mapping.line_draft(item, finder=finder) for item in chunk]
        outcome = put_lines(shop=shop, drafts=drafts, journal=journal)
        report.count(outcome.tally)
        lines = {id(draft): item.line for draft, item in zip(drafts, chunk, strict=True)}
        for draft in outcome.homeless:
            report.reject(
                lines[id(draft)],
                "订单编号",
                _("There is no order %(number)s in this shop; import the order list first.")
                % {"number": draft.order_number},
            )


def keep_refunds(
    items: Iterator[RefundDraft], shop: Shop, _at: datetime, report: ImportReport, journal: Journal | None
) -> None:
    """Keep a list of refunds; one whose order is not known yet is kept too."""
    for drafts in chunks(items):
        report.count(put_refunds(shop=shop, drafts=drafts, journal=journal))


def follow_orders(shop: Shop, numbers: Collection[str], journal: Journal | None) -> None:
    """Do for new orders what waited for them: refunds and reviews that came first, talks that name them."""
    if numbers:
        join_refunds(shop=shop, numbers=numbers, journal=journal)
        join_reviews(shop=shop, numbers=numbers, journal=journal)
        recognise_named(shop=shop, numbers=numbers, journal=journal)


def nameless_order(number: str) -> str:
    """Say why a line about a new order was left out."""
    return _("Order %(number)s is new, and this list names no buyer or no time; import the full list.") % {
        "number": number
    }
