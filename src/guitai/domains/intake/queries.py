"""Questions about what was brought in; every one begins at a shop the asker works in."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from guitai.domains.accounts.models import Shop
from guitai.domains.intake.drafts import LeftOut
from guitai.domains.intake.models import ON_THE_PAGE as ON_THE_PAGE
from guitai.domains.intake.models import UNDER_WAY as UNDER_WAY
from guitai.domains.intake.models import ColumnMapping as ColumnMapping
from guitai.domains.intake.models import Run as Run
from guitai.domains.intake.models import State as State

_SOON = timedelta(seconds=2)


def runs_of(shop: Shop) -> QuerySet[Run]:
    """Give every file that was brought into the shop."""
    return Run.objects.filter(shop=shop).select_related("by__person", "shop")


def arrived(shop: Shop) -> QuerySet[Run]:
    """Give the files that wait for somebody to decide, in the order they came."""
    return runs_of(shop).filter(state__in=ON_THE_PAGE).order_by("pk")


def under_way(shop: Shop) -> QuerySet[Run]:
    """Give the files that are being imported or wait for their turn, in the order of their turns."""
    return runs_of(shop).filter(state__in=UNDER_WAY).order_by("queued_at", "place", "pk")


def history(shop: Shop) -> QuerySet[Run]:
    """Give what was imported, or was to be, latest first."""
    return (
        runs_of(shop).exclude(state__in=[*ON_THE_PAGE, *UNDER_WAY]).order_by("-finished_at", "-place", "-pk")
    )


def last_done(shop: Shop) -> Run | None:
    """Give the latest import that was not undone, unless it was long ago; it alone can be."""
    last = runs_of(shop).filter(state=State.DONE).order_by("-finished_at", "-pk").first()
    return last if last and last.journal_id is not None else None


def imported_before(shop: Shop, digests: Iterable[str]) -> dict[str, Run]:
    """Give, by its fingerprint, the latest import of the very same file."""
    done = runs_of(shop).filter(state=State.DONE, sha256__in=set(digests)).order_by("finished_at", "pk")
    return {run.sha256: run for run in done}


def rejected_of(run: Run) -> list[LeftOut]:
    """Give the lines that were left out, sheet by sheet; nothing once their time is over."""
    return [
        LeftOut(
            kind=sheet.kind,
            name=sheet.name,
            headings=sheet.headings,
            lines=[(line, column, reason, cells) for line, column, reason, cells in json.loads(sheet.lines)],
        )
        for sheet in run.rejected_sheets.all()
    ]


def seconds_left(run: Run, *, at: datetime) -> float | None:
    """Say how long reading a file will take from now on at the pace so far; nothing where that is unknown."""
    if run.state != State.READING or run.started_at is None or not run.lines or not run.lines_done:
        return None
    spent = at - run.started_at
    if spent < _SOON:
        return None
    return spent.total_seconds() * max(run.lines - run.lines_done, 0) / run.lines_done


def mappings_of(shop: Shop) -> QuerySet[ColumnMapping]:
    """Give how the shop's foreign tables are read, latest first."""
    return ColumnMapping.objects.filter(shop=shop).select_related("by").order_by("-at", "-pk")


def lines_of(left_out: Iterable[LeftOut]) -> Iterator[dict[str, Any]]:
    """Give rejected lines one by one as a page shows them."""
    for sheet in left_out:
        for line, column, reason, _cells in sheet.lines:
            yield {"sheet": sheet.name, "line": line, "column": column, "reason": reason}
