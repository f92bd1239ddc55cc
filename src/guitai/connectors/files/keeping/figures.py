"""A platform's table of agents' figures into the tables of performance."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from guitai.common.journal import Journal
from guitai.connectors.files import mapping
from guitai.connectors.files.keeping.chunks import chunks
from guitai.connectors.files.keeping.periods import days_in_name
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop
from guitai.domains.performance.importing import put_figures
from guitai.engines.tabular.service_types import AgentFigures


def keep_figures(
    items: Iterator[AgentFigures], shop: Shop, at: datetime, report: ImportReport, journal: Journal | None
) -> None:
    """Keep agents' figures; those that name no day are about the days the file's name says, if any."""
    days = days_in_name(Path(report.file).stem)
    for rows in chunks(items):
        drafts = [mapping.figures_draft(row, days=days) for row in rows]
        report.count(put_figures(shop=shop, drafts=drafts, at=at, journal=journal))
