"""``guitai inspect``: what exported files hold, without storing anything."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.records import Record
from guitai.engines.transcripts.reading import is_transcript, open_transcript
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection, UnreadableFileError
from guitai.kernel.money import Money

_FIRST = 3
_REJECTIONS_SHOWN = 20
_COUNTS = ("read", "added", "updated", "unchanged")


@dataclass(slots=True)
class Report:
    """What a file holds, in the words of the command line contract."""

    file: str
    kind: str
    encoding: str
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    first: list[dict[str, Any]] = field(default_factory=list)


def inspect(
    files: Annotated[list[Path], typer.Argument(help="Exported files: orders, items, products, chats.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say what exported files hold and which lines can't be read; nothing is stored."""
    console, errors = Console(), Console(stderr=True, soft_wrap=True)
    reports: list[Report] = []
    refused = False
    for path in files:
        try:
            with errors.status(f"Reading {escape(path.name)}"):
                reports += inspected(path)
        except (UnreadableFileError, OSError) as error:
            refused = True
            errors.print(escape(str(error)), highlight=False)
    if as_json:
        typer.echo(json.dumps({"files": [asdict(report) for report in reports]}, ensure_ascii=False))
    else:
        for report in reports:
            _show(console, report)
    if refused:
        raise typer.Exit(1)


def inspected(path: Path) -> list[Report]:
    """Report on one file: one report, or one for each kind of table that a workbook holds.

    :raises UnreadableFileError: if it is unknown or damaged as a whole.
    """
    if is_transcript(path):
        chat = open_transcript(path)
        return [_counted(Report(str(path), chat.kind, chat.encoding), chat)]
    return [_counted(Report(str(path), table.kind, table.encoding), table) for table in open_export(path)]


def _counted(report: Report, lines: Iterable[Record | Message | Rejection]) -> Report:
    seen: dict[int, int] = {}  # what was last said of each record; hashes, so that a large file fits
    for item in lines:
        report.read += 1
        if isinstance(item, Rejection):
            report.rejected.append({"line": item.line, "column": item.column, "reason": item.reason})
            continue
        before = seen.get(key := hash(item.key))
        seen[key] = says = hash(item)
        report.added += before is None
        report.unchanged += before == says
        report.updated += before not in {None, says}
        if len(report.first) < _FIRST:
            report.first.append(_as_understood(item))
    return report


def _as_understood(record: Record | Message) -> dict[str, Any]:
    named = {column.name: _plain(getattr(record, column.name)) for column in fields(record)}
    return {name: value for name, value in named.items() if value not in (None, "", {})}


def _plain(value: object) -> object:
    match value:
        case Money():
            return value.yuan
        case datetime():
            return value.isoformat()
        case tuple():
            return dict(value)  # pairs of a name and what it says
    return value


def _show(console: Console, report: Report) -> None:
    counts = ", ".join(f"{getattr(report, name):,} {name}" for name in _COUNTS)
    console.print(f"[bold]{escape(report.file)}[/]: {report.kind}, {report.encoding}", highlight=False)
    console.print(f"  {counts}, {len(report.rejected):,} rejected", highlight=False)
    for row in report.first:
        table = Table(show_header=False, box=None, padding=(0, 1, 0, 2))
        for name, value in row.items():
            table.add_row(name, escape(str(value)))
        console.print(table)
    if report.rejected:
        table = Table("Line", "Reason", title="Rejected", title_justify="left")
        for rejection in report.rejected[:_REJECTIONS_SHOWN]:
            table.add_row(str(rejection["line"]), escape(rejection["reason"]))
        console.print(table)
        if len(report.rejected) > _REJECTIONS_SHOWN:
            console.print(f"  … and {len(report.rejected) - _REJECTIONS_SHOWN:,} more")
