"""Options that take several values after one name."""

import pytest
import typer
from typer.testing import CliRunner

from guitai.cli.several import SeveralCommand


def _run(*arguments):
    app = typer.Typer()

    def command(
        chats: list[str] = typer.Option([]),  # noqa: B008 - typer's own way
        orders: list[str] = typer.Option([]),  # noqa: B008
        by: str = "agent",
        as_json: bool = typer.Option(False, "--json"),  # noqa: FBT003, RUF100
    ) -> None:
        typer.echo(f"{','.join(chats)}|{','.join(orders)}|{by}|{as_json}")

    app.command(cls=SeveralCommand)(command)
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--chats", "a", "b", "c"], "a,b,c||agent|False"),
        (["--chats", "a", "b", "--orders", "c", "--by", "day", "--json"], "a,b|c|day|True"),
        (["--chats", "a", "--chats", "b"], "a,b||agent|False"),
        (["--chats=a", "--orders=b", "--orders", "c", "d"], "a|b,c,d|agent|False"),
        (["--chats=a", "b"], "a,b||agent|False"),
        (["--json", "--orders", "a", "b"], "|a,b|agent|True"),
    ],
)
def test_several_values_may_follow_one_name(arguments, told):
    assert _run(*arguments).stdout.strip() == told


@pytest.mark.parametrize("arguments", [["a"], ["--by", "day", "b"], ["--json", "a"]])
def test_a_value_after_an_option_that_takes_none_more_is_refused(arguments):
    result = _run(*arguments)

    assert result.exit_code == 2
    assert "unexpected extra argument" in result.stderr
