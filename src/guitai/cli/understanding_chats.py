"""``guitai understand`` in bulk: the talks of exported files without a database, and those of a shop."""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from guitai.cli.django_ready import get_ready, require_tables
from guitai.cli.figures import FileRefusedError
from guitai.cli.importing import shop_called
from guitai.cli.lines import as_json
from guitai.engines.understanding.intents import intents
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.summing import TalkSum
from guitai.engines.understanding.types import Language, Mood, Reading
from guitai.engines.understanding.wording import why

_TALKS_AT_ONCE = 200


@dataclass(slots=True)
class Sums:
    """All talks, and those in which something was asked, by its intent."""

    whole: TalkSum = field(default_factory=TalkSum)
    intents: dict[str, TalkSum] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        """Count a talk, for each thing that was asked once."""
        self.whole.add_reading(reading)
        for intent in {each.intent for each in reading.asked}:
            self.intents.setdefault(intent, TalkSum()).add_reading(reading)


def answer_of(reading: Reading, language: Language) -> dict[str, Any]:
    """Give what was read out of a talk in the words of the command line contract."""
    return {
        "intents": [
            {"intent": each.intent, "turn": each.turn, "score": round(each.score, 3)}
            for each in reading.asked
        ],
        "mood": {
            "label": reading.mood.value,
            "satisfaction": reading.satisfaction,
            "losing_interest": round(reading.losing_interest, 3),
            "evidence": [
                {"turn": each.turn, "why": why(each, language)}
                for each in (*reading.evidence, *reading.cooling)
            ],
        },
    }


def from_files(paths: Sequence[Path], *, language: Language, as_lines: bool) -> None:
    """Read the talks of exported chats: a line of JSON for each, or a table of what was asked.

    :raises GuitaiError: if a file is unknown, damaged or no chat, or the disk refuses.
    """
    sums = Sums()
    with _talks_of(paths) as talks:
        for talk in talks:
            reading = read(talk.turns)
            if as_lines:
                key = f"{talk.agent}/{talk.buyer}/{talk.day}"
                sys.stdout.buffer.write(as_json({"id": key, **answer_of(reading, language)}) + b"\n")
            elif talk.last_said_at is not None:
                sums.add(reading)
    sys.stdout.buffer.flush()
    if not as_lines:
        _show(sums, language)


def of_shop(name: str, *, language: Language, json_out: bool) -> None:
    """Read a shop's talks that were not read yet, then show what was asked in all of its talks.

    :raises GuitaiError: if there is no such shop, or the database is not ready.
    """
    get_ready()
    require_tables()
    shop = shop_called(name)
    done = _read_all(shop)
    sums = _asked_in(shop)
    if json_out:
        typer.echo(as_json({"shop": shop.key, "read": done, **_document(sums, language)}))
    else:
        typer.echo(f"Read {done:,} talks of {shop.name}.")
        _show(sums, language)


@contextmanager
def _talks_of(paths: Sequence[Path]) -> Iterator[Iterator[Any]]:
    """Give the talks of files, each message once however many of the files hold it."""
    facts = import_module("guitai.connectors.files.facts")
    readings = import_module("guitai.connectors.files.fact_readings")
    try:
        with tempfile.TemporaryDirectory(prefix="guitai-") as made, _progress("lines") as progress:
            tasks: dict[str, Any] = {}

            def on_lines(name: str, count: int) -> None:
                if name not in tasks:
                    tasks[name] = progress.add_task(f"reading {escape(name)}", total=None)
                progress.update(tasks[name], completed=count)

            noticed = facts.gather(facts.Sources(chats=tuple(paths)), Path(made), on_lines=on_lines)
            for task in tasks.values():
                progress.remove_task(task)
            understood = progress.add_task("understanding", total=None)
            yield _counted(readings.talks(Path(made)), progress, understood)
    except BrokenPipeError:  # who reads the lines has seen enough
        raise
    except OSError as error:
        raise FileRefusedError(
            f"{tempfile.gettempdir()} can't be used: {error.strerror or error}."
        ) from error
    for sentence in noticed:
        sys.stderr.write(f"• {sentence}\n")


def _counted(talks: Iterator[Any], progress: Progress, task: Any) -> Iterator[Any]:
    for talk in talks:
        yield talk
        progress.advance(task, len(talk.turns))


def _read_all(shop: Any) -> int:
    bulk = import_module("guitai.domains.chat.reading_in_bulk")
    done = 0
    with _progress("talks") as progress:
        task = progress.add_task("understanding", total=bulk.unread(shop).count())
        while some := bulk.read_some(shop, most=_TALKS_AT_ONCE, at=datetime.now(UTC)):
            done += some
            progress.advance(task, some)
    return done


def _asked_in(shop: Any) -> Sums:
    """Count what was asked in all of a shop's talks that were read."""
    asking = import_module("guitai.domains.insight.asked_queries")
    days = import_module("guitai.domains.performance.desk_facts").days_with_facts(shop)
    if days is None:
        return Sums()
    found = asking.asked_between(shop, asking.TalkDays(first=days[0], last=days[1]))
    return Sums(found.whole, dict(found.intents))


def _in_order(sums: Sums) -> list[tuple[str, TalkSum]]:
    return sorted(sums.intents.items(), key=lambda each: (-each[1].talks, each[0]))


def _document(sums: Sums, language: Language) -> dict[str, Any]:
    return {
        "talks": sums.whole.talks,
        **_felt(sums.whole),
        "intents": [
            {"intent": intent, "title": _title(intent, language), "talks": each.talks, **_felt(each)}
            for intent, each in _in_order(sums)
        ],
    }


def _felt(talks: TalkSum) -> Mapping[str, Any]:
    return {"moods": {mood.value: talks.moods[mood.value] for mood in Mood}, "losing_interest": talks.losing}


def _title(intent: str, language: Language) -> str:
    """Give an intent's title; its key if a shop's own model knows it and nobody else."""
    title = intents().get(intent)
    return getattr(title, language) if title else intent


def _show(sums: Sums, language: Language) -> None:
    console = Console(soft_wrap=True)
    if not sums.whole.talks:
        console.print("No buyer said anything here.")
        return
    told = [mood for mood in Mood if mood is not Mood.NEUTRAL]
    # Narrow enough for a shell of 80 characters.
    table = Table(
        "Asked", "Talks", "Share", *(mood.value for mood in told), "losing", box=None, padding=(0, 1, 0, 0)
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for intent, each in (*_in_order(sums), ("All talks", sums.whole)):
        felt = (*(each.moods[mood.value] for mood in told), each.losing)
        shares = (f"{count / each.talks:.1%}" if count else "" for count in felt)
        share = f"{each.talks / sums.whole.talks:.1%}"
        table.add_row(_title(intent, language), f"{each.talks:,}", share, *shares)
    console.print(table)


def _progress(unit: str) -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
