"""Put an exported file into a shop's tables: the whole of it in one transaction, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.tallies import Tally
from guitai.connectors.files import mapping
from guitai.domains.accounts.queries import Shop
from guitai.domains.catalog import actions as catalog
from guitai.domains.catalog.queries import known_codes, product_finder
from guitai.domains.chat.importing import LineOfChat, put_chats
from guitai.domains.trade.importing import put_orders
from guitai.domains.trade.importing_lines import put_lines
from guitai.engines.tabular.reading import Reading as TableReading
from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.sheet_types import Fact, Product, SizeRow, Sku
from guitai.engines.tabular.types import Order, OrderItem
from guitai.engines.transcripts.reading import Reading as ChatReading
from guitai.engines.transcripts.reading import is_transcript, open_transcript
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection
from guitai.kernel.errors import GuitaiError

CHUNK = 2000
_Item = TypeVar("_Item")
Reading = TableReading | ChatReading


class NotImportableError(GuitaiError):
    """A file that is known, and of a kind that has no place in the tables."""

    code: ClassVar[str] = "files.not_importable"


@dataclass(slots=True)
class ImportReport:
    """What became of a file's lines, in the words of the command line contract."""

    file: str
    kind: str
    encoding: str
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)

    def count(self, tally: Tally) -> None:
        """Add what became of some records."""
        self.added += tally.added
        self.updated += tally.updated
        self.unchanged += tally.unchanged

    def reject(self, line: int, column: str, reason: str) -> None:
        """Note a line that was left out."""
        self.rejected.append({"line": line, "column": column, "reason": reason})


def open_file(path: Path) -> tuple[Reading, ...]:
    """Recognise an exported file; of several kinds in a workbook, what others build on comes first.

    :raises GuitaiError: if it is unknown, damaged as a whole, or of a kind that is not imported.
    """
    readings: tuple[Reading, ...] = (open_transcript(path),) if is_transcript(path) else open_export(path)
    for reading in readings:
        if reading.kind not in _KINDS:
            raise NotImportableError(
                _("%(file)s holds %(kind)s, which Guitai can read but does not keep.")
                % {"file": path.name, "kind": reading.kind}
            )
    return tuple(sorted(readings, key=_place))


def in_order(paths: Sequence[Path]) -> list[Path]:
    """Give the files in the order in which they build on another: products, orders, their items, chats.

    :raises GuitaiError: as :func:`open_file`.
    """
    return sorted(paths, key=lambda path: min(_place(reading) for reading in open_file(path)))


def import_file(
    path: Path,
    *,
    shop: Shop,
    at: datetime,
    on_lines: Callable[[int], None] = lambda _lines: None,
) -> list[ImportReport]:
    """Import one file; gives a report, or one for each kind a workbook holds.

    :param on_lines: told how many more lines were done, now and then.
    :raises GuitaiError: as :func:`open_file`; nothing is stored then.
    """
    reports = []
    with transaction.atomic():
        for reading in open_file(path):
            report = ImportReport(str(path), reading.kind, reading.encoding)
            _KINDS[reading.kind](_readable(reading, report, on_lines), shop, at, report)
            reports.append(report)
    return reports


@contextmanager
def rehearsal() -> Iterator[None]:
    """Take everything back that is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _readable(reading: Iterable[Any], report: ImportReport, on_lines: Callable[[int], None]) -> Iterator[Any]:
    """Count the lines, put the rejected ones down, give the others."""
    for item in reading:
        report.read += 1
        if report.read % CHUNK == 0:
            on_lines(CHUNK)
        if isinstance(item, Rejection):
            report.reject(item.line, item.column, item.reason)
        else:
            yield item
    on_lines(report.read % CHUNK)


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


_KINDS: dict[str, Callable[[Iterator[Any], Shop, datetime, ImportReport], None]] = {
    "products": _products,
    "taobao_orders": _orders,
    "taobao_order_items": _items,
    "qianniu_chats": _chats,
}


def _place(reading: Reading) -> int:
    return list(_KINDS).index(reading.kind)
