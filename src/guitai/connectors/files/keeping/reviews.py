"""Lists of public reviews into the tables of trade."""

from collections.abc import Iterator
from datetime import datetime

from guitai.common.journal import Journal
from guitai.connectors.files import mapping
from guitai.connectors.files.keeping.chunks import chunks
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop
from guitai.domains.catalog.queries import product_finder
from guitai.domains.trade.importing_reviews import put_reviews
from guitai.engines.tabular.review_types import Review


def keep_reviews(
    items: Iterator[Review], shop: Shop, _at: datetime, report: ImportReport, journal: Journal | None
) -> None:
    """Keep a list of reviews; one whose order is not known yet is kept too."""
    finder = product_finder(shop)
    for some in chunks(items):
        drafts = [mapping.review_draft(review, finder=finder) for review in some]
        report.count(put_reviews(shop=shop, drafts=drafts, journal=journal))
