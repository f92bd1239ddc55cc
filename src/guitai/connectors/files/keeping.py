"""How each kind of exported record is kept: from what was read into the domains' tables, by chunks."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from guitai.connectors.files import mapping
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop
from guitai.domains.catalog import actions as catalog
from guitai.domains.catalog.queries import known_codes, product_finder
from guitai.domains.chat.importing import LineOfChat, put_chats
from guitai.domains.trade.importing import put_orders
from guitai.domains.trade.importing_lines import put_lines
from guitai.engines.tabular.sheet_types import Fact, Product, SizeRow, Sku
from guitai.engines.tabular.types import Order, OrderItem
from guitai.engines.transcripts.types import Message

CHUNK = 2000
_Item = TypeVar("_Item")


def _chunks(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    return iter(lambda: list(islice(items, CHUNK)), [])


def _orders(items: Iterator[Order], shop: Shop, _at: datetime, report: ImportReport) -> None:
    for orders in _chunks(items):
        outcome = put_orders(shop=shop, drafts=[mapping.order_draft(order) for order in orders])
        report.count(outcome.tally)
        lines = {order.order_id: order.line for order in reversed(orders)}
        for draft in outcome.homeless:
            report.reject(
                lines[draft.number],
                "订单创建时间" if draft.buyer else "买家会员名",
                _("Order %(number)s is new, and this list names no buyer or no time; import the full list.")
                % {"number": draft.number},
            )


def _items(items: Iterator[OrderItem], shop: Shop, _at: datetime, report: ImportReport) -> None:
    finder = product_finder(shop)
    for chunk in _chunks(items):
        drafts = [mapping.line_draft(item, finder=finder) for item in chunk]
        outcome = put_lines(shop=shop, drafts=drafts)
        report.count(outcome.tally)
        lines = {id(draft): item.line for draft, item in zip(drafts, chunk, strict=True)}
        for draft in outcome.homeless:
            report.reject(
                lines[id(draft)],
                "订单编号",
                _("There is no order %(number)s in this shop; import the order list first.")
                % {"number": draft.order_number},
            )


def _products(
    items: Iterator[Product | Sku | SizeRow | Fact], shop: Shop, at: datetime, report: ImportReport
) -> None:
    """Put a product sheet in; all of it is read first, since its sheets may stand in any order."""
    rows = list(items)
    products = [row for row in rows if isinstance(row, Product)]
    for chunk in _chunks(iter(products)):
        report.count(
            catalog.put_products(
                shop=shop, products=[mapping.product_draft(product) for product in chunk], at=at
            )
        )
        praise = [fact for product in chunk for fact in mapping.praise_of(product)]
        catalog.put_facts(shop=shop, facts=praise)
    codes = known_codes(shop)
    known = [row for row in rows if not isinstance(row, Product) and _has_home(row, codes, report)]
    for skus in _chunks(row for row in known if isinstance(row, Sku)):
        report.count(catalog.put_skus(shop=shop, skus=[mapping.sku_draft(sku) for sku in skus]))
    for sizes in _chunks(row for row in known if isinstance(row, SizeRow)):
        report.count(catalog.put_sizes(shop=shop, sizes=[mapping.size_draft(size) for size in sizes]))
    for facts in _chunks(row for row in known if isinstance(row, Fact)):
        report.count(catalog.put_facts(shop=shop, facts=[mapping.fact_draft(fact) for fact in facts]))


def _has_home(row: Sku | SizeRow | Fact, codes: frozenset[str], report: ImportReport) -> bool:
    if row.product_id[:64] in codes:
        return True
    report.reject(
        row.line,
        "商品编号",
        _("There is no product %(code)s, neither here nor in the shop.") % {"code": row.product_id},
    )
    return False


def _chats(items: Iterator[Message], shop: Shop, _at: datetime, report: ImportReport) -> None:
    """Put chats in, some whole conversations at a time."""
    waiting: list[LineOfChat] = []
    for message in items:
        line = mapping.line_of_chat(message)
        if len(waiting) >= CHUNK and waiting[-1].talk != line.talk:
            report.count(put_chats(shop=shop, lines=waiting))
            waiting = []
        waiting.append(line)
    report.count(put_chats(shop=shop, lines=waiting))


# In the order in which they build on another: items belong to products and orders, chats name orders.
KINDS: dict[str, Callable[[Iterator[Any], Shop, datetime, ImportReport], None]] = {
    "products": _products,
    "taobao_orders": _orders,
    "taobao_order_items": _items,
    "qianniu_chats": _chats,
}
