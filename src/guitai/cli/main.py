"""The command ``guitai``: every subcommand, and how a refusal is said in a shell."""

import sys

import typer

from guitai import __version__
from guitai.cli import (
    checking,
    figures,
    importing,
    inspecting,
    learning,
    promising,
    serving,
    sizing,
    suggesting,
    understanding,
)
from guitai.cli.several import SeveralCommand
from guitai.kernel.errors import GuitaiError

app = typer.Typer(
    name="guitai",
    help="柜台: the customer-service system of online shops.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("check")(checking.check)
app.command("inspect")(inspecting.inspect)
app.command("import")(importing.import_files)
app.command("kpi", cls=SeveralCommand)(figures.kpi)
app.command("facts", cls=SeveralCommand)(figures.write_facts)
app.command("promises")(promising.promises)
app.command("size")(sizing.size)
app.command("suggest")(suggesting.suggest)
app.command("understand", cls=SeveralCommand)(understanding.understand)
app.command("learn")(learning.learn_model)
app.command("demo")(serving.demo)
app.command("run")(serving.serve)
app.command("jobs")(serving.jobs)


@app.command("version")
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


@app.command(
    "manage",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def manage(context: typer.Context) -> None:
    """Run one of Django's own commands."""
    serving.manage(context.args)


def run() -> None:
    """Run a command; a refusal is one sentence on standard error and exit code 1."""
    try:
        app()
    except GuitaiError as refusal:
        sys.stderr.write(f"guitai: {refusal.sentence}\n")
        sys.exit(1)
