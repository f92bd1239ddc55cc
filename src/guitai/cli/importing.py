"""``guitai import``: exported files into a shop's tables."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import translation
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from guitai.cli.django_ready import get_ready, require_tables
from guitai.kernel.errors import GuitaiError

_REJECTIONS_SHOWN = 20
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
    into = _shop(shop)
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


def _shop(name: str) -> Any:
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
    known, refusals = _recognised(files, importing)
    done: dict[Path, list[Any]] = {}
    # What the domains say is English here, as all of the command line is.
    with (
        translation.override("en"),
        importing.rehearsal() if dry_run else nullcontext(),
        _progress() as progress,
    ):
        for path in importing.in_order(known):
            task = progress.add_task(path.name, total=None)
            try:
                done[path] = importing.import_file(
                    path,
                    shop=shop,
                    at=datetime.now(UTC),
                    on_lines=partial(progress.advance, task),
                )
            except (GuitaiError, OSError) as refusal:
                refusals.append(str(refusal))
    return [report for path in files for report in done.get(path, [])], refusals


def _recognised(files: list[Path], importing: Any) -> tuple[list[Path], list[str]]:
    known: list[Path] = []
    refusals: list[str] = []
    for path in dict.fromkeys(files):
        try:
            importing.open_file(path)
            known.append(path)
        except (GuitaiError, OSError) as refusal:
            refusals.append(str(refusal))
    return known, refusals


@contextmanager
def _progress() -> Iterator[Progress]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f} lines"),
        TimeElapsedColumn(),
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
