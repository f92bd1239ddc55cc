"""``guitai import``: exported files into a shop's tables."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import translation
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from guitai.cli.django_ready import get_ready, require_tables
from guitai.kernel.errors import GuitaiError

_REJECTIONS_SHOWN = 20
_PIECE = 1 << 20
_COUNTS = ("read", "added", "updated", "unchanged")


class UnknownShopError(GuitaiError):
    """No shop of this installation is called so."""

    code = "cli.unknown_shop"


def import_files(
    files: Annotated[list[Path], typer.Argument(help="Exported files: orders, items, products, chats.")],
    shop: Annotated[str, typer.Option(help="Key or name of the shop they belong to.")],
    dry_run: Annotated[bool, typer.Option(help="Say what would happen, and store nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Import exported files; each is stored whole or not at all, and twice is once."""
    get_ready()
    require_tables()
    into = shop_called(shop)
    reports, refusals = _import_all(files, into, dry_run=dry_run)
    if as_json:
        document = {"files": [asdict(report) for report in reports], "dry_run": dry_run}
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        for report in reports:
            _show(Console(soft_wrap=True), report, dry_run=dry_run)
    for refusal in refusals:
        sys.stderr.write(f"guitai: {refusal}\n")
    if refusals:
        raise typer.Exit(1)


def shop_called(name: str) -> Any:
    """Give the shop with this key or name.

    :raises UnknownShopError: if there is none.
    """
    accounts = import_module("guitai.domains.accounts.queries")
    shops = list(accounts.shops())
    found = [shop for shop in shops if name in {shop.key, shop.name}]
    if not found:
        known = "; ".join(f"{shop.key} ({shop.name})" for shop in shops) or "none yet"
        raise UnknownShopError(f"There is no shop “{name}”; the shops here: {known}.")
    return found[0]


def _import_all(files: list[Path], shop: Any, *, dry_run: bool) -> tuple[list[Any], list[str]]:
    """Import what can be, products before orders and orders before chats; report in the order asked for."""
    importing = import_module("guitai.connectors.files.importing")
    extra = import_module("guitai.connectors.files.foreign").foreign_tables(shop)
    known, refusals = _recognised(files, importing, extra)
    done: dict[Path, list[Any]] = {}
    # What the domains say is English here, as all of the command line is.
    with translation.override("en"), _progress() as progress, ExitStack() as prepared:
        waiting: list[tuple[Path, Any]] = []
        for path in importing.in_order(known, extra=extra):
            told = _Told(progress, path)
            try:
                if dry_run:
                    reading = importing.prepare_file(path, on_lines=told.lines, extra=extra)
                    waiting.append((path, prepared.enter_context(reading)))
                else:
                    done[path] = importing.import_file(
                        path, shop=shop, at=datetime.now(UTC), on_lines=told.lines
                    )
            except (GuitaiError, OSError) as refusal:
                refusals.append(str(refusal))
            except KeyboardInterrupt:
                refusals.append(f"Stopped; nothing of {path.name} was stored.")
                break
        try:
            done |= _rehearsed(waiting, shop, importing)
        except KeyboardInterrupt:
            refusals.append("Stopped before everything was tried; nothing was stored.")
    return [report for path in files for report in done.get(path, [])], refusals


def _rehearsed(waiting: Iterable[tuple[Path, Any]], shop: Any, importing: Any) -> dict[Path, list[Any]]:
    """Store all and take it back, since files build on one another; give what would have become of it."""
    with importing.rehearsal():
        return {
            path: prepared.store(shop=shop, at=datetime.now(UTC), on_lines=lambda _lines: None)
            for path, prepared in waiting
        }


class _Told:
    """Shows how far a file is: its lines while it is read, and then that it is stored."""

    def __init__(self, progress: Progress, path: Path) -> None:
        self._progress, self._name = progress, path.name
        self._is_storing = False
        self._task = progress.add_task(f"reading {self._name}", total=_lines_in(path))

    def lines(self, more: int) -> None:
        """Count more lines; none are left to read when it is told of none."""
        if more:
            self._progress.advance(self._task, more)
        elif not self._is_storing:
            self._is_storing = True
            self._progress.remove_task(self._task)
            self._task = self._progress.add_task(f"storing {self._name}", total=None)


def _lines_in(path: Path) -> int | None:
    """Give how many lines a text has; a workbook does not say it beforehand."""
    with path.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            return None
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))


def _recognised(files: list[Path], importing: Any, extra: Any) -> tuple[list[Path], list[str]]:
    known: list[Path] = []
    refusals: list[str] = []
    for path in dict.fromkeys(files):
        try:
            importing.open_file(path, extra=extra)
            known.append(path)
        except (GuitaiError, OSError) as refusal:
            refusals.append(str(refusal))
    return known, refusals


@contextmanager
def _progress() -> Iterator[Progress]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} lines"),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield progress


def _show(console: Console, report: Any, *, dry_run: bool) -> None:
    counts = ", ".join(f"{getattr(report, name):,} {name}" for name in _COUNTS)
    heading = "[yellow]would be:[/] " if dry_run else ""
    console.print(f"[bold]{escape(report.file)}[/]: {report.kind}, {report.encoding}", highlight=False)
    console.print(f"  {heading}{counts}, {len(report.rejected):,} rejected", highlight=False)
    if report.rejected:
        table = Table("Line", "Column", "Reason", title="Rejected", title_justify="left")
        for rejection in report.rejected[:_REJECTIONS_SHOWN]:
            table.add_row(str(rejection["line"]), escape(rejection["column"]), escape(rejection["reason"]))
        console.print(table)
        if len(report.rejected) > _REJECTIONS_SHOWN:
            console.print(f"  … and {len(report.rejected) - _REJECTIONS_SHOWN:,} more")
