"""Commands that run the installation: serve it, do its timed work, build the demo shop."""

import signal
import sys
import threading
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from django.core.management import execute_from_command_line

from guitai.cli.django_ready import bring_up_to_date, get_ready

APPLICATION = "guitai.config.asgi:application"
EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def serve(
    port: Annotated[int, typer.Option(envvar="PORT", help="Where to listen.")] = 8000,
    host: Annotated[str, typer.Option(help="0.0.0.0 lets other machines in.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Web processes; several need REDIS_URL.")] = 1,
    jobs: Annotated[bool, typer.Option(help="Do the timed work too.")] = True,
    with_demo: Annotated[bool, typer.Option("--demo", help="Build the demo shop if empty.")] = False,
) -> None:
    """Serve the shop and, unless --no-jobs, do its timed work."""
    settings = get_ready()
    if workers > 1 and not settings.REDIS_URL:
        sys.stderr.write("guitai: several web processes need a live bus between them; set REDIS_URL.\n")
        raise typer.Exit(1)
    bring_up_to_date()
    if import_module("guitai.web.statics").collect_if_changed():
        typer.echo("→ assets collected")
    if with_demo:
        _build_demo(EXAMPLES)
    clock = import_module("guitai.jobs.clock").start_in_background() if jobs else None
    _say_where(host, port)
    try:
        uvicorn.run(
            APPLICATION,
            host=host,
            port=port,
            workers=workers,
            log_level="warning",
            ws="websockets-sansio",
            ws_per_message_deflate=False,  # frames are short and many: packing them costs more than it saves
            ws_max_size=1_100_000,
            timeout_graceful_shutdown=5,
        )
    finally:
        if clock:
            clock.stop(graceful=False)


def jobs() -> None:
    """Do only the timed work, where the web processes run with --no-jobs."""
    get_ready()
    bring_up_to_date()
    clock = import_module("guitai.jobs.clock").start_in_background()
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    ended.wait()
    clock.stop(graceful=True)


def demo(
    examples: Annotated[Path, typer.Option(help="Folder of the example exports.")] = EXAMPLES,
) -> None:
    """Build the demo shop by importing the example exports; does nothing where people are at work."""
    get_ready()
    bring_up_to_date()
    _build_demo(examples)


def manage(arguments: list[str]) -> None:
    """Run one of Django's own commands."""
    get_ready()
    execute_from_command_line(["guitai manage", *arguments])


def _build_demo(examples: Path) -> None:
    building = import_module("guitai.connectors.files.demo")
    building.build_demo(folder=examples, at=datetime.now(UTC), on_step=lambda step: typer.echo(f"→ {step}"))


def _say_where(host: str, port: int) -> None:
    place = f"http://{host}:{port}"
    typer.echo(f"\n  柜台 Guitai   {place}/")
    if import_module("guitai.domains.accounts.queries").shop_by_widget_key("demo-yunshang"):
        typer.echo(f"  buyers 买家   {place}/shop.html")
        typer.echo("  demo people   xiaomei, xiaoyu (客服 agents), dianzhang (店长 lead)")
        typer.echo("  password      guitai-demo")
    typer.echo("  Ctrl+C ends it.\n")
