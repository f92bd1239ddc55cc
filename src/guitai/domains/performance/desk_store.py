"""The facts of a shop by business day as Parquet: a folder for each table, in it one for each day.

docs/reference/facts.md says what the tables hold and which rows belong to which day.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales import fact_rows as aftersales
from guitai.domains.chat import fact_rows as chat
from guitai.domains.followups import fact_rows as followups
from guitai.domains.followups import reminder_rows
from guitai.domains.guard import queries as guard
from guitai.domains.performance.agent_accounts import accounts_by_member
from guitai.domains.performance.desk_rows import (
    SCHEMAS,
    DeskDay,
    Window,
    cases,
    days_between,
    findings,
    groups,
    items,
    lost,
    orders,
    promises,
    ratings,
    refunds,
    reminders,
)
from guitai.domains.trade import fact_rows as trade
from guitai.kernel.days import business_day

OnDay = Callable[[date], None]

# What is kept of days that are over: nothing of it changes any more, unless older talks are imported.
KEPT = ("recommendations", "messages")
# What is read out of talks may be put right at any time. No figure needs it, so nothing else opens it.
UNDERSTOOD = ("asked", "moods")
_VERSION = 1  # of what kept days hold; with a new one they are written anew
_ABOUT = "written.json"
_FILE = "data_0.parquet"  # as DuckDB calls what it cuts by day


def facts_folder(shop: Shop) -> Path:
    """Give the folder in which a shop's kept days lie."""
    return Path(settings.DATA_FOLDER) / "facts" / shop.key


def days_with_facts(shop: Shop) -> tuple[date, date] | None:
    """Give the first and the last business day on which anything was said or ordered; None in a new shop."""
    found = [span for span in (chat.first_and_last(shop), trade.first_and_last(shop)) if span]
    if not found:
        return None
    return business_day(min(first for first, _ in found)), business_day(max(last for _, last in found))


def written_days(shop: Shop) -> set[date]:
    """Give the days that are kept; none of them counts once an agent's account was changed."""
    folder = facts_folder(shop)
    if not _is_current(shop, folder):
        return set()
    files = (folder / "messages").glob(f"day=*/{_FILE}")
    return {date.fromisoformat(file.parent.name.removeprefix("day=")) for file in files}


def kept_file(shop: Shop, table: str, day: date) -> Path:
    """Give the file of a table of a kept day."""
    return facts_folder(shop) / table / f"day={day}" / _FILE


def forget_days(shop: Shop, days: Collection[date] | None = None) -> None:
    """Remove kept days, since their talks changed; all of them, if none are named."""
    folder = facts_folder(shop)
    if days is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for day in days:
        for table in reversed(KEPT):  # a day without its messages is not kept
            shutil.rmtree(folder / table / f"day={day}", ignore_errors=True)


def write_day(shop: Shop, day: date, folder: Path | None = None) -> None:
    """Write the facts of a business day, as :func:`write_days` does."""
    write_days(shop, day, day, folder=folder)


def write_days(
    shop: Shop, first: date, last: date, *, folder: Path | None = None, on_day: OnDay = lambda _day: None
) -> None:
    """Write the facts of the business days from the first to the last, each whole or not at all.

    What was written of a day before is replaced.

    :param folder: gets all tables; without one, what stays as it is goes below the data folder.
    :param on_day: told of each day that is written.
    :raises OSError: if the disk refuses.
    """
    into, tables = (folder, _all_tables(shop)) if folder else (facts_folder(shop), KEPT)
    if not folder and not _is_current(shop, into):
        forget_days(shop)
    into.mkdir(parents=True, exist_ok=True)
    if not folder:
        _tell(shop, into)
    for day in days_between(shop, first, last):
        _write(day, into, tables)
        on_day(day.day)
    if folder:
        pq.write_table(pa.Table.from_batches([groups(shop)]), into / "groups.parquet")


def _write(day: DeskDay, into: Path, tables: Sequence[str]) -> None:
    """Write a day beside, then let its files take their places, the messages last."""
    with tempfile.TemporaryDirectory(dir=into, prefix=".writing-") as made:
        with ExitStack() as files:
            writers: dict[str, Any] = {
                name: files.enter_context(
                    pq.ParquetWriter(Path(made) / name, SCHEMAS[name], compression="zstd")
                )
                for name in tables
            }
            for name, batch in day.talks(understood=set(UNDERSTOOD) <= set(tables)):
                writers[name].write_batch(batch)
            for name, batch in _others(day, tables):
                writers[name].write_batch(batch)
        for name in tables:
            place = into / name / f"day={day.day}"
            place.mkdir(parents=True, exist_ok=True)
            (Path(made) / name).replace(place / _FILE)


def _others(day: DeskDay, tables: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Give what is not read from the talks of the day."""
    window = Window(day.day, day.day)
    if "findings" in tables:
        yield "findings", findings(day.shop, day.members, window)
    if "promises" in tables:
        yield "promises", promises(day.shop, day.members, window)
    if "reminders" in tables:
        yield "reminders", reminders(day.shop, day.members, window)
    if "cases" in tables:
        yield "cases", cases(day.shop, day.members, window)
    if "ratings" in tables:
        yield "ratings", ratings(day.shop, day.members, window)
        yield "lost", lost(day.shop, day.members, window)
        yield "orders", orders(day.shop, window)
        yield "items", items(day.shop, window)
    if "refunds" in tables:
        yield "refunds", refunds(day.shop, window)


def _all_tables(shop: Shop) -> tuple[str, ...]:
    """Give the tables a folder of facts gets; without refunds what orders say of them counts."""
    understood = UNDERSTOOD if chat.has_readings(shop) else ()
    tables = (
        "findings",
        "promises",
        "reminders",
        "cases",
        "ratings",
        "lost",
        "orders",
        "items",
        "refunds",
        *understood,
        *KEPT,
    )
    return tuple(name for name in tables if name not in missing_tables(shop))


def missing_tables(shop: Shop) -> set[str]:
    """Give what nothing is known of, rather than that there is none: refunds, checked words, cases."""
    there = {
        "refunds": trade.has_refunds(shop),
        "findings": guard.has_verdicts(shop),
        "promises": followups.has_promises(shop),
        "reminders": reminder_rows.has_reminders(shop),
        "cases": aftersales.has_cases(shop),
    }
    return {name for name, is_there in there.items() if not is_there}


def _is_current(shop: Shop, folder: Path) -> bool:
    """Say whether what is kept was written by this version, and its people have the same accounts still."""
    try:
        told = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        accounts = _accounts(shop)
        return bool(told["version"] == _VERSION and told["accounts"].items() <= accounts.items())
    except (FileNotFoundError, ValueError, KeyError):
        return False


def _tell(shop: Shop, folder: Path) -> None:
    about = {"version": _VERSION, "accounts": _accounts(shop)}
    half = folder / f".{_ABOUT}.{os.getpid()}"
    half.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    half.replace(folder / _ABOUT)


def _accounts(shop: Shop) -> dict[str, str]:
    return {str(member): account for member, account in accounts_by_member(shop).items()}
