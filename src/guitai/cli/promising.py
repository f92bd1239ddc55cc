"""``guitai promises``: what an agent has promised in a message, and when it falls due."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from guitai.cli.lines import LineError, answer_lines, as_json, read_json, require_text_or_lines, whole
from guitai.engines.promises.day_parts import DayParts, read_day_parts, usual_day_parts
from guitai.engines.promises.finding import find_promises
from guitai.engines.promises.types import Kind, Promise
from guitai.kernel.days import SHANGHAI

_YEARS = range(2000, 2101)  # what is further away is a slip of the clock
_COLOURS = {Kind.EXACT: "green", Kind.CONDITIONAL: "cyan", Kind.VAGUE: "yellow"}


def promises(
    text: Annotated[
        str | None, typer.Argument(help="What the agent wrote, such as: 我查一下，10分钟后回复您")
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="When it was written, such as 2026-11-20T10:00; now if left out.")
    ] = None,
    parts: Annotated[
        Path | None,
        typer.Option(help='A JSON file of when parts of a day end: {"ends": {"下班": "21:30"}}.'),
    ] = None,
    json_out: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object in and one out, per line.")
    ] = False,
) -> None:
    """Say what a message promises and when it falls due; questions, rules and requests promise nothing."""
    require_text_or_lines(text, as_lines=as_lines)
    if as_lines and at is not None:
        raise typer.BadParameter("With --jsonl every line says its own.", param_hint="--at")
    answer = partial(_found, parts=_read_parts(parts))
    if as_lines:
        answer_lines(lambda asked: _told(answer(asked)))
        return
    found = answer({"text": text, "at": at or datetime.now(SHANGHAI).isoformat()})
    if json_out:
        typer.echo(as_json(_told(found)))
    else:
        _show(Console(highlight=False), whole(text), found)


def _read_parts(path: Path | None) -> DayParts:
    if path is None:
        return usual_day_parts()
    told = read_json(path)
    if not isinstance(told, Mapping):
        raise LineError(f"{path.name} holds no object; write when parts of a day end as keys and times.")
    return read_day_parts(told)


def _found(asked: Mapping[str, Any], *, parts: DayParts) -> tuple[Promise, ...]:
    return find_promises(whole(asked.get("text")), _moment(asked.get("at")), parts=parts)


def _moment(told: object) -> datetime:
    """Read when something was written; without an offset it is local."""
    try:
        moment = datetime.fromisoformat(told)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise LineError(
            f"at is {told!r:.40}; write when it was written: 2026-11-20T10:00:00+08:00."
        ) from None
    if moment.year not in _YEARS:
        raise LineError(f"at is in the year {moment.year}; write one from {_YEARS[0]} to {_YEARS[-1]}.")
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _told(found: tuple[Promise, ...]) -> dict[str, Any]:
    return {"promises": [_as_object(promise) for promise in found]}


def _as_object(promise: Promise) -> dict[str, Any]:
    within = promise.within
    return {
        "start": promise.start,
        "end": promise.end,
        "matched": promise.matched,
        "about": promise.about.value,
        "due": promise.due.isoformat() if promise.due else None,
        "firm": promise.firm,
        "kind": promise.kind.value,
        "after": promise.after,
        "within": {"amount": float(within.amount), "unit": within.unit.value} if within else None,
        "phone": promise.phone,
        "assumed": promise.assumed,
    }


def _show(console: Console, text: str, found: tuple[Promise, ...]) -> None:
    """Show the message with its promises underlined, then a line for each."""
    line, table = Text(text), Table(box=None, show_header=False, pad_edge=False)
    for promise in found:
        line.stylize(f"underline {_COLOURS[promise.kind]}", promise.start, promise.end)
        table.add_row(
            Text(_when(promise), _COLOURS[promise.kind]), promise.about.value, Text(promise.matched, "dim")
        )
    console.print(line)
    console.print(table if found else Text("no promise", "dim"))


def _when(promise: Promise) -> str:
    if promise.due:
        return f"{promise.due:%Y-%m-%d %H:%M}{'' if promise.firm else ' or so'}"
    if promise.kind is Kind.VAGUE:
        return "no time said"
    return f"{f'within {promise.within} ' if promise.within else ''}after {promise.after}"
