"""Guitai's own product sheet into the tables of the catalogue."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from guitai.common.journal import Journal
from guitai.connectors.files import mapping
from guitai.connectors.files.keeping.chunks import chunks
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop
from guitai.domains.catalog import actions as catalog
from guitai.domains.catalog.queries import known_codes
from guitai.engines.tabular.sheet_types import Fact, Product, SizeRow, Sku


def keep_products(
    items: Iterator[Product | Sku | SizeRow | Fact],
    shop: Shop,
    at: datetime,
    report: ImportReport,
    journal: Journal | None,
) -> None:
    """Keep a product sheet; all of it is read first, since its sheets may stand in any order."""
    rows = list(items)
    products = [row for row in rows if isinstance(row, Product)]
    for chunk in chunks(iter(products)):
        drafts = [mapping.product_draft(product) for product in chunk]
        report.count(catalog.put_products(shop=shop, products=drafts, at=at, journal=journal))
        praise = [fact for product in chunk for fact in mapping.praise_of(product)]
        catalog.put_facts(shop=shop, facts=praise, journal=journal)
    codes = known_codes(shop)
    known = [row for row in rows if not isinstance(row, Product) and _has_home(row, codes, report)]
    for skus in chunks(mapping.sku_draft(row) for row in known if isinstance(row, Sku)):
        report.count(catalog.put_skus(shop=shop, skus=skus, journal=journal))
    for sizes in chunks(mapping.size_draft(row) for row in known if isinstance(row, SizeRow)):
        report.count(catalog.put_sizes(shop=shop, sizes=sizes, journal=journal))
    for facts in chunks(mapping.fact_draft(row) for row in known if isinstance(row, Fact)):
        report.count(catalog.put_facts(shop=shop, facts=facts, journal=journal))


def _has_home(row: Sku | SizeRow | Fact, codes: frozenset[str], report: ImportReport) -> bool:
    if row.product_id[:64] in codes:
        return True
    report.reject(
        row.line,
        "商品编号",
        _("There is no product %(code)s, neither here nor in the shop.") % {"code": row.product_id},
    )
    return False
