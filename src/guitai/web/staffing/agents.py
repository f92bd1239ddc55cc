"""Who had more in hand at once than an agent is reckoned with."""

from datetime import datetime

from django.utils.translation import gettext as _

from guitai.domains.accounts.queries import Shop
from guitai.domains.performance.queries.figures import Cut, report
from guitai.domains.performance.queries.load import Load
from guitai.engines.metrics.keys import Unit
from guitai.web.formats import Number
from guitai.web.reports import tables
from guitai.web.reports.showing import name_of

_FIGURES = ("max_concurrent", "received", "first_response", "rate_30s")


def by_agent(shop: Shop, usual: Load, *, concurrency: int, at: datetime) -> tables.Table:
    """Give the agents of the weeks a usual week is made of, who had most at once first."""
    rows = report(shop, first=usual.first, last=usual.last, cut=Cut.AGENT, at=at).rows
    rows.sort(key=lambda row: -float(row.values["max_concurrent"].value or 0))
    return tables.Table(
        _("Who had most at once"),
        [tables.Column(_("Agent"), numeric=False), *[tables.Column(name_of(key)) for key in _FIGURES]],
        [
            [
                tables.words(row.agent.name),
                *[
                    tables.figure(key, row.values[key], mark=_mark(key, row.values[key].value, concurrency))
                    for key in _FIGURES
                ],
            ]
            for row in rows
            if row.agent
        ],
        _("Marked: more than the %(count)s chats an agent is reckoned with.")
        % {"count": tables.number(concurrency, Unit.COUNT).text},
    )


def _mark(key: str, value: Number | None, concurrency: int) -> str:
    return "bad" if key == "max_concurrent" and value is not None and value > concurrency else ""
