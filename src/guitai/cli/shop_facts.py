"""``guitai facts --shop``: the facts of a shop of this installation, of the days that are over."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from guitai.cli.django_ready import get_ready, require_tables
from guitai.cli.importing import shop_called
from guitai.kernel.days import SHANGHAI
from guitai.kernel.errors import GuitaiError


class NoClosedDaysError(GuitaiError):
    """A shop has no day that is over among those asked for."""

    code = "facts.no_days"


def write_shop(name: str, out: Path, days: tuple[date | None, date | None]) -> list[str]:
    """Write a shop's facts into a new folder, the whole or nothing; gives what was noticed.

    :param days: the first and the last wanted, if any.
    :raises GuitaiError: if there is no such shop or day, or something in the folder.
    """
    get_ready()
    require_tables()
    shop = shop_called(name)
    desk = import_module("guitai.domains.performance.desk_facts")
    yesterday = datetime.now(SHANGHAI).date() - timedelta(days=1)
    first, last = _wanted(shop, desk.days_with_facts(shop), days, yesterday)
    with import_module("guitai.connectors.files.facts").new_folder(out) as folder, _progress() as progress:
        task = progress.add_task("writing", total=(last - first).days + 1)
        desk.write_days(shop, first, last, folder=folder, on_day=lambda _day: progress.advance(task))
    return list(_noticed(shop, days[1], yesterday))


def _noticed(shop: Any, last: date | None, yesterday: date) -> Iterator[str]:
    if last and last > yesterday:
        yield "Days that are not over are left out."
    if unread := import_module("guitai.domains.chat.reading_in_bulk").unread(shop).count():
        yield (
            f"Talks nobody read yet are missing in asked and moods: {unread:,}; "
            f"“guitai understand --shop {shop.key}” reads them."
        )


def _wanted(
    shop: Any,
    there: tuple[date, date] | None,
    days: tuple[date | None, date | None],
    yesterday: date,
) -> tuple[date, date]:
    if there is None:
        raise NoClosedDaysError(f"Nothing was said or ordered in {shop.name} yet.")
    first, last = max(days[0] or there[0], there[0]), min(days[1] or there[1], there[1], yesterday)
    if first > last:
        raise NoClosedDaysError(
            f"{shop.name} has no such day that is over; it has talks or orders from {there[0]} to {there[1]}."
        )
    return first, last


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
