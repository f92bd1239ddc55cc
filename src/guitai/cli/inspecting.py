"""``guitai inspect``: what exported files hold, without storing anything."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.records import Record
from guitai.engines.tabular.types import OrderItem, OrderLine
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
    files: Annotated[list[Path], typer.Argument(help="Exported files: orders, refunds, chats, figures.")],
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
    known = _Known()
    for item in lines:
        report.read += 1
        if isinstance(item, Rejection):
            report.rejected.append({"line": item.line, "column": item.column, "reason": item.reason})
            continue
        if outcome := known.outcome(item):
            setattr(report, outcome, getattr(report, outcome) + 1)
        if len(report.first) < _FIRST:
            report.first.append(_as_understood(item))
    return report


class _Known:
    """What the lines of a file have said so far; as hashes, so that a large file fits."""

    def __init__(self) -> None:
        self._said: set[int] = set()

    def outcome(self, record: Record | Message) -> str:
        """Say what a line does to the record it is about: added, updated, unchanged, or nothing.

        A further product of a known order does nothing: the order was counted, and no more is said of it.
        """
        if not self._is_new("line", record):
            return "unchanged"
        if not isinstance(record, OrderLine):
            return "added" if self._is_new("record", record.key) else "updated"
        says_more = self._is_new("order", record.order)
        if self._is_new("product", record.item.key):
            self._is_new("item", _own(record.item))
        elif self._is_new("item", _own(record.item)):
            says_more = True
        if self._is_new("record", record.key):
            return "added"
        return "updated" if says_more else ""

    def _is_new(self, about: str, said: object) -> bool:
        before = len(self._said)
        self._said.add(hash((about, said)))
        return len(self._said) > before


def _own(item: OrderItem) -> OrderItem:
    """Give what a product says beside its order."""
    return replace(item, status=None, status_text="", created_at=None)


def _as_understood(record: Record | Message) -> dict[str, Any]:
    if isinstance(record, OrderLine):
        order, item = _as_understood(record.order), _as_understood(record.item)
        return order | {"item": {name: value for name, value in item.items() if order.get(name) != value}}
    named = {column.name: _plain(getattr(record, column.name)) for column in fields(record)}
    return {name: value for name, value in named.items() if value not in (None, "", {})}


def _plain(value: object) -> object:
    match value:
        case Money():
            return value.yuan
        case Decimal():
            return float(value)
        case date():  # or a date and time
            return value.isoformat()
        case tuple() if all(isinstance(one, tuple) for one in value):  # pairs of a name and what it says
            return {name: _plain(said) for name, said in value}
    return value


def _by_name(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give a row's values by name, those of a product in it as ``item.title``."""
    for name, value in row.items():
        if name == "item":
            yield from ((f"item.{inner}", said) for inner, said in value.items())
        else:
            yield name, value


def _show(console: Console, report: Report) -> None:
    counts = ", ".join(f"{getattr(report, name):,} {name}" for name in _COUNTS)
    console.print(f"[bold]{escape(report.file)}[/]: {report.kind}, {report.encoding}", highlight=False)
    console.print(f"  {counts}, {len(report.rejected):,} rejected", highlight=False)
    for row in report.first:
        table = Table(show_header=False, box=None, padding=(0, 1, 0, 2))
        for name, value in _by_name(row):
            table.add_row(name, escape(str(value)))
        console.print(table)
    if report.rejected:
        table = Table("Line", "Reason", title="Rejected", title_justify="left")
        for rejection in report.rejected[:_REJECTIONS_SHOWN]:
            table.add_row(str(rejection["line"]), escape(rejection["reason"]))
        console.print(table)
        if len(report.rejected) > _REJECTIONS_SHOWN:
            console.print(f"  … and {len(report.rejected) - _REJECTIONS_SHOWN:,} more")
