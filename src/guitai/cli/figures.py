"""``guitai kpi`` and ``guitai facts``: the figures of the trade, from exported files without a server."""

import json
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from guitai.cli.figure_tables import Shown, document, show, workbook
from guitai.cli.shop_facts import write_shop
from guitai.connectors.files.backends import Engine, connected
from guitai.engines.metrics.reading_settings import read_settings
from guitai.engines.metrics.settings import Attribution, Settings
from guitai.kernel.days import SHANGHAI
from guitai.kernel.errors import GuitaiError

# The figures' machinery takes a second to load, and no other command needs it.
_FACTS = "guitai.connectors.files.facts"
_NOTICES = "guitai.connectors.files.fact_notices"
_CUTS = "shop|agent|group|day|month|hour|agent,day|weekday,hour"

Files = list[Path] | None
Chats = Annotated[Files, typer.Option(help="Exported chats.", metavar="FILE...")]
Orders = Annotated[Files, typer.Option(help="Lists of orders.", metavar="FILE...")]
Refunds = Annotated[Files, typer.Option(help="Lists of refunds.", metavar="FILE...")]
Reminders = Annotated[Files, typer.Option(help="Lists of 订单编号, 催付时间, 客服.", metavar="FILE...")]


First = Annotated[str, typer.Option("--from", help="First day.", metavar="DAY")]
Last = Annotated[str, typer.Option("--to", help="Last day.", metavar="DAY")]


class FileRefusedError(GuitaiError):
    """A file beside the facts can't be read or written."""

    code = "figures.file_refused"


def kpi(  # noqa: PLR0913 - each is an option of the contract
    chats: Chats = None,
    orders: Orders = None,
    refunds: Refunds = None,
    reminders: Reminders = None,
    facts: Annotated[Path | None, typer.Option(help="A folder of facts instead of files.")] = None,
    first: First = "",
    last: Last = "",
    by: Annotated[str, typer.Option(help="A row for each.", metavar=_CUTS)] = "agent",
    rule: Annotated[Attribution | None, typer.Option(help="Which moment decides whose an order is.")] = None,
    engine: Annotated[Engine, typer.Option(help="What computes.")] = Engine.DUCKDB,
    master: Annotated[str, typer.Option(help="Where Spark is; else this machine.", metavar="URL")] = "",
    settings: Annotated[Path | None, typer.Option(help="TOML file with windows and limits.")] = None,
    as_of: Annotated[str, typer.Option(help="Moment at which is told what is late.", metavar="TIME")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write a workbook.")] = None,
) -> None:
    """Count the trade's figures from exported files, or from facts."""
    given = {"chats": chats, "orders": orders, "refunds": refunds, "reminders": reminders}
    _one_of(given, facts)
    if as_json and xlsx:
        raise typer.BadParameter("Ask for --json or for --xlsx.")
    if master and engine is not Engine.SPARK:
        raise typer.BadParameter("--master goes with --engine spark.")
    where = partial(connected, engine, master=master)
    found = _counted(given, facts, _days(first, last), by, _settings(settings, rule), _moment(as_of), where)
    if as_json:
        typer.echo(json.dumps(document(found), ensure_ascii=False))
    elif xlsx:
        _write(xlsx, workbook(found))
        _tell(found.notices)
        typer.echo(f"Wrote {len(found.rows):,} rows to {xlsx}.")
    else:
        show(Console(), found)


def write_facts(
    out: Annotated[Path, typer.Option(help="A new folder for the facts.")],
    chats: Chats = None,
    orders: Orders = None,
    refunds: Refunds = None,
    reminders: Reminders = None,
    shop: Annotated[str, typer.Option(help="Key or name of a shop of this installation, not files.")] = "",
    first: First = "",
    last: Last = "",
) -> None:
    """Write facts as Parquet, a folder for each day: of exported files, or of a shop's days that are over."""
    given = {"chats": chats, "orders": orders, "refunds": refunds, "reminders": reminders}
    if not shop:
        _one_of(given, None)
        if first or last:
            raise typer.BadParameter("--from and --to go with --shop; of files all days are written.")
        with _working(out), _reading() as on_lines:
            noticed = import_module(_FACTS).write_facts(_sources(given), out, on_lines=on_lines)
    else:
        if any(given.values()):
            raise typer.BadParameter("Give files or a --shop, not both.")
        with _working(out):
            noticed = write_shop(shop, out, _days(first, last))
    _tell(noticed)
    typer.echo(f"Wrote the facts to {out}.")


def _one_of(given: dict[str, Files], facts: Path | None) -> None:
    if facts and any(given.values()):
        raise typer.BadParameter("Give files or a folder of --facts, not both.")
    if not facts and not (given["chats"] or given["orders"]):
        raise typer.BadParameter("Give exported files with --chats and --orders.")


def _sources(given: dict[str, Files]) -> Any:
    return import_module(_FACTS).Sources(**{name: tuple(files or ()) for name, files in given.items()})


def _counted(
    given: dict[str, Files],
    folder: Path | None,
    days: tuple[date | None, date | None],
    by: str,
    settings: Settings,
    as_of: datetime,
    where: Callable[..., AbstractContextManager[Any]],
) -> Shown:
    """Read, look at what does not fit, and count; that may be done far away, ``where`` it is asked for."""
    facts, looking = import_module(_FACTS), import_module(_NOTICES)
    computing = import_module("guitai.engines.metrics.computing")
    grain = _grain(by)
    noticed: list[str] = []
    with _working(folder), tempfile.TemporaryDirectory(prefix="guitai-") as made:
        scratch = Path(made)
        if folder is None:
            with _reading() as on_lines:
                noticed += facts.gather(_sources(given), scratch, on_lines=on_lines)
        with connected(Engine.DUCKDB, scratch=scratch) as here:
            opened = facts.open_facts(folder or scratch, here)
            if grain.groups and opened.groups is None:
                raise typer.BadParameter("--by group: these facts do not say who is of which group.")
            asked = looking.Asked(
                as_of=as_of, first=days[0], last=days[1], after_sales_days=settings.after_sales_days
            )
            noticed += looking.notices(here, asked)
            lacking = looking.lacking(here)
        with where(scratch=scratch) as backend, Console(stderr=True).status("Counting"):
            opened = facts.open_facts(folder or scratch, backend)
            rows = computing.figures(opened, grain, settings, as_of=as_of, first=days[0], last=days[1])
    return Shown(rows=rows, lacking=lacking, notices=tuple(noticed), as_of=as_of)


def _grain(by: str) -> Any:
    grains = import_module("guitai.engines.metrics.grain")
    try:
        return grains.GRAINS[grains.By(by)]
    except ValueError as error:
        raise typer.BadParameter(f"--by {by}: one of {_CUTS.replace('|', ' ')}.") from error


def _days(first: str, last: str) -> tuple[date | None, date | None]:
    days = _day(first, "--from"), _day(last, "--to")
    if days[0] and days[1] and days[0] > days[1]:
        raise typer.BadParameter("--from is later than --to.")
    return days


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{name} {text}: write a day as 2026-11-09.") from error


def _moment(text: str) -> datetime:
    """Give a moment as the clock in the shop shows it; without a text, the present one."""
    try:
        moment = datetime.fromisoformat(text) if text else datetime.now(SHANGHAI)
    except ValueError as error:
        raise typer.BadParameter(f"--as-of {text}: write a time as 2026-11-30T00:00:00+08:00.") from error
    return moment.astimezone(SHANGHAI).replace(tzinfo=None) if moment.tzinfo else moment


def _settings(path: Path | None, rule: Attribution | None) -> Settings:
    settings = read_settings(_toml(path)) if path else Settings()
    return replace(settings, rule=rule) if rule else settings


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise FileRefusedError(f"{path.name} can't be opened: {error.strerror or error}.") from error
    except ValueError as error:
        raise FileRefusedError(f"{path.name} is no TOML file: {error}.") from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise FileRefusedError(f"{path} can't be written: {error.strerror or error}.") from error


@contextmanager
def _working(folder: Path | None) -> Iterator[None]:
    """Say in a sentence what the disk refuses; nothing half done is left."""
    try:
        yield
    except OSError as error:
        where = folder or Path(tempfile.gettempdir())
        raise FileRefusedError(f"{where} can't be used: {error.strerror or error}.") from error
    except KeyboardInterrupt as stop:
        raise FileRefusedError("Stopped; nothing was written.") from stop


@contextmanager
def _reading() -> Iterator[Any]:
    """Show how far the files are."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f} lines"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, Any] = {}

        def on_lines(name: str, count: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(f"reading {name}", total=None)
            progress.update(tasks[name], completed=count)

        yield on_lines


def _tell(noticed: Sequence[str]) -> None:
    for sentence in noticed:
        sys.stderr.write(f"• {sentence}\n")
