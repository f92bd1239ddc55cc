"""Tables of no known platform: how a shop said once that their columns are to be read."""

import logging
from collections.abc import Mapping

from guitai.domains.accounts.queries import Shop
from guitai.domains.intake.queries import mappings_of
from guitai.engines.tabular.columns import Table
from guitai.engines.tabular.mapped import mapped

logger = logging.getLogger(__name__)


def foreign_tables(shop: Shop) -> tuple[Table, ...]:
    """Give the tables a shop has mapped, latest first; one that a newer version can't read is left out."""
    tables = []
    for mapping in mappings_of(shop):
        try:
            tables.append(foreign_table(mapping.kind, mapping.columns))
        except (KeyError, ValueError):
            logger.warning("mapping %s of %s names a kind or column that is gone", mapping.pk, shop.key)
    return tuple(tables)


def foreign_table(kind: str, columns: Mapping[str, str]) -> Table:
    """Give a kind's table under other headings.

    :param columns: heading by key of the kind's column.
    :raises KeyError: if there is no such kind or column.
    :raises ValueError: if a column is missing that is needed.
    """
    return mapped(kind, columns)
